"""Facts of the page "Slide, or stand still": two orders of computing one layer, and who reads a pixel."""

import numpy as np

from figures_src import examples
from figures_src.convolution import as_matrix, correlate, patches
from figures_src.windows import Window


# --8<-- [start:orders]
def slide(image, kernel):
    """The kernel stops at one window after the other, one neuron a stop."""
    h, w = kernel.shape
    neurons = np.zeros((image.shape[0] - h + 1, image.shape[1] - w + 1), int)
    for r, c in np.ndindex(neurons.shape):
        neurons[r, c] = (image[r : r + h, c : c + w] * kernel).sum()
    return neurons


def stand_still(image, kernel):
    """All neurons stay at their windows and take up one weight at a time."""
    rows, columns = np.array(image.shape) - kernel.shape + 1
    neurons = np.zeros((rows, columns), int)
    for i, j in np.ndindex(kernel.shape):
        neurons += kernel[i, j] * image[i : i + rows, j : j + columns]
    return neurons


# --8<-- [end:orders]


_photo = examples.portrait(grey=True).astype(int)
_orders = [order(_photo, examples.VERTICAL_EDGE) for order in (slide, stand_still, correlate)]
photo_side = _photo.shape[0]
photo_neurons = _orders[0].size
largest_difference = int(max(abs(a - b).max() for a in _orders for b in _orders))

_products = patches(examples.HOOK_CORE, 3) * examples.VERTICAL_EDGE
middle_products = " + ".join(f"({p})" if p < 0 else f"{p}" for p in _products[1, 1].flat if p).replace("-", "−")
middle_neuron = int(_products[1, 1].sum())
table_products = _products.size

image_numbers = 32 * 32 * 3
wires_of_one_kernel = Window(5).outputs(32) ** 2 * 5 * 5 * 3


def readers(pixel, *, stride=1, padding=0, side=20):
    """How many neurons of a 5×5 layer's map read a pixel, counted wire by wire."""
    wires = as_matrix(np.ones((5, 5), int), (side, side), stride=stride, padding=padding)
    return int(wires[:, pixel[0] * side + pixel[1]].sum())


readers_inside = readers((9, 9))
readers_inside_all_maps = 12 * readers_inside
readers_corner = readers((0, 0))
readers_corner_padded = readers((0, 0), padding=2)
readers_edge_padded = readers((0, 9), padding=2)
readers_edge = readers((0, 9))
readers_stride_two = "{}, {} or {}".format(*sorted({readers((r, c), stride=2) for r in (8, 9) for c in (8, 9)}))
