"""Tracing against poking: a one in a field of zeros, pushed forwards through sums that know no windows."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from figures_src.tracing import Graph

# Layers as sums along the last axis of a batch of images: written anew, and forwards


def summed(x, size, stride, padding, dilation=1):
    padded = np.pad(x, [(0, 0)] * (x.ndim - 1) + [padding])
    sums, start = [], 0
    while start + dilation * (size - 1) < padded.shape[-1]:
        sums.append(sum(padded[..., start + dilation * tap] for tap in range(size)))
        start += stride
    return np.stack(sums, axis=-1)


def transposed(x, size, stride, padding, output_padding):
    full = np.zeros((*x.shape[:-1], (x.shape[-1] - 1) * stride + size + output_padding))
    for i in range(x.shape[-1]):
        full[..., i * stride : i * stride + size] += x[..., i : i + 1]
    return full[..., padding[0] : full.shape[-1] - padding[1]]


def upsampled(x, factor, mode):
    n = x.shape[-1]
    if mode == "nearest":
        return np.repeat(x, factor, axis=-1)
    places = (np.arange(n * factor) + 0.5) / factor - 0.5
    return x @ np.array([np.interp(places, range(n), one) for one in np.eye(n)])


def padded(x, padding):
    n, (before, after) = x.shape[-1], padding
    kept = x[..., max(-before, 0) : n - max(-after, 0)]
    return np.pad(kept, [(0, 0)] * (x.ndim - 1) + [(max(before, 0), max(after, 0))])


def everything(x, size):
    return np.repeat(x.sum(axis=-1, keepdims=True), x.shape[-1] if size == "same" else size, axis=-1)


SUMS = {
    "conv": summed,
    "average_pool": summed,
    "transposed": transposed,
    "upsample": upsampled,
    "pad": padded,
    "everything": everything,
}


def poke(shape, layers):
    """What each input position does: for every layer, an array of (input position, *size) of trues."""
    batch = {"image": np.eye(int(np.prod(shape))).reshape(-1, *shape)}
    for layer in layers:
        given = {key: value for key, value in layer.items() if key not in ("kind", "name", "reads")}
        if layer["kind"] in ("add", "concat"):
            batch[layer["name"]] = sum(batch[below] for below in layer["reads"])
            continue
        x = batch[layer["reads"]]
        for axis in range(len(shape)):
            along = {key: values[axis] for key, values in given.items()}
            x = np.moveaxis(SUMS[layer["kind"]](np.moveaxis(x, axis + 1, -1), **along), -1, axis + 1)
        batch[layer["name"]] = x
    return {name: x > 1e-9 for name, x in batch.items()}


def per_axis(dims, values):
    return st.lists(values, min_size=dims, max_size=dims).map(tuple)


few = st.integers(1, 3)
sides = st.tuples(st.integers(0, 2), st.integers(0, 2))
ARGUMENTS = {
    "conv": {"size": st.integers(1, 4), "stride": few, "padding": sides, "dilation": few},
    "average_pool": {"size": few, "stride": few, "padding": sides},
    "transposed": {
        "size": st.integers(1, 4),
        "stride": few,
        "padding": sides,
        "output_padding": sides.map(min),
    },
    "upsample": {"factor": few, "mode": st.sampled_from(["nearest", "linear"])},
    "pad": {"padding": st.tuples(st.integers(-3, 3), st.integers(-3, 3))},
    "everything": {"size": st.sampled_from([1, 2, "same"])},
}
ROLLING = ("conv", "average_pool", "transposed", "upsample")


@st.composite
def networks(draw, *, dims, largest, kinds=tuple(SUMS), joins=True):
    """An image size and a few layers, each reading any earlier one; branches are cut to one size."""
    shape = draw(per_axis(dims, st.integers(3, largest)))
    graph, layers = Graph(shape), []

    def try_to_add(kind, reads, **given):
        layer = {"kind": kind, "name": f"L{len(layers)}", "reads": reads, **given}
        try:
            getattr(graph, kind)(**{key: value for key, value in layer.items() if key != "kind"})
            layers.append(layer)
        except ValueError:  # a window that does not fit, a crop that leaves nothing
            pass

    for _ in range(draw(st.integers(1, 5))):
        below, other = (draw(st.sampled_from(list(graph.layers))) for _ in range(2))
        if joins and draw(st.booleans()):
            spare = [a - b for a, b in zip(graph.size(below), graph.size(other), strict=True)]
            before = [draw(st.integers(min(n, 0), max(n, 0))) for n in spare]
            try_to_add("pad", other, padding=tuple((b, n - b) for b, n in zip(before, spare, strict=True)))
            try_to_add(draw(st.sampled_from(["add", "concat"])), [below, layers[-1]["name"]])
        else:
            kind = draw(st.sampled_from(kinds))
            given = {key: draw(per_axis(dims, values)) for key, values in ARGUMENTS[kind].items()}
            try_to_add(kind, below, **given)
    assume(layers)
    return shape, layers


def hull(positions):
    return [int(positions[0]), int(positions[-1])] if len(positions) else [0, -1]


@given(networks(dims=1, largest=20))
def test_positions_along_one_axis(network):
    shape, layers = network
    graph = Graph.from_layers(shape, layers)
    for name, moved in poke(shape, layers).items():
        expected = [np.flatnonzero(column).tolist() for column in moved.T]
        assert graph.size(name) == (len(expected),)
        assert [graph.reads(name, u).tolist() for u in range(len(expected))] == expected
        assert graph.intervals(name).tolist() == [hull(e) for e in expected]


@given(networks(dims=2, largest=8))
@settings(max_examples=60)
def test_masks_in_two_dimensions(network):
    shape, layers = network
    graph = Graph.from_layers(shape, layers)
    for name, moved in poke(shape, layers).items():
        assert graph.size(name) == moved.shape[1:]
        last = tuple(n - 1 for n in graph.size(name))
        for unit in [(0, 0), tuple(n // 2 for n in last), last]:
            assert graph.mask(name, unit).ravel().tolist() == moved[:, *unit].tolist()


@given(networks(dims=1, largest=20, joins=False), st.data())
def test_reading_through_a_layer_between(network, data):
    """What a neuron reads of a layer between, followed on to the image, is what it reads of the image."""
    shape, layers = network
    graph = Graph.from_layers(shape, layers)
    top = data.draw(st.sampled_from(list(graph.layers)))
    middle = data.draw(st.sampled_from(["image", *graph.layers[top].reads]))
    for u in range(*graph.size(top)):
        between = graph.reads(top, u, of=middle)
        reached = {i for v in between.tolist() for i in graph.reads(middle, v).tolist()}
        assert set(graph.reads(top, u).tolist()) == reached


@given(networks(dims=1, largest=8, kinds=ROLLING, joins=False), st.integers(-40, 40))
def test_far_from_the_ends_nothing_is_clipped(network, steps):
    """An unclipped field is that of a neuron in the middle of a long row, moved."""
    _, layers = network
    graph = Graph.from_layers(3000, layers)
    for name in graph.layers:
        field = graph.field(name)
        middle = graph.size(name)[0] // 2 // field.period * field.period
        for phase in range(field.period):
            read = graph.reads(name, middle + phase)
            assert graph.reads(name, middle + phase, clipped=False).tolist() == read.tolist()
            moved = graph.reads(name, middle + phase + steps * field.period, clipped=False)
            assert moved.tolist() == (read + int(steps * field.period * field.jump)).tolist()
            first, last = hull(read)
            assert field.sizes[phase] == last - first + 1
            assert field.holes or len(read) == field.sizes[phase]


@given(networks(dims=1, largest=12))
@settings(max_examples=60)
def test_unclipped_intervals_are_hulls_of_unclipped_positions(network):
    shape, layers = network
    graph = Graph.from_layers(shape, layers)
    for name in graph.layers:
        reads = [graph.reads(name, u, clipped=False).tolist() for u in range(*graph.size(name))]
        assert graph.intervals(name, clipped=False).tolist() == [hull(r) for r in reads]
        for u, read in enumerate(reads):
            assert set(graph.reads(name, u).tolist()) <= set(read)


# Examples that can be checked by hand


def chain(n, *layers):
    """A graph of convolutions (size, stride, padding), named 1, 2, …"""
    graph = Graph(n)
    for i, (size, stride, padding) in enumerate(layers):
        graph.conv(f"{i + 1}", size, stride=stride, padding=padding)
    return graph


def test_a_corner_neuron_reads_only_what_exists():
    graph = chain(5, (3, 2, 1), (3, 2, 1))
    assert graph.field("2").size == 7
    assert graph.field("2").centre == 0
    assert graph.reads("2", 0, clipped=False).tolist() == [-3, -2, -1, 0, 1, 2, 3]
    assert graph.reads("2", 0).tolist() == [0, 1, 2, 3]


def test_cutting_the_unclipped_field_is_not_always_the_clipped_one():
    """Pixel 5 is in no window of the first layer, so nobody above can read it."""
    graph = chain(6, (3, 2, 0), (3, 1, 1))
    assert graph.intervals("2", clipped=False).tolist() == [[-2, 4], [0, 6]]
    assert graph.intervals("2").tolist() == [[0, 4], [0, 4]]


def test_the_window_is_one_step_of_the_field():
    graph = chain(9, (3, 2, 1), (3, 1, 1))
    assert graph.window("2", 0).tolist() == [-1, 0, 1]
    assert graph.reads("2", 0, of="1").tolist() == [0, 1]
    assert graph.window("1", 4).tolist() == [7, 8, 9]


def test_dilation_leaves_holes():
    graph = Graph((40, 40))
    for name in ("a", "b", "c"):
        graph.conv(name, 3, dilation=2)
    assert graph.field("c").size == 1 + 3 * (2 * 2)
    assert graph.field("c").holes
    assert graph.mask("c", (10, 10)).sum() == 7 * 7  # of 13 × 13
    assert not chain(40, (3, 1, 0)).field("1").holes


def test_inputs_per_neuron_of_transposed_convolutions():
    """Odena, Dumoulin and Olah 2016: a size that the stride does not divide writes unevenly."""
    for size, stride, counts in [(3, 2, {1, 2}), (4, 2, {2}), (5, 2, {2, 3}), (2, 2, {1})]:
        graph = Graph(12)
        graph.transposed("up", size, stride=stride)
        assert {len(graph.reads("up", u)) for u in range(6, 18)} == counts


def test_upsampling_before_a_convolution():
    graph = Graph(8)
    graph.upsample("up", 2)
    graph.conv("conv", 3, padding=1)
    field = graph.field("conv")
    assert (field.sizes, field.jump, field.period) == ((2, 2), Fraction(1, 2), 2)
    assert [graph.reads("conv", u, clipped=False).tolist() for u in (0, 1, 2)] == [[-1, 0], [0, 1], [0, 1]]


def u_net():
    """Ronneberger, Fischer and Brox 2015, as printed: 572 pixels, no padding, skips cropped to fit."""
    graph = Graph(572)
    for level in range(4):
        graph.conv(f"down{level}a", 3)
        graph.conv(f"down{level}b", 3)
        graph.max_pool(f"pool{level}", 2, stride=2)
    graph.conv("bottom a", 3)
    graph.conv("bottom b", 3)
    for level in (3, 2, 1, 0):
        up = graph.transposed(f"up{level}", 2, stride=2)
        spare = graph.size(f"down{level}b")[0] - graph.size(up)[0]
        skip = graph.pad(f"crop{level}", (-(spare // 2), -(spare - spare // 2)), reads=f"down{level}b")
        graph.concat(f"join{level}", [skip, up])
        graph.conv(f"up{level}a", 3)
        graph.conv(f"up{level}b", 3)
    return graph


def test_the_field_of_a_u_net_alternates_with_position():
    graph = u_net()
    assert graph.size("up0b") == (388,)
    assert graph.field("bottom b").size == 140
    field = graph.field("up0b")
    assert (set(field.sizes), field.size, field.jump) == ({188, 204}, 204, 1)
    assert field.misaligned == ()


def test_the_period_is_no_longer_than_it_must_be():
    """Down and up again alternates, unless a branch beside it is wider than both phases."""
    graph = Graph(40)
    graph.max_pool("down", 2, stride=2)
    graph.upsample("up", 2)
    assert (graph.field("up").period, graph.field("up").sizes) == (2, (2, 2))
    graph.conv("wide", 9, padding=4, reads="image")
    graph.add("sum", ["up", "wide"])
    assert (graph.field("sum").period, graph.field("sum").sizes) == (1, (9,))


def test_neurons_that_nothing_reaches():
    """A stride larger than the kernel writes gaps; a stride that meets only gaps reads nothing at all."""
    graph = Graph(4)
    graph.transposed("gaps", 1, stride=2)
    assert graph.intervals("gaps").tolist() == [[0, 0], [0, -1], [1, 1], [0, -1], [2, 2], [0, -1], [3, 3]]
    assert graph.field("gaps").sizes == (1, 0)
    graph.conv("nothing", 1, stride=2, padding=1)
    field = graph.field("nothing")
    assert (field.start, field.centre, field.size, field.jump) == (None, None, 0, 0)
    assert graph.mask("nothing", 1).tolist() == [False] * 4


def test_global_layers_read_everything():
    graph = Graph((7, 5), maps=4)
    graph.conv("conv", 3, padding=1, maps=6)
    graph.everything("attention", size="same", maps=6)
    graph.everything("pool", reads="conv")
    assert (graph.size("attention"), graph.size("pool")) == ((7, 5), (1, 1))
    assert graph.mask("attention", (6, 0)).all()
    assert graph.intervals("pool").tolist() == [[0, 6]]
    assert graph.intervals("pool", axis=1).tolist() == [[0, 4]]
    assert graph.field("attention").jump == 0
    assert graph.channels("pool", 2, of="conv") == (2,)
    assert graph.channels("attention", 2, of="conv") == (0, 1, 2, 3, 4, 5)


def test_branches_of_unequal_stride_are_reported():
    """Figure 4 of Araujo, Norris and Sim 2019: which pixels a neuron sees depends on the neuron."""
    graph = Graph(7)
    left = graph.conv("left", 5, stride=2, padding=(2, 1))
    graph.conv("right a", 3, reads="image")
    right = graph.conv("right b", 3)
    graph.add("sum", [left, right])
    graph.conv("above", 1)
    field = graph.field("above")
    assert (field.size, field.jump) == (None, None)
    (report,) = field.misaligned
    assert (report.join, report.branches, report.jumps) == ("sum", ("left", "right b"), (2, 1))
    assert [len(graph.reads("sum", u)) for u in range(3)] == [5, 6, 5]
    graph.everything("pool")
    pool = graph.field("pool")
    assert (pool.start, pool.end, pool.jump, pool.misaligned) == (0 * 2 - 2, 2 * 2 - 2 + 4, 0, (report,))


def test_branches_with_unequal_centres_are_reported():
    """TensorFlow's padding puts the odd zero after the input, so the centres part where n is even."""
    for n, centres in [(8, (0, 1)), (9, (0, 0))]:
        graph = Graph(n)
        graph.conv("short", 1, stride=4)
        graph.conv("long a", 3, stride=2, padding="same", reads="image")
        graph.conv("long b", 1, stride=2)
        graph.add("sum", ["short", "long b"])
        field = graph.field("sum")
        assert (field.size, field.jump) == (3, 4)
        assert [report.centres for report in field.misaligned] == ([centres] if centres != (0, 0) else [])


