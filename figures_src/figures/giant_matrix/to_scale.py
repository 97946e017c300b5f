"""The matrix of one 5×5×3 kernel over 32×32 pixels, to scale: almost all of it is empty."""

import numpy as np

from figures_src.drawing import Box, Panel
from figures_src.facts.giant_matrix import whole_layer

WIDTH, SIDE = 8, 28  # SIDE: neurons in a row of the map


def draw():
    """784 rows and 3,072 columns; a slanted line for each row of the kernel along each row of the map."""
    matrix = whole_layer()
    rows, columns = matrix.shape
    unit = WIDTH / columns
    panel = Panel()
    panel.frame(Box(panel, 0, 0, WIDTH, rows * unit), "grid", weight=1)
    panel.lines(list(bands(matrix, unit)), role="kernel", weight=0.75)
    for i, colour in enumerate(("red", "green", "blue")):
        panel.note(colour, ((i + 0.5) * WIDTH / 3, -0.3), "muted")
    panel.note(f"{rows} neurons × {columns:,} numbers of the image", (WIDTH / 2, rows * unit + 0.35))
    return panel


def bands(matrix, unit):
    """Where the wires of 28 neurons side by side run: from the first neuron's column to the last one's."""
    for first in range(0, len(matrix), SIDE):
        starts, ends = (np.flatnonzero(matrix[row]).reshape(-1, 5)[:, 2] for row in (first, first + SIDE - 1))
        for start, end in zip(starts, ends, strict=True):
            yield [((start + 0.5) * unit, first * unit), ((end + 0.5) * unit, (first + SIDE) * unit)]
