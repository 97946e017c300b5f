"""One window of a photograph, read through the three slices of a kernel, becomes one number: a neuron."""

import numpy as np

from figures_src.convolution import correlate, relu
from figures_src.drawing import LINE, THIN, Grid, Panel
from figures_src.examples import RED_TO_BLUE, THRESHOLD, portrait

LEFT = 0.6  # where image and map begin


def draw():
    """Portrait, kernel and map from top to bottom; beams lead from the framed window to the ringed neuron."""
    image = portrait(32)
    values = relu(correlate(np.moveaxis(image, 2, 0), RED_TO_BLUE[None])[0] + THRESHOLD)
    row, column = np.unravel_index(values.argmax(), values.shape)
    panel = Panel()
    window = panel.photo(image, (LEFT, 0.45), width=7).cells(row, column, 5, 5)
    slices = kernel_slices(panel, (0, 8.7))
    neurons = Grid(panel, LEFT, 12.25, 4.9, 4.9, 4.9 / len(values))
    neuron = neurons.cell(row, column)
    for each in slices:
        top_left, top_right, bottom_right, bottom_left = each.corners()
        panel.beam(window.corners()[:1:-1], [top_left, top_right])
        panel.beam([bottom_left, bottom_right], [neuron.centre] * 2, "kernel")
    shade(panel, neurons, values)
    panel.frame(window)
    ringed, beside = neuron.grown(0.15), neurons.x + neurons.width + 0.2
    for role, weight in (("paper", 7), ("neuron", LINE)):
        panel.lines([[ringed.right, (beside, ringed.right[1])]], role=role, weight=weight)
    panel.ring(ringed, "paper", weight=7)
    panel.ring(ringed)
    panel.note("Image, 32×32", (LEFT, 0.15), align="left", bold=True)
    for each, name in zip(slices, ("Kernel: red", "green", "blue"), strict=True):
        panel.note(name, (each.x, each.y - 0.3), align="left", bold=True)
    panel.note("Map, 28×28", (LEFT, 17.5), align="left", bold=True)
    panel.note(f"{values.max():,}", (beside + 0.1, neuron.centre[1]), "neuron", align="left", size=18, bold=True)
    return panel


def kernel_slices(panel, at, unit=0.53):
    """The three slices of the kernel side by side; returns their grids."""
    grids = []
    for weights in RED_TO_BLUE:
        grid = panel.cells(weights, at, role="kernel", full=2, unit=unit, cover=True)
        grids.append(grid)
        at = (at[0] + grid.width + 0.14, at[1])
    return grids


def shade(panel, grid, values):
    """The map, each number shown as one of eight strengths."""
    steps = np.ceil(8 * values / values.max())
    for step in range(1, 9):
        for r, c in np.argwhere(steps == step):
            panel.fill(grid.cell(r, c), "neuron", step / 8)
    panel.lines([[*grid.corners(), grid.corners()[0]]], role="grid", weight=THIN)
