"""A transposed layer lays a multiple of its kernel on the output for each input, and adds where they overlap."""

from figures_src.arithmetic import TRANSPOSED_STRIDES
from figures_src.figures.convolution_arithmetic._film import spread


def draw():
    """Input 2×2, transpose of kernel 3×3 at stride 2: 5×5 outputs, seen from the inputs."""
    return spread(TRANSPOSED_STRIDES)
