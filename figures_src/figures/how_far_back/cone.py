"""Every neuron stands on a cone: it reads three neurons below, they read five, and so on down to the pixels."""

from figures_src.figures.how_far_back._cones import cones


def draw():
    """Three layers of 3-wide windows with padding 1."""
    return cones("13-c3p1-c3p1-c3p1")
