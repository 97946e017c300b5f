"""Popular mistakes in the recurrence draw boxes of the wrong size around the pixels that truly reach a neuron."""

from figures_src.drawing import Box, Panel, Picture
from figures_src.facts.how_far_back import (
    kernel_not_less_one,
    output_size_backwards,
    own_stride,
    pooled,
    pooling_doubles,
)
from figures_src.tracing import Graph

SIDE, UNIT = 14, 0.24
BUGS = {
    "Stride too early": own_stride,
    "k for k − 1": kernel_not_less_one,
    "Pooling doubles": pooling_doubles,
    "Padding taken off": output_size_backwards,
}


def draw():
    """The traced pixels of one neuron after 3×3, pooling, 3×3, four times, each with one mistake's box."""
    graph, stack = Graph((SIDE, SIDE)), pooled()
    for i, window in enumerate(stack):
        graph.conv(f"layer {i}", window.size, stride=window.stride, padding=window.padding[0])
    mask = graph.mask("layer 2", (3, 3))
    return Picture(*(wrong(mask, name, bug(stack)[-1]) for name, bug in BUGS.items()))


def wrong(mask, name, size):
    """The true pixels, tinted, a box of the wrong size over them, and both widths below."""
    panel = Panel(name)
    image = panel.cells(mask.astype(int), unit=UNIT, role="field", numbers=False)
    x, y = image.centre
    width = size * UNIT
    panel.frame(Box(panel, x - width / 2, y - width / 2, width, width), "ink")
    panel.note(f"{size}, not {mask.any(axis=0).sum()}", (x, image.height + 0.4))
    return panel
