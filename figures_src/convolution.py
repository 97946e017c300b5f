"""Arrays: what the windows of a layer compute, and the gradients of it. NumPy only.

Maps are arrays (C, H, W), a batch of them is (N, C, H, W), and one map alone may be (H, W). Kernels are
(K, C / groups, h, w), K of them; one kernel for one map alone is (h, w). `stride`, `padding` and `dilation`
are one number or a pair (vertical, horizontal); either padding may itself be a pair (before, after).
Integers are computed in 64 bits and exact, but means are floats; floats keep their precision. All errors are ValueErrors.
"""

from __future__ import annotations

import operator
from typing import NamedTuple

import numpy as np

from figures_src.windows import Window, integer

Shape = tuple[int, ...]
Axes = tuple[Window, Window]


def correlate(x, kernel, *, stride=1, padding=0, dilation=1, groups=1, bias=None) -> np.ndarray:
    """What a convolutional layer computes: each kernel laid on each window, products summed, bias added.

    Returns one number a neuron: (K, o, p), with N in front for a batch, and (o, p) for one map alone.
    `bias` holds one number a kernel. Kernels are not flipped; frameworks call this convolution.
    """
    layer = _layer(np.shape(x), np.shape(kernel), stride, padding, dilation, groups)
    x, kernel = _exact(_numbers(x, "x"), _numbers(kernel, "kernel"))
    x, kernel = _padded(x.reshape(layer.input), layer.axes, 0), kernel.reshape(layer.kernel)
    return _apply(x, kernel, layer.axes, layer.output, layer.groups, bias).reshape(layer.neurons)


def convolve(x, kernel, *, stride=1, padding=0, dilation=1, groups=1, bias=None) -> np.ndarray:
    """Convolution as mathematics defines it: `correlate` with every kernel flipped along both axes."""
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups, "bias": bias}
    return correlate(x, _flip(_numbers(kernel, "kernel", least_rank=2)), **options)


def input_gradient(gradient, kernel, shape, *, stride=1, padding=0, dilation=1, groups=1) -> np.ndarray:
    """Gradient with respect to the input of `correlate`, given the `gradient` at its neurons.

    `shape` is the input's. Each pixel collects from the neurons that read it, each through the weight it
    read the pixel with: a correlation of the gradient with the flipped kernels.
    """
    layer = _layer(shape, np.shape(kernel), stride, padding, dilation, groups)
    gradient, kernel = _exact(_numbers(gradient, "gradient", layer.neurons), _numbers(kernel, "kernel"))
    return _spread(gradient.reshape(layer.output), kernel.reshape(layer.kernel), layer).reshape(shape)


def kernel_gradient(gradient, x, shape, *, stride=1, padding=0, dilation=1, groups=1) -> np.ndarray:
    """Gradient with respect to the kernels of `correlate`: a sum over all neurons that share a weight.

    `gradient` is given at the neurons, `x` is the layer's input and `shape` the kernels' shape.
    """
    layer = _layer(np.shape(x), shape, stride, padding, dilation, groups)
    x, gradient = _exact(_numbers(x, "x"), _numbers(gradient, "gradient", layer.neurons))
    x = _padded(x.reshape(layer.input), layer.axes, 0)
    columns = _columns(x, layer.axes, layer.output[2:], layer.groups)
    gradient = gradient.reshape(*columns.shape[:2], -1, columns.shape[3])
    return (gradient @ columns.swapaxes(2, 3)).sum(axis=0).reshape(shape)


def bias_gradient(gradient) -> np.ndarray:
    """Gradient with respect to the biases of `correlate`: one sum a map, over its neurons and the batch."""
    gradient = _wide(_numbers(gradient, "gradient", least_rank=2))
    return gradient.sum(axis=(0, 2, 3) if gradient.ndim == 4 else (-2, -1))


