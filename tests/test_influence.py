"""Influence against paths walked one by one, polynomials, published tables, pokes and finite differences."""

from functools import reduce
from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures_src import influence
from figures_src.influence import (
    Chain,
    Layer,
    input_gradient_of_neuron,
    path_counts,
    pixels_above,
    poke,
    profile,
    random_influence,
    spots,
    standard_deviation,
    trained_influence,
    variance,
    width_holding,
)
from figures_src.windows import Window, field

quick = settings(max_examples=40, deadline=None)
windows = st.builds(Window, st.integers(1, 4), stride=st.integers(1, 3), dilation=st.integers(1, 3))
odd = st.builds(Window, st.sampled_from([1, 3, 5]), dilation=st.integers(1, 3))
THREE = Window(3)
SHARE = 0.9545  # what ±2 standard deviations of a normal distribution hold


def both_axes(weights):
    return np.outer(weights, weights)


# ── uniform weights ───────────────────────────────────────────────────────────────────────────────────────


@quick
@given(st.lists(windows, max_size=4))
def test_paths_are_those_that_can_be_walked(stack):
    ends = [0]
    for window in reversed(stack):
        ends = [position for u in ends for position in window.positions(u)]
    counts = path_counts(stack)
    assert counts == [ends.count(position) for position in range(len(counts))]
    assert len(counts) == field(stack).span


