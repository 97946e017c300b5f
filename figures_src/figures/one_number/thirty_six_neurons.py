"""One kernel of nine weights makes thirty-six neurons and three hundred and twenty-four wires."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import LINE, SMALL, THIN, Box, Panel, Picture, number
from figures_src.examples import portrait
from figures_src.palette import STRONGEST

KERNEL = np.array([[-4, -3, -1], [-2, 5, 2], [1, 3, 4]])  # nine different numbers
WIRED = [(0, 3), (4, 0)]  # the two neurons whose wires are drawn


def draw():
    """An image and its map, two neurons wired; then all wires, a column for each neuron and a row for each weight."""
    image = portrait(8, grey=True).astype(int)
    values = correlate(image, KERNEL)
    return Picture(two_neurons(image, values), all_wires(values))


def two_neurons(image, values):
    """Two neurons, each wired to the nine pixels of its window."""
    panel = Panel("Image, 8×8, and map, 6×6")
    pixels = panel.cells(image, numbers=False, unit=0.5)
    neurons = panel.cells(values, (4.9, 2.6), role="neuron", numbers=False, unit=0.5)
    for row, column in WIRED:
        taps = [pixels.cell(row + i, column + j).centre for i, j in np.ndindex(3, 3)]
        panel.frame(pixels.cells(row, column, 3, 3))
        panel.wires(taps, neurons.cell(row, column).centre, weight=1.5)
        panel.ring(neurons.cell(row, column).grown(0.05))
    return panel


def all_wires(neurons):
    """The table of all wires: a column for each neuron, a row for each weight."""
    panel = Panel("All wires: one row, one weight")
    count, side, height = neurons.shape[0] * neurons.shape[1], 0.19, 0.38
    row_of_neurons = Box(panel, 0.75, 0.5, count * side, 1.6 * side)
    table = Box(panel, 0.75, 1.05, count * side, KERNEL.size * height)
    panel.note(f"{count} neurons", (row_of_neurons.x, 0.2), "neuron", align="left", bold=True)
    panel.fill(row_of_neurons, "neuron")
    for tap, weight in enumerate(KERNEL.flat):
        tint = STRONGEST["kernel"] * abs(weight) / np.abs(KERNEL).max()
        y = table.y + tap * height
        panel.fill(Box(panel, 0, y, 0.6, height), "kernel", tint)
        panel.fill(Box(panel, table.x, y, table.width, height), "kernel", tint)
        panel.note(number(weight), (0.3, y + height / 2), size=SMALL)
    rule(panel, row_of_neurons, 1, count)
    rule(panel, table, KERNEL.size, count)
    rule(panel, Box(panel, 0, table.y, 0.6, table.height), KERNEL.size, 1)
    for row, column in WIRED:
        n = row * neurons.shape[1] + column
        panel.frame(
            Box(panel, table.x + n * side, row_of_neurons.y, side, table.bottom[1] - row_of_neurons.y),
            "neuron",
            weight=LINE,
        )
    y = table.bottom[1] + 0.4
    panel.note("9 weights", (0, y), "kernel", align="left", bold=True)
    panel.note(f"{count}×9 = {count * KERNEL.size} wires", (table.right[0], y), align="right", bold=True)
    return panel


def rule(panel, box, rows, columns):
    """Thin lines that divide a box into rows and columns."""
    level = [[(box.x, y), (box.right[0], y)] for y in np.linspace(box.y, box.bottom[1], rows + 1)]
    upright = [[(x, box.y), (x, box.bottom[1])] for x in np.linspace(box.x, box.right[0], columns + 1)]
    panel.lines(level + upright, role="grid", weight=THIN)
