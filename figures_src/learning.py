"""Gradient descent on small layers, every number of it at hand: the runs that pages and pictures share."""

from functools import cache

import numpy as np

from figures_src.convolution import convolve, correlate, kernel_gradient, patches, relu
from figures_src.examples import HORIZONTAL_EDGE, NUMBERED, VERTICAL_EDGE

NOW, WANTED = np.array([[1, 0], [1, 0]]), np.array([[0, 1], [1, 0]])
"""A kernel before its first step, and the kernel whose map it is to reproduce."""


def half_squares(kernel, image, target):
    """The loss of the worked example: half the sum of the squared errors of all neurons."""
    return ((correlate(image, kernel) - target) ** 2).sum() / 2


# --8<-- [start:witnesses]
def witnesses(errors, image, size):
    """What each neuron says of each weight: its error times its pixel.

    Shape (o, p, size, size); the sum over all neurons is the gradient.
    """
    return errors[:, :, None, None] * patches(image, size)


# --8<-- [end:witnesses]


# --8<-- [start:fit]
def fit(image, target, *, steps, rate):
    """A kernel at every step of its way from zeros: (steps + 1, h, w).

    The loss is half the mean of the squared errors of its map.
    """
    size = [n - o + 1 for n, o in zip(image.shape, target.shape, strict=True)]
    path = [np.zeros(size)]
    for _ in range(steps):
        errors = correlate(image, path[-1]) - target
        slope = kernel_gradient(errors, image, size) / errors.size
        path.append(path[-1] - rate * slope)
    return np.array(path)


# --8<-- [end:fit]


@cache
def mirrored_fit(steps=200):
    """A correlating layer learns from what a convolving one made of noise: its kernel at every step."""
    image = np.random.default_rng(1).normal(size=(24, 24))
    return fit(image, convolve(image, NUMBERED.astype(float)), steps=steps, rate=0.1)


def train(kernels, images, answers, *, steps, rate):
    """Kernels at every step of learning one number an image: (steps + 1, K, h, w), and the loss at each step.

    The answer is the weighted sum of the K maps' means after ReLU; the weights start at 1 and learn as well.
    The loss is half the mean of the squared errors.
    """
    outgoing, path, losses = np.ones(len(kernels)), [kernels], []
    for _ in range(steps):
        sums = correlate(images, path[-1][:, None])
        means = relu(sums).mean(axis=(2, 3))
        errors = means @ outgoing - answers
        losses.append((errors**2).mean() / 2)
        share = errors[:, None] * outgoing / sums[0, 0].size / len(images)
        step = kernel_gradient((sums > 0) * share[:, :, None, None], images, (len(kernels), 1, *kernels.shape[1:]))
        outgoing = outgoing - rate * errors @ means / len(images)
        path.append(path[-1] - rate * step[:, 0])
    return np.array(path), np.array(losses)


@cache
def twins(*, noise, steps=300):
    """Two kernels from one start learn to add up two edge detectors: `train`'s path and losses.

    `noise` is the size of a random difference at the start, as a share of the weights' own size.
    """
    random = np.random.default_rng(1)
    images = random.normal(size=(512, 1, 6, 6))
    edges = np.array([VERTICAL_EDGE, HORIZONTAL_EDGE])[:, None] / 4
    answers = 2 * relu(correlate(images, edges)).mean(axis=(1, 2, 3))
    start = np.repeat(random.normal(scale=0.3, size=(1, 3, 3)), 2, axis=0)
    return train(start + noise * random.normal(scale=0.3, size=start.shape), images, answers, steps=steps, rate=2)
