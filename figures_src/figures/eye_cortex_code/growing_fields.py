"""Windows of a layer are all of one size; fields in the eye grow with the distance from the point looked at."""

from figures_src.cells import tiling
from figures_src.drawing import Panel, Picture

MIDDLE, REACH = 4.1, 2.9


def draw():
    """Fields along a line through the point looked at, half overlapping: all of one size, and growing."""
    return Picture(
        row("A convolutional layer", least=0.8, growth=0), row("The eye, not to scale", least=0.4, growth=0.35)
    )


def row(label, *, least, growth):
    """Fields on both sides of the middle as rings, and a dot where the eye looks."""
    panel = Panel(label)
    for middle, size in tiling(growth=growth, reach=REACH, least=least):
        for x in {MIDDLE + middle, MIDDLE - middle}:
            panel.circle((x, 0), size / 2)
    panel.hold((0, -0.75), (2 * MIDDLE, 0.75))
    panel.dots([(MIDDLE, 0)], "ink")
    return panel
