"""The field of a stack of 3×3 layers fills a growing square; its influence stays near the middle."""

import numpy as np

from figures_src.drawing import SMALL, Box, Panel, Picture, filled, framed, heated, written
from figures_src.influence import profile, width_holding
from figures_src.windows import Window

DEEPEST, SIDE = 10, 7.875  # layers; cells that the widest field takes
UNIT = SIDE / (2 * DEEPEST + 1)
SHARE = 0.9545


def draw():
    """One state for each depth: the map of influence, the field and the smallest square with 95.45 % framed."""
    panel = Panel()
    panel.hold((-0.05, -0.5), (SIDE + 0.05, SIDE))
    steps = panel.cells(
        [[str(n) for n in range(1, DEEPEST + 1)]],
        (0, SIDE + 0.75),
        unit=SIDE / DEEPEST,
        strength=np.zeros((1, DEEPEST)),
    )
    panel.note("layers of 3×3", (SIDE / 2, SIDE + 0.47), "muted", size=SMALL)
    picture = Picture(panel, asks="depth", default=str(DEEPEST), plays=True)
    for layers in range(1, DEEPEST + 1):
        along = profile([Window(3)] * layers)
        influence = np.outer(along, along)
        field, held = len(influence), width_holding(influence, SHARE)
        outer, inner = square(panel, field), square(panel, held)
        widths = [written(f"{field}×{field}", above(outer), "field")]
        if held < field:
            widths.append(written(f"{held}×{held}", above(inner), "field"))
        picture.state(
            str(layers),
            f"Depth {layers}: window 3×3, field {field}×{field}, 95.45 % inside {held}×{held}: "
            f"{100 * held**2 / field**2:.0f} % of the area.",
            at=steps.cell(0, layers - 1),
            shows=[
                heated(influence, outer),
                framed(outer),
                framed(inner),
                *widths,
                filled(steps.cell(0, layers - 1), "muted"),
            ],
        )
    return picture


def square(panel, side):
    """A square of so many pixels around the middle."""
    corner = (SIDE - side * UNIT) / 2
    return Box(panel, corner, corner, side * UNIT, side * UNIT)


def above(box):
    """A place for a line of small text right above a box."""
    return Box(box.panel, box.x + box.width / 2 - 0.8, box.y - 1.05, 1.6, 1)
