"""The wider the fields of a network are, the more of them lies beyond the image, even in the middle of the map."""

import numpy as np

from figures_src.drawing import SMALL, Box, Panel, Picture
from figures_src.examples import portrait
from figures_src.facts.where_it_sits import beyond
from figures_src.networks import network, spans

UNIT = 2.6 / 224  # cells a pixel, in every panel
BAR, STEP = 0.36, 0.44
NETWORKS = {
    "VGG-16": ("VGG-16", "pool5"),
    "MobileNet v1": ("MobileNet v1", "Conv2d_13_pointwise"),
    "ResNet-50, torchvision": ("ResNet-50 (torchvision)", "layer4"),
    "ResNet-50, as printed": ("ResNet-50 (paper)", "layer4"),
}


def draw():
    """Four networks: the portrait, and below it on the same scale the fields of the seven neurons of one row."""
    fields = {label: network(name).intervals(layer, clipped=False) for label, (name, layer) in NETWORKS.items()}
    everywhere = np.concatenate(list(fields.values()))
    ends = everywhere.min() * UNIT, (everywhere.max() + 1) * UNIT
    return Picture(*(overhang(label, fields[label], *NETWORKS[label], ends) for label in NETWORKS))


def overhang(label, fields, name, layer, ends):
    """The portrait of 224 pixels and a bar for each field; all panels reach from the first to the last pixel of any."""
    net = network(name)
    real, side, size = spans(net, layer), net.size("image")[0], int(np.ptp(fields[0])) + 1
    panel = Panel(label)
    width, top = side * UNIT, side * UNIT + 0.3
    panel.hold(*((x, 0) for x in ends))
    panel.photo(portrait(56, grey=True), width=width)
    panel.lines([[(x, width), (x, top + STEP * len(real))] for x in (0, width)], role="muted", weight=1)
    for line, words in enumerate((f"{100 * beyond(net, layer):.0f} % of the", "fields’ area", "lies beyond")):
        panel.note(words, (width + 0.25, 0.3 + 0.42 * line), align="left")
    panel.note(f"{size} wide", (width + 0.25, width - 0.3), "field", align="left")
    panel.note("columns seen", (-0.15, width - 0.05), "muted", align="right", size=SMALL)
    for row, (first, last) in enumerate(fields):
        whole = (first * UNIT, size * UNIT)
        image = (max(first, 0) * UNIT, (min(last + 1, side) - max(first, 0)) * UNIT)
        bar(panel, whole, image, top + STEP * row, f"{real[row]}")
    return panel


def bar(panel, whole, image, y, text):
    """A field along one axis, (left, width): filled where it is image, hatched where it hangs over."""
    (x, width), (first, seen) = whole, image
    over = [Box(panel, x, y, first - x, BAR), Box(panel, first + seen, y, x + width - first - seen, BAR)]
    panel.hatch([box for box in over if box.width > 1e-9])
    panel.fill(Box(panel, first, y, seen, BAR), "field")
    panel.frame(Box(panel, x, y, width, BAR), weight=1)
    panel.note(text, (first + seen / 2, y + BAR / 2), size=SMALL)
