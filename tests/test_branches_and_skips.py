"""What "Branches, skips and going global" computes itself: paths of a residual stack, uneven branches, pokes."""

import numpy as np
import pytest

from figures_src.facts.branches_and_skips import (
    attention,
    branch_fields,
    group_norm,
    in_series,
    poked,
    residual_paths,
    residual_stack,
    squeeze_and_excitation,
    two_branches,
)
from figures_src.networks import network


def test_a_path_sees_one_pixel_and_two_more_for_each_convolution():
    assert [len(seen) for _, seen in residual_paths()] == [1 + 2 * sum(taken) for taken, _ in residual_paths()]
    assert len({taken for taken, _ in residual_paths()}) == 2**3


def test_a_neuron_sees_the_union_of_its_paths():
    union = set().union(*(seen.tolist() for _, seen in residual_paths()))
    assert union == set(residual_stack().reads("block2", 3).tolist()) == set(range(7))


def test_two_branches_have_the_published_fields():
    graph = two_branches()
    assert [graph.reads("sum", u).tolist() for u in range(3)] == [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5], [2, 3, 4, 5, 6]]


def test_branches_in_series_are_counted_too_far():
    assert branch_fields(network("GoogLeNet")) == [27, 27 + 2 * 8, 27 + 4 * 8, 27 + 2 * 8]
    assert in_series(network("GoogLeNet (torchvision)")) == 27 + 3 * 16  # what rf-calc 0.0.5 printed
    assert network("GoogLeNet (torchvision)").field("3a").size == 27 + 16


def test_only_global_layers_pass_on_a_far_pixel():
    far = {name: change[0, 0] for name, change in poked().items()}
    assert far.pop("3×3 convolution") == 0
    assert len(far) == 4
    assert min(far.values()) > 1e-3


def test_a_convolution_answers_around_the_poked_pixel():
    changed = poked(pixel=(3, 3))["3×3 convolution"] > 0
    assert np.argwhere(changed).tolist() == [[r, c] for r in (2, 3, 4) for c in (2, 3, 4)]


@pytest.fixture
def maps():
    return np.random.default_rng(5).normal(size=(4, 7, 7))


def test_group_norm_leaves_mean_0_and_variance_1_in_each_group(maps):
    groups = group_norm(3 + 2 * maps).reshape(2, -1)
    assert groups.mean(axis=1) == pytest.approx([0, 0], abs=1e-12)
    assert groups.var(axis=1) == pytest.approx([1, 1])


def test_squeeze_and_excitation_scales_each_map_as_a_whole(maps):
    scale = squeeze_and_excitation(maps) / maps
    assert np.ptp(scale, axis=(1, 2)) == pytest.approx(0, abs=1e-12)
    assert ((scale > 0) & (scale < 1)).all()


def test_attention_takes_no_notice_of_the_order_of_positions(maps):
    order = np.random.default_rng(6).permutation(49)
    shuffled = maps.reshape(4, 49)[:, order].reshape(4, 7, 7)
    assert attention(shuffled).reshape(4, 49) == pytest.approx(attention(maps).reshape(4, 49)[:, order])
