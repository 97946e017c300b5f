"""A neuron is the sum of seventy-five products and a bias, cut off at zero: one number."""

import numpy as np

from figures_src.convolution import correlate, patch, relu
from figures_src.drawing import LINE, SMALL, THIN, Box, Panel, Picture, number
from figures_src.examples import RED_TO_BLUE, THRESHOLD, portrait
from figures_src.palette import STRONGEST


def draw():
    """The strongest neuron over a colour portrait: its window in red, green and blue, and its sum."""
    image = np.moveaxis(portrait(32), 2, 0)
    values = correlate(image, RED_TO_BLUE[None])[0]
    row, column = np.unravel_index(values.argmax(), values.shape)
    # --8<-- [start:one-neuron]
    window = patch(image, (row, column), 5)  # 3×5×5 pixel values
    products = window * RED_TO_BLUE  # 75 of them
    sums = products.sum(axis=(1, 2))  # one for each colour
    neuron = relu(sums.sum() + THRESHOLD)  # one number
    # --8<-- [end:one-neuron]
    colours = [colour_slice(*each) for each in zip(("Red", "Green", "Blue"), window, RED_TO_BLUE, sums, strict=True)]
    return Picture(*colours, ledger(sums, neuron))


def colour_slice(colour, window, kernel, total):
    """One colour of the window: each pixel with its weight below, and the sum of the products."""
    panel = Panel(f"{colour}: 25 pixels × weights")
    pixels = panel.cells(window, numbers=False, strength=np.zeros(window.shape))
    for (r, c), value in np.ndenumerate(window):
        x, y = pixels.cell(r, c).x, pixels.cell(r, c).y
        upper, lower = Box(panel, x, y, 1, 0.58), Box(panel, x, y + 0.58, 1, 0.42)
        panel.fill(upper, "ink", STRONGEST["ink"] * value / 255)
        panel.fill(lower, "kernel", STRONGEST["kernel"] * abs(kernel[r, c]) / 2)
        panel.note(number(value), (x + 0.5, y + 0.31))
        panel.note(f"×{number(kernel[r, c])}", (x + 0.5, y + 0.78), size=SMALL)
    panel.frame(pixels)
    panel.note(f"sum {signed(total)}", (2.5, 5.5), bold=True)
    return panel


def ledger(sums, neuron):
    """The three partial sums and the bias, added up and cut off at zero: as wide as a slice."""
    panel = Panel("Their sum: one neuron")
    rows = [
        ("red", sums[0]),
        ("green", sums[1]),
        ("blue", sums[2]),
        ("bias", THRESHOLD),
        ("sum", sums.sum() + THRESHOLD),
    ]
    for line, (name, value) in enumerate(rows):
        entry(panel, name, value, 0.45 + 0.78 * line)
    panel.lines([[(0, 3.18), (5, 3.18)]], weight=THIN)
    entry(panel, "after the ReLU", neuron, 4.5, role="neuron")
    panel.frame(Box(panel, 0, 4.1, 5, 0.8), "neuron", weight=LINE)
    return panel


def entry(panel, name, value, y, *, role="ink"):
    """A name on the left, its number on the right."""
    bold = role == "neuron"
    panel.note(name, (0.15, y), role, align="left", bold=bold)
    panel.note(signed(value), (4.85, y), role, align="right", bold=bold)


def signed(value):
    """A whole number with thousands marked and a true minus sign."""
    return f"{value:,}".replace("-", "−")
