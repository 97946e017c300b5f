"""Branches of unequal stride do not lie over each other, so neighbouring neurons see unequal numbers of pixels."""

import numpy as np

from figures_src.drawing import SMALL, Box, Panel
from figures_src.facts.branches_and_skips import two_branches

UNIT, PIXELS = 0.6, 7
NAMES = ("5 wide, stride 2", "twice 3 wide")


def draw():
    """For each of the three neurons: seven pixels, and below them what the two branches see."""
    graph = two_branches(PIXELS)
    panel = Panel()
    for u in range(graph.size("sum")[0]):
        y = u * 2.3
        seen = np.isin(np.arange(PIXELS), graph.reads("sum", u))[None]
        names = [[str(pixel) for pixel in range(PIXELS)]]
        pixels = panel.cells(names, (0, y), unit=UNIT, role="field", strength=seen)
        panel.note(f"neuron {u}: {seen.sum()} pixels", (0, y - 0.34), align="left")
        for k, branch in enumerate(("wide", "twice three")):
            start, end = graph.intervals(branch, clipped=False)[u]
            bar = Box(panel, start * UNIT, y + UNIT + 0.16 + k * 0.38, (end - start + 1) * UNIT, 0.22)
            if start < 0:
                panel.hatch([Box(panel, bar.x, bar.y, -bar.x, bar.height)])
                panel.note("padding", (-0.1, bar.y - 0.26), "muted", align="right", size=SMALL)
            panel.fill(Box(panel, max(bar.x, 0), bar.y, bar.width + min(bar.x, 0), bar.height), "field", 0.2)
            panel.frame(bar, weight=1)
            panel.note(NAMES[k], (bar.right[0] + 0.15, bar.centre[1]), "muted", align="left", size=SMALL)
        panel.frame(pixels.cells(0, graph.reads("sum", u)[0], 1, int(seen.sum())))
    return panel
