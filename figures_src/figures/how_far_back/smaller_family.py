"""Two 3×3 kernels in a row reach as far as one 5×5 kernel, but cannot stand in for every one."""

import numpy as np

from figures_src.drawing import Panel, Picture
from figures_src.examples import LETTER
from figures_src.facts.how_far_back import best_pair, stacked


def draw():
    """A 5×5 kernel in the shape of a T, and the closest that a stack of two 3×3 kernels comes to it."""
    best = np.round(stacked(*best_pair(LETTER)), 1)
    return Picture(kernel("A 5×5 kernel", LETTER, best), kernel("The closest two 3×3", best, best))


def kernel(label, values, scale):
    """A kernel with its weights, both in one scale."""
    panel = Panel(label)
    panel.cells(values, role="kernel", digits=1, full=scale.max())
    return panel
