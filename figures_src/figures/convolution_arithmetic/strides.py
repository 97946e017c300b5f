"""With stride 2 the window takes every second place."""

from figures_src.arithmetic import STRIDES
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 5×5, kernel 3×3, stride 2, no padding: 2×2 outputs."""
    return film(STRIDES)
