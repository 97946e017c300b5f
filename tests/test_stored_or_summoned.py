"""Counts that the page quotes, against products written out, published totals and maps that are really computed."""

import pytest

from figures_src.facts import stored_or_summoned as facts
from figures_src.facts.stored_or_summoned import neurons


@pytest.mark.parametrize(
    ("side", "padding", "rows"), [(8, 0, 8 - 5 + 1), (32, 0, 32 - 5 + 1), (224, 0, 224 - 5 + 1), (32, 2, 32)]
)
def test_one_neuron_for_each_place_of_the_kernel(side, padding, rows):
    assert neurons(side, padding).shape == (rows, rows)


def test_alexnet_reconciled():
    square = [55 * 55 * 96, 27 * 27 * 256, 13 * 13 * 384, 13 * 13 * 384, 13 * 13 * 256]
    printed = [253_440, 186_624, 64_896, 64_896, 43_264, 4_096, 4_096, 1_000]
    assert square[1:] == printed[1:5]
    assert [row[2] for row in facts.alexnet_layers[1:6]] == square
    assert facts.alexnet_neurons == sum(square) == 650_080
    assert facts.alexnet_all_neurons == sum(square) + 4_096 + 4_096 + 1_000
    assert facts.alexnet_printed_sum == sum(printed)
    assert facts.alexnet_printed_map == 55 * 48
    assert round(facts.alexnet_printed_map**0.5) ** 2 != facts.alexnet_printed_map


def test_published_totals():
    assert facts.alexnet_parameters == 60_965_224
    assert facts.vgg_parameters == 138_357_544
    assert facts.resnet_parameters == 25_557_032 == facts.resnet_weights + facts.resnet_norms + facts.resnet_classifier
    assert facts.patch_parameters == 16 * 16 * 3 * 768 + 768
    assert facts.patch_places == 14 * 14


def test_lenet_counted_by_hand():
    assert facts.c1_neurons == 6 * 28 * 28
    assert facts.c1_links == 6 * 28 * 28 * (5 * 5 + 1)
    assert facts.c1_parameters == 6 * (5 * 5 + 1)


def test_the_usual_wrong_answers_are_other_numbers():
    right = facts.quiz_pixel_parameters
    assert right == 64 * (3 * 3 * 3 + 1)
    assert right not in {64 * (3 * 3 + 1), 64 * 3 * 3 * 3, 250 * 250 * 64}
    assert facts.quiz_pixel_neurons == 248 * 248 * 64
