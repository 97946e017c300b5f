"""A set of pixels on its image, with the box of the field: what the pictures of this page share."""

import numpy as np

from figures_src.drawing import SMALL, Grid, Panel

UNIT = 0.19  # four images side by side on a page, two on a phone
ROOM, STEP = 1.7, 2.05  # cells for a small image, and from one to the next
METHODS = ("formula", "trace", "poke", "gradient")


def pixels(panel, mask, box, at, *, unit, weight=2, rim=0):
    """An image at (x, y) with the pixels of a mask filled and the field framed; `box` is (first, last) along an axis.

    A `rim` of so many positions around the image is hatched as padding.
    """
    side, (first, last) = len(mask), box
    image = Grid(panel, *at, side * unit, side * unit, unit)
    if mask.any():
        panel.solid([image.cell(r, c) for r, c in np.argwhere(mask)], "field")
    if rim:
        long = side + 2 * rim
        strips = [(-rim, -rim, rim, long), (side, -rim, rim, long), (0, -rim, side, rim), (0, side, side, rim)]
        panel.hatch([image.cells(r, c, rows, columns) for r, c, rows, columns in strips])
    panel.frame(image, "grid", weight=1)
    panel.frame(image.cells(first, first, last - first + 1, last - first + 1), weight=weight)
    return image


def found(label, mask, box, says):
    """A panel with such an image, on squared paper, and what was found below; padding that the field covers is hatched."""
    panel = Panel(label)
    side = len(mask) * UNIT
    marks = [UNIT * i for i in range(1, len(mask))]
    panel.lines([[(x, 0), (x, side)] for x in marks] + [[(0, y), (side, y)] for y in marks], role="grid", weight=0.5)
    image = pixels(panel, mask, box, (0, 0), unit=UNIT, rim=rim(box, len(mask)))
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
    masks = (inside(answers.formula, side), *answers[1:])
    for c, (mask, count) in enumerate(zip(masks, answers.counts, strict=True)):
        x = c * STEP
        at = (x + around * unit, y + around * unit)
        pixels(panel, mask, answers.formula, at, unit=unit, weight=1.5, rim=around)
        traced = answers.counts[1]
        says = f"{count}" if count == traced else f"{count}, not {traced}"
        panel.note(says, (x + ROOM / 2, y + ROOM + 0.3), size=SMALL, bold=count != traced)


def rim(box, side):
    """How many positions beyond an image a field reaches."""
    return max(0, -box[0], box[1] - side + 1)


def inside(box, side):
    """All pixels of an image that lie in a box."""
    along = (np.arange(side) >= box[0]) & (np.arange(side) <= box[1])
    return np.outer(along, along)
