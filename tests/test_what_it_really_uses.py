"""What the page on influence shows, against hand counts, formulas and walks that end in padding."""

from itertools import product
from math import sqrt

import numpy as np
import pytest

from figures_src.facts import what_it_really_uses as page
from figures_src.influence import standard_deviation
from figures_src.windows import field


def test_three_layers_by_hand():
    assert page.path_row == "1, 3, 6, 7, 6, 3, 1"
    assert (page.paths_middle, page.paths_corner, page.paths_all) == (7 * 7, 1 * 1, 27 * 27)
    assert page.paths_central == (6 + 7 + 6) ** 2
    assert page.paths_central_share == "49.5"
    assert page.paths_ten == 8_953**2
    assert page.paths_all_ten == 3**20


@pytest.mark.parametrize(("layers", "n"), [(1, 3), (3, 4), (4, 5)])
def test_at_the_border_paths_into_padding_end(layers, n):
    ends = []
    for steps in product((-1, 0, 1), repeat=layers):
        places = np.cumsum(steps)
        if places.min() >= 0 and places.max() < n:
            ends.append(int(places[-1]))
    assert page.border_paths(layers, n)[-1].tolist() == [ends.count(place) for place in range(n)]


def test_the_dent_at_the_border():
    assert page.border_row == "4, 5, 3, 1"
    assert page.border_reached == 4 + 5 + 3 + 1


@pytest.mark.parametrize("name", page.STACKS)
def test_random_networks_follow_the_counts(name):
    measured = page.measured(name)
    expected = page.counted(name)
    assert len(measured) == len(expected) == field([layer.window for layer in page.STACKS[name]]).span
    deviation = standard_deviation(page.along_an_axis(measured))
    assert deviation == pytest.approx(standard_deviation(expected), rel=0.05)


def test_skips_divide_the_width_by_the_root_of_two():
    widths = [standard_deviation(page.counted(name)) for name in ("plain", "skips")]
    assert widths == pytest.approx([2, 2 / sqrt(2)])


def test_training_widens_what_this_network_uses():
    before, after, losses = page.trained()
    assert before.shape == after.shape == (17, 17)
    assert page.square_before < page.square_after < 17
    assert losses[-10:].mean() < losses[:10].mean() / 4


def test_chains_of_known_networks_have_their_published_fields():
    assert [row[2] for row in page.networks_used[1:]] == [195, 212, 70]
