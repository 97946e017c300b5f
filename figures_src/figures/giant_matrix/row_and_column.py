"""In the matrix of a layer a row is a neuron with its window, and a column is a pixel with its readers."""

import numpy as np

from figures_src.drawing import Panel, Picture
from figures_src.facts.giant_matrix import three_layers

NEURON, PIXEL = 4, 12  # the middle ones
UNIT = 0.32


def draw():
    """A 3×3 layer over 5×5 pixels as a matrix of 9×25; one row and one column of it, folded."""
    matrix = three_layers()["shared"]
    panel = Panel("Matrix: 9 neurons × 25 pixels")
    cells = panel.cells(matrix, unit=UNIT, role="kernel", numbers=False)
    panel.frame(cells.cells(NEURON, 0, 1, 25), weight=2)
    panel.frame(cells.cells(0, PIXEL, 9, 1), "ink", weight=2)
    row = folded("A row, folded", matrix[NEURON].reshape(5, 5))
    column = folded("A column, folded", matrix[:, PIXEL].reshape(3, 3))
    row.frame(row.grid, weight=2)
    column.frame(column.grid, "ink", weight=2)
    return Picture(panel, row, column)


def folded(label, weights):
    """A row or a column as the square it was unrolled from, zeros left blank."""
    panel = Panel(label)
    shown = np.where(weights > 0, weights.astype(object), None)
    panel.grid = panel.cells(shown, unit=0.7, role="kernel", strength=weights / 9)
    return panel
