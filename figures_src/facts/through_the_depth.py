"""Facts of the page "Through the depth": channels added up, read in part, and mixed."""

import numpy as np

from figures_src.convolution import correlate, relu
from figures_src.examples import COLOUR_BIASES, COLOUR_KERNELS, COLOUR_PATCH, portrait
from figures_src.networks import C3_TABLE, alexnet, conv, dense, lenet5, stack
from figures_src.windows import Window

_w, _b, _x = COLOUR_KERNELS, COLOUR_BIASES, COLOUR_PATCH
_y = relu(correlate(_x, _w, bias=_b))
_partial = np.array([[correlate(_x[c], _w[k, c]) for c in range(3)] for k in range(4)])

_terms = [*_partial[0, :, 1, 1], _b[0]]
centre_sum = "".join(f" {'−' if t < 0 else '+'} {abs(t)}" for t in _terms)[3:] + f" = {_y[0, 1, 1]}"
averaged_error = round(np.abs(_partial[0].sum(axis=0) - _partial[0].mean(axis=0)).max())


def _layer(channels, maps, size, side=28, **wiring):
    return stack(side, {"layer": conv(maps, size, **wiring)}, maps=channels).count("layer")


_first, _second = _layer(1, 32, 3), _layer(32, 64, 3)
two_layers = [
    ["28×28, same size kept", "maps", "neurons", "connections", "parameters"],
    ["32 kernels of 3×3×1", _first.maps, _first.neurons, _first.connections, _first.parameters],
    ["64 kernels of 3×3×32", _second.maps, _second.neurons, _second.connections, _second.parameters],
]
multiplied_maps = 32 * 64


def _pixels(u, n=28):
    return sum(0 <= p < n for p in Window(3, padding=1).positions(u))


inputs_inside = _pixels(1) * _pixels(1) * 32
inputs_at_the_edge = _pixels(0) * _pixels(1) * 32
inputs_in_the_corner = _pixels(0) * _pixels(0) * 32


def _shape(values):
    return "×".join(map(str, np.shape(values))) or "1"


layer_words = [
    ["word", "slice", "numbers"],
    ["kernel, filter", "`w[3]`", _shape(_w[3])],
    ["slice of it", "`w[3, 0]`", _shape(_w[3, 0])],
    ["bias", "`b[3]`", _shape(_b[3])],
    ["window", "`x[:, 1:4, 1:4]`", _shape(_x[:, 1:4, 1:4])],
    ["map, channel", "`y[3]`", _shape(_y[3])],
    ["depth column, fibre", "`y[:, 1, 1]`", _shape(_y[:, 1, 1])],
    ["neuron, unit", "`y[3, 1, 1]`", _shape(_y[3, 1, 1])],
]

_alexnet = alexnet()


def _fan_in(layer):
    count = _alexnet.count(layer)
    return count.connections // count.neurons


alexnet_conv2_inputs = _fan_in("conv2")
alexnet_conv2_full_inputs = 5 * 5 * _alexnet.layers["pool1"].maps

c3_slices = sum(map(len, C3_TABLE))
c3_readers = sum(0 in read for read in C3_TABLE)
c3_parameters = lenet5().count("C3").parameters
c3_full_parameters = _layer(6, 16, 5).parameters

_ordinary, _depthwise, _pointwise = _layer(32, 64, 3), _layer(32, 32, 3, groups=32), _layer(32, 64, 1)
ordinary_weights = _ordinary.weights
depthwise_weights = _depthwise.weights
separable_weights = _depthwise.weights + _pointwise.weights

PORTRAIT, PIXEL = portrait(42), (33, 8)  # the pixel lies on the flag
_pixel = PORTRAIT[PIXEL].astype(int)
_mixture = [(3, _pixel[0]), (6, _pixel[1]), (1, _pixel[2])]
mixer_sum = " + ".join(f"0.{w}·{v}" for w, v in _mixture) + f" = {sum(w * v for w, v in _mixture) / 10:.1f}"

pointwise_parameters = _layer(256, 64, 1).parameters
small_pointwise = _layer(2, 1, 1, side=2).parameters
small_dense = stack(2, {"dense": dense(4)}, maps=2).count("dense").parameters
pixelwise_dense = _layer(3, 512, 1, side=32).parameters
untied_dense = 32 * 32 * pixelwise_dense
flattened_dense = stack(32, {"dense": dense(512)}, maps=3).count("dense").parameters
dense_as_convolution = stack(7, {"fc6": dense(4096)}, maps=512).count("fc6").weights
