"""Facts of "One number": one neuron worked out, one kernel's counts, the parts of a nerve cell."""

import numpy as np

from figures_src import examples
from figures_src.convolution import correlate, patch, relu
from figures_src.windows import Window

_image = np.moveaxis(examples.portrait(32), 2, 0)
_values = correlate(_image, examples.RED_TO_BLUE[None])[0]
_row, _column = np.unravel_index(_values.argmax(), _values.shape)
_sums = (patch(_image, (_row, _column), 5) * examples.RED_TO_BLUE).sum(axis=(1, 2))

neuron_row = int(_row)
neuron_column = int(_column)
neuron_red, neuron_green, neuron_blue = (int(total) for total in _sums)
neuron_value = int(relu(_sums.sum() + examples.THRESHOLD))

kernel_weights = 5 * 5 * 3
kernel_numbers = kernel_weights + 1

map_neurons = Window(5).outputs(32) ** 2

small_neurons = Window(3).outputs(8) ** 2
small_wires = small_neurons * 3 * 3

dense_parameters = (10 * 10 + 10) + (10 * 2 + 2)
dense_neurons = 10 + 2

pooled_neurons = Window(2, stride=2).outputs(28) ** 2

corner_taps = sum(0 <= p < 32 for p in Window(5, padding=2).positions(0)) ** 2 * 3

silent_sum = int(_values[0, 0] + examples.THRESHOLD)
silent_neurons = int((_values + examples.THRESHOLD <= 0).sum())

counts = [
    ["layer", "neurons", "connections", "parameters"],
    ["8×8, one 3×3 kernel", small_neurons, small_wires, 3 * 3 + 1],
    ["32×32×3, one 5×5×3 kernel", map_neurons, map_neurons * kernel_weights, kernel_numbers],
    ["32×32×3, three such kernels", 3 * map_neurons, 3 * map_neurons * kernel_weights, 3 * kernel_numbers],
]

quiz_neurons = 20 * Window(7).outputs(28) ** 2
quiz_connections = quiz_neurons * 7 * 7
quiz_parameters = 20 * (7 * 7 + 1)
quiz_padded = 20 * 28 * 28
