"""Dilations 1, 2, 4 pull each window apart: the cone is a tree with gaps, and at its foot no pixel is missing."""

from figures_src.figures.how_far_back._cones import cones


def draw():
    """The same three layers with dilations 1, 2, 4."""
    return cones("13-c3p1-c3p2d2-c3p4d4")
