"""One axis of three layers over a row of pixels: what each neuron depends on, and who sees each pixel."""

import numpy as np

from figures_src.drawing import SMALL, Box, Panel, Picture, filled, ringed
from figures_src.stacks import stack

UNIT, STEP, RIM = 0.6, 1.15, 0.22  # RIM: how much is shown of the padding at either end
LAYERS = ("3", "2", "1")
ROWS = (*LAYERS, "image")


def cones(text):
    """The rows of a stack, written as in `stacks.py`, each neuron over the middle of its field; a state for each and each pixel."""
    graph, panel = stack(text), Panel()
    rows = {row: strip(panel, graph, row, i * STEP) for i, row in enumerate(ROWS)}
    picture = Picture(panel, asks="neuron", default=f"3-{len(rows['3']) // 2}")
    for layer in LAYERS:
        for unit in range(len(rows[layer])):
            downwards(picture, rows, graph, layer, unit)
    for pixel in range(len(rows["image"])):
        upwards(picture, rows, graph, pixel)
    return picture


def strip(panel, graph, row, y):
    """A row of neurons or pixels as boxes, with the rim of the padding that the layer above reads."""
    panel.note(row if row == "image" else f"layer {row}", (0, y - 0.25), "muted", align="left", size=SMALL)
    count, (pixels,) = graph.size(row)[0], graph.size("image")
    if count == pixels:
        cells = panel.cells(np.zeros((1, count)), (0, y), unit=UNIT, numbers=False)
        boxes = [cells.cell(0, i) for i in range(count)]
    else:
        middles = graph.intervals(row, clipped=False).mean(axis=1)
        boxes = [panel.cells([[0]], (middle * UNIT, y), unit=UNIT, numbers=False) for middle in middles]
    if row == LAYERS[0]:
        panel.hold((-RIM, y), (pixels * UNIT + RIM, y))
    else:
        panel.hatch(rim(boxes))
    return boxes


def rim(boxes):
    """The two places beyond the ends of a row."""
    first, last = boxes[0], boxes[-1]
    return [Box(first.panel, x, first.y, RIM, UNIT) for x in (first.x - RIM, last.x + UNIT)]


def filling(boxes, places, role="field"):
    """Marks that fill the boxes at some places of a row; neighbours that touch are filled as one."""
    marks, chosen = [], [boxes[i] for i in places]
    while chosen:
        count = next((n for n in range(1, len(chosen)) if chosen[n].x - chosen[n - 1].x > 1.01 * UNIT), len(chosen))
        marks.append(filled(Box(chosen[0].panel, chosen[0].x, chosen[0].y, count * UNIT, UNIT), role))
        chosen = chosen[count:]
    return marks


def listed(places):
    """Numbers in words: "2 to 4" if none is left out between, else "2, 4 and 6"."""
    first, last = places[0], places[-1]
    if last - first == len(places) - 1 > 1:
        return f"{first} to {last}"
    return " and ".join(", ".join(map(str, part)) for part in (places[:-1], places[-1:]) if len(part))


def downwards(picture, rows, graph, layer, unit):
    """A state for a neuron: itself, all that it depends on below, and the padding on the way."""
    shows, read = [ringed(rows[layer][unit])], []
    for row in ROWS[ROWS.index(layer) + 1 :]:
        seen, wanted = (graph.reads(layer, unit, of=row, clipped=clipped) for clipped in (True, False))
        shows += filling(rows[row], seen)
        beyond = (wanted[0] < 0, wanted[-1] >= len(rows[row]))
        shows += [filled(end) for end, out in zip(rim(rows[row]), beyond, strict=True) if out]
        read.append((row, seen, len(wanted)))
    (below, window, _), (_, pixels, width) = read[0], read[-1]
    reads = "reads and sees" if below == "image" else f"reads neurons {listed(window)} of layer {below} and sees"
    cut = f", for {width - len(pixels)} of its {width} positions lie beyond the edge" if width > len(pixels) else ""
    picture.state(
        f"{layer}-{unit}",
        f"Neuron {unit} of layer {layer} {reads} pixels {listed(pixels)}: {len(pixels)} of {len(rows['image'])}{cut}.",
        at=rows[layer][unit],
        shows=shows,
    )


def upwards(picture, rows, graph, pixel):
    """A state for a pixel: the neurons above that see it."""
    shows, said = [ringed(rows["image"][pixel], "ink")], []
    for layer in reversed(LAYERS):
        sees = [unit for unit in range(len(rows[layer])) if pixel in graph.reads(layer, unit)]
        shows += filling(rows[layer], sees, "neuron")
        said.append(f"{len(sees)} of layer {layer}")
    said[0] = said[0].replace(" of", " neuron of" if said[0].startswith("1 ") else " neurons of")
    picture.state(
        f"pixel-{pixel}",
        f"Pixel {pixel} is seen by {said[0]}, {said[1]} and {said[2]}.",
        at=rows["image"][pixel],
        shows=shows,
    )
