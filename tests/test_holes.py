"""Holes of fields: what is touched, against sums of offsets; what transposed layers read, against their output."""

from itertools import product

import numpy as np
import pytest

from figures_src.convolution import correlate, transposed
from figures_src.facts.holes import checkerboard, doubled, read_by_a_layer, share, spread, touched


@pytest.mark.parametrize("dilations", [(1, 1, 1), (2, 2, 2), (1, 2, 4), (4, 4, 4), (2, 3), (1, 2, 5)])
def test_touched_pixels_are_the_sums_of_one_offset_a_layer(dilations):
    sums = {sum(d * step for d, step in zip(dilations, steps, strict=True)) for steps in product((-1, 0, 1), repeat=len(dilations))}  # fmt: skip
    along = np.array([i in sums for i in range(-sum(dilations), sum(dilations) + 1)])
    assert np.array_equal(touched(*dilations), np.outer(along, along))


def test_shares_of_the_stacks_on_the_page():
    assert [int(touched(*d).sum()) for d in [(2, 2, 2), (4, 4, 4)]] == [7 * 7, 7 * 7]
    assert touched(2, 2, 2).size == 13 * 13
    assert [share(touched(*d)) for d in [(1, 1, 1), (2, 2, 2), (1, 2, 4), (4, 4, 4)]] == ["100", "28.99", "100", "7.84"]


@pytest.mark.parametrize(("size", "stride"), [(1, 2), (3, 4), (3, 2), (2, 3)])
def test_pixels_read_by_a_layer_are_those_that_change_it(size, stride):
    changes = np.zeros((8, 8), bool)
    for place in np.ndindex(8, 8):
        image = np.zeros((8, 8), int)
        image[place] = 1
        changes[place] = correlate(image, np.ones((size, size), int), stride=stride).any()
    assert np.array_equal(read_by_a_layer(size, stride=stride), changes)


@pytest.mark.parametrize(("size", "padding"), [(2, 0), (3, 1), (4, 1), (5, 2)])
def test_readers_of_a_transposed_layer_are_counted_by_ones_through_ones(size, padding):
    ones = transposed(np.ones((1, 4), int), np.ones((1, size), int), stride=(1, 2), padding=(0, padding))
    assert spread(size, padding=padding)[1] == ones[0].tolist()


def test_checkerboard_is_the_product_of_two_rows():
    assert checkerboard().tolist() == np.outer([1, 2, 1, 2, 1, 2, 1], [1, 2, 1, 2, 1, 2, 1]).tolist()


def test_three_numbers_after_doubling_come_from_two_cells():
    assert [doubled().reads("map", u).tolist() for u in range(4)] == [[0], [0, 1], [0, 1], [1, 2]]
