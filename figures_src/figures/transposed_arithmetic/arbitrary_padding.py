"""The more a layer pads, the less its transpose does: padding 2 of a kernel of 4 becomes padding 1."""

from figures_src.arithmetic import TRANSPOSED_ARBITRARY
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 6×6, transpose of kernel 4×4 with padding 2: 5×5 outputs."""
    return film(TRANSPOSED_ARBITRARY)
