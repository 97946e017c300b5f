"""The same kernel, correlated and convolved, finds opposite edges: a ported kernel has to be turned round."""

import numpy as np

from figures_src.convolution import convolve, correlate, relu
from figures_src.drawing import Panel, Picture
from figures_src.examples import VERTICAL_EDGE, portrait

WIDTH = 4.85


def draw():
    """A portrait, and what a kernel for brightening edges answers in a library that correlates and in one that flips."""
    image = portrait(56, grey=True)
    photo, as_stored, flipped = Panel("Image"), Panel("Correlation, ReLU"), Panel("Convolution, ReLU")
    photo.photo(image, width=WIDTH)
    for panel, layer in ((as_stored, correlate), (flipped, convolve)):
        panel.tints(strengths(relu(layer(image.astype(int), VERTICAL_EDGE))), width=WIDTH)
    return Picture(photo, as_stored, flipped)


def strengths(answers):
    """A map in eleven steps: the strongest two per cent of all answers get the full colour."""
    return np.rint(10 * np.clip(answers / np.quantile(answers, 0.98), 0, 1)) / 10
