"""Maps, neurons, parameters and connections of one network lie orders of magnitude apart."""

from math import log10

from figures_src.drawing import SMALL, Box, Panel, Picture
from figures_src.networks import alexnet, lenet5, resnet, vgg

DECADE = 0.4  # cells for a factor of ten
ROWS = (("maps", "neuron"), ("neurons", "neuron"), ("parameters", "kernel"), ("connections", "ink"))


def draw():
    """One panel for each network, one bar for each count of its convolutions, all on one logarithmic scale."""
    networks = {
        "LeNet-5, 1998": lenet5(),
        "AlexNet, 2012": alexnet(),
        "VGG-16, 2014": vgg(16),
        "ResNet-50, 2015": resnet(50, variant="paper"),
    }
    return Picture(*(bars(name, network.total("conv")) for name, network in networks.items()))


def bars(label, count):
    """Four bars from 1 to the count, which is written at the end of each; an axis below."""
    panel = Panel(label)
    for row, (name, role) in enumerate(ROWS):
        value = getattr(count, name)
        bar = Box(panel, 0, 0.75 * row, DECADE * log10(value), 0.5)
        panel.fill(bar, role)
        panel.lines([[*bar.corners(), (0, bar.y)]], role=role, weight=1)
        panel.note(name, (-0.15, bar.centre[1]), align="right")
        panel.note(short(value), (bar.x + bar.width + 0.15, bar.centre[1]), role, align="left", size=13)
    axis = 3.0
    ticks = [[(power * DECADE, axis), (power * DECADE, axis + 0.1)] for power in range(11)]
    panel.lines([[(0, axis), (10.5 * DECADE, axis)], *ticks], role="grid", weight=1)
    for power, text in ((0, "1"), (3, "10³"), (6, "10⁶"), (9, "10⁹")):
        panel.note(text, (power * DECADE, axis + 0.4), "muted", size=SMALL)
    panel.note("log scale", (10.2 * DECADE, axis + 0.4), "muted", align="left", size=SMALL)
    panel.hold((13.3 * DECADE, 0))  # all panels alike
    return panel


def short(value):
    """A count in full up to 99,999, then to three digits: 650 k, 15.3 G."""
    if value < 100_000:
        return f"{value:,}"
    size, unit = next((size, unit) for size, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")) if value >= size)
    return f"{value / size:.3g} {unit}"
