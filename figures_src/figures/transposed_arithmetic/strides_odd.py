"""One more row and column of zeros at the end gives 6 outputs a side in place of 5."""

from figures_src.arithmetic import TRANSPOSED_STRIDES_ODD
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """The same with one row and column more at the end: 6×6 outputs."""
    return film(TRANSPOSED_STRIDES_ODD)
