"""In a padded layer the neurons near the border read fewer real inputs: 27 in the corner, 75 inside."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import STRONGEST, Grid, Panel, Picture

SIDE, KERNEL, PADDING, CORNER = 32, 5, 2, 5


def draw():
    """A corner of the image with one window, the same corner of the map in numbers, and the whole map."""
    ones = np.ones((3, SIDE, SIDE), int)
    inputs = correlate(ones, np.ones((1, 3, KERNEL, KERNEL), int), padding=PADDING)[0]

    image = Panel("Image, padded by 2")
    pixels = image.cells(np.zeros((CORNER, CORNER)), unit=0.62, numbers=False)
    image.padding(pixels, (PADDING, 0, PADDING, 0))
    image.fill(pixels.cells(0, 0, KERNEL - PADDING, KERNEL - PADDING), "field")
    image.frame(pixels.cells(-PADDING, -PADDING, KERNEL, KERNEL))

    corner = Panel("Inputs read")
    neurons = corner.cells(inputs[:CORNER, :CORNER], role="neuron", unit=0.86, full=inputs.max())
    corner.ring(neurons.cell(0, 0), weight=2)
    corner.hold(*neurons.grown(0.07).corners())  # as far as the frames of the other panels
    return Picture(image, corner, whole(inputs))


def whole(inputs):
    """The map at a glance: neurons that read equally many inputs melt into one block."""
    panel = Panel("The whole map, 32×32")
    grid = Grid(panel, 0, 0, 4.4, 4.4, 4.4 / SIDE)
    edges = [0, 1, 2, SIDE - 2, SIDE - 1, SIDE]
    for r, c in np.ndindex(len(edges) - 1, len(edges) - 1):
        block = grid.cells(edges[r], edges[c], edges[r + 1] - edges[r], edges[c + 1] - edges[c])
        panel.fill(block, "neuron", STRONGEST["neuron"] * inputs[edges[r], edges[c]] / inputs.max())
    inner = SIDE - 2 * PADDING
    panel.frame(grid, "grid", weight=1)
    panel.frame(grid.cells(PADDING, PADDING, inner, inner), "neuron", weight=1)
    panel.note(f"{inner}×{inner} read {inputs.max()}", grid.centre)
    return panel
