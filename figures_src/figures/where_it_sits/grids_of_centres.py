"""The fields of VGG-16 lie evenly over the image; those of ResNet-50 are shifted to the upper left."""

from figures_src.drawing import Panel, Picture
from figures_src.examples import portrait
from figures_src.networks import network

WIDTH = 5.6


def draw():
    """The centres of the 7×7 fields on the portrait."""
    return Picture(
        centres("VGG-16", network("VGG-16"), "pool5"),
        centres("ResNet-50", network("ResNet-50 (torchvision)"), "layer4"),
    )


def centres(name, net, layer):
    """The photograph with a dot at the centre of each field."""
    middles = net.intervals(layer, clipped=False).mean(axis=1)
    panel = Panel(f"{name}: {middles[0]:g}, {middles[1]:g}, … {middles[-1]:g}")
    panel.photo(portrait(56, grey=True), width=WIDTH)
    pixel = WIDTH / net.size("image")[0]
    places = [((x + 0.5) * pixel, (y + 0.5) * pixel) for x in middles for y in middles]
    panel.hold((-0.2, -0.2), (WIDTH + 0.2, WIDTH + 0.2))  # room for dots at the rim, in both panels alike
    panel.dots(places, "paper", size=0.36)
    panel.dots(places, "neuron", size=0.24)
    return panel
