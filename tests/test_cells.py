"""Simulated cells: weights that cancel, fields found with spots, orientations, shifts, and fields that grow."""

from itertools import pairwise

import numpy as np
import pytest

from figures_src.cells import (
    GANGLION,
    REACH,
    SIMPLE,
    bar,
    centre_surround,
    complex_cells,
    measured,
    row_of,
    simple_cells,
    slide,
    spot_map,
    tiling,
    tuning,
)


def test_even_light_leaves_a_centre_surround_cell_alone():
    assert centre_surround(9).sum() == pytest.approx(0, abs=1e-12)
    assert centre_surround(9)[4, 4] > 0 > centre_surround(9)[4, 7]


def test_its_weights_are_those_of_two_bells():
    weights = centre_surround(3, centre=1, surround=2)
    narrow = [1, np.exp(-1 / 2), np.exp(-2 / 2)]  # at distances 0, 1 and √2
    wide = [1, np.exp(-1 / 8), np.exp(-2 / 8)]
    middle, side, corner = (
        n / (narrow[0] + 4 * narrow[1] + 4 * narrow[2]) - w / (wide[0] + 4 * wide[1] + 4 * wide[2])
        for n, w in zip(narrow, wide, strict=True)
    )
    assert weights == pytest.approx(np.array([[corner, side, corner], [side, middle, side], [corner, side, corner]]))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"side": 8}, "odd side, not 8"),
        ({"side": 9.0}, "side must be a whole number, not 9.0"),
        ({"centre": 2}, r"centre \(2\) must be narrower than the surround \(1.6\)"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(how, said):
    with pytest.raises(ValueError, match=said):
        centre_surround(**how)


def test_spots_find_the_weights_of_an_active_cell_and_half_of_those_of_a_silent_one():
    weights = np.array([[1, -2, 0], [3, -1, 1]])
    assert spot_map(weights, rest=5, gain=2).tolist() == [[5 + 2, 5 - 4, 5], [5 + 6, 5 - 2, 5 + 2]]
    assert spot_map(weights, rest=0, gain=2).tolist() == [[2, 0, 0], [6, 0, 2]]
    assert spot_map(weights, rest=3, gain=2)[0, 1] == 0  # 3 − 4 is below zero


def test_the_silent_cell_of_the_page_shows_what_excites_and_nothing_else():
    assert measured(20).min() < 0
    assert measured(0).tolist() == np.maximum(measured(20), 0).tolist()


def test_a_row_of_cells_adds_up():
    assert row_of(np.array([[1, 2], [3, 4]]), count=3, step=1).tolist() == [
        [1, 2],
        [3 + 1, 4 + 2],
        [3 + 1, 4 + 2],
        [3, 4],
    ]
    assert row_of(np.array([[1]]), count=3, step=2).ravel().tolist() == [1, 0, 1, 0, 1]


def test_a_bar_stands_turns_and_moves():
    assert bar((3, 5), width=1).tolist() == [[0, 0, 1, 0, 0]] * 3
    assert bar((3, 5), width=2).tolist() == [[0, 0.5, 1, 0.5, 0]] * 3
    assert bar((3, 5), width=1, shift=1).tolist() == [[0, 0, 0, 1, 0]] * 3
    assert bar((5, 5), 90, width=1) == pytest.approx(bar((5, 5), width=1).T)
    slanted = bar((5, 5), 45, width=1)
    assert slanted[0, 4] == pytest.approx(1)  # turned clockwise, its upper end leans to the right
    assert slanted[0, 0] == 0


def test_the_sum_prefers_its_own_orientation_and_its_parts_none():
    angles = np.arange(-90, 91, 10)
    upright = tuning(SIMPLE, angles)
    assert angles[upright.argmax()] == 0
    assert upright[0] < 0.01 * upright.max()
    assert tuning(SIMPLE.T, angles) == pytest.approx(np.roll(upright[:-1], 9)[np.r_[0:18, 0]])
    parts = tuning(GANGLION, angles)
    assert parts.min() > 0.9 * parts.max()


def test_a_complex_cell_is_the_strongest_of_its_simple_cells():
    image = np.random.default_rng(3).normal(size=(SIMPLE.shape[0], 30))
    width = SIMPLE.shape[1]
    one_by_one = [max(0, (SIMPLE * image[:, c : c + width]).sum()) for c in range(30 - width + 1)]
    assert simple_cells(SIMPLE, image)[0] == pytest.approx(one_by_one)
    strongest = [max(one_by_one[c : c + 4]) for c in range(len(one_by_one) - 3)]
    assert complex_cells(SIMPLE, image, 4)[0] == pytest.approx(strongest)


def test_shifts_move_through_the_simple_cells_and_not_through_the_complex_one():
    shifts = np.arange(-4, 5)
    simple, whole = slide(shifts)
    assert simple.shape == (REACH, len(shifts))
    assert simple.argmax(axis=0).tolist() == list(range(REACH))
    assert whole == pytest.approx([100] * len(shifts))
    assert slide([7])[1] == pytest.approx([0])


def test_fields_begin_in_the_middle_of_the_one_before_and_grow_with_distance():
    assert tiling(growth=0, reach=1, least=1) == [(0, 1), (0.5, 1), (1, 1)]
    fields = tiling(growth=0.4, reach=5, least=1)
    assert fields[-2][0] < 5 <= fields[-1][0]
    for (before, _), (middle, size) in pairwise(fields):
        assert middle - size / 2 == pytest.approx(before)
        assert size == pytest.approx(1 + 0.4 * middle)
    with pytest.raises(ValueError, match="at least 0 and below 1, not 1"):
        tiling(growth=1, reach=5)
