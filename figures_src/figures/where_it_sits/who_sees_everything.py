"""A field larger than the image need not cover it: near the corner the image's far side stays unseen."""

import numpy as np

from figures_src.drawing import Box, Panel, Picture
from figures_src.examples import portrait
from figures_src.networks import network, sees_all, spans

WIDTH, UNIT = 4.4, 0.38


def draw():
    """Four networks: what the first neuron of the last map sees of the portrait, and who sees all of it."""
    return Picture(
        sight("VGG-16", network("VGG-16"), "pool5"),
        sight("MobileNet v1", network("MobileNet v1"), "Conv2d_13_pointwise"),
        sight("ResNet-50, torchvision", network("ResNet-50 (torchvision)"), "layer4"),
        sight("ResNet-50, as printed", network("ResNet-50 (paper)"), "layer4"),
    )


def sight(name, net, layer):
    """The photograph, faded where the corner neuron sees nothing, and the map with a dot for who sees all."""
    side, seen, all_seers = net.size("image")[0], spans(net, layer)[0], sees_all(net, layer)
    n = net.size(layer)[0]
    panel = Panel(f"{name}: {len(all_seers)} of {n * n}")
    panel.photo(portrait(56, grey=True), width=WIDTH)
    reach = seen / side * WIDTH
    if seen < side:
        for blind in Box(panel, reach, 0, WIDTH - reach, WIDTH), Box(panel, 0, reach, reach, WIDTH - reach):
            panel.fill(blind, "paper", 0.75)
    panel.frame(Box(panel, 0, 0, reach, reach))
    neurons = panel.cells(
        np.zeros((n, n)), (WIDTH + 0.4, (WIDTH - n * UNIT) / 2), unit=UNIT, role="neuron", numbers=False
    )
    panel.dots([neurons.cell(*unit).centre for unit in all_seers], size=0.2)
    panel.ring(neurons.cell(0, 0), weight=2)
    panel.note(f"{n * n} neurons", (neurons.bottom[0], neurons.y + neurons.height + 0.35), "neuron", size=13)
    return panel
