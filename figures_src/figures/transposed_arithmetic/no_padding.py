"""The transpose of a 3×3 layer over 4 inputs takes 2 numbers a side back to 4."""

from figures_src.arithmetic import TRANSPOSED
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 2×2, transpose of kernel 3×3: 4×4 outputs."""
    return film(TRANSPOSED)
