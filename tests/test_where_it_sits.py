"""What the page "Where it sits" computes itself: whole fields, uses of pixels, crops, the leak at the border."""

import numpy as np
import pytest

from figures_src.facts.where_it_sits import beyond, border_leaks, crop_differences, three_layers, unclipped, uses
from figures_src.networks import network
from figures_src.tracing import Graph


def test_neurons_with_their_whole_field_on_the_image():
    assert unclipped(network("VGG-16"), "pool5") == 1
    assert unclipped(network("PatchGAN, 3 strided"), "patch") == 24 * 24  # as many as without padding
    assert unclipped(three_layers(0), "third") == 26
    assert unclipped(three_layers(1), "third") == 32 - 3 - 3


def test_share_of_the_fields_beyond_the_image():
    graph = Graph((6, 6))
    graph.conv("first", 3, padding=1)
    graph.conv("second", 3, padding=1)
    seen = sum(int(graph.mask("second", (row, column)).sum()) for row in range(6) for column in range(6))
    assert beyond(graph, "second") == pytest.approx(1 - seen / (36 * 25))
    assert beyond(network("VGG-16"), "pool5") == pytest.approx(1 - (2 * (122 + 154 + 186) + 212) ** 2 / (7 * 212) ** 2)


@pytest.mark.parametrize(("padding", "corner", "edge", "inside"), [(0, 1 * 1, 1 * 3, 3 * 3), (1, 2 * 2, 2 * 3, 3 * 3), (2, 3 * 3, 3 * 3, 3 * 3)])  # fmt: skip
def test_uses_of_a_pixel(padding, corner, edge, inside):
    counts = uses(padding, side=8)
    assert (counts[0, 0], counts[0, 3], counts[3, 3]) == (corner, edge, inside)


def test_crops_agree_without_padding_and_differ_in_a_rim_with_it():
    assert crop_differences(0).shape == (14 - 6, 14 - 6)
    assert not crop_differences(0).any()
    rim = np.pad(np.zeros((14 - 6, 14 - 6), bool), 3, constant_values=True)
    assert np.array_equal(crop_differences(1) > 0, rim)


def test_border_leaks_one_neuron_a_layer():
    _, first, second, third = border_leaks()
    assert first.tolist() == [[0.75, 1, 1, 1, 1, 1, 0.75]]
    assert second[0, :2].tolist() == [0.5 * 0.75 + 0.25 * 1, 0.25 * 0.75 + 0.5 * 1 + 0.25 * 1]
    assert np.flatnonzero(third == 1).tolist() == [3]
