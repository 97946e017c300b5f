"""Half padding keeps the size: 5 inputs, 5 outputs."""

from figures_src.arithmetic import HALF_PADDING
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 5×5, kernel 3×3, stride 1, padding 1: 5×5 outputs."""
    return film(HALF_PADDING)
