"""A stride longer than the kernel leaves pixels that no neuron of the layer reads."""

from itertools import product

import numpy as np

from figures_src.drawing import Panel, Picture
from figures_src.facts.holes import read_by_a_layer, share


def draw():
    """The pixels that all neurons of a layer read together, for two layers."""
    return Picture(coverage(1, 2), coverage(3, 4))


def coverage(size, stride):
    """The image, filled where it is read and crossed out where it is not, and every window."""
    read = read_by_a_layer(size, stride=stride)
    panel = Panel(f"{size}×{size}, stride {stride}: {share(read)} %")
    pixels = panel.cells(read, unit=0.6, role="field", strength=read, numbers=False)
    panel.unread([pixels.cell(*place) for place in np.argwhere(~read)])
    for r, c in product(range(0, len(read), stride), repeat=2):
        panel.frame(pixels.cells(r, c, size, size), weight=2)
    return panel
