"""Dendrites, cell body, axon and terminals of a nerve cell, of a dense layer and of a convolution."""

import numpy as np

from figures_src.convolution import correlate, relu
from figures_src.drawing import LINE, SMALL, THICK, Box, Panel, Picture
from figures_src.examples import HOOK, VERTICAL_EDGE

LEVEL = 2.3  # the height of the neuron that each panel follows from left to right
COLUMNS = (0.9, 3.1, 5.2, 7.1)  # where the four parts are named


def draw():
    """Three panels in one arrangement: signals arrive on the left and leave on the right."""
    return Picture(nerve_cell(), dense_layers(), convolutions())


def nerve_cell():
    """A cartoon: branches that receive, a body that adds up, one fibre that sends, ends on other cells."""
    panel = Panel("A nerve cell")
    body = Box(panel, 2.75, LEVEL - 0.55, 1.1, 1.1)
    stems = [(1.75, 0.75), (1.6, 2.15), (1.8, 3.7)]
    tips = [[(0.5, 0.2), (0.3, 0.95)], [(0.2, 1.75), (0.3, 2.55)], [(0.4, 3.4), (0.6, 4.25)]]
    for stem, ends in zip(stems, tips, strict=True):
        panel.lines([curve(body.centre, stem)], role="kernel", weight=THICK)
        panel.lines([curve(stem, end) for end in ends], role="kernel", weight=LINE)
        panel.dots(ends, "muted")
    panel.lines([curve(body.centre, (5.9, LEVEL))], role="neuron", weight=THICK)
    ends = [(7.3, 0.7), (7.6, 1.8), (7.5, 2.9), (7.1, 3.9)]
    panel.lines([curve((5.9, LEVEL), end) for end in ends], role="kernel", weight=LINE)
    panel.dots(ends, "muted")
    disc(panel, body.centre, 0.55)
    return named(panel, "dendrites", "cell body", "axon", "terminals")


def dense_layers():
    """Linear(10, 10), ReLU, Linear(10, 2), ReLU: one of the ten hidden neurons with its wires."""
    panel = Panel("Linear, ReLU, Linear, ReLU")
    places = np.linspace(0.1, 4.4, 10)
    chosen, split = 5, (4.9, places[5])
    hidden = [(3.3, y) for y in places]
    outputs = [(7.4, 1.3), (7.4, 3.3)]
    inputs = [(0.3, y) for y in places]
    for place in hidden:
        panel.wires(inputs, place, "grid", weight=0.5)
        panel.wires([place] * 2, outputs, "grid", weight=0.5)
    panel.wires(inputs, hidden[chosen], "kernel", weight=1.5)
    panel.lines([[(hidden[chosen][0] + 0.28, split[1]), split]], role="neuron", weight=THICK)
    panel.wires([split] * 2, outputs, "kernel", weight=LINE)
    panel.dots(inputs, "muted")
    panel.dots([*hidden, *outputs], "neuron")
    disc(panel, hidden[chosen], 0.28)
    return named(panel, "10 weights", "sum, ReLU", "1 number", "2 weights")


def convolutions():
    """Two 3×3 convolutions: one neuron of the first map with what it reads and who reads it."""
    panel = Panel("Convolution, ReLU, convolution, ReLU")
    first = relu(correlate(HOOK, -VERTICAL_EDGE))
    second = relu(correlate(first, VERTICAL_EDGE))
    look = {"numbers": False, "unit": 0.36}
    pixels = panel.cells(HOOK, (0, 1.9), **look)
    neurons = panel.cells(first, (2.9, 0.3), role="neuron", **look)
    readers = panel.cells(second, (6.3, 2.3), role="neuron", **look)
    for row, column in [(0, 0), (4, 4)]:
        taps = [pixels.cell(row + i, column + j).centre for i, j in np.ndindex(3, 3)]
        panel.wires(taps, neurons.cell(row, column).centre, "grid", weight=0.75)
    taps = [pixels.cell(2 + i, 2 + j).centre for i, j in np.ndindex(3, 3)]
    neuron = neurons.cell(2, 2)
    panel.frame(pixels.cells(2, 2, 3, 3))
    panel.wires(taps, neuron.centre, weight=1.5)
    split = (5.2, neuron.centre[1])
    panel.wires([split] * 9, [readers.cell(i, j).centre for i, j in np.ndindex(3, 3)], weight=1.5)
    panel.lines([[(neuron.right[0] + 0.04, split[1]), split]], role="neuron", weight=THICK)
    panel.ring(neuron.grown(0.08))
    panel.note("virtual dendrites", (0, 0.5), "muted", align="left", size=SMALL)
    return named(panel, "9 weights", "sum, ReLU", "1 number", "9 wires")


def named(panel, *names):
    """Write the names of the four parts below a panel."""
    panel.hold((0, 0), (8, 5))
    for x, name in zip(COLUMNS, names, strict=True):
        panel.note(name, (x, 4.9), size=13)
    return panel


def disc(panel, centre, radius):
    """A ringed disc: the cell body."""
    panel.dots([centre], "paper", size=2 * radius)
    panel.ring(Box(panel, centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius).grown(0.16 * radius))


def curve(start, end, steps=12):
    """A smooth line that leaves and arrives level."""
    t = np.linspace(0, 1, steps)
    ease = t * t * (3 - 2 * t)
    return [
        (start[0] + (end[0] - start[0]) * a, start[1] + (end[1] - start[1]) * b) for a, b in zip(t, ease, strict=True)
    ]
