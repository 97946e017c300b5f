"""The matrices of one layer that a page shows: dense, local and shared."""

import numpy as np
import pytest

from figures_src.convolution import as_matrix, correlate
from figures_src.facts import giant_matrix as facts
from figures_src.facts.giant_matrix import first_layers, five_nets, one_row_a_neuron, three_layers, whole_layer


def test_one_row_a_neuron_lays_the_kernel_on_each_window():
    kernel = np.array([[1, 2], [3, 4]])
    assert one_row_a_neuron(kernel, (2, 3)).tolist() == [[1, 2, 0, 3, 4, 0], [0, 1, 2, 0, 3, 4]]
    assert one_row_a_neuron(kernel, (5, 4)).tolist() == as_matrix(kernel, (5, 4)).tolist()


def test_each_rule_leaves_what_the_page_says():
    dense, local, shared = three_layers().values()
    assert np.count_nonzero(dense) == 9 * 25
    assert np.count_nonzero(local) == np.count_nonzero(shared) == 9 * 9
    assert set(shared[shared > 0]) == set(range(1, 10))
    assert (dense[local > 0] == local[local > 0]).all()
    rows = {tuple(row[row > 0]) for row in local}
    assert len(rows) == 9 > len({tuple(row[row > 0]) for row in shared}) == 1


def test_the_whole_layer_has_a_window_in_every_row():
    matrix = whole_layer()
    assert matrix.shape == (28 * 28, 32 * 32 * 3)
    assert (np.count_nonzero(matrix, axis=1) == 5 * 5 * 3).all()


def test_sharing_leaves_the_connections_alone():
    dense, local, shared = first_layers().values()
    neurons = 55 * 55 * 96
    assert dense.neurons == local.neurons == shared.neurons == neurons
    assert dense.connections == neurons * 227 * 227 * 3
    assert local.connections == shared.connections == neurons * 11 * 11 * 3
    assert local.parameters == neurons * (11 * 11 * 3 + 1)
    assert shared.parameters == 96 * (11 * 11 * 3 + 1)


def test_winograds_algorithm_makes_four_neurons_with_sixteen_products():
    before = np.array([[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]])
    weights = np.array([[2, 0, 0], [1, 1, 1], [1, -1, 1], [0, 0, 2]]) / 2
    after = np.array([[1, 1, 1, 0], [0, 1, -1, -1]])
    pixels, kernel = (
        np.random.default_rng(0).integers(-9, 10, (4, 4)),
        np.random.default_rng(1).integers(-9, 10, (3, 3)),
    )
    products = (before @ pixels @ before.T) * (weights @ kernel @ weights.T)
    assert products.size == facts.winograd_products == 16
    assert (after @ products @ after.T == correlate(pixels, kernel)).all()
    assert facts.direct_products == 4 * kernel.size


@pytest.mark.parametrize(
    ("number", "links", "weights"),
    [
        (1, 256 * 10 + 10, 256 * 10 + 10),
        (2, 256 * 12 + 12 + 12 * 10 + 10, 256 * 12 + 12 + 12 * 10 + 10),
        (3, 64 * 10 + 16 * 26 + 170, 64 * 10 + 16 * 26 + 170),
        (4, 2 * 64 * 10 + 16 * 51 + 170, 18 + 128 + 16 * 51 + 170),
        (5, 2 * 64 * 10 + 64 * 51 + 650, 18 + 128 + 4 * 50 + 64 + 650),
    ],
)
def test_links_and_weights_of_1989(number, links, weights):
    assert five_nets()[number] == (links, weights)
