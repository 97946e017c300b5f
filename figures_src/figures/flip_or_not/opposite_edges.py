"""The same kernel, correlated and convolved, finds opposite edges: a ported kernel has to be turned round."""

import numpy as np

from figures_src.convolution import convolve, correlate, relu
from figures_src.drawing import SMALL, Panel, Picture
from figures_src.examples import VERTICAL_EDGE, portrait

WIDTH, UNIT = 4.85, 0.72  # of an image, and of a kernel's cell


def draw():
    """A portrait, and what a kernel for brightening edges answers in a library that correlates and in one that flips."""
    image = portrait(56, grey=True)
    photo = Panel("Image")
    photo.photo(image, width=WIDTH)
    return Picture(
        photo,
        answers("Correlation, ReLU", image, correlate, VERTICAL_EDGE, "as stored", "dark to light"),
        answers("Convolution, ReLU", image, convolve, VERTICAL_EDGE[::-1, ::-1], "turned", "light to dark"),
    )


def answers(label, image, layer, laid, how, found):
    """A map of answers; below it the kernel as it is laid on the image, and the edges that it finds."""
    panel = Panel(label)
    panel.tints(strengths(relu(layer(image.astype(int), VERTICAL_EDGE))), width=WIDTH)
    kernel = panel.cells(laid, (0, WIDTH + 0.35), role="kernel", unit=UNIT)
    x, y = kernel.right[0] + 0.25, kernel.right[1]
    panel.note(how, (x, y - UNIT), "kernel", align="left", bold=True, size=SMALL)
    panel.note("finds edges", (x, y), align="left", size=SMALL)
    panel.note(found, (x, y + UNIT), align="left", size=SMALL)
    return panel


def strengths(answers):
    """A map in eleven steps: the strongest two per cent of all answers get the full colour."""
    return np.rint(10 * np.clip(answers / np.quantile(answers, 0.98), 0, 1)) / 10
