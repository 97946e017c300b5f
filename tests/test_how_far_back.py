"""The mistakes that a page audits, and how far two small kernels can stand in for a large one."""

import numpy as np
import pytest

from figures_src.convolution import correlate
from figures_src.examples import LETTER, VERTICAL_EDGE, portrait
from figures_src.facts import how_far_back as page
from figures_src.tracing import Graph
from figures_src.windows import Window, growth

MISTAKES = {
    page.own_stride: [1 + 2 * 1, 3 + 1 * 2, 5 + 2 * 2],
    page.kernel_not_less_one: [1 + 3 * 1, 4 + 2 * 1, 6 + 3 * 2],
    page.pooling_doubles: [1 + 2 * 1, 3 * 2, 6 + 2 * 2],
    page.output_size_backwards: [1 - 1 + 3 - 2, (1 - 1) * 2 + 2, 2 - 1 + 3 - 2],
    page.downwards_going_up: [(1 - 1) + 3, (3 - 1) * 2 + 2, (6 - 1) + 3],
}


@pytest.mark.parametrize(("mistake", "sizes"), MISTAKES.items(), ids=[m.__name__ for m in MISTAKES])
def test_a_mistake_gives_its_own_sizes_and_not_the_traced_ones(mistake, sizes):
    graph = Graph(40)
    traced = []
    for i, window in enumerate(page.pooled()):
        graph.conv(f"{i}", window.size, stride=window.stride, padding=window.padding[0])
        traced.append(graph.field(f"{i}").size)
    assert traced == [window.size for window in growth(page.pooled())]
    assert mistake(page.pooled()) == sizes != traced


def test_one_layer_alone_shows_no_mistake_of_stride():
    assert (
        page.own_stride([Window(5)]) == page.pooling_doubles([Window(5)]) == page.downwards_going_up([Window(5)]) == [5]
    )


def test_a_stack_is_the_kernel_that_two_layers_amount_to():
    random = np.random.default_rng(1)
    image, first, second = (random.integers(-9, 10, (n, n)) for n in (9, 3, 3))
    both = correlate(correlate(image, first), second)
    assert both.tolist() == correlate(image, page.stacked(first, second)).tolist()
    assert both.tolist() != correlate(image, page.stacked(first, second.T)).tolist()


@pytest.mark.parametrize(("size", "dimension"), [(1, 1 + 1 - 1), (2, 4 + 4 - 1), (3, 9 + 9 - 1)])
def test_a_factor_that_moves_between_the_kernels_is_lost(size, dimension):
    assert page.family_dimension(size) == dimension


def test_the_best_pair_finds_a_stack_and_misses_the_letter():
    random = np.random.default_rng(2)
    stack = page.stacked(*random.normal(size=(2, 3, 3)))
    assert np.abs(page.stacked(*page.best_pair(stack)) - stack).max() < 1e-6
    missed = np.linalg.norm(page.stacked(*page.best_pair(LETTER)) - LETTER)
    assert 0.3 < missed / np.linalg.norm(LETTER) < 0.4
    for first, second in random.normal(size=(50, 2, 3, 3)):
        stack = page.stacked(first, second)
        scaled = stack * (stack * LETTER).sum() / (stack**2).sum()
        assert np.linalg.norm(scaled - LETTER) > missed


def test_sobels_kernel_is_two_layers_of_six_weights():
    image, column, row = portrait(32, grey=True), np.array([[1], [2], [1]]), np.array([[-1, 0, 1]])
    assert column.size + row.size == 6
    assert (correlate(correlate(image, column), row) == correlate(image, VERTICAL_EDGE)).all()
