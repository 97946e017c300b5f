"""Facts of the page "A giant matrix": what dense, local and shared layers store, and what they compute."""

import numpy as np

from figures_src import examples
from figures_src.convolution import as_matrix, correlate
from figures_src.counting import Network
from figures_src.networks import alexnet, lecun_five
from figures_src.windows import Window


# --8<-- [start:matrix]
def one_row_a_neuron(kernel, shape):
    """A row for each neuron: the kernel at its window, zeros elsewhere."""
    h, w = kernel.shape
    rows = []
    for r, c in np.ndindex(shape[0] - h + 1, shape[1] - w + 1):
        row = np.zeros(shape, int)
        row[r : r + h, c : c + w] = kernel
        rows.append(row.ravel())
    return np.stack(rows)


# --8<-- [end:matrix]


def three_layers():
    """One 3×3 layer over 5×5 pixels as a matrix of weights: dense, local, and shared."""
    shared = one_row_a_neuron(examples.NUMBERED, (5, 5))
    every = np.random.default_rng(4).integers(1, 10, shared.shape)
    return {"dense": every, "local": every * (shared > 0), "shared": shared}


_small = three_layers()
matrix_entries = _small["dense"].size
matrix_wires = int(np.count_nonzero(_small["shared"]))
matrix_zeros = matrix_entries - matrix_wires
matrix_distinct = len(np.unique(_small["shared"])) - 1
_image = examples.HOOK_CORE
matrix_difference = int(abs(_small["shared"] @ _image.ravel() - correlate(_image, examples.NUMBERED).ravel()).max())


def whole_layer():
    """One 5×5×3 kernel of ones over 32×32×3 numbers as a matrix: where its 784 neurons have wires."""
    return as_matrix(np.ones((1, 3, 5, 5), np.int8), (3, 32, 32))


_whole = whole_layer()
whole_entries = _whole.size
_share = 100 * np.count_nonzero(_whole) / whole_entries
whole_share, whole_zeros = f"{_share:.2f} %", f"{100 - _share:.1f} %"


unshared_numbers = Window(5).outputs(32) ** 2 * (5 * 5 * 3 + 1)


def first_layers():
    """AlexNet's first layer dense, local and shared: what there is to count in each."""
    shared = alexnet()
    dense, local = (Network(shared.size("image"), maps=3) for _ in range(2))
    dense.dense("conv1", maps=shared.count("conv1").neurons)
    local.conv("conv1", 11, stride=4, maps=96, shared=False)
    return {name: net.count("conv1") for name, net in {"dense": dense, "local": local, "shared": shared}.items()}


_first = first_layers()
alexnet_counts = [["layer", "neurons", "connections", "parameters"]] + [
    [name, count.neurons, count.connections, count.parameters] for name, count in _first.items()
]
alexnet_conv1_neurons = _first["shared"].neurons
alexnet_window = _first["shared"].connections // alexnet_conv1_neurons
alexnet_image = _first["dense"].connections // alexnet_conv1_neurons
alexnet_conv1_shared = _first["shared"].parameters
alexnet_conv1_local = _first["local"].parameters
locality_saves = f"{_first['dense'].connections / _first['local'].connections:.0f}"
locality_saves_parameters = f"{_first['dense'].parameters / _first['local'].parameters:.0f}"
sharing_saves = alexnet_conv1_local // alexnet_conv1_shared
alexnet_side = alexnet().size("conv1")[0]

larger_image_numbers = 200 * 200 * 3


def _keras(shared):
    layer = Network((32, 32), maps=3)
    layer.conv("layer", 3, maps=64, shared=shared)
    return layer.count("layer").parameters


keras_local, keras_shared = _keras(False), _keras(True)
keras_factor = keras_local // keras_shared
keras_padded = 32 * 32

# F(2×2, 3×3): in one dimension two neurons take 2 + 3 − 1 products, and both dimensions multiply
winograd_products, direct_products = (2 + 3 - 1) ** 2, 2**2 * 3**2

_NETS = {
    1: "one dense layer",
    2: "two dense layers",
    3: "two local layers",
    4: "the first of them shared",
    5: "both shared",
}


def five_nets():
    """LeCun's five networks of 1989: number -> (links, weights)."""
    totals = {number: lecun_five(number).total() for number in _NETS}
    return {number: (total.links, total.parameters) for number, total in totals.items()}


net1_links = five_nets()[1][0]
lecun_nets = [["1989", "links", "weights"]] + [
    [f"Net-{n}: {_NETS[n]}", links, weights] for n, (links, weights) in five_nets().items()
]
