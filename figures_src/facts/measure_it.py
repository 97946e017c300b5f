"""Facts of "Measure it": a receptive field by formula, trace, poke and gradient, and where the four disagree."""

from dataclasses import asdict
from functools import cache, reduce
from typing import NamedTuple

import numpy as np

from figures_src.examples import VERTICAL_EDGE
from figures_src.influence import Chain, Layer, input_gradient_of_neuron
from figures_src.tracing import Graph
from figures_src.windows import Window, field


# --8<-- [start:formula]
def by_formula(windows, unit):
    """First and last position along an axis, by the recurrence."""
    whole = field(windows)
    first = unit * whole.stride + whole.start
    return first, first + whole.span - 1


# --8<-- [end:formula]


# --8<-- [start:trace]
def by_trace(windows, unit, side):
    """The pixels from which a path leads to the neuron."""
    graph = Graph((side, side))
    for w in windows:
        top = graph.conv(f"layer{len(graph.layers)}", **asdict(w))
    return graph.mask(top, unit)


# --8<-- [end:trace]


# --8<-- [start:poke]
def by_poke(neuron, image, *, by=1.0, least=1e-9):
    """The pixels that change the neuron when raised, one at a time."""
    before, changed = neuron(image), np.zeros(image.shape, bool)
    for pixel in np.ndindex(image.shape):
        poked = image.copy()
        poked[pixel] += by
        changed[pixel] = abs(neuron(poked) - before) > least
    return changed


# --8<-- [end:poke]


# --8<-- [start:gradient]
def by_gradient(network, image, unit, *, least=1e-9):
    """The pixels at which the neuron has a slope."""
    slopes = input_gradient_of_neuron(network, image[None], unit)[0]
    return abs(slopes) > least


# --8<-- [end:gradient]


class Found(NamedTuple):
    """What the four methods say of one neuron: an interval along an axis, and three sets of pixels."""

    formula: tuple[int, int]
    trace: np.ndarray
    poke: np.ndarray
    gradient: np.ndarray

    @property
    def counts(self):
        """How many positions each of them finds."""
        first, last = self.formula
        return (last - first + 1) ** 2, *(int(mask.sum()) for mask in self[1:])


def four_ways(network, image, unit, **poking):
    """All four methods, for a neuron on the diagonal of map 0."""
    windows = network.windows
    return Found(
        by_formula(windows, unit[0]),
        by_trace(windows, unit, len(image)),
        by_poke(lambda x: network(x[None, None])[0, 0, *unit], image, **poking),
        by_gradient(network, image, unit),
    )


SEED = 48


class Stack(NamedTuple):
    """Three layers of two maps over a square image, and the neuron of the last that is measured."""

    windows: tuple[Window, ...]
    side: int
    unit: tuple[int, int]

    def network(self, pooling, does, *, positive=False):
        """The layers with random weights of both signs, or with all weights equal and positive."""
        layers = [Layer(window, how) for window, how in zip(self.windows, (does, pooling, does), strict=True)]
        network = Chain.random(layers, np.random.default_rng(SEED), channels=2)
        if positive:
            for weights in network.weights:
                weights.fill(0.1)
        return network

    def images(self, count=12):
        """Images of noise."""
        return np.random.default_rng(SEED).normal(size=(count, self.side, self.side))


PLAIN = Stack((Window(3), Window(2, stride=2), Window(3)), 12, (1, 1))
HOLED = Stack((Window(3, padding=1), Window(2, stride=2), Window(3, dilation=3, padding=3)), 16, (3, 3))


@cache
def tame():
    """No padding, no holes; equal positive weights, no ReLU, average pooling."""
    return four_ways(PLAIN.network("average", "linear", positive=True), PLAIN.images()[0], PLAIN.unit)


@cache
def wild(number=0):
    """Padding and holes; weights of both signs, ReLU, max-pooling; on one of the images."""
    return four_ways(HOLED.network("max", "relu"), HOLED.images()[number], HOLED.unit)


@cache
def cured():
    """The same padding and holes, but nothing that hides."""
    return four_ways(HOLED.network("average", "linear", positive=True), HOLED.images()[0], HOLED.unit)


@cache
def union():
    """The pixels that have a slope for at least one image."""
    network = HOLED.network("max", "relu")
    return np.any([by_gradient(network, image, HOLED.unit) for image in HOLED.images()], axis=0)


def chain(*layers):
    """A network of one map from (window, kernel, bias or None, what it does)."""
    stack = tuple(Layer(window, does) for window, _, _, does in layers)
    kernels = tuple(None if kernel is None else np.asarray(kernel, float)[None, None] for _, kernel, _, _ in layers)
    biases = tuple(None if bias is None else np.array([float(bias)]) for _, _, bias, _ in layers)
    return Chain(stack, kernels, biases)


ONES = np.ones((3, 3))


def zero_weights():
    """Sobel's kernel, whose middle column is zero."""
    return four_ways(chain((Window(3), VERTICAL_EDGE, 0, "linear")), np.ones((5, 5)), (1, 1))


def cancelling_weights():
    """A blur and then an edge detector: in the middle column their products add up to zero."""
    return four_ways(chain((Window(3), ONES, 0, "linear"), (Window(3), VERTICAL_EDGE, 0, "linear")), np.ones((7, 7)), (1, 1))  # fmt: skip


