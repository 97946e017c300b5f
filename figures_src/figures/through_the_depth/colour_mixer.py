"""A 1×1 convolution mixes the channels of each pixel by itself: the same place, another quantity."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import SMALL, Panel, Picture, number
from figures_src.facts.through_the_depth import PIXEL, PORTRAIT

CHANNELS = ("red", "green", "blue")
KERNELS = np.array([[0.3, 0.6, 0.1], [1, 0, -1]])
WIDTH = 4.9


def draw():
    """A portrait in three channels and the two maps that two kernels of three weights make of it."""
    maps = correlate(PORTRAIT.transpose(2, 0, 1).astype(float), KERNELS[:, :, None, None])
    photo = Panel("Three channels")
    grid = photo.photo(PORTRAIT, width=WIDTH)
    photo.frame(grid.cell(*PIXEL).grown(0.12))
    boxes = below(photo, "the framed pixel", "ink", PORTRAIT[PIXEL], 255)
    for c, name in enumerate(CHANNELS):
        photo.note(name, (boxes.cell(0, c).centre[0], boxes.bottom[1] + 0.35), size=SMALL)
    shown = (maps[0], 127.5 + maps[1] / 2)
    panels = [
        made(*each, PORTRAIT[PIXEL])
        for each in zip(("Kernel 0: lightness", "Kernel 1: red or blue"), maps, shown, KERNELS, strict=True)
    ]
    return Picture(photo, *panels)


def made(label, numbers, shown, kernel, values):
    """A map as a photo; below it the weights of its kernel, and the sum for the ringed neuron."""
    panel = Panel(label)
    grid = panel.photo(np.rint(shown).astype(np.uint8), width=WIDTH)
    around = grid.cell(*PIXEL).grown(0.15)
    panel.ring(around, "paper", weight=6)
    panel.ring(around)
    boxes = below(panel, "its three weights", "kernel", kernel, 1)
    terms = " + ".join(number(w * v, 1) for w, v in zip(kernel, values, strict=True)).replace("+ −", "− ")
    panel.note(f"{terms} = {number(numbers[PIXEL], 1)}", (WIDTH / 2, boxes.bottom[1] + 0.35), "neuron", size=SMALL)
    return panel


def below(panel, title, role, values, full):
    """Three named numbers in a row below a photo, one for each channel; returns their cells."""
    panel.note(title, (WIDTH / 2, WIDTH + 0.5), role)
    return panel.cells(np.array([values], float), (0, WIDTH + 0.85), role=role, full=full, unit=WIDTH / 3)
