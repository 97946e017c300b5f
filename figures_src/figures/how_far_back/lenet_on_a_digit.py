"""The receptive fields of LeNet-5 grow to 5, 6, 14, 16 and 32 pixels, and 32 is the whole image."""

from figures_src.drawing import LINE, SMALL, Box, Panel
from figures_src.examples import digit
from figures_src.networks import lenet5

UNIT = 0.19  # a pixel
LAYERS = {  # a neuron near the middle of each layer, and where beside its frame there is room for its name, in pixels
    "C1": (13, (15.2, 14.7)),
    "S2": (6, (15.2, 10.9)),
    "C3": (4, (9.8, 20.7)),
    "S4": (2, (25.4, 15.5)),
    "C5": (0, (1.6, 1.6)),
}


def draw():
    """A digit with the field of one neuron of each layer, and the same fields as bars below."""
    net, panel = lenet5(), Panel()
    ink(panel)
    for row, (layer, (unit, (x, y))) in enumerate(LAYERS.items()):
        first, last = (int(n) for n in net.intervals(layer)[unit])
        size, kernel = last - first + 1, len(net.window(layer, unit))
        square = Box(panel, first * UNIT, first * UNIT, size * UNIT, size * UNIT).corners()
        panel.lines([[*square, square[0]]], role="field", weight=LINE, closed=True)
        panel.note(layer, (x * UNIT, y * UNIT), "field", size=SMALL)
        y = 32 * UNIT + 0.35 + 0.62 * row
        bar = Box(panel, first * UNIT, y, size * UNIT, 0.46)
        panel.fill(bar, "field")
        panel.note(str(size), bar.centre)
        panel.note(f"{layer}, kernel {kernel}", (-0.12, y + 0.23), align="right", size=13)
    panel.note(f"pixel {first}", (0, y + 0.8), "muted", align="left")
    panel.note(f"pixel {last}", (32 * UNIT, y + 0.8), "muted", align="right")
    return panel


def ink(panel):
    """The digit, pixels of one darkness in a row as one box."""
    panel.frame(Box(panel, 0, 0, 32 * UNIT, 32 * UNIT), "grid", weight=1)
    for r, row in enumerate((digit() * 4).round() / 4):
        start = 0
        for c in range(1, 33):
            if c == 32 or row[c] != row[start]:
                if row[start]:
                    panel.fill(Box(panel, start * UNIT, r * UNIT, (c - start) * UNIT, UNIT), "ink", row[start] * 0.6)
                start = c
