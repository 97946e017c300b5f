"""Three inputs a side, a zero between each two and one around: 5 outputs a side."""

from figures_src.arithmetic import TRANSPOSED_STRIDES_PADDING
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 3×3, transpose of kernel 3×3 at stride 2 with padding 1: 5×5 outputs."""
    return film(TRANSPOSED_STRIDES_PADDING)
