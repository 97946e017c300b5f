"""Small training runs: gradients against finite differences, kernels that stay equal, one that comes out flipped."""

import numpy as np
import pytest

from figures_src import learning
from figures_src.convolution import correlate, kernel_gradient
from figures_src.examples import HOOK_CORE, NUMBERED
from figures_src.learning import NOW, WANTED, fit, half_squares, mirrored_fit, train, twins, witnesses

TARGET = correlate(HOOK_CORE, WANTED)
ERRORS = correlate(HOOK_CORE, NOW) - TARGET


def slope(loss, weights, place, h=0.5):
    """The finite difference of a loss in one weight."""
    step = np.zeros(weights.shape)
    step[place] = h
    return (loss(weights + step) - loss(weights - step)) / (2 * h)


@pytest.mark.parametrize("place", list(np.ndindex(2, 2)))
def test_the_witnesses_of_a_weight_sum_to_its_finite_difference(place):
    said = witnesses(ERRORS, HOOK_CORE, 2)[..., place[0], place[1]]
    assert said.shape == (4, 4)
    measured = slope(lambda kernel: half_squares(kernel, HOOK_CORE, TARGET), NOW.astype(float), place)
    assert said.sum() == measured == kernel_gradient(ERRORS, HOOK_CORE, (2, 2))[place]


def test_the_mean_of_the_witnesses_is_not_the_slope():
    said = witnesses(ERRORS, HOOK_CORE, 2)[..., 0, 1]
    assert said.sum() == -1 - 1 - 2 - 4 + 1 - 2 + 1
    assert said.mean() == -8 / 16


def test_one_step_of_fit_follows_the_slope_of_its_loss():
    def loss(kernel):
        return half_squares(kernel, HOOK_CORE, TARGET) / TARGET.size

    path = fit(HOOK_CORE, TARGET, steps=1, rate=0.1)
    downhill = [[slope(loss, path[0], (i, j)) for j in (0, 1)] for i in (0, 1)]
    assert path[1] == pytest.approx(-0.1 * np.array(downhill))


def test_a_correlating_layer_learns_the_flipped_kernel():
    learned = mirrored_fit()[-1]
    assert learned == pytest.approx(np.array([[9, 8, 7], [6, 5, 4], [3, 2, 1]]), abs=0.01)
    assert np.abs(learned - NUMBERED).max() > 7


def test_one_step_of_train_follows_the_slope_of_its_loss():
    random = np.random.default_rng(3)
    kernels, images, answers = random.normal(size=(2, 2, 2)), random.normal(size=(5, 1, 4, 4)), random.normal(size=5)

    def loss(kernels):
        return train(kernels, images, answers, steps=1, rate=0)[1][0]

    path, _ = train(kernels, images, answers, steps=1, rate=0.1)
    for place in np.ndindex(kernels.shape):
        assert (path[1] - path[0])[place] == pytest.approx(-0.1 * slope(loss, kernels, place, h=1e-6), abs=1e-8)


def test_equal_kernels_stay_equal_and_noise_parts_them():
    equal, stuck = twins(noise=0)
    parted, solved = twins(noise=0.01)
    assert np.array_equal(equal[:, 0], equal[:, 1])
    assert np.abs(parted[0, 0] - parted[0, 1]).max() < 0.02
    assert np.abs(parted[-1, 0] - parted[-1, 1]).max() > 0.4
    assert solved[-1] < stuck[-1] / 100


def test_the_parted_kernels_are_the_two_edge_detectors():
    across, down = sorted(twins(noise=0.01)[0][-1], key=lambda kernel: abs(kernel[0, 1]))
    for learned, edge in ((across, learning.VERTICAL_EDGE), (down, learning.HORIZONTAL_EDGE)):
        assert np.corrcoef(learned.ravel(), edge.ravel())[0, 1] > 0.99
