"""Four measurements of one receptive field: they agree where they should, and miss what they are said to miss."""

import numpy as np
import pytest

from figures_src.facts import measure_it
from figures_src.facts.measure_it import (
    BLIND_SPOTS,
    DEAD,
    HOLED,
    PLAIN,
    by_gradient,
    by_poke,
    cured,
    in_order,
    tame,
    wild,
)
from figures_src.influence import poke


def box(found):
    """The pixels of an image between first and last, along both axes."""
    along = (np.arange(len(found.trace)) >= found.formula[0]) & (np.arange(len(found.trace)) <= found.formula[1])
    return np.outer(along, along)


def test_all_four_agree_where_nothing_hides():
    found = tame()
    assert found.formula == (2, 2 + 3 + 1 + 2 * 2 - 1)
    assert found.counts == (8 * 8,) * 4
    for mask in found[1:]:
        assert (mask == box(found)).all()


def test_padding_and_holes_part_the_trace_from_the_formula():
    along = [0, 1, 2, 5, 6, 7, 8, 11, 12, 13, 14]  # four pixels for each tap, six apart, the first of them padding
    assert wild().formula == (-1, 14)
    assert np.argwhere(wild().trace).tolist() == [[r, c] for r in along for c in along]
    assert wild().counts[:2] == (16 * 16, 11 * 11)


def test_all_four_disagree_on_an_ordinary_network():
    assert len(set(wild().counts)) == 4
    assert list(wild().counts) == sorted(wild().counts, reverse=True)


def test_the_cure_shows_what_the_trace_follows():
    for mask in cured()[2:]:
        assert (mask == cured().trace).all()


def test_what_one_image_shows_lies_inside_the_field():
    masks = [wild(i) for i in range(len(HOLED.images()))]
    for found in masks:
        assert not (found.trace & ~box(found)).any()
        assert not (found.poke & ~found.trace).any()
        assert not (found.gradient & ~found.poke).any()  # on these images no slope is undone by a larger change
    assert len({found.counts[3] for found in masks}) > 3
    assert (measure_it.union() == np.any([found.gradient for found in masks], axis=0)).all()
    assert (measure_it.union() == wild().trace).all()


def test_a_silent_neuron_has_no_slope_but_may_wake():
    network = HOLED.network("max", "relu")
    assert network(HOLED.images()[DEAD][None, None])[0, 0, *HOLED.unit] == 0
    assert wild(DEAD).counts[3] == 0 < wild(DEAD).counts[2]


def test_poking_with_a_loop_is_poking_in_one_batch():
    network, image = HOLED.network("max", "relu"), HOLED.images()[0]
    changes = poke(network, image[None], HOLED.unit, 1.0)
    found = by_poke(lambda x: network(x[None, None])[0, 0, *HOLED.unit], image)
    assert (found == (abs(changes) > 1e-9)).all()
    assert 0 < found.sum() < found.size


def test_a_tolerance_chosen_too_large_hides_pixels():
    network = PLAIN.network("average", "linear", positive=True)
    assert 0 < by_gradient(network, PLAIN.images()[0], PLAIN.unit, least=0.01).sum() < 8 * 8


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("a zero in the kernel", (9, 9, 9 - 3, 9 - 3)),
        ("weights that cancel", (25, 25, 25 - 5, 25 - 5)),
        ("a silent ReLU", (9, 9, 0, 0)),
        ("losers of a max-pooling", (4, 4, 1, 1)),
        ("dilation leaves holes", (9 * 9, 5 * 5, 5 * 5, 5 * 5)),
        ("the image is too small", (7 * 7, 5 * 5, 5 * 5, 5 * 5)),
        ("branches taken in a row", (7 * 7, 5 * 5, 5 * 5, 5 * 5)),
        ("floats compared with ==", (9, 9, 7 * 7, 9)),
    ],
)
def test_blind_spots(name, counts):
    found = BLIND_SPOTS[name]()
    assert found.counts == counts
    assert len(set(counts)) == 2


def test_there_are_eight_blind_spots_and_each_is_tested():
    assert len(BLIND_SPOTS) == 8


def test_a_loser_of_the_maximum_can_win():
    image = np.array([[1.0, 6.0], [3.0, 2.0]])
    assert by_poke(np.max, image, by=1.0).tolist() == [[False, True], [False, False]]
    assert by_poke(np.max, image, by=6.0).all()


def test_the_order_of_a_sum_matters_in_32_bits():
    numbers = np.array([1, 2**24, -(2**24)], np.float32)
    assert in_order(numbers) == 0  # the 1 is lost beside 2²⁴
    assert in_order(numbers[::-1]) == 1


def test_a_tool_is_asked_what_is_known():
    head, *rows = measure_it.questions_for_a_tool
    assert [row[1:] for row in rows] == [[8, 9], [7, 1], ["6", "3"], [5, 7], ["1 or 2", 3]]
    assert all(len(row) == len(head) for row in rows)
