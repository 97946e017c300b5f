"""How much each input matters to a neuron: paths counted exactly, and gradients of small networks measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from figures_src import convolution
from figures_src.windows import Window, integer

# ── uniform weights: exact ────────────────────────────────────────────────────────────────────────────────


def path_counts(windows: Iterable[Window]) -> list[int]:
    """Number of paths from each position of a neuron's field to the neuron, along one axis; exact.

    `windows` are those of a stack, first layer first; the list runs from the first position of the field to
    the last. On an image the paths of both axes multiply.
    """
    return _weights(windows, skips=False)


def profile(windows: Iterable[Window], *, skips: bool = False) -> np.ndarray:
    """Share of each position of the field in a neuron, along one axis, when all weights are equal; sums to 1.

    It is also the expected squared gradient under random weights of mean 0. With `skips`, each layer passes
    on half of what it makes and half of its input, which needs stride 1 and an odd size.
    """
    weights = _weights(windows, skips)
    total = sum(weights)
    return np.array([weight / total for weight in weights])


def variance(windows: Iterable[Window], *, skips: bool = False) -> float:
    """Variance of `profile` in pixels², as a sum: Σ j²·d²·(k² − 1) / 12 with j the product of earlier strides.

    Skips halve it.
    """
    total, jump = 0.0, 1
    for window in windows:
        if skips:
            _middle(window)  # raises where there is none
        total += (jump * window.dilation) ** 2 * (window.size**2 - 1) / 12
        jump *= window.stride
    return total / 2 if skips else total


# --8<-- [start:paths]
def _weights(windows: Iterable[Window], skips: bool) -> list[int]:
    """Whole-numbered weights of a field's positions, from the neuron down."""
    weights = [1]
    for window in reversed(list(windows)):
        spread = [0] * ((len(weights) - 1) * window.stride + window.span)
        for u, weight in enumerate(weights):
            for tap in range(window.size):
                spread[u * window.stride + window.dilation * tap] += weight
            if skips:
                spread[u + _middle(window)] += weight * window.size
        weights = spread
    return weights


# --8<-- [end:paths]


def _middle(window: Window) -> int:
    """The place in a window that a skip reads."""
    if window.stride != 1 or window.span % 2 == 0:
        raise ValueError(f"a skip needs stride 1 and an odd span, not {window.stride} and {window.span}")
    return window.span // 2


# ── widths ────────────────────────────────────────────────────────────────────────────────────────────────


def standard_deviation(profile) -> float:
    """Standard deviation, in pixels, of where the influence of a profile along one axis comes from."""
    shares = _shares(profile, axes=1)
    positions = np.arange(len(shares))
    return float(np.sqrt(shares @ (positions - shares @ positions) ** 2))


def width_holding(profile, share: float) -> int:
    """Width, in pixels, of the smallest part around the middle that holds `share` of the influence.

    Of a profile along one axis this is an interval, of a map of influence the side of a square. It has the
    parity of the field, so that it can be centred.
    """
    if not 0 < share <= 1:
        raise ValueError(f"share must lie above 0 and not above 1, not {share}")
    shares = _shares(profile)
    if len(set(shares.shape)) != 1:
        raise ValueError(f"a map of influence must be square, not {shares.shape}")
    side = len(shares)
    margin = (side - 1) // 2
    # sums of shares round: the whole field must hold share 1
    while shares[(slice(margin, side - margin),) * shares.ndim].sum() < share * (1 - 1e-12):
        margin -= 1
    return side - 2 * margin


def pixels_above(profile, share_of_peak: float) -> int:
    """Number of pixels whose influence is above a share of the largest."""
    shares = _shares(profile)
    return int((shares > share_of_peak * shares.max()).sum())


def _shares(profile, axes: int | None = None) -> np.ndarray:
    """A profile or map of influence, scaled to sum to 1."""
    shares = np.asarray(profile, dtype=float)
    if shares.ndim not in ((1, 2) if axes is None else (axes,)):
        raise ValueError(f"expected influence along {axes or '1 or 2'} axes, not an array of shape {shares.shape}")
    if not (shares >= 0).all() or not shares.sum() > 0:
        raise ValueError("influence must be at least 0 everywhere and above 0 somewhere (dead neurons have none)")
    return shares / shares.sum()


# ── small networks ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Layer:
    """One layer of a chain: its windows, the same along both axes, and what neurons do with what they read.

    `does` is "relu" or "linear" for a weighted sum with or without ReLU, "max" or "average" for pooling.
    With `skip` a neuron also adds the number in the middle of its window, in the map of the same place.
    """

    window: Window
    does: str = "relu"
    skip: bool = False

    def __post_init__(self):
        if self.does not in ("relu", "linear", "max", "average"):
            raise ValueError(f'a layer does "relu", "linear", "max" or "average", not {self.does!r}')
        if self.skip:
            _middle(self.window)

    @property
    def has_weights(self) -> bool:
        return self.does in ("relu", "linear")


