"""After upsampling a window of three numbers reads two cells, because it meets one of them twice."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import Panel
from figures_src.facts.holes import doubled

UNIT, UNIT_READ = 0.9, 3
VALUES = np.array([[3, 1, 4, 2]])


def draw():
    """Four cells, each copied twice, and a layer that adds up three; one neuron with its window and its field."""
    graph, copies = doubled(VALUES.size), np.repeat(VALUES, 2, axis=1)
    panel = Panel()
    neurons = panel.cells(correlate(copies, np.ones((1, 3), int), padding=(0, 1)), unit=UNIT, role="neuron")
    doubles = panel.cells(copies, (0, 1.8), unit=UNIT)
    cells = panel.cells(VALUES, (0, 3.6), unit=2 * UNIT)
    for text, grid in (("sums of three", neurons), ("doubled", doubles), ("cells", cells)):
        panel.note(text, (grid.width, grid.y - 0.32), align="right")
    window, field = graph.window("map", UNIT_READ), graph.reads("map", UNIT_READ)
    read = doubles.cells(0, window[0], 1, len(window))
    seen = cells.cells(0, field[0], 1, len(field))
    neuron = neurons.cell(0, UNIT_READ)
    panel.wires([neuron.corners()[3], neuron.corners()[2]], [read.corners()[0], read.corners()[1]], "field")
    panel.wires([read.corners()[3], read.corners()[2]], [seen.corners()[0], seen.corners()[1]], "field")
    panel.frame(read)
    panel.frame(seen)
    panel.ring(neuron)
    return panel