def test_equal_hulls_of_a_join_are_the_union_of_its_branches():
    graph = Graph(30)
    graph.conv("a", 3, padding=1)
    graph.conv("b", 3, padding=(4, 4), dilation=4, reads="image")
    graph.concat("both", ["a", "b"])
    assert graph.reads("both", 10).tolist() == [10 - 4, 10 - 1, 10, 10 + 1, 10 + 4]
    assert (graph.field("both").size, graph.field("both").holes) == (9, True)


def test_layers_on_the_way_from_another_layer_only():
    graph = Graph(9)
    graph.conv("a", 3, padding=1)
    graph.conv("b", 3, padding=1)
    graph.add("sum", ["a", "b"])
    assert graph.reads("sum", 4, of="a").tolist() == [3, 4, 5]
    assert graph.field("sum", of="b").size == 1
    with pytest.raises(ValueError, match='layer "a" does not read "b"'):
        graph.reads("a", 4, of="b")


# Through the depth

# LeCun, Bottou, Bengio and Haffner 1998, table I: a row for each map of C3
C3 = [[0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5], [0, 1, 2, 3], [1, 2, 3, 4]]
C3 += [[2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5], [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5]]
C3 += [[0, 1, 2, 3, 4, 5]]


def test_a_table_says_which_maps_are_read():
    """LeNet-5's C3: six maps read three, nine read four, one reads all six. 60 of 96 pairs are connected."""
    graph = Graph((32, 32), maps=1)
    graph.conv("C1", 5, maps=6)
    graph.average_pool("S2", 2, stride=2)
    graph.conv("C3", 5, table=C3)
    assert graph.layers["C3"].maps == 16
    assert sum(len(graph.channels("C3", m, of="S2")) for m in range(16)) == 6 * 3 + 9 * 4 + 6 == 60
    assert graph.channels("C3", 4, of="C1") == (0, 4, 5)
    assert graph.channels("C3", 4) == (0,)


