"""Full padding lets the window touch the input by a single cell: 5 inputs, 7 outputs."""

from figures_src.arithmetic import FULL_PADDING
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 5×5, kernel 3×3, stride 1, padding 2: 7×7 outputs."""
    return film(FULL_PADDING)
