"""A 3×3 window has two places along a side of 4 inputs."""

from figures_src.arithmetic import NO_PADDING
from figures_src.figures.convolution_arithmetic._film import film


def draw():
    """Input 4×4, kernel 3×3, stride 1, no padding: 2×2 outputs."""
    return film(NO_PADDING)
