"""A set of pixels on its image, with the box of the field: what the pictures of this page share."""

import numpy as np

from figures_src.drawing import Grid, Panel

UNIT = 0.28


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


def found(label, mask, box):
    """A panel with such an image, and the number of pixels below."""
    panel = Panel(label)
    side = len(mask) * UNIT
    marks = [UNIT * i for i in range(1, len(mask))]
    panel.lines([[(x, 0), (x, side)] for x in marks] + [[(0, y), (side, y)] for y in marks], role="grid", weight=0.5)
    image = pixels(panel, mask, box, (0, 0), unit=UNIT)
    panel.note(f"{mask.sum()} pixels", (image.bottom[0], image.height + 0.4))
    return panel


def inside(box, side):
    """All pixels of an image that lie in a box."""
    along = (np.arange(side) >= box[0]) & (np.arange(side) <= box[1])
    return np.outer(along, along)