def transposed(x, kernel, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1, bias=None) -> np.ndarray:
    """Transposed convolution: the input gradient of `correlate`, used as a layer of its own.

    `kernel` belongs to the layer that is transposed: (maps in, maps out / groups, h, w), or (h, w) for one
    map alone. Several input sizes of that layer give the same output size when its stride is above 1;
    `output_padding`, below the stride, chooses among them.
    """
    shape, kernel_shape = _ranks(np.shape(x), np.shape(kernel))
    axes = _axes(kernel_shape[-2:], stride, padding, dilation)
    extra = _pair(output_padding, "output padding")
    sides = [window.transposed_outputs(n, more) for window, n, more in zip(axes, shape[-2:], extra, strict=True)]
    channels = (kernel_shape[1] * integer(groups, "groups", least=1),) if len(kernel_shape) == 4 else ()
    below = (*shape[:-3], *channels, *sides)
    layer = _layer(below, kernel_shape, stride, padding, dilation, groups)
    x, kernel = _exact(_numbers(x, "x", layer.neurons), _numbers(kernel, "kernel"))
    return _spread(x.reshape(layer.output), kernel.reshape(layer.kernel), layer, bias).reshape(below)


def as_matrix(kernel, shape, *, stride=1, padding=0, dilation=1, groups=1) -> np.ndarray:
    """The layer as a matrix, one row a neuron, one column a number of the input; mostly zeros.

    `shape` is the input's, (C, H, W) or (H, W): `as_matrix(kernel, x.shape) @ x.ravel()` are the numbers of
    `correlate(x, kernel)` in order.
    """
    layer = _layer(shape, np.shape(kernel), stride, padding, dilation, groups)
    if len(shape) == 4:
        raise ValueError(f"shape must be (C, H, W) or (H, W), not {tuple(shape)}")
    kernel = _wide(_numbers(kernel, "kernel")).reshape(layer.groups, -1, 1, int(np.prod(layer.kernel[1:])))
    size = int(np.prod(layer.input))
    # numbered from 1, since windows that reach into the padding read 0 there
    places = _padded(np.arange(1, size + 1).reshape(layer.input), layer.axes, 0)
    read = _columns(places, layer.axes, layer.output[2:], layer.groups)[0].swapaxes(1, 2)[:, None]
    matrix = np.zeros((*kernel.shape[:2], read.shape[2], size + 1), kernel.dtype)
    np.put_along_axis(matrix, read, kernel, axis=3)
    return matrix[..., 1:].reshape(-1, size)


def relu(x) -> np.ndarray:
    """Positive numbers stay, all others become 0."""
    return np.maximum(_numbers(x, "x"), 0)


def max_pool(x, size, *, stride=None, padding=0, dilation=1) -> np.ndarray:
    """The largest number in each window of each map, in the shape of `x` with pooled sides.

    The stride is the window's size unless given. Padding never wins.
    """
    return _pool_windows(x, size, stride, padding, dilation)[0].max(axis=(-2, -1))


def max_pool_gradient(gradient, x, size, *, stride=None, padding=0, dilation=1) -> np.ndarray:
    """Gradient with respect to the input of `max_pool`: all of it goes to the first winner of each window."""
    windows, axes = _pool_windows(x, size, stride, padding, dilation)
    gradient = _wide(_numbers(gradient, "gradient", windows.shape[:-2]))
    height, width = np.shape(x)[-2:]
    u, v = (np.arange(n) for n in windows.shape[-4:-2])
    inside = _windows(np.ones((height, width), bool), axes, fill=False)  # padding does not win a tie either
    best = inside & ~(windows < windows.max(axis=(-2, -1), keepdims=True))
    winner = best.reshape(*windows.shape[:-2], -1).argmax(axis=-1)
    tap_row, tap_column = np.divmod(winner, axes[1].size)
    row = u[:, None] * axes[0].stride - axes[0].padding[0] + tap_row * axes[0].dilation
    column = v * axes[1].stride - axes[1].padding[0] + tap_column * axes[1].dilation
    maps = np.zeros((int(np.prod(np.shape(x)[:-2])), height, width), gradient.dtype)
    each = np.arange(len(maps))[:, None, None]
    shape = (len(maps), len(u), len(v))
    np.add.at(maps, (each, row.reshape(shape), column.reshape(shape)), gradient.reshape(shape))
    return maps.reshape(np.shape(x))


def average_pool(x, size, *, stride=None, padding=0, dilation=1) -> np.ndarray:
    """The mean of each window of each map; the stride is the window's size unless given.

    Padding counts as zeros, in the sum and in the number of values.
    """
    stride = size if stride is None else stride
    return patches(x, size, stride=stride, padding=padding, dilation=dilation).mean(axis=(-2, -1))