Region = list[range]  # along one axis, for each layer from the input up: the positions that are computed


class Pass(NamedTuple):
    """What a forward pass leaves: for each layer its input, its sums before ReLU and skip; and the top."""

    inputs: list[np.ndarray]
    sums: list[np.ndarray]
    top: np.ndarray


@dataclass(frozen=True)
class Chain:
    """A chain of layers over images (N, C, H, W), with a kernel array and biases for each, None for pooling."""

    layers: tuple[Layer, ...]
    kernels: tuple[np.ndarray | None, ...]
    biases: tuple[np.ndarray | None, ...]

    def __post_init__(self):
        if not len(self.layers) == len(self.kernels) == len(self.biases):
            counts = len(self.layers), len(self.kernels), len(self.biases)
            raise ValueError("{} layers with {} kernels and {} biases: one for each layer, or None".format(*counts))
        for i, (layer, kernel) in enumerate(zip(self.layers, self.kernels, strict=True)):
            if layer.has_weights and kernel is None:
                raise ValueError(f'layer {i} does "{layer.does}" and needs a kernel')
            if not layer.has_weights and kernel is not None:
                raise ValueError(f'layer {i} does "{layer.does}", which needs no kernel')
            if kernel is not None and kernel.shape[2:] != (layer.window.size,) * 2:
                raise ValueError(f"layer {i} has windows of {layer.window.size}, but a kernel of shape {kernel.shape}")
            if layer.skip and kernel is not None and kernel.shape[0] != kernel.shape[1]:
                raise ValueError(f"layer {i} skips, but makes {kernel.shape[0]} maps of {kernel.shape[1]}")

    @classmethod
    def random(cls, layers: Sequence[Layer], rng: np.random.Generator, *, channels: int = 8, maps: int = 1):
        """Weights from a normal distribution of variance 2 / fan-in, biases 0: `maps` in, `channels` from then on."""
        kernels, biases = [], []
        for layer in layers:
            shape = (integer(channels, "channels", 1), integer(maps, "maps", 1), layer.window.size, layer.window.size)
            kernels.append(rng.normal(0, np.sqrt(2 / np.prod(shape[1:])), shape) if layer.has_weights else None)
            biases.append(np.zeros(channels) if layer.has_weights else None)
            maps = channels if layer.has_weights else maps
        return cls(tuple(layers), tuple(kernels), tuple(biases))

    @property
    def windows(self) -> list[Window]:
        return [layer.window for layer in self.layers]

    @property
    def weights(self) -> list[np.ndarray]:
        """The arrays that training changes: kernels and biases, layer by layer."""
        return [w for pair in zip(self.kernels, self.biases, strict=True) for w in pair if w is not None]

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """The maps of the top layer over whole images."""
        return self.forward(x, *(_whole(self.windows, n) for n in np.shape(x)[-2:])).top

    def forward(self, x: np.ndarray, rows: Region, columns: Region) -> Pass:
        """A pass through these regions of the layers; `x` covers the lowest."""
        inputs, sums = [], []
        for i, layer in enumerate(self.layers):
            options, own = self._step(i, rows, columns)
            if layer.does == "max":
                out = convolution.max_pool(x, layer.window.size, **options)
            elif layer.does == "average":
                out = convolution.average_pool(x, layer.window.size, **options)
            else:
                out = convolution.correlate(x, self.kernels[i], bias=self.biases[i], **options)
            inputs.append(x)
            sums.append(out)
            out = convolution.relu(out) if layer.does == "relu" else out
            x = out + x[own] if layer.skip else out
        return Pass(inputs, sums, x)

    def backward(self, made: Pass, gradient: np.ndarray, rows: Region, columns: Region):
        """Gradients at the input and at the sums of each layer, from the `gradient` at the top of a pass."""
        at_sums = []
        for i in reversed(range(len(self.layers))):
            layer, x, above = self.layers[i], made.inputs[i], gradient
            options, own = self._step(i, rows, columns)
            if layer.does == "relu":
                gradient = gradient * (made.sums[i] > 0)
            at_sums.append(gradient)
            if layer.does == "max":
                gradient = convolution.max_pool_gradient(gradient, x, layer.window.size, **options)
            elif layer.does == "average":
                gradient = convolution.average_pool_gradient(gradient, x.shape, layer.window.size, **options)
            else:
                gradient = convolution.input_gradient(gradient, self.kernels[i], x.shape, **options)
            if layer.skip:
                gradient[own] += above
        return gradient, at_sums[::-1]

    def weight_gradients(self, made: Pass, at_sums: list[np.ndarray], rows: Region, columns: Region) -> list:
        """Gradients in the order of `weights`, from those at the sums of each layer."""
        found = []
        for i, kernel in enumerate(self.kernels):
            if kernel is not None:
                options, _ = self._step(i, rows, columns)
                found.append(convolution.kernel_gradient(at_sums[i], made.inputs[i], kernel.shape, **options))
                found.append(convolution.bias_gradient(at_sums[i]))
        return found

    def _step(self, i: int, rows: Region, columns: Region) -> tuple[dict, tuple]:
        """For layer i: its windows with the padding that its regions leave, and where a skip reads."""
        window = self.layers[i].window
        padding, own = [], [...]
        for below, above in ((rows[i], rows[i + 1]), (columns[i], columns[i + 1])):
            first, last = window.positions(above[0])[0], window.positions(above[-1])[-1]
            padding.append((max(0, below[0] - first), max(0, last - below[-1])))
            middle = first + window.span // 2 - below[0]
            own.append(slice(middle, middle + len(above)))
        return {"stride": window.stride, "padding": padding, "dilation": window.dilation}, tuple(own)


