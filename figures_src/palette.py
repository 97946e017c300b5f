"""Colours by role, in both schemes, and the rules that keep them readable."""

LIGHT = {
    "ink": "#1b1c20",  # numbers, axes; faint: the values of an image
    "muted": "#5a5d66",  # notes and units
    "grid": "#8a8d96",  # borders of cells
    "field": "#2463c9",  # window and receptive field
    "kernel": "#c04304",  # weights
    "neuron": "#5a0a3c",  # output neurons
    "paper": "#ffffff",
}

DARK = {
    "ink": "#eceef4",
    "muted": "#a9adb9",
    "grid": "#7a7f8c",
    "field": "#79a6f0",
    "kernel": "#f5822e",
    "neuron": "#ffd0e4",
    "paper": "#1e2129",
}

# The strongest fill of each role on which ink can still be read (4.5 : 1 in both schemes).
STRONGEST = {"ink": 0.30, "muted": 0.30, "grid": 0.30, "field": 0.45, "kernel": 0.45, "neuron": 0.24, "paper": 1.0}


def rgb(colour):
    """Red, green and blue of a colour '#rrggbb', 0 to 255."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def luminance(colour):
    """Relative luminance of a colour '#rrggbb', 0 to 1 (WCAG 2.2)."""
    channels = [channel / 255 for channel in rgb(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(colour, opacity, paper):
    """The colour seen where `colour` lies with `opacity` on `paper`."""
    mixed = [round(opacity * c + (1 - opacity) * p) for c, p in zip(rgb(colour), rgb(paper), strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)
