"""A stride in the first layer stands the neurons two pixels apart: each window above reaches twice as far."""

from figures_src.figures.how_far_back._cones import cones


def draw():
    """The same three layers, the first with stride 2."""
    return cones("13-c3s2p1-c3p1-c3p1")
