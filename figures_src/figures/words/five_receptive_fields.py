"""One neuron of a second layer, and the five things that its receptive field may mean."""

import numpy as np

from figures_src.convolution import as_matrix, correlate, patch
from figures_src.drawing import Panel, Picture
from figures_src.examples import HOOK, VERTICAL_EDGE
from figures_src.windows import Window, field

SMOOTH = np.array([[0, 1, 0], [1, 2, 1], [0, 1, 0]])
NEURON = (0, 1)
UNIT = 0.68


def draw():
    """Image 7×7, an edge kernel, a smoothing kernel; a neuron of the second map and what is called its field."""
    first = correlate(HOOK, VERTICAL_EDGE)
    second = correlate(first, SMOOTH)
    size = field([Window(3), Window(3)]).span
    paths = as_matrix(SMOOTH, first.shape) @ as_matrix(VERTICAL_EDGE, HOOK.shape)
    pattern = patch(paths.reshape(*second.shape, *HOOK.shape)[NEURON], NEURON, size)

    _, neurons = shown("The neuron, in map 2", second, role="neuron", unit=0.85)  # room for two digits
    neurons.panel.ring(neurons.cell(*NEURON))
    kernel, weights = shown("1  The size of its kernel", SMOOTH, role="kernel")
    right = weights.width + 0.25
    kernel.brace((right, 0), (right, weights.height), "3", role="kernel")
    kernel.brace((0, weights.height + 0.25), (weights.width, weights.height + 0.25), "3", role="kernel")
    below, answers = shown("2  Its window, in map 1", first, role="neuron")
    below.frame(answers.cells(*NEURON, 3, 3))
    image, pixels = shown("3  A region of the image", np.full(HOOK.shape, None), strength=HOOK / 2)
    image.frame(pixels.cells(*NEURON, size, size))
    values, _ = shown("4  The values there", patch(HOOK, NEURON, size), full=2)
    weighted, _ = shown("5  The weights there", pattern, role="kernel")
    return Picture(neurons.panel, kernel, below, image, values, weighted)


def shown(label, values, unit=UNIT, **how):
    """A panel with one block of cells, and the block."""
    panel = Panel(label)
    return panel, panel.cells(values, unit=unit, **how)
