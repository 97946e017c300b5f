"""A 1×1 convolution mixes the channels of each pixel by itself: the same place, another quantity."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import Panel, Picture, number
from figures_src.examples import portrait

CHANNELS = ("red", "green", "blue")
KERNELS = np.array([[0.3, 0.6, 0.1], [1, 0, -1]])
WIDTH = 4.2
PIXEL = (22, 36)  # row, column: on the backdrop


def draw():
    """A portrait in three channels and the two maps that two kernels of three weights make of it."""
    image = portrait(42)
    maps = correlate(image.transpose(2, 0, 1).astype(float), KERNELS[:, :, None, None])
    photo = Panel("Three channels")
    grid = photo.photo(image, width=WIDTH)
    photo.frame(grid.cell(*PIXEL).grown(0.08))
    values = [int(v) for v in image[PIXEL]]
    beside(photo, [[str(v)] for v in values], "ink", values, 255)
    photo.note("one pixel:", (WIDTH / 2, WIDTH + 0.4), "field")
    shown = (maps[0], 127.5 + maps[1] / 2)
    panels = [
        made(*each, values)
        for each in zip(("Kernel 0: lightness", "Kernel 1: red or blue"), maps, shown, KERNELS, strict=True)
    ]
    return Picture(photo, *panels)


def made(label, numbers, shown, kernel, values):
    """A map as a photo, its kernel below, and the sum for one neuron."""
    panel = Panel(label)
    grid = panel.photo(np.rint(shown).astype(np.uint8), width=WIDTH)
    around = grid.cell(*PIXEL).grown(0.15)
    panel.ring(around, "paper", weight=6)
    panel.ring(around)
    beside(panel, [[number(v)] for v in kernel], "kernel", kernel, 1)
    panel.note(f"its neuron: {number(numbers[PIXEL], 1)}", (WIDTH / 2, WIDTH + 0.4), "neuron")
    return panel


def beside(panel, texts, role, values, full):
    """Three numbers in a row below a photo, one for each channel."""
    strength = np.abs(np.array([values], float)) / full
    panel.cells(np.array(texts).T, (0, WIDTH + 0.8), role=role, strength=strength, unit=1.4)
