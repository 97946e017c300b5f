"""The transpose of a strided layer puts zeros between its inputs, so the window moves half an input at a time."""

from figures_src.arithmetic import TRANSPOSED_STRIDES
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 2×2, transpose of kernel 3×3 at stride 2: 5×5 outputs."""
    return film(TRANSPOSED_STRIDES)
