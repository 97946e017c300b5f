"""The two orders of computing a layer that a page shows, and the number of neurons that read a pixel."""

import numpy as np
import pytest

from figures_src.facts.slide_or_stand_still import readers, slide, stand_still


def test_both_orders_give_the_sums_that_a_person_finds():
    image, kernel = np.array([[0, 1, 2], [3, 4, 5]]), np.array([[1, -1], [0, 2]])
    expected = [[0 * 1 - 1 * 1 + 3 * 0 + 4 * 2, 1 * 1 - 2 * 1 + 4 * 0 + 5 * 2]]
    assert slide(image, kernel).tolist() == expected
    assert stand_still(image, kernel).tolist() == expected


def test_both_orders_agree_on_a_kernel_that_is_not_square():
    random = np.random.default_rng(0)
    image, kernel = random.integers(-9, 10, (7, 9)), random.integers(-9, 10, (3, 4))
    assert slide(image, kernel).tolist() == stand_still(image, kernel).tolist()
    assert slide(image, kernel).tolist() != stand_still(image, kernel[::-1]).tolist()


@pytest.mark.parametrize(
    ("pixel", "how", "count"),
    [
        ((9, 9), {}, 5 * 5),
        ((0, 0), {}, 1 * 1),
        ((0, 0), {"padding": 2}, 3 * 3),
        ((0, 9), {"padding": 2}, 3 * 5),
        ((1, 2), {}, 2 * 3),
        ((8, 9), {"stride": 2}, 3 * 2),  # windows start at even positions: 4, 6, 8 and 6, 8
    ],
)
def test_readers_of_a_pixel_are_those_of_its_row_times_those_of_its_column(pixel, how, count):
    assert readers(pixel, **how) == count
