"""Three residual blocks offer eight paths, and a neuron sees the union of what they see."""

import numpy as np

from figures_src.drawing import SMALL, Panel
from figures_src.facts.branches_and_skips import residual_paths, residual_stack

WIDTH, UNIT = 7, 0.67  # the smallest cell whose digits can be read on a phone
FIELD = 3 * UNIT + 0.7  # where the pixels begin


def draw():
    """One row a path: which convolutions it takes, and the pixels it lets the middle neuron see; their union on top."""
    panel = Panel()
    union = row(panel, 0, residual_stack(WIDTH).reads("block2", WIDTH // 2))
    panel.frame(union)
    panel.note("all paths", (FIELD - 0.3, UNIT / 2), "field", align="right")
    top = 2 * UNIT + 0.4
    panel.note("block 1, 2, 3", (0, top - 0.32), "kernel", align="left", size=SMALL)
    panel.note("pixels", (FIELD, top - 0.32), align="left", size=SMALL)
    for i, (taken, seen) in enumerate(residual_paths(WIDTH)):
        y = top + i * (UNIT + 0.1)
        marks = [["3" if t else "–" for t in taken]]
        panel.cells(marks, (0, y), unit=UNIT, role="kernel", strength=np.array([taken]) * 0.5)
        row(panel, y, seen)
        panel.note(str(len(seen)), (FIELD + WIDTH * UNIT + 0.25, y + UNIT / 2), "field", align="left")
    panel.note(str(WIDTH), (FIELD + WIDTH * UNIT + 0.25, UNIT / 2), "field", align="left", bold=True)
    return panel


def row(panel, y, seen):
    """The seven pixels, those filled that are seen."""
    filled = np.isin(np.arange(WIDTH), seen)[None]
    return panel.cells(filled, (FIELD, y), unit=UNIT, role="field", strength=filled, numbers=False)