def average_pool_gradient(gradient, shape, size, *, stride=None, padding=0, dilation=1) -> np.ndarray:
    """Gradient with respect to the input of `average_pool`, of shape `shape`: equal parts to a whole window."""
    stride = size if stride is None else stride
    axes = _axes(size, stride, padding, dilation)
    if np.size(shape) < 2:
        raise ValueError(f"shape must be (H, W) or longer, not {shape!r}")
    gradient = _numbers(gradient, "gradient", (*shape[:-2], *_outputs(axes, shape[-2:])))
    # every map alone is a layer of one kernel of ones
    each = gradient.reshape(-1, 1, *gradient.shape[-2:]) / (axes[0].size * axes[1].size)
    kernel, below = np.ones((1, 1, axes[0].size, axes[1].size), each.dtype), (len(each), 1, *shape[-2:])
    back = input_gradient(each, kernel, below, stride=stride, padding=padding, dilation=dilation)
    return back.reshape(shape)


def patches(x, size, *, stride=1, padding=0, dilation=1) -> np.ndarray:
    """All windows of each map, a read-only view: neuron (u, v) reads `patches(…)[..., u, v, :, :]`."""
    x = _numbers(x, "x", least_rank=2)
    return _windows(x, _axes(size, stride, padding, dilation), fill=0)


def patch(x, unit, size, *, stride=1, padding=0, dilation=1) -> np.ndarray:
    """What the neuron at row and column `unit` reads of each map; what lies in the padding is 0."""
    windows = patches(x, size, stride=stride, padding=padding, dilation=dilation)
    u, v = (integer(i, "unit", least=0) for i in _pair(unit, "unit"))
    if u >= windows.shape[-4] or v >= windows.shape[-3]:
        raise ValueError(f"no neuron {u}, {v} in a map of {windows.shape[-4]}×{windows.shape[-3]}")
    return windows[..., u, v, :, :]


# ── windows as columns, and their products ────────────────────────────────────────────────────────────────

BAND = 2**20  # bytes of columns made at a time, so that they stay in the processor's cache


