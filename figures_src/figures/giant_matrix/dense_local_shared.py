"""Locality empties the matrix; sharing makes the rest repeat: 225 weights, 81, and 9."""

import numpy as np

from figures_src.drawing import SMALL, Panel
from figures_src.facts.giant_matrix import three_layers

UNIT, STEP = 0.31, 4.2


def draw():
    """The same 9×25 matrix three times: all entries free, those outside windows zero, and one kernel in every row."""
    panel = Panel()
    for i, (name, matrix) in enumerate(three_layers().items()):
        wires = np.count_nonzero(matrix)
        weights = len(np.unique(matrix)) - 1 if name == "shared" else wires
        panel.note(f"{name}", (0, i * STEP - 0.3), align="left", bold=True)
        panel.note(f"{wires} wires, {weights} weights", (25 * UNIT, i * STEP - 0.3), "kernel", align="right")
        grid = panel.cells(matrix, (0, i * STEP), unit=UNIT, role="kernel", numbers=False)
        panel.note("9 neurons", (-0.25, grid.left[1]), "neuron", size=SMALL, turned=True)
        panel.note("25 pixels", (grid.bottom[0], grid.bottom[1] + 0.28), size=SMALL)
    return panel
