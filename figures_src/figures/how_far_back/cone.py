"""Every neuron stands on a cone: it reads three neurons below, they read five, and so on down to the pixels."""

import numpy as np

from figures_src.drawing import SMALL, Box, Panel, Picture, filled, ringed
from figures_src.tracing import Graph

PIXELS, UNIT, STEP, RIM = 13, 0.6, 1.15, 0.22  # RIM: how much is shown of the padding at either end
ROWS = ("layer 3", "layer 2", "layer 1", "image")


def draw():
    """Three layers of 3-wide windows with padding 1 over 13 pixels; one state for each neuron and each pixel."""
    graph = Graph(PIXELS)
    for layer in ROWS[2::-1]:
        graph.conv(layer, 3, padding=1)
    panel = Panel()
    rows = {row: strip(panel, row, i * STEP) for i, row in enumerate(ROWS)}
    picture = Picture(panel, asks="neuron", default="3-6")
    for level in (3, 2, 1):
        for unit in range(PIXELS):
            cone(picture, rows, graph, level, unit)
    for pixel in range(PIXELS):
        upwards(picture, rows, graph, pixel)
    return picture


def strip(panel, row, y):
    """A row of neurons or pixels, with the rim of the padding that the layer above reads."""
    panel.note(row, (0, y - 0.25), "muted", align="left", size=SMALL)
    cells = panel.cells(np.zeros((1, PIXELS)), (0, y), unit=UNIT, numbers=False)
    if row != "layer 3":
        panel.hatch(padding(cells))
    else:
        panel.hold((-RIM, y), (PIXELS * UNIT + RIM, y))
    return cells


def padding(cells):
    """The two places beyond the ends of a row."""
    return [Box(cells.panel, x, cells.y, RIM, UNIT) for x in (-RIM, PIXELS * UNIT)]


def cone(picture, rows, graph, level, unit):
    """A state for a neuron: itself, all that it reads below, and the padding on the way."""
    layer = f"layer {level}"
    shows, said = [ringed(rows[layer].cell(0, unit))], []
    for row in ROWS[ROWS.index(layer) + 1 :]:
        seen = graph.reads(layer, unit, of=row)
        shows.append(filled(rows[row].cells(0, seen[0], 1, len(seen))))
        wanted = graph.reads(layer, unit, of=row, clipped=False)
        ends = padding(rows[row])
        shows += [
            filled(end) for end, beyond in zip(ends, (wanted[0] < 0, wanted[-1] >= PIXELS), strict=True) if beyond
        ]
        said.append((row, seen[0], seen[-1], len(wanted) - len(seen)))
    (below, first, last, _), (_, start, end, cut) = said[0], said[-1]
    reads = f"reads neurons {first} to {last} of {below} and sees" if level > 1 else "reads and sees"
    edge = f", for {cut} of its {end - start + 1 + cut} positions lie beyond the edge" if cut else ""
    picture.state(
        f"{level}-{unit}",
        f"Neuron {unit} of {layer} {reads} pixels {start} to {end}: {end - start + 1} of {PIXELS}{edge}.",
        at=rows[layer].cell(0, unit),
        shows=shows,
    )


def upwards(picture, rows, graph, pixel):
    """A state for a pixel: the neurons above that see it."""
    shows, said = [ringed(rows["image"].cell(0, pixel), "ink")], []
    for level in (1, 2, 3):
        layer = f"layer {level}"
        sees = [unit for unit in range(PIXELS) if pixel in graph.reads(layer, unit)]
        shows.append(filled(rows[layer].cells(0, sees[0], 1, len(sees)), "neuron"))
        said.append(f"{len(sees)} of {layer}")
    picture.state(
        f"pixel-{pixel}",
        f"Pixel {pixel} is seen by {said[0]}, {said[1]} and {said[2]}.".replace(" of", " neurons of", 1),
        at=rows["image"].cell(0, pixel),
        shows=shows,
    )
