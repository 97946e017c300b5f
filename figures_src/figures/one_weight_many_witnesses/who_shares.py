"""A weight is shared by the neurons of one map, and by no other channel, kernel or map."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import LINE, Panel

CHANNELS = np.array([
    [[0, 1, 2, 1], [1, 2, 1, 0], [2, 1, 0, 0], [1, 0, 0, 1]],
    [[1, 1, 0, 0], [1, 2, 1, 0], [0, 1, 2, 1], [0, 0, 1, 1]],
])  # fmt: skip
KERNELS = np.array([
    [[[-1, 2], [1, 0]], [[0, 1], [-1, 1]]],
    [[[1, 0], [1, -1]], [[2, -1], [0, 1]]],
])  # fmt: skip
BIASES = np.array([1, -1])
WEIGHT = (0, 0, 0, 1)  # kernel, channel, row, column
UNIT = 0.72
COLUMNS, ROWS = (4.1, 6.7), (0.6, 4.1)  # middle of each kernel, top of each channel


def draw():
    """Two channels at the left, two kernels with a slice for each channel, and below each its bias and its map."""
    panel = Panel()
    maps = correlate(CHANNELS, KERNELS, bias=BIASES)
    k, c, i, j = WEIGHT
    for channel, top in enumerate(ROWS):
        grid = panel.cells(CHANNELS[channel], (0, top), unit=UNIT)
        panel.note(f"channel {channel}", (grid.top[0], top - 0.3))
        if channel == c:
            panel.frame(grid.cells(i, j, *maps.shape[1:]), "kernel", weight=LINE)
    for kernel, middle in enumerate(COLUMNS):
        name = "AB"[kernel]
        panel.note(f"kernel {name}", (middle, ROWS[0] - 0.3))
        for channel, top in enumerate(ROWS):
            slice_ = panel.cells(
                KERNELS[kernel, channel], (middle - UNIT, top + UNIT), role="kernel", unit=UNIT, full=2
            )
            if (kernel, channel) == (k, c):
                panel.frame(slice_.cell(i, j), "kernel")
        panel.cells([[BIASES[kernel]]], (middle - UNIT / 2, 7.4), role="kernel", unit=UNIT, full=2)
        grid = panel.cells(maps[kernel], (middle - 1.5 * UNIT, 9.1), role="neuron", unit=UNIT)
        panel.note(f"map {name}", (middle, 8.8))
        for neuron in np.ndindex(maps.shape[1:]) if kernel == k else ():
            panel.ring(grid.cell(*neuron), weight=LINE)
    panel.note("biases", (2.88, 7.4 + UNIT / 2), align="right")
    return panel
