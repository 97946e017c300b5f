"""In random ReLU networks influence spreads as counting paths predicts: skips narrow it, strides and dilation widen it."""

from figures_src.drawing import SMALL, Panel, Picture
from figures_src.facts.what_it_really_uses import STACKS, along_an_axis, counted, measured
from figures_src.figures.what_it_really_uses._bell import bars
from figures_src.influence import standard_deviation

UNIT, TALL, WIDEST = 0.145, 1.1, 23


def draw():
    """Measured influence on the image, and along an axis as bars under the dots that were counted."""
    labels = ("Plain", "With skips", "A stride of 2", "Dilation 2, 2, 4")
    return Picture(*(spread(label, name) for label, name in zip(labels, STACKS, strict=True)))


def spread(label, name):
    """One of the four stacks: its map of influence over its profile."""
    panel, influence = Panel(label), measured(name)
    field, middle = len(influence), WIDEST * UNIT / 2
    left = middle - field * UNIT / 2
    pixels = panel.heat(influence, (left, left), unit=UNIT)
    panel.frame(pixels, weight=2)
    panel.hold((-0.05, -0.05), (2 * middle + 0.05, 0))
    floor = 2 * middle + 0.45 + TALL
    along, expected = along_an_axis(influence), counted(name)
    bars(panel, along * TALL / 0.3, (left, floor), unit=UNIT)
    panel.dots([(left + (i + 0.5) * UNIT, floor - s * TALL / 0.3) for i, s in enumerate(expected)], "ink", size=0.11)
    panel.lines([[(0, floor), (2 * middle, floor)]], role="grid", weight=1)
    panel.note(f"field {field}", (middle, floor + 0.35), "field", size=SMALL)
    panel.note(f"sd {standard_deviation(along):.2f}, counted {standard_deviation(expected):.2f}", (middle, floor + 0.78), size=SMALL)  # fmt: skip
    return panel