def test_groups_split_the_depth():
    """AlexNet 2012: conv2 reads half of the maps, conv3 all of them."""
    graph = Graph(27, maps=96)
    graph.conv("conv2", 5, padding=2, maps=256, groups=2)
    graph.max_pool("pool2", 3, stride=2)
    graph.conv("conv3", 3, padding=1, maps=384)
    assert graph.channels("pool2", 127) == tuple(range(48))
    assert graph.channels("pool2", 128) == tuple(range(48, 96))
    assert graph.channels("conv3", 0) == tuple(range(96))


def test_joins_in_the_depth():
    graph = Graph(9, maps=2)
    graph.conv("a", 1, maps=4, groups=2)
    graph.conv("b", 1, maps=4, groups=2, reads="image")
    assert graph.layers[graph.add("sum", ["a", "b"])].maps == 4
    assert graph.layers[graph.concat("both", ["image", "a"])].maps == 2 + 4
    assert graph.channels("sum", 3) == (1,)
    assert [graph.channels("both", m) for m in range(6)] == [(0,), (1,), (0,), (0,), (1,), (1,)]
    assert graph.channels("both", 3, of="a") == (1,)
    assert graph.channels("both", 0, of="a") == ()


@given(st.lists(st.tuples(st.sampled_from([1, 2, 3, 6]), st.sampled_from([6, 12])), min_size=1, max_size=4))
def test_groups_are_blocks_of_a_matrix(layers):
    graph, reached = Graph(5, maps=6), np.eye(6)
    for i, (groups, maps) in enumerate(layers):
        graph.conv(f"{i}", 1, maps=maps, groups=groups)
        block = np.ones((maps // groups, len(reached) // groups))
        reached = np.kron(np.eye(groups), block) @ reached
    for m, row in enumerate(reached):
        assert graph.channels(f"{i}", m) == tuple(np.flatnonzero(row))


# Bad input


def branching():
    graph = Graph((9, 9), maps=4)
    graph.conv("conv1", 3, maps=6)
    graph.conv("conv2", 3, stride=2, maps=8)
    return graph


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (lambda g: g.conv("c", 11), 'layer "c": a kernel spanning 11 does not fit 3 \\+ 2·0'),
        (lambda g: g.conv("c", 3, stride=0), 'layer "c": stride must be at least 1, not 0'),
        (lambda g: g.conv("c", 3.0), 'layer "c": size must be a whole number, not 3.0'),
        (lambda g: g.conv("c", True), 'layer "c": size must be a whole number, not True'),
        (lambda g: g.conv("c", 3, padding="full"), 'layer "c": padding must be a whole number, not .full'),
        (lambda g: g.conv("c", (3, 3, 3)), r'layer "c": size \(3, 3, 3\) does not give one value'),
        (lambda g: g.conv("c", 3, padding=(1, 1, 1)), r'layer "c": padding must be one number or'),
        (lambda g: g.conv("c", 3, maps=9, groups=2), 'layer "c": 9 maps do not fall into 2 groups'),
        (lambda g: g.conv("c", 1, maps=9, groups=3), 'layer "c": 8 maps do not fall into 3 groups'),
        (lambda g: g.conv("c", 1, table=[(0, 8)]), 'layer "c": the table names map 8, but there are only 8'),
        (lambda g: g.conv("c", 1, maps=2, table=[(0, 1)]), 'layer "c": a table of 1 rows for 2 maps'),
        (lambda g: g.conv("c", 1, reads=["conv1", "conv2"]), 'layer "c": it reads one layer, not 2'),
        (lambda g: g.conv("conv1", 3), "a layer needs a name of its own, not 'conv1'"),
        (lambda g: g.conv("c", 3, reads="convl"), r'layer "c" reads "convl", .* \(did you mean conv'),
        (lambda g: g.pad("p", -2), 'layer "p": padding by -2 and -2 leaves -1 of 3 positions'),
        (lambda g: g.upsample("u", 0), 'layer "u": factor must be at least 1, not 0'),
        (lambda g: g.upsample("u", 2, mode="cubic"), "layer \"u\": mode must be .*, not 'cubic'"),
        (lambda g: g.transposed("t", 2, output_padding=1), 'layer "t": output padding 1 must be below the stride 1'),
        (lambda g: g.transposed("t", 2, padding=9), r'layer "t": removing 9 \+ 9 leaves -14 positions'),
        (lambda g: g.everything("e", size=0), 'layer "e": size must be at least 1, not 0'),
        (lambda g: g.add("a", ["conv1", "conv2"]), 'layer "a": sizes .*: "conv1" is 7×7, "conv2" is 3×3'),
        (lambda g: g.add("a", ["conv1"]), 'layer "a": it joins at least two layers, not 1'),
        (lambda g: g.add("a", ["conv1", g.conv("c", 1, maps=5, reads="conv1")]), 'layer "a": maps .*: 6, 5'),
        (lambda g: g.size("conv9"), '"conv9", which is not a layer'),
        (lambda g: g.reads("conv2", 3), 'layer "conv2" has neurons 0 to 2, not 3'),
        (lambda g: g.reads("conv2", -1), 'layer "conv2" has neurons 0 to 2, not -1'),
        (lambda g: g.reads("conv2", 1.0), r"neuron must be a whole number, not 1\.0"),
        (lambda g: g.reads("conv2", 0, axis=2), "axis must be one of the image's 2, from -2 to 1, not 2"),
        (lambda g: g.window("image", 0), "the image reads nothing"),
        (lambda g: g.window("conv2", 0, axis=-3), "axis must be .*, not -3"),
        (lambda g: g.field("conv2", axis="x"), "axis must be a whole number, not 'x'"),
        (lambda g: g.intervals("conv2", axis=2), "axis must be .*, not 2"),
        (lambda g: g.mask("conv2", (1,)), r'layer "conv2" has 2 axes, but neuron \(1,\) has 1'),
        (lambda g: g.channels("conv2", 8), 'layer "conv2" has 8 maps, so no map 8'),
        (lambda g: g.channels(g.conv("c", 1), 0), 'layer "c" has no stated number of maps'),
        (lambda g: g.channels(g.conv("d", 1, maps=1, reads=g.conv("c", 1)), 0), 'layer "d" reads a layer'),
        (lambda g: Graph((9, 0)), "image size must be at least 1, not 0"),
        (lambda g: Graph("9"), "image size must be a whole number, not '9'"),
    ],
)  # fmt: skip
def test_bad_input_is_named_and_quoted(use, message):
    with pytest.raises(ValueError, match=message):
        use(branching())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reads": "c"}, "layers read each other in a circle: .*b.*c"),
        ({"reads": "d"}, 'layer "b" reads "d", which is not a layer'),
        ({"kind": "convolution"}, 'layer "b": there is no kind "convolution", only conv, '),
        ({"kind": "from_layers"}, 'layer "b": there is no kind "from_layers"'),
        ({"kernel": 3}, "layer \"b\": .*unexpected keyword argument 'kernel'"),
        ({"name": "a"}, 'two layers are named "a"'),
    ],
)
def test_bad_lists_of_layers(changes, message):
    layers = [{"kind": "conv", "name": name, "reads": reads, "size": 3} for name, reads in ("ai", "ba", "cb")]
    layers[0]["reads"] = "image"
    assert list(Graph.from_layers(9, reversed(layers)).layers) == ["image", "a", "b", "c"]
    with pytest.raises(ValueError, match=message):
        Graph.from_layers(9, [layers[0], {**layers[1], **changes}, layers[2]])


