"""Facts of "What it really uses": how influence is spread inside a receptive field, before and after training."""

from functools import cache
from math import sqrt

import numpy as np

from figures_src.convolution import input_gradient
from figures_src.influence import (
    Layer,
    path_counts,
    profile,
    random_influence,
    standard_deviation,
    trained_influence,
    variance,
    width_holding,
)
from figures_src.networks import network
from figures_src.tracing import Slide
from figures_src.windows import Window, field

THREE = Window(3)
SHARE = 0.9545  # of a normal distribution, within two standard deviations


def threes(layers):
    """A stack of layers 3 wide."""
    return [THREE] * layers


def on_an_image(along):
    """Influence on an image whose axes are independent."""
    return np.outer(along, along)


_paths = np.array(path_counts(threes(3)))
path_row = ", ".join(map(str, _paths))
paths_middle, paths_corner = int(_paths[3]) ** 2, int(_paths[0]) ** 2
paths_all = int(_paths.sum()) ** 2
paths_central = int(_paths[2:5].sum()) ** 2
paths_central_share = f"{100 * paths_central / paths_all:.1f}"
paths_ten = path_counts(threes(10))[10] ** 2
paths_all_ten = sum(path_counts(threes(10))) ** 2

ten_square = width_holding(on_an_image(profile(threes(10))), SHARE)
ten_area = f"{100 * (ten_square / field(threes(10)).span) ** 2:.0f}"
sd_three, sd_ten, sd_forty = (f"{sqrt(variance(threes(n))):.2f}" for n in (3, 10, 40))
forty_part, ten_part = (f"{100 * 4 * sqrt(variance(threes(n))) / field(threes(n)).span:.0f}" for n in (40, 10))

_twenty = profile(threes(20))
_kept = on_an_image(_twenty)[13:28, 13:28]
axis_share = f"{_twenty[13:28].sum():.2f}"
axis_square_share = f"{100 * _kept.sum():.0f}"

sd_one_large, sd_many_small = (f"{sqrt(variance(stack)):.2f}" for stack in ([Window(31)], threes(15)))


def border_paths(layers=3, n=4):
    """Paths from each of n positions to neuron 0 of the top layer, layer by layer from the top; padding 1."""
    rows = [np.eye(1, n, dtype=int)]
    for _ in range(layers):
        rows.append(input_gradient(rows[-1], np.ones((1, 3), int), (1, n), padding=(0, 1)))
    return [row[0] for row in rows]


border_row = ", ".join(map(str, border_paths()[-1]))
border_reached, paths_along = int(border_paths()[-1].sum()), int(_paths.sum())

STACKS = {
    "plain": [Layer(THREE)] * 6,
    "skips": [Layer(THREE, skip=True)] * 6,
    "third layer strides": [*[Layer(THREE)] * 2, Layer(Window(3, stride=2)), *[Layer(THREE)] * 3],
    "dilations 1 1 1 2 2 4": [Layer(Window(3, dilation=d)) for d in (1, 1, 1, 2, 2, 4)],
}
"""Six layers of 3×3 with ReLU, in four versions."""


@cache
def measured(name):
    """Influence in thirty random networks with ReLU on eight images each; sums to 1."""
    return random_influence(STACKS[name], channels=8, maps=8, networks=30, images=8, seed=0)


def along_an_axis(influence):
    """Mean of the two profiles of a map of influence."""
    return (influence.sum(axis=0) + influence.sum(axis=1)) / 2


def counted(name):
    """The profile that counting paths predicts."""
    layers = STACKS[name]
    return profile([layer.window for layer in layers], skips=layers[0].skip)


skip_measured, skip_counted = (f"{standard_deviation(along):.2f}" for along in (along_an_axis(measured("skips")), counted("skips")))  # fmt: skip
plain_measured, plain_counted = (f"{standard_deviation(along):.2f}" for along in (along_an_axis(measured("plain")), counted("plain")))  # fmt: skip


@cache
def trained():
    """Eight layers of 3×3 that learn whether a bright spot hides anywhere in their field of 17×17."""
    return trained_influence([*[Layer(THREE)] * 7, Layer(THREE, "linear")], seed=0)


square_before, square_after = (width_holding(influence, SHARE) for influence in trained()[:2])
sd_before, sd_after = (f"{standard_deviation(along_an_axis(influence)):.1f}" for influence in trained()[:2])
loss_before, loss_after = (f"{losses.mean():.2f}" for losses in (trained().losses[:10], trained().losses[-10:]))


def chain(name, top):
    """The windows of a network without branches, up to the layer `top`."""
    layers = network(name).layers
    names = list(layers)
    return [
        axis.window for n in names[: names.index(top) + 1] for axis in layers[n].axes[:1] if isinstance(axis, Slide)
    ]


networks_used = [
    ["network, layer", "window", "field", "two sd to each side", "of the field"],
    *(
        [label, stack[-1].size, field(stack).span, f"{4 * sqrt(variance(stack)):.0f}", f"{100 * 4 * sqrt(variance(stack)) / field(stack).span:.0f} %"]
        for label, stack in (
            ("AlexNet, last pooling", chain("AlexNet", "pool5")),
            ("VGG-16, last pooling", chain("VGG-16", "pool5")),
            ("PatchGAN, output", chain("PatchGAN, 3 strided", "patch")),
        )
    ),
]  # fmt: skip
least_used, *_, most_used = sorted((row[-1] for row in networks_used[1:]), key=lambda share: float(share.split()[0]))
