"""Six kernels over one photograph: the same places for neurons, and six different maps."""

import numpy as np

from figures_src.convolution import correlate, relu
from figures_src.drawing import Panel, Picture, framed, number, tinted
from figures_src.examples import KERNELS
from figures_src.facts.stored_or_summoned import PHOTOGRAPH

SIDE = len(PHOTOGRAPH)
NEURONS = SIDE - 2  # of a row
WIDTH, UNIT = 7, 0.72
ROW, COLUMN = 38, 13  # the neuron that is worked out: the left rim of the collar
SHADES = 10  # few shades: a small file


def draw():
    """The photograph, the map of the kernel that is chosen, and the kernels to choose from."""
    photo, map_, kernels = Panel(f"Image, {SIDE}×{SIDE}"), Panel(f"Map, {NEURONS}×{NEURONS} neurons"), Panel("Kernels")
    pixels = photo.photo(PHOTOGRAPH, width=WIDTH)
    neurons = map_.tints(np.zeros((NEURONS, NEURONS)), width=WIDTH * NEURONS / SIDE)
    window, neuron = pixels.cells(ROW, COLUMN, 3, 3), neurons.cell(ROW, COLUMN)
    photo.frame(window.grown(0.05), weight=2)
    picture = Picture(photo, map_, kernels, asks="kernel", default="vertical-edges")
    for place, (name, kernel) in enumerate(KERNELS.items()):
        x, y = place % 3 * 3.2, place // 3 * 3.1
        grid = kernels.cells(kernel, (x, y), role="kernel", unit=UNIT, full=5)
        kernels.note(name, (x, y + grid.height + 0.33), align="left", size=13)
        answers = relu(correlate(PHOTOGRAPH.astype(int), kernel))
        picture.state(
            name.replace(" ", "-"),
            worked(name, PHOTOGRAPH[ROW : ROW + 3, COLUMN : COLUMN + 3], kernel),
            at=grid,
            shows=[framed(grid, "kernel"), tinted(strengths(answers), neurons), framed(neuron.grown(0.1), "neuron")],
        )
    return picture


def strengths(answers):
    """A map in few steps: the strongest two per cent of its values get the full colour."""
    return np.rint(SHADES * np.clip(answers / np.quantile(answers, 0.98), 0, 1)) / SHADES


def worked(name, patch, kernel):
    """The sum of the framed neuron, with the weights that are not 0."""
    terms = " + ".join(
        f"{weight}×{pixel}" if weight > 0 else f"({number(weight)})×{pixel}"
        for weight, pixel in zip(kernel.flat, patch.flat, strict=True)
        if weight
    )
    total = int((kernel * patch.astype(int)).sum())
    after = "" if total >= 0 else ", and 0 after ReLU"
    return f"{name.capitalize()}: the framed neuron says {terms} = {number(total)}{after}."