def silent():
    """A neuron whose sum is far below zero."""
    return four_ways(chain((Window(3), ONES, -100, "relu")), np.ones((5, 5)), (1, 1))


def losers():
    """A 2×2 maximum of 1, 6, 3 and 2."""
    image = np.array([[0, 0, 0, 0], [0, 1, 6, 0], [0, 3, 2, 0], [0, 0, 0, 0]], float)
    return four_ways(chain((Window(2), None, None, "max")), image, (1, 1))


def holes():
    """Two layers with dilation 2."""
    dilated = (Window(3, dilation=2), ONES, 0, "linear")
    return four_ways(chain(dilated, dilated), np.ones((9, 9)), (0, 0))


def too_small():
    """Three layers with padding 1 over five by five pixels."""
    padded = (Window(3, padding=1), ONES, 0, "linear")
    return four_ways(chain(padded, padded, padded), np.ones((5, 5)), (2, 2))


def branches():
    """A 3×3 beside a 5×5 layer, added; the formula applied to a list of both, one after the other."""
    three, five, image = Window(3, padding=1), Window(5, padding=2), np.ones((7, 7))
    graph = Graph(image.shape)
    graph.add(
        "sum", [graph.conv("three", 3, padding=1, reads="image"), graph.conv("five", 5, padding=2, reads="image")]
    )
    both = [chain((window, np.ones((window.size,) * 2), 0, "linear")) for window in (three, five)]
    return Found(
        by_formula([three, five], 3),
        graph.mask("sum", (3, 3)),
        by_poke(lambda x: sum(network(x[None, None])[0, 0, 3, 3] for network in both), image),
        np.any([by_gradient(network, image, (3, 3)) for network in both], axis=0),
    )


def in_order(numbers):
    """A sum of float32 numbers from the first to the last."""
    return reduce(np.add, np.asarray(numbers, np.float32).ravel(), np.float32(0))


def without_tolerance():
    """Before and after a poke the same products are added in opposite orders, and compared for being equal."""
    image, kernel = np.random.default_rng(0).normal(size=(2, 7, 7)).astype(np.float32)
    window, orders = np.s_[2:5, 2:5], iter([1] + [-1] * image.size)
    exact = four_ways(chain((Window(3), kernel[window], 0, "linear")), image, (2, 2))
    neuron = lambda x: in_order((x[window] * kernel[window]).ravel()[:: next(orders)])  # noqa: E731
    return exact._replace(poke=by_poke(neuron, image, least=0))


BLIND_SPOTS = {
    "a zero in the kernel": zero_weights,
    "weights that cancel": cancelling_weights,
    "a silent ReLU": silent,
    "losers of a max-pooling": losers,
    "dilation leaves holes": holes,
    "the image is too small": too_small,
    "branches taken in a row": branches,
    "floats compared with ==": without_tolerance,
}
"""Eight neurons on which at least one method goes wrong."""


ALIVE, DEAD = (6, 7), 9
"""Three more of the images: on two the neuron is alive, on one it is silent."""

measured_field = tame().counts[0]
measured_first, measured_last = tame().formula
field_side = field(PLAIN.windows).span
wild_side = field(HOLED.windows).span
wild_formula, wild_trace, wild_poke, wild_gradient = wild().counts
_seen = np.flatnonzero(wild().trace.any(axis=0))
wild_seen = len(_seen)
wild_sum = " + ".join(str(len(run)) for run in np.split(_seen, np.flatnonzero(np.diff(_seen) > 1) + 1))
alive_counts = " and ".join(str(wild(i).counts[3]) for i in ALIVE)
dead_gradient, dead_poke = wild(DEAD).counts[3], wild(DEAD).counts[2]
cured_pixels = cured().counts[3]
union_images, union_pixels = len(HOLED.images()), int(union().sum())


def power_of_ten(value):
    """A small number as 2·10⁻⁶."""
    digits, _, power = f"{value:.0e}".partition("e")
    return f"{digits}·10" + str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


_products = np.random.default_rng(0).normal(size=(2, 3 * 3 * 64)).astype(np.float32).prod(axis=0)
order_gap = power_of_ten(abs(float(in_order(_products) - in_order(_products[::-1]))))

_dilated = field(Window(3, dilation=d) for d in (1, 2, 3))
_joined = branches()
_spread = Graph(8)
_spread.transposed("map", 3, stride=2)
_counts = sorted({len(_spread.reads("map", u)) for u in (5, 6)})

questions_for_a_tool = [
    ["ask for", "right", "also seen"],
    ["the field after 3×3, pooling 2×2 by 2, 3×3", field_side, 1 + 2 * 1 + 1 * 2 + 2 * 2],
    ["the field after 3×3 three times, padding 1", field([Window(3, padding=1)] * 3).span, 7 - 2 * 3],
    ["the middle of neuron 0 after dilations 1, 2, 3", f"{_dilated.centre:g}", f"{field([Window(3)] * 3).centre:g}"],
    ["the field of 3×3 beside 5×5, added", int(_joined.trace.any(axis=0).sum()), _joined.formula[1] - _joined.formula[0] + 1],
    ["positions read by a transposed 3, stride 2", " or ".join(map(str, _counts)), 3],
]  # fmt: skip
