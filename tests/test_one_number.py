"""What the page "One number" works out by hand is what the layer computes."""

import re

import numpy as np
import pytest

from figures_src import gallery
from figures_src.convolution import as_matrix, correlate, relu
from figures_src.examples import HOOK, RED_TO_BLUE, THRESHOLD, VERTICAL_EDGE, portrait
from figures_src.facts import one_number as facts

STATES = gallery.load("one-number/linked-window").states


def test_the_worked_neuron_is_the_one_the_layer_puts_out():
    layer = relu(correlate(np.moveaxis(portrait(32), 2, 0), RED_TO_BLUE[None], bias=[THRESHOLD]))[0]
    assert layer[facts.neuron_row, facts.neuron_column] == facts.neuron_value == layer.max()
    assert facts.neuron_red + facts.neuron_green + facts.neuron_blue - 500 == facts.neuron_value == 2621
    assert (layer == 0).sum() == facts.silent_neurons
    assert layer.size == facts.map_neurons == 28 * 28


def test_the_three_counts_are_those_of_the_layer_as_a_matrix():
    matrix = as_matrix(np.arange(1, 10).reshape(3, 3), (8, 8))
    assert len(matrix) == facts.small_neurons == 6 * 6
    assert np.count_nonzero(matrix) == facts.small_wires == 36 * 9
    assert len(set(matrix[matrix != 0].tolist())) == 9


def test_the_parts_of_the_dense_example_add_up():
    assert facts.dense_parameters == 100 + 10 + 20 + 2
    assert facts.dense_neurons == 10 + 2


@pytest.mark.parametrize("state", [s for s in STATES if re.fullmatch(r"\d-\d", s.key)], ids=lambda s: s.key)
def test_every_sum_below_the_linked_window_is_right(state):
    row, column = map(int, state.key.split("-"))
    said = state.says.split("Row by row: ")[1].rstrip(".").replace("−", "-").replace("×", "*")
    products, rows, total = said.split(" = ")
    factors = [int(n) for n in re.findall(r"(\d)\*", products)]
    assert factors == HOOK[row : row + 3, column : column + 3].ravel().tolist()
    assert eval(products) == eval(rows) == int(total) == correlate(HOOK, VERTICAL_EDGE)[row, column]


@pytest.mark.parametrize("state", [s for s in STATES if s.key.startswith("pixel")], ids=lambda s: s.key)
def test_every_pixel_names_the_number_of_its_readers(state):
    _, row, column = state.key.split("-")
    readers = np.count_nonzero(as_matrix(np.ones((3, 3)), HOOK.shape)[:, 7 * int(row) + int(column)])
    assert f"is read by {readers} neuron" in state.says
