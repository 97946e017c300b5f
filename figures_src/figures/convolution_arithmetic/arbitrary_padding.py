"""Padding adds places for the window: 2 zeros on each side of 5 inputs leave room for 6 windows of 4."""

from figures_src.arithmetic import ARBITRARY_PADDING
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 5×5, kernel 4×4, stride 1, padding 2: 6×6 outputs."""
    return film(ARBITRARY_PADDING)
