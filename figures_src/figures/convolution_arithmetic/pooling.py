"""A pooling window obeys the same formula, and may leave inputs unread."""

from figures_src.arithmetic import POOLING
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 5×5, largest of each 2×2, stride 2: 2×2 outputs."""
    return film(POOLING)
