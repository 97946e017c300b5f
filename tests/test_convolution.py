"""Convolution and its gradients against plain loops, SciPy, polynomials, finite differences and printed examples."""

from itertools import product

import numpy as np
import pytest
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st

from figures_src.convolution import (
    as_matrix,
    average_pool,
    average_pool_gradient,
    bias_gradient,
    convolve,
    correlate,
    input_gradient,
    kernel_gradient,
    max_pool,
    max_pool_gradient,
    patch,
    patches,
    relu,
    transposed,
)

quick = settings(max_examples=40, deadline=None)
D2L = np.arange(9).reshape(3, 3), np.array([[0, 1], [2, 3]])


def numbers(shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def whole_numbers(shape, seed=0):
    return np.random.default_rng(seed).integers(-9, 10, size=shape)


# ── a second implementation, by plain loops ───────────────────────────────────────────────────────────────


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


def wires(shape, kernel, stride=1, padding=0, dilation=1, groups=1):
    """Every wire of a layer over an input (N, C, H, W), found by trying: (neuron, pixel, weight)."""
    (stride_v, stride_h), (dilation_v, dilation_h) = pair(stride), pair(dilation)
    (top, bottom), (left, right) = (pair(side) for side in pair(padding))
    images, _, height, width = shape
    kernels, reads, size_v, size_h = kernel
    reach_v, reach_h = dilation_v * (size_v - 1), dilation_h * (size_h - 1)
    rows = range(-top, height + bottom - reach_v, stride_v)
    columns = range(-left, width + right - reach_h, stride_h)
    for n, k, (u, row), (v, column) in product(range(images), range(kernels), enumerate(rows), enumerate(columns)):
        for c, t, s in product(range(reads), range(size_v), range(size_h)):
            y, x = row + dilation_v * t, column + dilation_h * s
            if 0 <= y < height and 0 <= x < width:
                group = k // (kernels // groups)
                yield (n, k, u, v), (n, group * reads + c, y, x), (k, c, t, s)


def padded(shape, options):
    """The layer over (C, H, W) as one over a padded input without padding: its input's shape and options."""
    sides = [n + sum(pair(side)) for n, side in zip(shape[1:], pair(options["padding"]), strict=True)]
    return (1, shape[0], *sides), options | {"padding": 0}


@st.composite
def layers(draw):
    """A random layer: the input's shape, the kernels' shape and the options."""
    groups = draw(st.integers(1, 2))
    side = st.integers(1, 3)
    options = {
        "stride": draw(side | st.tuples(side, side)),
        "padding": draw(st.integers(0, 3) | st.tuples(st.integers(0, 2), st.tuples(st.integers(0, 2), st.just(1)))),
        "dilation": draw(st.integers(1, 2) | st.tuples(st.integers(1, 2), side)),
        "groups": groups,
    }
    size = draw(side), draw(side)
    reach = [d * (k - 1) + 1 for k, d in zip(size, pair(options["dilation"]), strict=True)]
    sides = [draw(st.integers(most, most + 3)) for most in reach]
    channels, kernels = groups * draw(st.integers(1, 2)), groups * draw(st.integers(1, 2))
    return (draw(st.integers(1, 2)), channels, *sides), (kernels, channels // groups, *size), options


@quick
@given(layers())
def test_a_layer_and_its_gradients_are_sums_over_its_wires(layer):
    shape, kernel_shape, options = layer
    x, kernel = whole_numbers(shape, 1), whole_numbers(kernel_shape, 2)
    neurons = correlate(x, kernel, **options)
    gradient = whole_numbers(neurons.shape, 3)
    out, to_input, to_kernel = (np.zeros(a.shape, int) for a in (neurons, x, kernel))
    for neuron, pixel, weight in wires(shape, kernel_shape, **options):
        out[neuron] += x[pixel] * kernel[weight]
        to_input[pixel] += gradient[neuron] * kernel[weight]
        to_kernel[weight] += gradient[neuron] * x[pixel]
    assert (neurons == out).all()
    assert (input_gradient(gradient, kernel, shape, **options) == to_input).all()
    assert (kernel_gradient(gradient, x, kernel_shape, **options) == to_kernel).all()


@quick
@given(layers())
def test_the_matrix_computes_the_layer_and_its_transpose_the_way_back(layer):
    shape, kernel_shape, options = layer
    x, kernel = whole_numbers(shape[1:], 1), whole_numbers(kernel_shape, 2)
    matrix, neurons = as_matrix(kernel, x.shape, **options), correlate(x, kernel, **options)
    assert matrix.shape == (neurons.size, x.size)
    assert (matrix @ x.ravel() == neurons.ravel()).all()
    gradient = whole_numbers(neurons.shape, 3)
    assert (matrix.T @ gradient.ravel() == input_gradient(gradient, kernel, x.shape, **options).ravel()).all()


@quick
@given(layers())
def test_transposed_convolution_is_the_transposed_matrix(layer):
    shape, kernel_shape, options = layer
    kernel = whole_numbers(kernel_shape, 2)
    below = shape[1:]
    x = whole_numbers(correlate(np.zeros(below), kernel, **options).shape, 3)
    # padded pixels after the last window, which a transposed layer can only know when told
    whole, without_padding = padded(below, options)
    rows, columns = zip(*(pixel[2:] for _, pixel, _ in wires(whole, kernel_shape, **without_padding)), strict=True)
    extra = whole[2] - 1 - max(rows), whole[3] - 1 - max(columns)
    out = transposed(x, kernel, output_padding=extra, **options)
    assert out.shape == below
    assert (out.ravel() == as_matrix(kernel, below, **options).T @ x.ravel()).all()


# ── by hand and from print ────────────────────────────────────────────────────────────────────────────────


def test_the_sums_that_dive_into_deep_learning_prints():
    image, kernel = D2L
    assert correlate(image, kernel).tolist() == [
        [0 * 0 + 1 * 1 + 3 * 2 + 4 * 3, 1 * 0 + 2 * 1 + 4 * 2 + 5 * 3],
        [3 * 0 + 4 * 1 + 6 * 2 + 7 * 3, 4 * 0 + 5 * 1 + 7 * 2 + 8 * 3],
    ]
    assert correlate(image, kernel).tolist() == [[19, 25], [37, 43]]
    assert convolve(image, kernel).tolist() == [[5, 11], [23, 29]]


def test_correlation_and_convolution_along_a_line():
    line, kernel = np.array([[2, 1, 3, 5, 4]]), np.array([[1, -1]])
    assert correlate(line, kernel).tolist() == [[2 - 1, 1 - 3, 3 - 5, 5 - 4]]
    assert convolve(line, kernel).tolist() == [[1 - 2, 3 - 1, 5 - 3, 4 - 5]]


def test_channels_are_summed_and_the_bias_added_once():
    x = np.array([[[1, 2], [3, 4]], [[10, 20], [30, 40]]])
    kernel = np.array([[[[1, 0], [0, 1]], [[0, 1], [1, 0]]]])
    assert correlate(x, kernel, bias=[7]).tolist() == [[[1 + 4 + 20 + 30 + 7]]]


def test_seventy_five_weights_and_784_neurons():
    x, kernel = numbers((3, 32, 32)), numbers((1, 3, 5, 5))
    assert correlate(x, kernel).shape == (1, 28, 28)
    matrix = as_matrix(kernel, x.shape)
    assert matrix.shape == (784, 3 * 32 * 32)
    assert np.count_nonzero(matrix) == 784 * 75
    values, uses = np.unique(matrix[matrix != 0], return_counts=True)
    assert len(values) == 75
    assert (uses == 784).all()


def test_a_matrix_of_whole_numbers_for_a_small_image():
    matrix = as_matrix(np.arange(1, 10).reshape(3, 3), (5, 5))
    assert (matrix.shape, np.count_nonzero(matrix)) == ((9, 25), 81)
    assert matrix[0].reshape(5, 5).tolist() == [
        [1, 2, 3, 0, 0], [4, 5, 6, 0, 0], [7, 8, 9, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0],
    ]  # fmt: skip


def test_transposed_convolution_spreads_a_kernel():
    assert transposed([[1, 10]], [[1, 2, 3]], stride=(1, 2)).tolist() == [[1, 2, 3 + 10, 20, 30]]
    assert transposed([[1, 10]], [[1, 2, 3]], stride=(1, 2), output_padding=(0, 1)).tolist() == [
        [1, 2, 3 + 10, 20, 30, 0]
    ]
    assert transposed([[[1]], [[1]]], np.ones((2, 1, 1, 2), int), bias=[5]).tolist() == [[[2 + 5, 2 + 5]]]


def test_the_gradient_of_a_shared_weight_is_the_sum_over_sixteen_neurons():
    x, kernel = numbers((5, 5), 1), numbers((2, 2), 2)
    gradient = numbers((4, 4), 3)
    contributions = [gradient[u, v] * x[u, v] for u, v in product(range(4), range(4))]
    assert len(contributions) == 16
    assert kernel_gradient(gradient, x, kernel.shape)[0, 0] == pytest.approx(sum(contributions))


def test_a_bias_is_shared_by_a_map():
    gradient = np.arange(12).reshape(2, 3, 2)
    assert bias_gradient(gradient).tolist() == [0 + 1 + 2 + 3 + 4 + 5, 6 + 7 + 8 + 9 + 10 + 11]
    assert bias_gradient(np.stack([gradient, gradient])).tolist() == [2 * 15, 2 * 51]
    assert bias_gradient(gradient[0]) == 15


def test_relu():
    assert relu([[-1, 0], [2, -3]]).tolist() == [[0, 0], [2, 0]]


# ── against SciPy, NumPy's polynomials and finite differences ─────────────────────────────────────────────


@quick
@given(st.integers(1, 4), st.integers(1, 4), st.integers(4, 9), st.integers(4, 9))
def test_scipy_agrees(h, w, height, width):
    x, kernel = numbers((height, width), 1), numbers((h, w), 2)
    # SciPy keeps the size; of the two middles of an even kernel it correlates with the later one
    for ours, theirs, middle in (
        (correlate, scipy.ndimage.correlate, (h // 2, w // 2)),
        (convolve, scipy.ndimage.convolve, ((h - 1) // 2, (w - 1) // 2)),
    ):
        same = theirs(x, kernel, mode="constant")
        padding = [(m, k - 1 - m) for m, k in zip(middle, (h, w), strict=True)]
        np.testing.assert_allclose(ours(x, kernel, padding=padding), same, atol=1e-12)
        inner = same[middle[0] :, middle[1] :][: height - h + 1, : width - w + 1]
        np.testing.assert_allclose(ours(x, kernel), inner, atol=1e-12)


@quick
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6), st.lists(st.integers(-9, 9), min_size=1, max_size=6))
def test_full_convolution_multiplies_polynomials(p, q):
    product_ = convolve([p], [q], padding=(0, len(q) - 1))[0]
    expected = np.polymul(p, q)  # leading zeros dropped
    assert np.trim_zeros(product_, "f").tolist() == np.trim_zeros(expected, "f").tolist()


@quick
@given(layers())
def test_gradients_match_finite_differences(layer):
    shape, kernel_shape, options = layer
    x, kernel, bias = numbers(shape, 1), numbers(kernel_shape, 2), numbers(kernel_shape[0], 3)
    weights = numbers(correlate(x, kernel, **options).shape, 4)

    def loss(x=x, kernel=kernel, bias=bias):
        return (weights * correlate(x, kernel, bias=bias, **options) ** 2).sum() / 2

    gradient = weights * correlate(x, kernel, bias=bias, **options)
    found = {
        "x": input_gradient(gradient, kernel, shape, **options),
        "kernel": kernel_gradient(gradient, x, kernel_shape, **options),
        "bias": bias_gradient(gradient),
    }
    for name, array in {"x": x, "kernel": kernel, "bias": bias}.items():
        way = numbers(array.shape, 5)
        slope = (loss(**{name: array + 1e-5 * way}) - loss(**{name: array - 1e-5 * way})) / 2e-5
        assert slope == pytest.approx((way * found[name]).sum(), rel=1e-6, abs=1e-6)


def test_input_gradient_is_a_correlation_with_the_flipped_kernel():
    kernel, gradient = whole_numbers((3, 3), 1), whole_numbers((4, 4), 2)
    assert (input_gradient(gradient, kernel, (6, 6)) == correlate(np.pad(gradient, 2), kernel[::-1, ::-1])).all()
    assert (input_gradient(gradient, kernel, (6, 6)) != correlate(np.pad(gradient, 2), kernel)).any()


# ── windows of a map, pooling ─────────────────────────────────────────────────────────────────────────────


def test_a_neuron_computes_its_patch():
    x, kernel = numbers((3, 7, 8), 1), numbers((1, 3, 3, 2), 2)
    options = {"stride": (2, 3), "padding": (1, (0, 2)), "dilation": (2, 1)}
    out = correlate(x, kernel, **options)[0]
    for u, v in np.ndindex(out.shape):
        assert out[u, v] == pytest.approx((patch(x, (u, v), (3, 2), **options) * kernel[0]).sum())


def test_a_patch_reads_zeros_in_the_padding():
    assert patch(np.arange(1, 10).reshape(3, 3), (0, 0), 3, padding=1).tolist() == [[0, 0, 0], [0, 1, 2], [0, 4, 5]]


def test_patches_are_a_view_that_cannot_be_written():
    x = np.zeros((4, 4))
    windows = patches(x, 2)
    x[1, 2] = 5
    assert [place for place in np.ndindex(windows.shape) if windows[place]] == [
        (0, 1, 1, 1), (0, 2, 1, 0), (1, 1, 0, 1), (1, 2, 0, 0),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="read-only"):
        windows[0, 0] = 1


def pooled(x, size, stride, padding, dilation):
    """Max and mean of every window of one map, by plain loops."""
    reach = dilation * (size - 1)
    starts = [range(-padding, n + padding - reach, stride) for n in x.shape]
    taps = range(0, reach + 1, dilation)
    read = [
        [x[r + i, c + j] for i in taps for j in taps if 0 <= r + i < x.shape[0] and 0 <= c + j < x.shape[1]]
        for r, c in product(*starts)
    ]
    shape = [len(s) for s in starts]
    largest = np.array([max(values) for values in read]).reshape(shape)
    return largest, np.array([sum(values) / size**2 for values in read]).reshape(shape)


@quick
@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 1), st.integers(1, 2), st.integers(5, 8), st.integers(5, 8))
def test_pooling(size, stride, padding, dilation, height, width):
    padding = min(padding, size - 1)
    x = numbers((2, height, width)) - 3  # nearly all negative: padding of 0 would win
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    for map_, largest, mean in zip(x, max_pool(x, size, **options), average_pool(x, size, **options), strict=True):
        np.testing.assert_array_equal(largest, pooled(map_, size, **options)[0])
        np.testing.assert_allclose(mean, pooled(map_, size, **options)[1])
    gradient = numbers(largest.shape, 1)[None].repeat(2, axis=0)
    way = numbers(x.shape, 2)
    for pool, back in (
        (max_pool, max_pool_gradient(gradient, x, size, **options)),
        (average_pool, average_pool_gradient(gradient, x.shape, size, **options)),
    ):
        above, below = (pool(x + step * way, size, **options) for step in (1e-7, -1e-7))
        assert ((above - below) / 2e-7 * gradient).sum() == pytest.approx((way * back).sum(), rel=1e-5, abs=1e-5)


def test_pooling_steps_by_its_size_unless_told():
    x = np.arange(16).reshape(4, 4)
    assert max_pool(x, 2).tolist() == [[5, 7], [13, 15]]
    assert average_pool(x, 2).tolist() == [[(0 + 1 + 4 + 5) / 4, (2 + 3 + 6 + 7) / 4], [42 / 4, 50 / 4]]
    assert max_pool(x, (2, 4)).tolist() == [[7], [15]]


def test_max_pooling_sends_the_gradient_to_the_winner_only():
    assert max_pool_gradient([[1]], [[1, 6], [3, 2]], 2).tolist() == [[0, 1], [0, 0]]
    assert max_pool_gradient([[1, 10]], [[0, 6, 0]], (1, 2), stride=1).tolist() == [[0, 1 + 10, 0]]
    assert max_pool_gradient([[1]], [[4, 4], [4, 4]], 2).tolist() == [[1, 0], [0, 0]]
    black = np.zeros((2, 2), np.uint8)  # as low as the padding, which gets nothing all the same
    assert max_pool_gradient(np.full((2, 2), 3), black, 2, padding=1).tolist() == [[3, 3], [3, 3]]


# ── types, shapes, errors ─────────────────────────────────────────────────────────────────────────────────


def test_shapes_of_one_map_of_maps_and_of_a_batch():
    assert correlate(numbers((6, 5)), numbers((3, 2))).shape == (4, 4)
    assert correlate(numbers((2, 6, 5)), numbers((4, 2, 3, 2))).shape == (4, 4, 4)
    assert correlate(numbers((1, 2, 6, 5)), numbers((4, 2, 3, 2))).shape == (1, 4, 4, 4)
    assert transposed(numbers((2, 6, 5)), numbers((2, 3, 3, 2))).shape == (3, 8, 6)
    assert transposed(numbers((7, 2, 6, 5)), numbers((2, 3, 3, 2)), groups=2).shape == (7, 6, 8, 6)


def test_a_batch_computes_each_image_alone_and_in_bands_what_it_computes_at_once(monkeypatch):
    x, kernel, bias = whole_numbers((3, 4, 9, 8), 1), whole_numbers((6, 2, 3, 3), 2), whole_numbers(6, 3)
    options = {"groups": 2, "bias": bias, "stride": (2, 1), "dilation": (1, 2), "padding": 1}
    together = correlate(x, kernel, **options)
    assert (together == np.stack([correlate(image, kernel, **options) for image in x])).all()
    monkeypatch.setattr("figures_src.convolution.BAND", 1)
    assert (correlate(x, kernel, **options) == together).all()


def test_arrays_in_any_memory_order():
    x, kernel = whole_numbers((8, 9, 2)), whole_numbers((2, 3, 2, 1))
    x, kernel = x.transpose(2, 1, 0)[:, ::-1], kernel.transpose(3, 2, 1, 0)[..., ::-1]
    assert (correlate(x, kernel) == correlate(x.copy("C"), kernel.copy("C"))).all()
    assert (patches(x, 2) == patches(x.copy("C"), 2)).all()


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_floats_keep_their_type(dtype):
    x, kernel = numbers((2, 5, 5)).astype(dtype), numbers((3, 2, 3, 3)).astype(dtype)
    out = correlate(x, kernel, padding=1, bias=np.zeros(3, dtype))
    found = [
        out, relu(out), max_pool(out, 2), average_pool(out, 2), patches(out, 2), bias_gradient(out),
        input_gradient(out, kernel, x.shape, padding=1), kernel_gradient(out, x, kernel.shape, padding=1),
        transposed(out, kernel), as_matrix(kernel, x.shape), average_pool_gradient(out, (3, 10, 10), 2),
        max_pool_gradient(max_pool(out, 2), out, 2),
    ]  # fmt: skip
    assert [array.dtype for array in found] == [dtype] * len(found)


def test_whole_numbers_are_exact():
    assert correlate(np.full((2, 2), 255, np.uint8), np.full((2, 2), 255, np.uint8)).item() == 4 * 255**2
    big = 2**53 + 1  # no float64 holds it
    assert correlate([[big, 1]], [[1, 0]]).item() == big
    assert correlate(np.array([[3]], np.uint64), [[-2]]).item() == -6
    with pytest.raises(ValueError, match=r"sums up to 1\.84e\+19 do not fit 64-bit integers; use floats"):
        correlate([[2**32, 2**32]], [[2**31, 2**31]])


def test_small_integers_add_up_beyond_their_own_type():
    image, ones = np.full((3, 3), 200, np.uint8), np.ones((3, 3), np.uint8)
    assert (
        (as_matrix(ones, image.shape) @ image.ravel()).tolist() == [9 * 200] == correlate(image, ones).ravel().tolist()
    )
    peak = np.zeros((5, 5))
    peak[2, 2] = 1
    gradient = np.full((3, 3), 100, np.uint8)
    assert max_pool_gradient(gradient, peak, 3, stride=1)[2, 2] == 9 * 100


def test_unsigned_numbers_of_64_bits_are_exact_too():
    image = np.array([[2**53 + 1]], np.uint64)
    assert correlate(image, [[1]], bias=np.array([1], np.uint64)).tolist() == [[2**53 + 2]]


@pytest.mark.parametrize(
    "add",
    [
        lambda: correlate([[5]], [[1]], bias=[2**63 - 3]),
        lambda: bias_gradient(np.full((2, 2), 2**62)),
        lambda: max_pool_gradient(np.full((2, 2), 2**62), [[0, 0, 0], [0, 9, 0], [0, 0, 0]], 2, stride=1),
    ],
)
def test_integers_that_cannot_be_added_are_refused(add):
    with pytest.raises(ValueError, match="do not fit 64-bit integers; use floats"):
        add()


X, KERNEL = np.zeros((4, 6, 6)), np.zeros((2, 4, 3, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: correlate(np.zeros(5), np.zeros(3)), r"maps of shape \(5,\) and kernels of shape \(3,\): wanted"),
        (lambda: correlate(X, np.zeros((3, 3))), r"maps of shape \(4, 6, 6\) and kernels of shape \(3, 3\)"),
        (lambda: correlate(X[:0], KERNEL), r"nothing to compute: maps of shape \(0, 6, 6\)"),
        (lambda: correlate(X[:3], KERNEL), r"1 group\(s\) of kernels reading 4 maps do not fit 3 maps"),
        (lambda: correlate(X, KERNEL, groups=2), r"2 group\(s\) of kernels reading 4 maps do not fit 4 maps"),
        (lambda: correlate(X, np.zeros((3, 2, 3, 3)), groups=2), "3 kernels do not divide into 2 groups"),
        (lambda: correlate(X, KERNEL, groups=0), "groups must be at least 1, not 0"),
        (lambda: correlate(X, KERNEL, groups=True), "groups must be a whole number, not True"),
        (lambda: correlate(X, np.zeros((2, 4, 7, 7))), r"a kernel spanning 7 does not fit 6 \+ 2·0"),
        (lambda: correlate(X, KERNEL, dilation=(1, 3)), r"a kernel spanning 7 does not fit 6 \+ 2·0"),
        (lambda: correlate(X, KERNEL, stride=0), "stride must be at least 1, not 0"),
        (lambda: correlate(X, KERNEL, stride=(1, 1.0)), r"stride must be a whole number, not 1\.0"),
        (lambda: correlate(X, KERNEL, stride=(1, 2, 3)), r"stride must be one value or a pair .* not \(1, 2, 3\)"),
        (lambda: correlate(X, KERNEL, padding=-1), "padding must be at least 0, not -1"),
        (lambda: correlate(X.astype(object), KERNEL), "x must hold whole or floating-point numbers, not object"),
        (lambda: correlate(X, KERNEL.astype(str)), "kernel must hold whole or floating-point numbers, not <U"),
        (lambda: correlate(X > 0, KERNEL), "x must hold whole or floating-point numbers, not bool"),
        (lambda: correlate(X, KERNEL * 1j), "kernel must hold whole or floating-point numbers, not complex128"),
        (lambda: correlate(X, KERNEL, bias=[1, 2, 3]), r"bias must be of shape \(2,\), not \(3,\)"),
        (lambda: convolve(X, 3), "kernel must have 2 to 4 axes, not 0"),
        (lambda: input_gradient(X, KERNEL, X.shape), r"gradient must be of shape \(2, 4, 4\), not \(4, 6, 6\)"),
        (lambda: kernel_gradient(X, X, KERNEL.shape), r"gradient must be of shape \(2, 4, 4\), not \(4, 6, 6\)"),
        (lambda: bias_gradient([1, 2]), r"gradient must have 2 to 4 axes, not 1: shape \(2,\)"),
        (lambda: transposed(X, KERNEL), r"x must be of shape \(2, 6, 6\), not \(4, 6, 6\)"),
        (lambda: transposed(X[0, 0], KERNEL), r"maps of shape \(6,\) and kernels of shape"),
        (lambda: transposed(X[0], KERNEL[0, 0], output_padding=1), "output padding 1 must be below the stride 1"),
        (lambda: transposed(X[0], KERNEL[0, 0], padding=4), r"removing 4 \+ 4 leaves 0 positions"),
        (lambda: as_matrix(KERNEL, (1, 4, 6, 6)), r"shape must be \(C, H, W\) or \(H, W\), not \(1, 4, 6, 6\)"),
        (lambda: max_pool(X, 7), r"a kernel spanning 7 does not fit 6 \+ 2·0"),
        (lambda: max_pool(X, 2, padding=2), r"padding \(2, 2\) leaves a window without any of the 6 inputs"),
        (lambda: max_pool([[1]], 2, padding=1, dilation=2), r"padding \(1, 1\) leaves a window without any of the 1"),
        (lambda: as_matrix(KERNEL[0, 0], 6), r"maps of shape \(6,\) and kernels of shape \(3, 3\)"),
        (lambda: average_pool_gradient([1], (5,), 3), r"shape must be \(H, W\) or longer, not \(5,\)"),
        (lambda: average_pool_gradient([1], 5, 3), r"shape must be \(H, W\) or longer, not 5"),
        (lambda: max_pool_gradient(X, X, 2), r"gradient must be of shape \(4, 3, 3\), not \(4, 6, 6\)"),
        (lambda: average_pool_gradient(X, X.shape, 2), r"gradient must be of shape \(4, 3, 3\), not \(4, 6, 6\)"),
        (lambda: patch(X, (4, 0), 3), "no neuron 4, 0 in a map of 4×4"),
        (lambda: patch(X, (0, -1), 3), "unit must be at least 0, not -1"),
        (lambda: relu(["a"]), "x must hold whole or floating-point numbers, not <U1"),
    ],
)
def test_what_does_not_fit_says_so(call, message):
    with pytest.raises(ValueError, match=message):
        call()
