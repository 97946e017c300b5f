"""Of the 49 neurons on top of VGG-16, only the middle one has its whole receptive field on the image."""

import numpy as np

from figures_src.drawing import SMALL, Box, Panel, Picture
from figures_src.examples import portrait
from figures_src.networks import network, spans

UNIT = 8 / 404  # cells a pixel: the fields of all neurons together are 404 pixels wide
BAR, STEP = 0.36, 0.46


def draw():
    """The corner's field over the portrait, the seven fields along one axis, and the share that is image."""
    vgg = network("VGG-16")
    fields = vgg.intervals("pool5", clipped=False)
    real = np.array(spans(vgg, "pool5"))
    share = np.outer(real, real) / (fields[0, 1] - fields[0, 0] + 1) ** 2
    return Picture(on_the_photo(fields, real, vgg.size("image")[0]), shares(share))


def on_the_photo(fields, real, side):
    """The photograph with the corner neuron's field, and below it one bar a neuron, on the same scale."""
    panel = Panel("Fields, true to scale")
    rim, width, reach = -fields[0, 0] * UNIT, side * UNIT, (fields[0, 1] - fields[0, 0] + 1) * UNIT
    panel.photo(portrait(56, grey=True), (rim, rim), width=width)
    panel.hatch([Box(panel, 0, 0, reach, rim), Box(panel, 0, rim, rim, reach - rim)])
    panel.frame(Box(panel, 0, 0, reach, reach))
    panel.note("corner neuron:", (reach + 0.15, 0.3), "field", align="left", size=SMALL)
    panel.note(f"{real[0]}×{real[0]} pixels", (reach + 0.15, 0.7), "field", align="left", size=SMALL)
    top = rim + width + 0.35
    panel.lines([[(x, rim + width), (x, top + STEP * len(real))] for x in (rim, rim + width)], role="muted", weight=1)
    for row, (first, last) in enumerate(fields):
        whole = (rim + first * UNIT, (last - first + 1) * UNIT)
        image = (rim + max(first, 0) * UNIT, (min(last + 1, side) - max(first, 0)) * UNIT)
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


def shares(share):
    """The map, each neuron with the part of its field that is image, in percent."""
    panel = Panel("Share of each field on the image, %")
    neurons = panel.cells(np.rint(100 * share).astype(int), role="neuron", strength=share)
    panel.ring(neurons.cell(0, 0), weight=2)
    return panel