def _whole(windows: Sequence[Window], n: int) -> Region:
    """All positions of all layers over n pixels."""
    region = [range(n)]
    for window in windows:
        region.append(range(window.outputs(len(region[-1]))))
    return region


def _reached(windows: Sequence[Window], u: int, whole: Region | None = None) -> Region:
    """The positions in each layer that neuron u of the top depends on; clipped to the `whole` where given."""
    region = [range(u, u + 1)]
    for i in reversed(range(len(windows))):
        first, last = windows[i].positions(region[0][0])[0], windows[i].positions(region[0][-1])[-1]
        if whole:
            first, last = max(first, 0), min(last, len(whole[i]) - 1)
        region.insert(0, range(first, last + 1))
    return region


# ── gradients and pokes ───────────────────────────────────────────────────────────────────────────────────


def input_gradient_of_neuron(network: Chain, x: np.ndarray, unit: tuple[int, int], *, map: int = 0) -> np.ndarray:
    """Gradient of one neuron of the top layer with respect to the image `x` (C, H, W): 0 outside its field.

    Both passes run inside the neuron's field only, which is all that the answer depends on.
    """
    regions = []
    for u, n in zip(unit, _one_image(x)[1:], strict=True):
        whole = _whole(network.windows, n)
        regions.append(_reached(network.windows, _below(u, len(whole[-1]), "unit"), whole))
    rows, columns = regions
    field = np.s_[:, rows[0].start : rows[0].stop, columns[0].start : columns[0].stop]
    made = network.forward(x[field][None], rows, columns)
    inside = network.backward(made, _one(made.top, map), rows, columns)[0][0]
    gradient = np.zeros(x.shape, inside.dtype)
    gradient[field] = inside
    return gradient


def poke(network: Chain, x: np.ndarray, unit: tuple[int, int], by: float, *, map: int = 0) -> np.ndarray:
    """How much one neuron of the top layer changes when each pixel of the image `x` (C, H, W) is raised by `by`.

    Returns (H, W): all channels of a pixel are raised together, one pixel at a time. Knows no window.
    """
    _, height, width = _one_image(x)
    pixels = height * width
    poked = np.repeat(np.asarray(x, dtype=float)[None], pixels + 1, axis=0)
    poked.reshape(pixels + 1, -1, pixels)[np.arange(pixels), :, np.arange(pixels)] += by
    top = network(poked)
    place = (
        _below(i, n, what) for i, n, what in zip((map, *unit), top.shape[1:], ("map", "unit", "unit"), strict=True)
    )
    *changed, unchanged = top[:, *place]
    return (np.array(changed) - unchanged).reshape(height, width)


def _one(top: np.ndarray, map: int) -> np.ndarray:
    """A gradient of 1 at the one neuron of each image that a pass ends in."""
    gradient = np.zeros_like(top)
    gradient[:, _below(map, top.shape[1], "map")] = 1
    return gradient


def _one_image(x: np.ndarray) -> tuple[int, int, int]:
    """The shape of one image; ValueError for anything else."""
    if np.ndim(x) != 3:
        raise ValueError(f"x must be one image (C, H, W), not of shape {np.shape(x)}")
    return np.shape(x)


def _below(value, count: int, what: str) -> int:
    """`value` as the number of one of `count` things, counted from 0."""
    if integer(value, what, least=0) >= count:
        raise ValueError(f"{what} {value} must be below {count}")
    return value


