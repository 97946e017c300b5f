"""Flip or not: correlation beside convolution, gradients, and what moves with the image."""

import numpy as np

from figures_src import examples, learning
from figures_src.convolution import convolve, correlate, max_pool_gradient, relu

_image, _kernel = np.arange(9).reshape(3, 3), np.array([[0, 1], [2, 3]])


def _listed(values):
    return ", ".join(f"{value}".replace("-", "−") for value in np.ravel(values))


def _products(kernel):
    return " + ".join(f"{p}·{w}" for p, w in zip(_image[:2, :2].flat, kernel.flat, strict=True))


correlated = _listed(correlate(_image, _kernel))
convolved = _listed(convolve(_image, _kernel))
correlated_first = f"{_products(_kernel)} = {correlate(_image, _kernel)[0, 0]}"
convolved_first = f"{_products(_kernel[::-1, ::-1])} = {convolve(_image, _kernel)[0, 0]}"
steps_correlated = _listed(correlate([[2, 1, 3, 5, 4]], [[1, -1]]))
steps_convolved = _listed(convolve([[2, 1, 3, 5, 4]], [[1, -1]]))

_photo = examples.portrait(56, grey=True).astype(int)
_stored, _turned = (relu(layer(_photo, examples.VERTICAL_EDGE)) > 0 for layer in (correlate, convolve))
edge_neurons = _stored.size
edge_neurons_correlated = int(_stored.sum())
edge_neurons_convolved = int(_turned.sum())
edge_neurons_both = int((_stored & _turned).sum())

_learned = learning.mirrored_fit()
learned_steps = len(_learned) - 1
learned_error = f"{np.abs(_learned[-1] - examples.NUMBERED[::-1, ::-1]).max():.4f}"

pool_winner = _listed(max_pool_gradient([[1]], [[1, 6], [3, 2]], 2))
ones_padded = _listed(correlate([[1] * 5], [[1] * 3], padding=(0, 1)))
