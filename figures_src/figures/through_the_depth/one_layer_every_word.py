"""One layer, and every word for its parts pinned to a slice of its arrays."""

from figures_src.convolution import correlate, relu
from figures_src.drawing import Panel
from figures_src.examples import COLOUR_BIASES, COLOUR_KERNELS, COLOUR_PATCH

x, w, b = COLOUR_PATCH, COLOUR_KERNELS, COLOUR_BIASES
y = relu(correlate(x, w, bias=b))
SIDE = 0.36  # of a cell
ROWS, FIRST, PITCH = 2.45, 2.1, 1.3  # from one channel to the next, to the first kernel, from one kernel to the next
BIASES, MAPS = 7.5, 8.7  # how far down
MAP, ROW, COLUMN = len(w) - 1, 1, 1  # the neuron that is named: map, row, column


def draw():
    """Channels at the left, one column for each kernel, and below it its bias and its map."""
    panel = Panel()
    tint = {"unit": SIDE, "numbers": False}
    channels = [panel.cells(x[c], (0, ROWS * c), full=3, **tint) for c in range(len(x))]
    kernels, biases, maps = [], [], []
    for k in range(len(w)):
        left = FIRST + PITCH * k
        kernels.append([panel.cells(w[k, c], (left, ROWS * c + SIDE), role="kernel", **tint) for c in range(len(x))])
        biases.append(panel.cells([[b[k]]], (left + SIDE, BIASES), role="kernel", full=9, **tint))
        maps.append(panel.cells(y[k], (left, MAPS), role="neuron", full=y.max(), **tint))
    name_the_input(panel, channels)
    name_the_weights(panel, kernels, biases)
    name_the_neurons(panel, maps)
    return panel


def name_the_input(panel, channels):
    """Channels and the window."""
    for c, grid in enumerate(channels):
        panel.note(f"x[{c}]", (grid.x, grid.y - 0.3), "muted", align="left", size=13)
        panel.frame(grid.cells(ROW, COLUMN, 3, 3))
    named(panel, "window", f"x[:, {ROW}:{ROW + 3}, {COLUMN}:{COLUMN + 3}]", (0, BIASES + 0.05), "field")


def name_the_weights(panel, kernels, biases):
    """Kernels, one slice, and the bias."""
    for k, column in enumerate(kernels):
        panel.note(f"w[{k}]", (column[0].x, -0.3), "muted", align="left", size=13)
    column = kernels[MAP]
    right, top, bottom = column[0].x + 3 * SIDE + 0.2, column[0].y, column[-1].y + 3 * SIDE
    panel.lines([[(right, top), (right + 0.1, top), (right + 0.1, bottom), (right, bottom)]], role="kernel", weight=1.5)
    panel.frame(column[0], "kernel")
    named(panel, "slice", f"w[{MAP}, 0]", (right + 0.25, column[0].centre[1]), "kernel")
    named(panel, "kernel", f"w[{MAP}]", (right + 0.25, column[1].centre[1]), "kernel")
    named(panel, "bias", f"b[{MAP}]", (right + 0.25, biases[MAP].centre[1]), "kernel")


def name_the_neurons(panel, maps):
    """A depth column, a map, and the neuron where they cross."""
    height, below = maps[0].cell(ROW, COLUMN).centre[1], maps[0].y + 3 * SIDE + 0.75
    column = [grid.cell(ROW, COLUMN) for grid in maps]
    rail = maps[0].y - 0.2  # above the maps: a level line through a cell would read as a minus
    drops = [[(cell.centre[0], rail), cell.top] for cell in column]
    panel.lines([[(0.6, below - 0.5), (0.6, rail), drops[-1][0]], *drops], role="neuron", weight=1.5)
    for cell in column[:MAP]:
        panel.frame(cell, "neuron", weight=2)
    panel.frame(maps[MAP], "neuron", weight=2)
    panel.ring(column[MAP], weight=2)
    x0, y0 = column[MAP].bottom
    panel.lines([[(x0, y0), (x0, below - 0.5)]], role="neuron", weight=1.5)
    named(panel, "depth column", f"y[:, {ROW}, {COLUMN}]", (0, below), "neuron")
    named(panel, "map", f"y[{MAP}]", (maps[MAP].x + 3 * SIDE + 0.45, height), "neuron")
    named(panel, "neuron", f"y[{MAP}, {ROW}, {COLUMN}]", (maps[MAP].x, below), "neuron")


def named(panel, word, code, at, role):
    """A word and, below it, the slice it stands for."""
    panel.note(word, (at[0], at[1] - 0.22), role, align="left", bold=True)
    panel.note(code, (at[0], at[1] + 0.24), role, align="left", size=13)
