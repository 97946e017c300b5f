"""A dilated 3×3 window spans 5×5 cells and reads nine of them."""

from figures_src.arithmetic import DILATION
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 7×7, kernel 3×3, dilation 2: 3×3 outputs."""
    return film(DILATION)
