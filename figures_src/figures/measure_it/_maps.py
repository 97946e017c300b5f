"""A set of places on its image, with the box of the field: what the pictures of this page share."""

from itertools import product

import numpy as np

from figures_src.drawing import SMALL, THIN, Grid, Panel, closed

UNIT = 0.19  # four images side by side on a page, two on a phone
ROOM, STEP = 1.7, 2.05  # cells for a small image, and from one to the next
METHODS = ("formula", "trace", "poke", "gradient")


def pixels(panel, side, places, box, at, *, unit, weight=2, rim=0):
    """An image at (x, y) with some places filled and the field framed; `box` is (first, last) along an axis.

    A `rim` of so many positions around the image is hatched as padding.
    """
    first, last = box
    image = Grid(panel, *at, side * unit, side * unit, unit)
    if len(places):
        panel.solid([image.cell(r, c) for r, c in places], "field")
    if rim:
        long = side + 2 * rim
        strips = [(-rim, -rim, rim, long), (side, -rim, rim, long), (0, -rim, side, rim), (0, side, side, rim)]
        panel.hatch([image.cells(r, c, rows, columns) for r, c, rows, columns in strips])
    panel.lines([closed(image)], role="grid", weight=THIN, closed=True)
    panel.frame(image.cells(first, first, last - first + 1, last - first + 1), weight=weight)
    return image


def found(label, side, places, box, says):
    """A panel with such an image, on squared paper, and what was found below; padding that the field covers is hatched."""
    panel = Panel(label)
    marks, end = [UNIT * i for i in range(1, side)], UNIT * side
    panel.lines([[(x, 0), (x, end)] for x in marks] + [[(0, y), (end, y)] for y in marks], role="grid", weight=0.5)
    image = pixels(panel, side, places, box, (0, 0), unit=UNIT, rim=rim(box, side))
    panel.note(says, (image.bottom[0], image.height + UNIT + 0.35))
    return panel


def headed(panel):
    """The names of the four methods above their columns."""
    for c, method in enumerate(METHODS):
        panel.note(method, (c * STEP + ROOM / 2, -0.35), "muted", size=SMALL)


def row(panel, y, answers):
    """The four answers for one neuron, small, with what lies around its image as far as the formula reaches."""
    side = len(answers.trace)
    around = rim(answers.formula, side)
    unit = ROOM / (side + 2 * around)
    for c, (places, count) in enumerate(zip(named(answers), answers.counts, strict=True)):
        x = c * STEP
        at = (x + around * unit, y + around * unit)
        pixels(panel, side, places, answers.formula, at, unit=unit, weight=1.5, rim=around)
        traced = answers.counts[1]
        says = f"{count}" if count == traced else f"{count}, not {traced}"
        panel.note(says, (x + ROOM / 2, y + ROOM + 0.3), size=SMALL, bold=count != traced)


def rim(box, side):
    """How many positions beyond an image a field reaches."""
    return max(0, -box[0], box[1] - side + 1)


def named(answers):
    """The places that each of the four methods names: the formula also such as lie beyond the image."""
    first, last = answers.formula
    return [*product(range(first, last + 1), repeat=2)], *map(np.argwhere, answers[1:])
