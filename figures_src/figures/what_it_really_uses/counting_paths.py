"""Pixels in the middle of a field reach the neuron by more paths: 7 per axis and 49 in all, against 1 from a corner."""

from itertools import pairwise

import numpy as np

from figures_src.drawing import SMALL, Panel, Picture
from figures_src.influence import path_counts
from figures_src.windows import Window

LAYERS, GAP = 3, 0.85


def draw():
    """The paths of three layers along one axis, row by row, and their product over an image."""
    return Picture(along_one_axis(), on_an_image())


def along_one_axis():
    """Every number is the sum of the up to three numbers above that read it."""
    panel, rows = Panel("Along one axis"), []
    for depth in range(LAYERS + 1):
        counts = np.array([path_counts([Window(3)] * depth)])
        at = (LAYERS - depth, depth * (1 + GAP))
        rows.append((counts, at))
    for (above, (x, y)), (_, (left, below)) in pairwise(rows):
        starts = [(x + u + 0.5, y + 1) for u in range(above.size) for _ in range(3)]
        ends = [(left + u + tap + 0.5, below) for u in range(above.size) for tap in range(3)]
        panel.wires(starts, ends)
    for depth, (counts, at) in enumerate(rows):
        grid = panel.cells(counts, at, role="ink" if depth == LAYERS else "neuron")
        if depth == 0:
            panel.ring(grid.cell(0, 0))
        says = f"layer {LAYERS - depth}" if depth < LAYERS else "pixels"
        panel.note(says, (grid.x - 0.2, grid.left[1]), "muted", align="right", size=SMALL)
    panel.frame(grid, weight=2)
    return panel


def on_an_image():
    """The products of two rows: paths from each pixel of the field."""
    panel = Panel("On an image")
    along = path_counts([Window(3)] * LAYERS)
    pixels = panel.cells(np.outer(along, along), role="field")
    panel.frame(pixels)
    middle = len(along) // 2
    panel.frame(pixels.cells(middle - 1, middle - 1, 3, 3), weight=2)
    return panel
