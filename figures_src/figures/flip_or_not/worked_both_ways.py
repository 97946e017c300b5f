"""Correlation lays the kernel on the window as it is, convolution turns it by 180 degrees first."""

import numpy as np

from figures_src.convolution import convolve, correlate
from figures_src.drawing import SMALL, Panel, Picture, number

IMAGE = np.arange(9).reshape(3, 3)
KERNEL = np.array([[0, 1], [2, 3]])


def draw():
    """The image 0 to 8 with the kernel 0 to 3, both ways; the first window is worked."""
    return Picture(
        sum_of_products("Correlation: the kernel as stored", KERNEL, correlate(IMAGE, KERNEL)),
        sum_of_products("Convolution: the kernel turned round", KERNEL[::-1, ::-1], convolve(IMAGE, KERNEL)),
    )


def sum_of_products(label, laid, result):
    """Image, kernel as it is laid on the window, and map, in a row."""
    panel = Panel(label)
    pixels = panel.cells(IMAGE)
    panel.frame(pixels.cells(0, 0, 2, 2))
    for i, j in np.ndindex(laid.shape):
        cell = pixels.cell(i, j)
        panel.note(f"×{number(laid[i, j])}", (cell.x + 0.93, cell.y + 0.83), "kernel", align="right", size=SMALL)
    panel.cells(laid, (3.35, 0.5), role="kernel")
    panel.note("=", (5.65, 1.5))
    panel.ring(panel.cells(result, (5.95, 0.5), role="neuron", full=43).cell(0, 0))
    return panel