@pytest.mark.parametrize("missing", ["kind", "name", "reads"])
def test_a_layer_of_a_list_needs_a_kind_a_name_and_what_it_reads(missing):
    layer = {"kind": "conv", "name": "a", "reads": "image", "size": 3}
    del layer[missing]
    with pytest.raises(ValueError, match=f"a layer needs '{missing}': .*'size': 3"):
        Graph.from_layers(9, [layer])


def test_padding_can_be_told_in_five_ways():
    graph = Graph((9, 9))
    for name, padding in {"a": 1, "b": (1, 2), "c": [(1, 2), (0, 0)], "d": "same", "e": ("same", 0)}.items():
        graph.conv(name, 3, padding=padding, reads="image")
    told = {name: [axis.window.padding for axis in graph.layers[name].axes] for name in "abcde"}
    assert told == {
        "a": [(1, 1), (1, 1)],
        "b": [(1, 2), (1, 2)],
        "c": [(1, 2), (0, 0)],
        "d": [(1, 1), (1, 1)],
        "e": [(1, 1), (0, 0)],
    }


def test_the_layer_added_last_is_read_unless_another_is_named():
    graph = branching()
    assert graph.layers["conv2"].reads == ("conv1",)
    assert graph.sizes() == {"image": (9, 9), "conv1": (7, 7), "conv2": (3, 3)}
