"""One bell has several widths: by standard deviation, by share along an axis, by share of an image, by brightness."""

import numpy as np

from figures_src.drawing import Box, Panel
from figures_src.figures.what_it_really_uses._bell import bars
from figures_src.influence import pixels_above, profile, variance, width_holding
from figures_src.windows import Window

LAYERS, SHARE, UNIT, TALL = 20, 0.9545, 0.195, 2.3


def draw():
    """The profile of twenty layers in its field, and the measures below it."""
    stack = [Window(3)] * LAYERS
    shares = profile(stack)
    middle = len(shares) * UNIT / 2
    panel = Panel()
    bars(panel, shares / shares.max() * 0.94 * TALL, (0, 0), unit=UNIT)
    panel.frame(Box(panel, 0, -TALL, 2 * middle, TALL), weight=2)
    panel.note(f"field: {len(shares)} pixels", (0.2, -TALL + 0.45), "field", align="left")
    widths = [
        (4 * variance(stack) ** 0.5, "{:.1f}: two sd to each side"),
        (width_holding(shares, SHARE), "{}: holds 95.45 % along an axis"),
        (width_holding(np.outer(shares, shares), SHARE), "{}: square that holds 95.45 %"),
        (pixels_above(shares, 1 - SHARE), "{}: above 4.55 % of the peak"),
    ]
    for row, (width, says) in enumerate(widths):
        ends = [(middle + side * width / 2 * UNIT, 0.4 + row) for side in (-1, 1)]
        panel.brace(*ends, says.format(width), gap=0.24)
    return panel
