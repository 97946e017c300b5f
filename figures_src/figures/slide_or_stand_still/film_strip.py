"""The kernel moves from window to window; the neurons it fills in stay where they are."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import Panel, Picture
from figures_src.examples import HOOK_CORE, VERTICAL_EDGE

UNIT = 0.72  # two frames in a row on a phone


def draw():
    """The 3×3 kernel, and three of the nine moments in which it fills in the nine neurons over a 5×5 image."""
    kernel, values = Panel("Kernel"), correlate(HOOK_CORE, VERTICAL_EDGE)
    weights = kernel.cells(VERTICAL_EDGE, role="kernel", unit=UNIT)
    kernel.frame(weights, "kernel")
    return Picture(kernel, *(frame(values, moment) for moment in (1, 5, 9)))


def frame(values, moment):
    """The map with the numbers found so far, and below it the image with the kernel at its present stop."""
    panel = Panel(f"Moment {moment}")
    row, column = divmod(moment - 1, values.shape[1])
    done = np.arange(values.size).reshape(values.shape) < moment
    neurons = panel.cells(
        np.where(done, values.astype(object), None), (UNIT, 0), unit=UNIT, role="neuron",
        strength=np.where(done, abs(values) / abs(values).max(), 0),
    )  # fmt: skip
    panel.ring(neurons.cell(row, column))
    image = panel.cells(HOOK_CORE, (0, 3 * UNIT + 0.4), unit=UNIT, full=HOOK_CORE.max())
    panel.frame(image.cells(row, column, 3, 3), "kernel")
    panel.hold((-0.05, -0.05), (5 * UNIT + 0.05, 8 * UNIT + 0.45))  # the same size, wherever the kernel stands
    return panel
