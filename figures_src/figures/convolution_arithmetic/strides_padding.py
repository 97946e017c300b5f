"""Stride 2 over 5 padded inputs: three places along a side."""

from figures_src.arithmetic import STRIDES_PADDING
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 5×5, kernel 3×3, stride 2, padding 1: 3×3 outputs."""
    return film(STRIDES_PADDING, unit=0.7)
