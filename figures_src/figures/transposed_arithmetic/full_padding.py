"""The transpose of a fully padded layer pads nothing: 7 inputs, 5 outputs."""

from figures_src.arithmetic import TRANSPOSED_FULL
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 7×7, transpose of kernel 3×3 with padding 2: 5×5 outputs."""
    return film(TRANSPOSED_FULL)
