"""One more input, the same output: the last row and column of padding are never read."""

from figures_src.arithmetic import STRIDES_ODD
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 6×6, kernel 3×3, stride 2, padding 1: 3×3 outputs."""
    return film(STRIDES_ODD, unit=0.7)
