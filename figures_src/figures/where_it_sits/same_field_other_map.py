"""Padding changes how many neurons there are and where they stand, never the size of their fields."""

import numpy as np

from figures_src.drawing import Panel
from figures_src.facts.where_it_sits import three_layers

PIXELS, UNIT = 8, 0.38


def draw():
    """Three 3-wide layers over 8 pixels with padding 0, 1 and 2: the neurons, and the field of the first one."""
    panel = Panel()
    for row, padding in enumerate((0, 1, 2)):
        stack(panel, padding, row * 2.8)
    return panel


def stack(panel, padding, y):
    """The image with its summed padding, above it the neurons, each over the middle of its field."""
    graph = three_layers(padding, PIXELS)
    n, (start, end) = graph.size("third")[0], graph.intervals("third", clipped=False)[0]
    real = graph.reads("third", 0)
    image = panel.cells(np.zeros((1, PIXELS)), (0, y + 0.7), unit=UNIT, numbers=False)
    panel.padding(image, (0, 0, 3 * padding, 3 * padding))
    panel.fill(image.cells(0, real[0], 1, len(real)), "field")
    panel.frame(image.cells(0, start, 1, end - start + 1))
    neurons = panel.cells(
        np.ones((1, n)), (image.x + (start + end) / 2 * UNIT, y), unit=UNIT, role="neuron", numbers=False
    )
    first = neurons.cell(0, 0)
    sides = [(image.cell(0, start).x, image.y), (image.cell(0, end + 1).x, image.y)]
    panel.wires([(first.x, y + UNIT), (first.x + UNIT, y + UNIT)], sides, "field")
    panel.ring(first, weight=2)
    if padding:
        foot = image.bottom[1] + 0.2
        panel.brace((image.x - 3 * padding * UNIT, foot), (image.x, foot), f"3·{padding}")
    text = f"padding {padding}: {n} neurons; the first sees {len(real)} pixel{'s' if len(real) > 1 else ''}"
    panel.note(text, (image.x - 6 * UNIT, y - 0.4), align="left")
