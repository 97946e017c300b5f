"""The transpose of a half-padded layer is half padded: 5 inputs, 5 outputs."""

from figures_src.arithmetic import TRANSPOSED_HALF
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 5×5, transpose of kernel 3×3 with padding 1: 5×5 outputs."""
    return film(TRANSPOSED_HALF)