def test_paths_through_layers_of_three():
    assert path_counts([THREE] * 2) == [1, 1 + 1, 1 + 1 + 1, 1 + 1, 1]
    # paths to the middle of n steps of −1, 0, +1: as many of either, the rest 0
    for n, middle in ((5, 51), (10, 8_953)):
        assert path_counts([THREE] * n)[n] == middle
        assert middle == sum(comb(n, up) * comb(n - up, up) for up in range(n // 2 + 1))
    assert (51**2, 8_953**2) == (2_601, 80_156_209)
    assert path_counts([THREE] * 10)[0] == 1


def test_paths_stay_exact_beyond_what_64_bits_hold():
    assert sum(path_counts([THREE] * 50)) == 3**50 > 2**64


@quick
@given(st.lists(odd, min_size=1, max_size=4), st.booleans())
def test_a_profile_is_a_product_of_polynomials(stack, skips):
    boxes = []
    for window in stack:
        box = np.zeros(window.span)
        box[:: window.dilation] = 1 / window.size
        if skips:
            box /= 2
            box[window.span // 2] += 1 / 2
        boxes.append(box)
    np.testing.assert_allclose(profile(stack, skips=skips), reduce(np.convolve, boxes))


@quick
@given(st.lists(windows, max_size=4))
def test_the_sum_of_variances_is_that_of_the_profile(stack):
    assert sqrt(variance(stack)) == pytest.approx(standard_deviation(profile(stack)), abs=1e-7)


@quick
@given(st.lists(odd, max_size=4))
def test_skips_halve_the_variance(stack):
    assert sqrt(variance(stack, skips=True)) == pytest.approx(standard_deviation(profile(stack, skips=True)), abs=1e-7)
    assert variance(stack, skips=True) == variance(stack) / 2


@pytest.mark.parametrize(
    ("n", "size", "deviation", "share_of_field", "along", "bright", "square", "share_of_area"),
    [
        (5, 11, "1.826", 66, 9, 9, 9, 67),
        (10, 21, "2.582", 49, 11, 13, 13, 38),
        (20, 41, "3.651", 36, 15, 19, 17, 17),
        (40, 81, "5.164", 26, 21, 25, 25, 9.5),
    ],
)
def test_how_wide_layers_of_three_look(n, size, deviation, share_of_field, along, bright, square, share_of_area):
    stack = [THREE] * n
    shares = profile(stack)
    assert len(shares) == size == 2 * n + 1
    assert f"{standard_deviation(shares):.3f}" == f"{sqrt(2 * n / 3):.3f}" == deviation
    assert round(100 * 4 * sqrt(variance(stack)) / size) == share_of_field
    assert width_holding(shares, SHARE) == along
    assert pixels_above(shares, 1 - SHARE) == bright
    assert width_holding(both_axes(shares), SHARE) == square
    assert 100 * square**2 / size**2 == pytest.approx(share_of_area, abs=0.5)


def test_ninety_five_percent_along_each_axis_is_less_in_the_square():
    shares = profile([THREE] * 20)
    assert shares[13:28].sum() > SHARE > shares[14:27].sum()
    assert both_axes(shares)[13:28, 13:28].sum() == pytest.approx(0.92, abs=0.005)


def test_one_big_window_is_wider_than_many_small_ones_of_the_same_field():
    one, many = [Window(31)], [THREE] * 15
    assert field(one).span == field(many).span == 31
    assert sqrt(variance(one)) == pytest.approx(sqrt((31**2 - 1) / 12)) == pytest.approx(8.94, abs=0.005)
    assert sqrt(variance(many)) == pytest.approx(sqrt(10)) == pytest.approx(3.16, abs=0.005)


HALVE = Window(2, stride=2)
VGG16 = [*[THREE] * 2, HALVE, *[THREE] * 2, HALVE, *[THREE] * 3, HALVE, *[THREE] * 3, HALVE, *[THREE] * 3, HALVE]
POOL = Window(3, stride=2)
ALEXNET = [Window(11, stride=4), POOL, Window(5), POOL, *[THREE] * 3, POOL]
PATCHGAN = [Window(4, stride=2)] * 3 + [Window(4)] * 2


@pytest.mark.parametrize(
    ("stack", "size", "deviation"), [(VGG16, 212, 27.6), (ALEXNET, 195, 29.6), (PATCHGAN, 70, 13.6)]
)
def test_networks_with_uniform_weights(stack, size, deviation):
    assert len(profile(stack)) == size
    assert sqrt(variance(stack)) == pytest.approx(deviation, abs=0.05)
    assert standard_deviation(profile(stack)) == pytest.approx(deviation, abs=0.05)


def test_a_wavenet_block_gives_every_input_one_path():
    block = [Window(2, dilation=2**i) for i in range(10)]
    assert path_counts(block) == [1] * 1024
    assert sqrt(variance(block)) == pytest.approx(295.6, abs=0.05)


def test_ten_residual_blocks():
    assert sqrt(variance([THREE] * 10, skips=True)) == pytest.approx(sqrt(10 / 3)) == pytest.approx(1.826, abs=5e-4)


# ── widths ────────────────────────────────────────────────────────────────────────────────────────────────


def test_widths_by_hand():
    assert standard_deviation([1, 0, 1]) == 1
    assert standard_deviation([0, 3, 0]) == 0
    assert [width_holding([1, 2, 4, 2, 1], share) for share in (0.4, 0.41, 0.8, 0.81, 1)] == [1, 3, 3, 5, 5]
    assert [width_holding([1, 4, 4, 1], share) for share in (0.1, 0.8, 0.9)] == [2, 2, 4]
    assert width_holding(both_axes([1, 2, 1]), 0.25) == 1
    assert width_holding(both_axes([1, 2, 1]), 0.26) == 3
    assert pixels_above([1, 2, 4, 2, 1], 0.25) == 3
    assert pixels_above(both_axes([1, 2, 1]), 0.25) == 5


@quick
@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.floats(0.01, 1))
def test_no_narrower_part_around_the_middle_holds_the_share(weights, share):
    weights[len(weights) // 2] += 1
    n, width = len(weights), width_holding(weights, share)
    masses = {w: sum(weights[(n - w) // 2 : (n + w) // 2]) for w in range(2 - n % 2, n + 1, 2)}
    assert width == min(w for w in masses if masses[w] >= share * sum(weights) * (1 - 1e-9))


# ── gradients of small networks ───────────────────────────────────────────────────────────────────────────

SAME = Window(3, padding=1)
MIXED = (
    Layer(Window(3, padding=1)),
    Layer(Window(3, stride=2, padding=1), "max"),
    Layer(Window(3, padding=2, dilation=2), skip=True),
    Layer(Window(3), skip=True),
    Layer(Window(2, stride=2), "average"),
    Layer(Window(3, padding=(0, 2)), "linear"),
)


def random_network(layers, seed=0, channels=4, maps=2):
    return Chain.random(layers, np.random.default_rng(seed), channels=channels, maps=maps)


def image(shape, seed=1):
    return np.random.default_rng(seed).normal(size=shape)


def whole_gradient(network, x, unit, map):
    """The gradient of one neuron with both passes over the whole image."""
    rows, columns = (influence._whole(network.windows, n) for n in x.shape[1:])
    made = network.forward(x[None], rows, columns)
    top = np.zeros_like(made.top)
    top[0, map, *unit] = 1
    return network.backward(made, top, rows, columns)[0][0]


def test_a_gradient_inside_the_field_is_that_over_the_whole_image():
    network, x = random_network(MIXED), image((2, 25, 22))
    neurons = network(x[None]).shape[2:]
    assert neurons == (5, 4)
    for unit in np.ndindex(neurons):
        found = input_gradient_of_neuron(network, x, unit, map=3)
        np.testing.assert_allclose(found, whole_gradient(network, x, unit, 3), atol=1e-14)
    for unit in ((0, 0), (2, 1), (4, 3)):
        found = input_gradient_of_neuron(network, x, unit, map=3)
        assert found.any()
        changes = poke(network, x, unit, 1e-6, map=3) / 1e-6
        np.testing.assert_allclose(changes, found.sum(axis=0), atol=1e-7)


def test_a_pass_inside_the_field_makes_the_same_neuron():
    network, x = random_network(MIXED), image((2, 25, 22))
    for u, v in ((0, 0), (2, 1), (4, 3)):
        regions = [
            influence._reached(network.windows, i, influence._whole(network.windows, n))
            for i, n in zip((u, v), x.shape[1:], strict=True)
        ]
        inside = x[None, :, *(slice(region[0].start, region[0].stop) for region in regions)]
        assert inside.size < x.size
        np.testing.assert_allclose(
            network.forward(inside, *regions).top[0, :, 0, 0], network(x[None])[0, :, u, v], atol=1e-12
        )


def test_with_equal_weights_the_gradient_counts_paths():
    layers = [Layer(Window(3, stride=2), "linear"), Layer(Window(2), "linear"), Layer(Window(3, dilation=2), "linear")]
    ones = tuple(np.ones((1, 1, layer.window.size, layer.window.size), int) for layer in layers)
    network = Chain(tuple(layers), ones, (None,) * 3)
    counts = path_counts([layer.window for layer in layers])
    found = input_gradient_of_neuron(network, np.zeros((1, 20, 20), int), (1, 2))[0]
    jump, size = 2, len(counts)
    assert (found[jump : jump + size, 2 * jump : 2 * jump + size] == both_axes(counts)).all()
    assert found.sum() == sum(counts) ** 2


def test_weight_gradients_match_finite_differences():
    network, x = random_network(MIXED), image((3, 2, 25, 22))
    rows, columns = (influence._whole(network.windows, n) for n in x.shape[2:])
    made = network.forward(x, rows, columns)
    slope = image(made.top.shape, 2)
    _, at_sums = network.backward(made, slope, rows, columns)
    gradients = network.weight_gradients(made, at_sums, rows, columns)
    assert len(gradients) == len(network.weights) == 2 * 4
    for weights, gradient in zip(network.weights, gradients, strict=True):
        way = image(weights.shape, 3)
        weights += 1e-6 * way
        above = (slope * network(x)).sum()
        weights -= 2e-6 * way
        below = (slope * network(x)).sum()
        weights += 1e-6 * way
        assert (above - below) / 2e-6 == pytest.approx((way * gradient).sum(), rel=1e-4, abs=1e-6)


def test_what_one_image_shows_of_a_field_is_part_of_it_and_nothing_for_a_dead_neuron():
    layers = [Layer(THREE), Layer(HALVE, "max"), Layer(THREE)]
    assert field([layer.window for layer in layers]).span == 8
    alive, dead = [], []
    for seed in range(12):
        network, x = random_network(layers, seed, channels=8, maps=1), image((1, 12, 12), seed)
        gradient = input_gradient_of_neuron(network, x, (1, 1))[0]
        changed = np.abs(poke(network, x, (1, 1), 1e-4)) > 1e-12
        seen = int(np.count_nonzero(gradient))
        assert ((gradient != 0) <= changed).all()  # a small poke shows what the gradient shows, and kinks
        assert not gradient[[0, 1, 10, 11]].any()  # the field starts at pixel 2 and ends at 9
        assert not gradient[:, [0, 1, 10, 11]].any()
        (alive if network(x[None])[0, 0, 1, 1] > 0 else dead).append(seen)
    assert set(dead) == {0}
    assert len(alive) >= 3
    assert 32 < min(alive) <= max(alive) <= 8 * 8


# ── random networks ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("layers", "windows", "skips"),
    [
        ([Layer(THREE)] * 5, [THREE] * 5, False),
        ([Layer(THREE, skip=True)] * 5, [THREE] * 5, True),
        ([Layer(Window(3, dilation=d)) for d in (1, 2, 4)], [Window(3, dilation=d) for d in (1, 2, 4)], False),
        ([Layer(Window(3, stride=2)), *[Layer(THREE)] * 2], [Window(3, stride=2), THREE, THREE], False),
        ([Layer(THREE), Layer(HALVE, "max"), Layer(THREE)], [THREE, HALVE, THREE], False),
    ],
    ids=["plain", "skips", "dilation", "stride", "max-pooling"],
)
def test_random_networks_spread_as_uniform_weights_do(layers, windows, skips):
    found = random_influence(layers, channels=8, maps=8, networks=30, images=8, seed=0)
    assert found.sum() == pytest.approx(1)
    assert found.shape == (field(windows).span,) * 2
    for axis in (0, 1):
        assert standard_deviation(found.sum(axis=axis)) == pytest.approx(sqrt(variance(windows, skips=skips)), rel=0.05)


def test_averages_of_pooling_share_the_gradient():
    layers = [Layer(Window(2, stride=2), "average"), Layer(Window(2), "average")]
    network = Chain(tuple(layers), (None, None), (None, None))
    expected = both_axes(profile([layer.window for layer in layers])) ** 2
    np.testing.assert_allclose(influence.influence(network, np.zeros((1, 1, 4, 4))), expected)


def test_a_seed_names_a_random_network():
    layers = [Layer(THREE), Layer(THREE, "linear")]
    first, again, other = (random_influence(layers, networks=2, images=2, seed=seed) for seed in (1, 1, 2))
    assert first.tobytes() == again.tobytes() != other.tobytes()


# ── training ──────────────────────────────────────────────────────────────────────────────────────────────


def test_training_to_find_a_spot_widens_the_influence():
    layers = [*[Layer(THREE)] * 5, Layer(THREE, "linear")]
    before, after, losses = trained_influence(layers, channels=5, steps=100, seed=0)
    assert before.sum() == pytest.approx(1)
    assert after.sum() == pytest.approx(1)
    assert losses[-10:].mean() < losses[:10].mean() / 2
    for axis in (0, 1):
        assert standard_deviation(after.sum(axis=axis)) > 1.1 * standard_deviation(before.sum(axis=axis))
    assert width_holding(after, SHARE) > width_holding(before, SHARE)


def test_training_twice_gives_the_same_bytes():
    layers = [Layer(THREE), Layer(HALVE, "max"), Layer(THREE, "linear")]
    first, again, other = (trained_influence(layers, channels=3, steps=5, seed=seed) for seed in (1, 1, 2))
    assert [array.tobytes() for array in first] == [array.tobytes() for array in again]
    assert first.losses.tobytes() != other.losses.tobytes()


def test_about_half_of_the_images_hide_a_spot_of_nine_bright_pixels():
    images, goals = spots(np.random.default_rng(0), 400, 9)
    assert set(goals) == {-1, 1}
    assert 150 < (goals == 1).sum() < 250
    brightness = images.sum(axis=(1, 2, 3))
    assert brightness[goals == 1].mean() - brightness[goals == -1].mean() == pytest.approx(9 * 1.5, abs=1)


# ── errors ────────────────────────────────────────────────────────────────────────────────────────────────

NETWORK = random_network([Layer(THREE), Layer(THREE)])
KERNEL = np.ones((1, 1, 3, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: profile([Window(3, stride=2)], skips=True), "a skip needs stride 1 and an odd span, not 2 and 3"),
        (lambda: Layer(Window(2), skip=True), "a skip needs stride 1 and an odd span, not 1 and 2"),
        (lambda: Layer(THREE, "median"), "not 'median'"),
        (lambda: random_network([Layer(THREE, skip=True)], maps=1), "layer 0 skips, but makes 4 maps of 1"),
        (lambda: Chain((Layer(THREE),), (None,), (None,)), 'layer 0 does "relu" and needs a kernel'),
        (lambda: Chain((Layer(THREE, "max"),), (KERNEL,), (None,)), 'layer 0 does "max", which needs no kernel'),
        (lambda: Chain((Layer(Window(5)),), (KERNEL,), (None,)), r"windows of 5, but a kernel of shape \(1, 1, 3, 3\)"),
        (lambda: Chain((Layer(THREE),), (KERNEL,), ()), "1 layers with 1 kernels and 0 biases"),
        (lambda: variance([Window(3, stride=2)], skips=True), "a skip needs stride 1 and an odd span, not 2 and 3"),
        (lambda: random_network([Layer(THREE)], channels=0), "channels must be at least 1, not 0"),
        (lambda: standard_deviation(np.ones((3, 3))), r"not an array of shape \(3, 3\)"),
        (lambda: width_holding(np.ones((3, 4)), 0.5), r"a map of influence must be square, not \(3, 4\)"),
        (lambda: width_holding([1], 0), "share must lie above 0 and not above 1, not 0"),
        (lambda: pixels_above([0, 0], 0.5), "at least 0 everywhere and above 0 somewhere"),
        (lambda: pixels_above([-1, 2], 0.5), "at least 0 everywhere and above 0 somewhere"),
        (lambda: input_gradient_of_neuron(NETWORK, np.ones((2, 6, 6)), (0, 2)), "unit 2 must be below 2"),
        (lambda: input_gradient_of_neuron(NETWORK, np.ones((2, 6, 6)), (0, 1), map=4), "map 4 must be below 4"),
        (lambda: input_gradient_of_neuron(NETWORK, np.ones((6, 6)), (0, 1)), r"x must be one image \(C, H, W\)"),
        (lambda: input_gradient_of_neuron(NETWORK, np.ones((2, 4, 6)), (0, 0)), r"spanning 3 does not fit 2 \+ 2·0"),
        (lambda: poke(NETWORK, np.ones((2, 6, 6)), (0, 2), 1.0), "unit 2 must be below 2"),
        (lambda: poke(NETWORK, np.ones((2, 6, 6)), (0, -1), 1.0), "unit must be at least 0, not -1"),
        (lambda: random_influence([Layer(THREE)] * 2, networks=2, images=2, seed=1), "dead neurons have none"),
        (lambda: influence.influence(NETWORK, np.ones((1, 2, 6, 6))), "images must be as large as the field, 5, not"),
    ],
)
def test_what_does_not_fit_says_so(call, message):
    with pytest.raises(ValueError, match=message):
        call()