def _apply(x: np.ndarray, kernel: np.ndarray, axes: Axes, output: Shape, groups: int, bias) -> np.ndarray:
    """Kernels times windows, for as many rows of neurons at a time as fit a band, plus the biases.

    `x` (N, C, H, W) is padded, `kernel` is (K, C / groups, h, w), the result (N, K, o, p) of shape `output`.
    """
    n, _, o, p = output
    bias = np.zeros(1, x.dtype) if bias is None else _numbers(np.atleast_1d(bias), "bias", (output[1],))
    bias = _wide(bias) if x.dtype.kind in "iu" else bias
    out = np.empty(output, np.result_type(x, bias))
    kernel = kernel.reshape(groups, output[1] // groups, -1)
    rows = max(1, BAND // (n * groups * kernel.shape[2] * p * x.itemsize))
    for first in range(0, o, rows):
        last = min(first + rows, o)
        read = x[:, :, first * axes[0].stride : (last - 1) * axes[0].stride + axes[0].span]
        products = kernel @ _columns(read, axes, (last - first, p), groups)
        np.add(products.reshape(n, -1, last - first, p), bias[:, None, None], out=out[:, :, first:last])
    return out


def _spread(above: np.ndarray, kernel: np.ndarray, layer: _Layer, bias=None) -> np.ndarray:
    """Numbers at the neurons sent back along their wires, and summed at the pixels where they arrive.

    That is a correlation with the flipped kernels, over the neurons standing `stride` apart.
    """
    places = [_places(*axis) for axis in zip(layer.axes, layer.input[2:], layer.output[2:], strict=True)]
    (height, *rows), (width, *columns) = places
    apart = np.zeros((*layer.output[:2], height, width), above.dtype)
    apart[:, :, rows[0], columns[0]] = above
    # one kernel for each map of the input, reading all maps of neurons that its group made
    back = kernel.reshape(layer.groups, -1, *layer.kernel[1:]).swapaxes(1, 2)
    back = _flip(back.reshape(layer.input[1], -1, *layer.kernel[2:]))
    wires = tuple(Window(window.size, dilation=window.dilation) for window in layer.axes)
    return _apply(apart[:, :, rows[1], columns[1]], back, wires, layer.input, layer.groups, bias)


def _places(window: Window, n: int, o: int) -> tuple[int, slice, slice]:
    """For the way back along an axis: the room it takes, where the o neurons stand, what reaches n pixels.

    Neurons stand `stride` apart over the padded input, with span − 1 zeros around for the wires that leave.
    """
    first = window.span - 1
    return (
        n + sum(window.padding) + 2 * first,
        slice(first, first + (o - 1) * window.stride + 1, window.stride),
        slice(window.padding[0], window.padding[0] + n + first),
    )


def _columns(x: np.ndarray, axes: Axes, sides: Shape, groups: int) -> np.ndarray:
    """What each neuron reads, one column a neuron: (N, groups, weights of a kernel, neurons of a map).

    `x` (N, C, H, W) is padded; `sides` is how many neurons stand along each axis.
    """
    x = np.ascontiguousarray(x)
    n, c, height, _ = x.shape
    down, along = axes
    o, p = sides
    # first the windows of every row, then the rows of every window: far fewer and longer runs to copy
    *maps, row, pixel = x.strides
    strides = (*maps, pixel * along.dilation, row, pixel * along.stride)
    x = np.ndarray((n, c, along.size, height, p), x.dtype, x, strides=strides).copy()
    *maps, tap, row, pixel = x.strides
    strides = (*maps, row * down.dilation, tap, row * down.stride, pixel)
    windows = np.ndarray((n, c, down.size, along.size, o, p), x.dtype, x, strides=strides)
    return windows.reshape(n, groups, c // groups * down.size * along.size, o * p)


def _windows(x: np.ndarray, axes: Axes, fill) -> np.ndarray:
    """All windows of the padded maps, (…, o, p, h, w), as a read-only view."""
    sides = _outputs(axes, x.shape[-2:])
    x = _padded(x, axes, fill)
    down, along = axes
    *maps, row, pixel = x.strides
    strides = (*maps, row * down.stride, pixel * along.stride, row * down.dilation, pixel * along.dilation)
    shape = (*x.shape[:-2], *sides, down.size, along.size)
    windows = np.ndarray(shape, x.dtype, x, strides=strides)
    windows.flags.writeable = False
    return windows


def _padded(x: np.ndarray, axes: Axes, fill) -> np.ndarray:
    """The maps with their padding around them, in one piece of memory."""
    (top, bottom), (left, right) = axes[0].padding, axes[1].padding
    if not (top or bottom or left or right):
        return np.ascontiguousarray(x)
    height, width = x.shape[-2:]
    padded = np.full((*x.shape[:-2], top + height + bottom, left + width + right), fill, x.dtype)
    padded[..., top : top + height, left : left + width] = x
    return padded


def _pool_windows(x, size, stride, padding, dilation) -> tuple[np.ndarray, Axes]:
    """The windows of a max-pooling, padded with a number that never wins, and the windows along each axis."""
    x = _numbers(x, "x", least_rank=2)
    axes = _axes(size, size if stride is None else stride, padding, dilation)
    for window, n in zip(axes, x.shape[-2:], strict=True):
        read = np.arange(window.outputs(n))[:, None] * window.stride + np.array(window.positions(0))
        if not ((read >= 0) & (read < n)).any(axis=1).all():
            raise ValueError(f"padding {window.padding} leaves a window without any of the {n} inputs")
    lowest = -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min
    return _windows(x, axes, fill=lowest), axes


def _flip(kernel: np.ndarray) -> np.ndarray:
    return kernel[..., ::-1, ::-1]


# ── what comes in ─────────────────────────────────────────────────────────────────────────────────────────


class _Layer(NamedTuple):
    """The shapes of a layer with all four axes written out, and that of its neurons as the caller sees it."""

    input: Shape
    kernel: Shape
    output: Shape
    neurons: Shape
    axes: Axes
    groups: int


def _layer(shape, kernel, stride, padding, dilation, groups) -> _Layer:
    """The layer that kernels of shape `kernel` make over an input of shape `shape`."""
    shape, kernel = _ranks(shape, kernel)
    axes = _axes(kernel[-2:], stride, padding, dilation)
    groups = integer(groups, "groups", least=1)
    full, kernels = (1, 1, *shape)[-4:], (1, 1, *kernel)[-4:]
    if kernels[1] * groups != full[1]:
        raise ValueError(f"{groups} group(s) of kernels reading {kernels[1]} maps do not fit {full[1]} maps")
    if kernels[0] % groups:
        raise ValueError(f"{kernels[0]} kernels do not divide into {groups} groups")
    output = (full[0], kernels[0], *_outputs(axes, full[2:]))
    neurons = output[2:] if len(shape) == 2 else output[4 - len(shape) :]
    return _Layer(full, kernels, output, neurons, axes, groups)


def _ranks(shape, kernel) -> tuple[Shape, Shape]:
    """Both shapes as tuples, checked to belong together by their number of axes."""
    shape, kernel = (tuple(sides) if np.iterable(sides) else (sides,) for sides in (shape, kernel))
    if (len(shape), len(kernel)) not in ((2, 2), (3, 4), (4, 4)):
        raise ValueError(
            f"maps of shape {shape} and kernels of shape {kernel}: wanted (C, H, W) or (N, C, H, W) "
            "with (K, C / groups, h, w), or (H, W) with (h, w)"
        )
    if 0 in shape or 0 in kernel:
        raise ValueError(f"nothing to compute: maps of shape {shape}, kernels of shape {kernel}")
    return shape, kernel


def _axes(size, stride, padding, dilation) -> Axes:
    """The window along each axis."""
    pairs = _pair(size, "size"), _pair(stride, "stride"), _pair(padding, "padding"), _pair(dilation, "dilation")
    vertical, horizontal = zip(*pairs, strict=True)
    window = _window(*vertical)
    # made once where one value was given for both axes: a twentieth of the time of a small layer
    return window, window if all(map(operator.is_, vertical, horizontal)) else _window(*horizontal)


def _window(size, stride, padding, dilation) -> Window:
    return Window(size, stride=stride, padding=padding, dilation=dilation)


def _pair(value, what: str) -> tuple:
    """One value for both axes, or the two of a pair (vertical, horizontal)."""
    if not isinstance(value, (tuple, list)):
        return value, value
    if len(value) != 2:
        raise ValueError(f"{what} must be one value or a pair (vertical, horizontal), not {value!r}")
    return tuple(value)


def _outputs(axes: Axes, sides) -> Shape:
    return axes[0].outputs(sides[0]), axes[1].outputs(sides[1])


def _numbers(x, what: str, shape: Shape | None = None, least_rank: int = 0) -> np.ndarray:
    """`x` as an array of whole or floating-point numbers, of the shape or rank that is wanted."""
    x = np.asarray(x)
    if x.dtype.kind not in "iuf":
        raise ValueError(f"{what} must hold whole or floating-point numbers, not {x.dtype}")
    if shape is not None and x.shape != tuple(shape):
        raise ValueError(f"{what} must be of shape {tuple(shape)}, not {x.shape}")
    if x.ndim < least_rank or x.ndim > 4:
        raise ValueError(f"{what} must have {least_rank} to 4 axes, not {x.ndim}: shape {x.shape}")
    return x


def _wide(x: np.ndarray) -> np.ndarray:
    """Integers in 64 bits, where they can all be added; floats as they are."""
    if x.dtype.kind not in "iu":
        return x
    _fits(np.abs(x.astype(float)).sum())
    return x.astype(np.int64, copy=False)


def _exact(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both in the type of their product; for integers one in which no sum of products can overflow."""
    dtype = np.result_type(a, b)
    if a.dtype.kind in "iu" and b.dtype.kind in "iu":
        dtype = np.int64
        _fits(np.abs(a.astype(float)).max() * np.abs(b.astype(float)).sum())
    return a.astype(dtype, copy=False), b.astype(dtype, copy=False)


def _fits(largest: float) -> None:
    """Whether sums so large, and a bias as large again, fit 64-bit integers; ValueError if not."""
    if largest >= 2**62:
        raise ValueError(f"sums up to {largest:.3g} do not fit 64-bit integers; use floats")
