"""From 3 to 40 layers the field grows in step with the depth, the bell as its square root."""

from figures_src.drawing import Panel, Picture
from figures_src.figures.what_it_really_uses._bell import box_and_bell
from figures_src.influence import profile, variance
from figures_src.windows import Window, field

DEPTHS, UNIT = (3, 10, 20, 40), 0.1


def draw():
    """Four fields to one scale with their bells, and both widths against the depth."""
    bells, growth = Panel("Pixels, to one scale"), Panel("Pixels, against layers of 3×3")
    for row, depth in enumerate(DEPTHS):
        stack = [Window(3)] * depth
        title = f"{depth} layers: field {field(stack).span}"
        tallest = profile(stack).max()
        box_and_bell(bells, stack, row * 2.75, unit=UNIT, room=1.1, tallest=tallest, title=title, deviations=2)
    chart = growth.chart(6.2, 8.4, x="layers", y="pixels")
    layers = list(range(1, DEPTHS[-1] + 1))
    stacks = [[Window(3)] * n for n in layers]
    chart.line(layers, [field(stack).span for stack in stacks], "field")
    chart.line(layers, [4 * variance(stack) ** 0.5 for stack in stacks], "field", dashed=True)
    marked = [[Window(3)] * n for n in DEPTHS]
    chart.line(DEPTHS, [field(stack).span for stack in marked], "field", weight=0, dots=True)
    chart.line(DEPTHS, [4 * variance(stack) ** 0.5 for stack in marked], "field", weight=0, dots=True)
    chart.note("field, 2n + 1", (28, 66), "field", align="right")
    chart.note("±2 sd", (40, 15), "field", align="right")
    chart.scale(x=(0, 41), y=(0, 85), xticks=[0, *DEPTHS], yticks=[0, 20, 40, 60, 80])
    return Picture(bells, growth)