# ── influence, averaged ───────────────────────────────────────────────────────────────────────────────────


def influence(network: Chain, images: np.ndarray) -> np.ndarray:
    """Mean squared gradient of the one neuron that `images` (N, C, r, r), as large as its field, end in: (r, r).

    The neuron stands far from all borders: no layer pads. The mean runs over images and channels.
    """
    region = _reached(network.windows, 0)
    if np.shape(images)[-2:] != (len(region[0]),) * 2:
        raise ValueError(f"images must be as large as the field, {len(region[0])}, not {np.shape(images)[-2:]}")
    made = network.forward(images, region, region)
    gradient, _ = network.backward(made, _one(made.top, 0), region, region)
    return (gradient**2).mean(axis=(0, 1))


def random_influence(
    layers: Sequence[Layer], *, channels: int = 8, maps: int = 1, networks: int = 20, images: int = 8, seed: int
) -> np.ndarray:
    """Influence on the top neuron of a random network, averaged over networks and images; sums to 1.

    Weights are those of `Chain.random`, pixels normally distributed with variance 1.
    """
    rng = np.random.default_rng(seed)
    side = len(_reached([layer.window for layer in layers], 0)[0])
    total = np.zeros((side, side))
    for _ in range(networks):
        network = Chain.random(layers, rng, channels=channels, maps=maps)
        total += influence(network, rng.normal(size=(images, maps, side, side)))
    return _shares(total)


# ── before and after training ─────────────────────────────────────────────────────────────────────────────


class Training(NamedTuple):
    """Influence before and after training, each (r, r) and summing to 1, and the loss at every step."""

    before: np.ndarray
    after: np.ndarray
    losses: np.ndarray


def trained_influence(
    layers: Sequence[Layer], *, channels: int = 6, steps: int = 150, batch: int = 32, seed: int
) -> Training:
    """Influence on a neuron that learns to say whether a bright spot hides anywhere in its field.

    The neuron is map 0 of the top layer, its goal +1 with a spot and −1 without (see `spots`), its loss the
    mean squared error, the method Adam. About a second for eight layers of 3×3; the same seed, the same numbers.
    """
    rng = np.random.default_rng(seed)
    network = Chain.random(layers, rng, channels=channels)
    region = _reached(network.windows, 0)
    unseen, _ = spots(rng, 64, len(region[0]))
    before = influence(network, unseen)
    adam = _Adam(network.weights)
    losses = []
    for _ in range(steps):
        images, goals = spots(rng, batch, len(region[0]))
        made = network.forward(images, region, region)
        misses = made.top[:, 0, 0, 0] - goals
        losses.append(np.mean(misses**2))
        slope = _one(made.top, 0) * (2 * misses / batch)[:, None, None, None]
        _, at_sums = network.backward(made, slope, region, region)
        adam.step(network.weight_gradients(made, at_sums, region, region))
    after = influence(network, unseen)
    return Training(_shares(before), _shares(after), np.array(losses))


def spots(rng: np.random.Generator, images: int, side: int) -> tuple[np.ndarray, np.ndarray]:
    """Noise images (N, 1, side, side), a spot of 3×3 somewhere in about half of them, and +1 or −1 for each.

    The noise has standard deviation 0.3; a spot raises its pixels by 1.5.
    """
    pictures = rng.normal(0, 0.3, (images, 1, side, side))
    has_spot = rng.random(images) < 0.5
    for i in np.flatnonzero(has_spot):
        u, v = rng.integers(0, side - 2, 2)
        pictures[i, 0, u : u + 3, v : v + 3] += 1.5
    return pictures, np.where(has_spot, 1.0, -1.0)


class _Adam:
    """The method of Kingma and Ba 2014, arXiv 1412.6980, on arrays that it changes in place."""

    RATE, KEEP_MEAN, KEEP_SQUARE = 0.005, 0.9, 0.99

    def __init__(self, weights: list[np.ndarray]):
        self.steps, self.weights = 0, weights
        self.means = [np.zeros_like(w) for w in weights]
        self.squares = [np.zeros_like(w) for w in weights]

    def step(self, gradients: list[np.ndarray]) -> None:
        """One step against the gradients, which come in the order of the weights."""
        self.steps += 1
        seen_mean, seen_square = 1 - self.KEEP_MEAN**self.steps, 1 - self.KEEP_SQUARE**self.steps
        for weight, mean, square, gradient in zip(self.weights, self.means, self.squares, gradients, strict=True):
            mean += (1 - self.KEEP_MEAN) * (gradient - mean)
            square += (1 - self.KEEP_SQUARE) * (gradient**2 - square)
            weight -= self.RATE * (mean / seen_mean) / (np.sqrt(square / seen_square) + 1e-8)
