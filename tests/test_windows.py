"""Windows against counting, algebra, tracing and published tables: things that do not know their formulas."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view

from figures_src.tracing import Graph
from figures_src.windows import Window, backwards_size, ceil_mode, closed_form_size, field, growth, same

windows = st.builds(
    Window,
    st.integers(1, 6),
    stride=st.integers(1, 4),
    padding=st.tuples(st.integers(0, 4), st.integers(0, 4)),
    dilation=st.integers(1, 3),
)
GRID = list(product(range(1, 13), range(1, 5), range(1, 4), [(0, 0), (1, 1), (0, 2), (3, 1)], range(1, 4)))


def placements(n, size, stride, padding, dilation):
    """Where a window can stand, found by trying: steps of `stride` while it lies on the padded row."""
    row = range(-padding[0], n + padding[1])
    starts, start = [], -padding[0]
    while all(start + dilation * tap in row for tap in range(size)):
        starts.append(start)
        start += stride
    return starts


def test_output_size_is_the_number_of_placements():
    for n, size, stride, padding, dilation in GRID:
        window = Window(size, stride=stride, padding=padding, dilation=dilation)
        starts = placements(n, size, stride, padding, dilation)
        if starts:
            assert window.outputs(n) == len(starts)
            assert [window.positions(u)[0] for u in range(len(starts))] == starts
        else:
            with pytest.raises(ValueError, match=f"a kernel spanning {window.span} does not fit {n} "):
                window.outputs(n)


def test_positions_step_by_the_dilation():
    assert list(Window(3, stride=2, padding=1, dilation=2).positions(2)) == [2 * 2 - 1, 5 - 2 + 2, 5 - 2 + 4]


def test_where_neuron_0_sits():
    window = Window(4, stride=2, padding=(1, 0))
    assert (window.span, window.start, window.end, window.centre) == (4, -1, -1 + 4 - 1, (-1 + 2) / 2)
    assert Window(3, padding=1).centre == 0
    assert Window(3, dilation=4).span == 4 * (3 - 1) + 1


@given(windows, windows, windows)
def test_stacking_is_associative(a, b, c):
    assert a.then(b).then(c) == a.then(b.then(c))


@given(windows)
def test_the_bare_window_changes_nothing(a):
    without_holes = Window(a.span, stride=a.stride, padding=a.padding)
    assert Window().then(a) == a.then(Window()) == without_holes


@given(windows, windows, st.integers(1, 60))
def test_output_sizes_compose(a, b, n):
    assume(a.span <= n + sum(a.padding))
    between = a.outputs(n)
    assume(b.span <= between + sum(b.padding))
    assert a.then(b).outputs(n) == b.outputs(between)


@given(st.lists(windows, max_size=6))
def test_fold_closed_form_and_recurrence_agree(stack):
    assert field(stack).size == closed_form_size(stack) == backwards_size(stack)


@given(st.lists(windows, min_size=1, max_size=4))
def test_the_field_of_a_stack_is_what_tracing_finds(stack):
    graph = Graph(2000)
    for i, w in enumerate(stack):
        graph.conv(f"{i}", w.size, stride=w.stride, padding=w.padding, dilation=w.dilation)
    for i, window in enumerate(growth(stack)):
        traced = graph.field(f"{i}")
        assert (window.size, window.stride, window.start) == (traced.size, traced.jump, traced.start)
        assert (window.end, window.centre) == (traced.end, traced.centre)
        assert graph.size(f"{i}") == (window.outputs(2000),)


@given(st.lists(windows, min_size=1, max_size=3), st.integers(0, 39))
def test_poking_an_input_moves_only_neurons_whose_field_holds_it(stack, poked):
    """Unit weights over a row of zeros with a single one in it: sums, no formula."""
    row = np.eye(40)[poked]
    for w in stack:
        padded = np.pad(row, w.padding)
        assume(w.span <= len(padded))
        row = sliding_window_view(padded, w.span)[:: w.stride, :: w.dilation].sum(axis=1)
    whole = field(stack)
    holding = [u for u in range(len(row)) if poked in whole.positions(u)]
    assert len(row) == whole.outputs(40)
    assert set(np.flatnonzero(row)) <= set(holding)
    if all(w.dilation == 1 and w.stride <= w.size and w.padding == (0, 0) for w in stack):  # no holes, no rim
        assert np.flatnonzero(row).tolist() == holding


def chain(*layers):
    """(size, stride, padding) a layer."""
    return [Window(size, stride=stride, padding=padding) for size, stride, padding in layers]


def rows(stack):
    return [(w.size, w.stride, -w.start) for w in growth(stack)]


ALEXNET_V2 = chain((11, 4, 0), (3, 2, 0), (5, 1, 2), (3, 2, 0), *[(3, 1, 1)] * 3, (3, 2, 0))
VGG_16 = [w for convolutions in (2, 2, 3, 3, 3) for w in chain(*[(3, 1, 1)] * convolutions, (2, 2, 0))]


def test_published_table_alexnet_v2():
    """Araujo, Norris and Sim 2019, table of receptive field, effective stride and padding."""
    conv1, pool1, conv2, _, conv3, conv4, conv5, pool5 = rows(ALEXNET_V2)
    assert [conv1, pool1, conv2] == [(11, 4, 0), (19, 8, 0), (51, 8, 16)]
    assert [conv3, conv4, conv5, pool5] == [(99, 16, 32), (131, 16, 48), (163, 16, 64), (195, 32, 64)]


def test_published_table_vgg_16():
    """Araujo, Norris and Sim 2019; fc6 as a 7×7 convolution: Long, Shelhamer and Darrell 2015."""
    assert rows(VGG_16)[-1] == (212, 32, 90)
    assert field(VGG_16).outputs(224) == 7
    fc6 = field([*VGG_16, Window(7)])
    assert (fc6.size, fc6.outputs(224), fc6.centre) == (212 + 6 * 32, 1, (224 - 1) / 2)


@pytest.mark.parametrize(
    ("stack", "sizes"),
    [
        (chain((5, 1, 0), (2, 2, 0), (5, 1, 0), (2, 2, 0), (5, 1, 0)), [5, 6, 14, 16, 32]),  # LeNet-5
        (chain((3, 2, 1), (3, 2, 1)), [3, 3 + 2 * 2]),
        (chain((3, 1, 1), (2, 2, 0), (3, 1, 1), (3, 1, 1)), [3, 3 + 1, 4 + 2 * 2, 8 + 2 * 2]),
        ([Window(2, dilation=2**i) for i in range(10)], [2**i for i in range(1, 11)]),  # WaveNet's block
        ([Window(3, dilation=2**i) for i in range(4)], [3, 7, 15, 31]),  # Yu and Koltun 2016
    ],
)
def test_growth_layer_by_layer(stack, sizes):
    assert [w.size for w in growth(stack)] == sizes


def test_nothing_stacked_sees_itself():
    assert field([]) == Window()
    assert growth([]) == []
    assert closed_form_size([]) == backwards_size([]) == 1


def test_same_gives_as_many_neurons_as_strides_fit():
    """TensorFlow: ⌈n / stride⌉ neurons with the least padding, the smaller half before."""
    for n, size, stride, _, dilation in GRID:
        before, after = same(n, size=size, stride=stride, dilation=dilation)
        padded = placements(n, size, stride, (before, after), dilation)
        assert len(padded) == len(range(0, n, stride))
        assert before in (after, after - 1)
        if after:
            assert len(placements(n, size, stride, (before, after - 1), dilation)) < len(padded)


def test_same_depends_on_whether_the_input_is_even():
    assert same(224, size=3, stride=2) == (0, 1)
    assert same(225, size=3, stride=2) == (1, 1)


def test_ceil_mode_reads_the_tail_where_a_window_can_start():
    for n, size, stride, padding, dilation in GRID:
        before, after = ceil_mode(n, size=size, stride=stride, padding=padding, dilation=dilation)
        plain = placements(n, size, stride, padding, dilation)
        ceiled = placements(n, size, stride, (before, after), dilation)
        next_start = plain[-1] + stride if plain else -padding[0]
        sticks_out = next_start + dilation * (size - 1) - (n + padding[1] - 1)
        expected = plain + [next_start] * (next_start < n and sticks_out < stride)
        assert (before, ceiled) == (padding[0], expected)


@given(windows, st.integers(1, 60))
def test_transposed_sizes_undo_a_convolution(window, n):
    assume(window.span <= n + sum(window.padding))
    lost = (n + sum(window.padding) - window.span) % window.stride  # positions that no window reaches
    assert window.transposed_outputs(window.outputs(n), output_padding=lost) == n


def test_transposed_sizes_of_the_arithmetic_guide():
    """Dumoulin and Visin 2016, worked figures."""
    assert Window(3).transposed_outputs(2) == 4
    assert Window(4, padding=2).transposed_outputs(6) == 5
    assert Window(3, padding=2).transposed_outputs(7) == 5
    assert Window(3, stride=2).transposed_outputs(2) == 5
    assert Window(3, stride=2, padding=1).transposed_outputs(3) == 5
    assert Window(3, stride=2, padding=1).transposed_outputs(3, output_padding=1) == 6


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Window(0), "size must be at least 1, not 0"),
        (lambda: Window(3, stride=0), "stride must be at least 1, not 0"),
        (lambda: Window(3, dilation=0), "dilation must be at least 1, not 0"),
        (lambda: Window(3, padding=-1), "padding must be at least 0, not -1"),
        (lambda: Window(3, padding=(1, 2, 3)), r"padding must be one number or \(before, after\)"),
        (lambda: Window(True), "size must be a whole number, not True"),
        (lambda: Window(3.0), r"size must be a whole number, not 3\.0"),
        (lambda: Window("3"), "size must be a whole number, not '3'"),
        (lambda: Window(7).outputs(5), r"a kernel spanning 7 does not fit 5 \+ 2·0"),
        (lambda: Window(7, padding=(0, 1)).outputs(5), r"a kernel spanning 7 does not fit 5 \+ 0 \+ 1"),
        (lambda: Window(3, dilation=4).outputs(8), r"a kernel spanning 9 does not fit 8 \+ 2·0"),
        (lambda: Window(7).outputs(0), "input size must be at least 1, not 0"),
        (lambda: Window(1, padding=1).transposed_outputs(2), r"removing 1 \+ 1 leaves 0 positions"),
        (lambda: Window(1).transposed_outputs(2, output_padding=-1), "output padding must be at least 0"),
    ],
)
def test_bad_values_are_quoted(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_numpy_integers_are_integers():
    window = Window(np.int64(3), stride=np.int32(2), padding=(np.int8(1), 0))
    assert window == Window(3, stride=2, padding=(1, 0))
    assert type(window.size) is type(window.padding[0]) is int
