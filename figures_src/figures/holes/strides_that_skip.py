"""A stride longer than the kernel leaves pixels that no neuron of the layer reads."""

import numpy as np

from figures_src.drawing import Panel, Picture
from figures_src.facts.holes import read_by_a_layer, share


def draw():
    """The pixels that all neurons of a layer read together, for two layers."""
    return Picture(coverage(1, 2), coverage(3, 4))


def coverage(size, stride):
    """The image, filled where it is read and hatched where it is not."""
    read = read_by_a_layer(size, stride=stride)
    panel = Panel(f"{size}×{size}, stride {stride}: {share(read)} %")
    pixels = panel.cells(read, unit=0.6, role="field", strength=read, numbers=False)
    panel.hatch([pixels.cell(*place) for place in np.argwhere(~read)])
    for r, c in np.ndindex(2, 2):
        panel.frame(pixels.cells(r * stride, c * stride, size, size), weight=2)
    return panel
