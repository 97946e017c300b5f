"""Four branches side by side see as far as the widest of them, not as far as all of them in a row."""

from figures_src.drawing import SMALL, Box, Panel
from figures_src.facts.branches_and_skips import branch_fields, google_in_series, google_module
from figures_src.networks import network

SCALE, HEIGHT, STEP, LEFT = 5.6 / google_in_series, 0.44, 0.62, 2.3


def draw():
    """The fields of the branches of GoogLeNet's module 3a, their union, and what adding them up would give."""
    panel = Panel()
    names = ("1×1", "3×3", "5×5", "pooling")
    for i, (name, size) in enumerate(zip(names, branch_fields(network("GoogLeNet")), strict=True)):
        bar(panel, i * STEP, size, name)
    y = len(names) * STEP + 0.25
    panel.frame(bar(panel, y, google_module, "union", "field"))
    panel.frame(bar(panel, y + STEP + 0.1, google_in_series, "in a row"), "muted", weight=1, dashed=True)
    return panel


def bar(panel, y, size, name, role="muted"):
    """A field along one axis, all of them around the same middle, with its name and size."""
    box = Box(panel, LEFT + (google_in_series - size) / 2 * SCALE, y, size * SCALE, HEIGHT)
    if name != "in a row":
        panel.fill(box, "field")
    panel.note(name, (LEFT - 0.2, box.centre[1]), role, align="right")
    panel.note(str(size), box.centre, size=SMALL)
    return box
