"""In a U-Net the field grows down to the bottom and on the way up; the copies across add nothing to it."""

from figures_src.drawing import SMALL, STRONGEST, Box, Panel
from figures_src.networks import network

STEP, RIGHT = 1.15, 4.9
NARROW, WIDE = 1.1, 2.4  # boxes, down and up


def draw():
    """The field after each level of U-Net, down the left side and up the right, with the copies between."""
    net, panel = network("U-Net"), Panel()
    bottom = level(panel, net, "bottleneck", (RIGHT + WIDE - NARROW) / 2, 4, NARROW)
    for depth in range(4):
        left = level(panel, net, f"enc{depth}", 0, depth, NARROW)
        right = level(panel, net, f"dec{depth}", RIGHT, depth, WIDE)
        panel.arrow((left.right[0] + 0.15, left.right[1]), (right.left[0] - 0.15, right.left[1]))
        if depth:
            panel.arrow((left.top[0], left.y - 0.42), (left.top[0], left.y - 0.08))
            panel.arrow((right.top[0], right.y - 0.08), (right.top[0], right.y - 0.42))
    panel.arrow((left.bottom[0], left.bottom[1] + 0.1), (bottom.left[0] - 0.15, bottom.left[1]))
    panel.arrow((bottom.right[0] + 0.15, bottom.right[1]), (right.bottom[0], right.bottom[1] + 0.1))
    panel.note("copies", ((left.right[0] + RIGHT) / 2, -0.02), "muted", size=SMALL)
    return panel


def level(panel, net, layer, x, depth, width):
    """A box with the field of a layer's neurons; the more they see, the stronger its colour."""
    sizes = sorted(set(net.field(layer).sizes))
    text = " or ".join(map(str, sizes))
    box = Box(panel, x, depth * STEP, width, 0.66)
    panel.fill(box, "field", STRONGEST["field"] * sizes[-1] / 204)
    panel.frame(box, weight=1)
    panel.note(text, box.centre)
    return box
