"""A pixel inside the image is read by 25 neurons of a 5×5 layer's map, a pixel in the corner by one."""

import numpy as np

from figures_src.convolution import as_matrix
from figures_src.drawing import Panel, Picture

SIDE, KERNEL, UNIT = 10, 5, 0.36


def draw():
    """Three pixels of a 10×10 image with wires to all neurons that read them, drawn amid their windows."""
    return Picture(
        readers("Inside", (5, 4), padding=0),
        readers("Corner", (0, 0), padding=0),
        readers("Corner, padding 2", (0, 0), padding=2),
    )


def readers(place, pixel, *, padding):
    """The image, every neuron as a dot in the middle of its window, and a wire from the pixel to each reader."""
    matrix = as_matrix(np.ones((KERNEL, KERNEL), int), (SIDE, SIDE), padding=padding)
    side = SIDE + 2 * padding - KERNEL + 1
    reads = matrix[:, pixel[0] * SIDE + pixel[1]].reshape(side, side)
    panel = Panel(f"{place}: {reads.sum()}")
    image = panel.cells(np.zeros((SIDE, SIDE)), unit=UNIT, numbers=False)
    first = KERNEL // 2 - padding  # the middle of neuron 0's window
    middle = {unit: image.cell(first + unit[0], first + unit[1]).centre for unit in np.ndindex(side, side)}
    near = [middle[unit] for unit in middle if reads[unit]]
    if len(near) == 1:
        panel.frame(image.cells(*np.argwhere(reads)[0], KERNEL, KERNEL), weight=2)
    panel.dots([middle[unit] for unit in middle if not reads[unit]], "grid", size=0.14)
    panel.wires([image.cell(*pixel).centre] * len(near), near)
    panel.dots(near, size=0.18)
    panel.frame(image.cell(*pixel), "ink", weight=2)
    return panel
