"""Each of the sixteen neurons that share a weight has its say on it: its error times the pixel it reads there."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import LINE, SMALL, Panel, Picture, number
from figures_src.examples import HOOK_CORE
from figures_src.learning import NOW, WANTED, witnesses

WEIGHT = (0, 1)  # upper right
SHOWN = (2, 0)  # the neuron that is worked in full
UNIT = 0.3


def draw():
    """Image 5×5, kernel 2×2, errors 4×4, and one small image for each neuron with what it says."""
    errors = correlate(HOOK_CORE, NOW) - correlate(HOOK_CORE, WANTED)
    says = witnesses(errors, HOOK_CORE, 2)[..., WEIGHT[0], WEIGHT[1]]

    image, kernel, neurons = Panel("Image, 5×5"), Panel("Kernel"), Panel("Errors, output − target")
    window = image.cells(HOOK_CORE)
    image.frame(window.cells(*SHOWN, 2, 2))
    image.frame(met(window, SHOWN), "kernel", weight=LINE)
    kernel.frame(kernel.cells(NOW, role="kernel").cell(*WEIGHT), "kernel")
    neurons.ring(neurons.cells(errors, role="neuron").cell(*SHOWN))

    maps = Panel("What each neuron says: error × pixel")
    for neuron in np.ndindex(says.shape):
        witness(maps, neuron, errors[neuron], says[neuron])
    maps.note(f"Sum of the sixteen: {number(says.sum())}", (3.9, 9.25), bold=True)
    return Picture(image, kernel, neurons, maps)


def met(grid, neuron):
    """The pixel that a neuron reads through the weight."""
    return grid.cell(neuron[0] + WEIGHT[0], neuron[1] + WEIGHT[1])


def witness(panel, neuron, error, says):
    """One neuron's image with its window and the pixel below the weight, its product underneath."""
    row, column = neuron
    grid = panel.cells(HOOK_CORE, (2.1 * column, 2.25 * row), unit=UNIT, numbers=False)
    panel.frame(grid.cells(*neuron, 2, 2), weight=LINE)
    panel.frame(met(grid, neuron), "kernel", weight=LINE)
    pixel = HOOK_CORE[row + WEIGHT[0], column + WEIGHT[1]]
    text = f"{number(error)}×{number(pixel)} = {number(says)}"
    x, y = grid.bottom
    panel.note(text, (x, y + 0.27), "ink" if says else "muted", size=SMALL)
