"""Nine neurons stand still, each over a window of its own, and hold the numbers that the moving kernel found."""

import numpy as np

from figures_src.convolution import correlate, patches
from figures_src.drawing import Panel
from figures_src.examples import HOOK_CORE, VERTICAL_EDGE

UNIT = 0.68
STEP = 3 * UNIT + 0.62


def draw():
    """The nine 3×3 windows of the 5×5 image, taken apart, each with its neuron below."""
    values, windows = correlate(HOOK_CORE, VERTICAL_EDGE), patches(HOOK_CORE, 3)
    panel = Panel()
    for r, c in np.ndindex(values.shape):
        x, y = c * STEP, r * (STEP + 0.9)
        window = panel.cells(windows[r, c], (x, y), unit=UNIT, full=HOOK_CORE.max())
        panel.frame(window)
        neuron = panel.cells(
            [[values[r, c]]], (x + UNIT, y + 3 * UNIT + 0.2), unit=UNIT, role="neuron", full=abs(values).max()
        )
        panel.ring(neuron.grown(0.06), weight=2)  # clear of a minus sign
    return panel
