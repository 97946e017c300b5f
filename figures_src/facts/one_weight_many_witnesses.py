"""One weight, many witnesses: gradients of a shared weight and a shared bias, and two kernels that learn."""

import numpy as np

from figures_src import learning
from figures_src.convolution import bias_gradient, correlate
from figures_src.counting import Network
from figures_src.examples import HOOK_CORE
from figures_src.networks import lecun1989

_target = correlate(HOOK_CORE, learning.WANTED)
_errors = correlate(HOOK_CORE, learning.NOW) - _target
_says = learning.witnesses(_errors, HOOK_CORE, 2)[..., 0, 1]


def _loss(weight):
    return learning.half_squares(learning.NOW + np.array([[0, weight], [0, 0]]), HOOK_CORE, _target)


def _minus(value):
    return f"{value:g}".replace("-", "−")


witness_terms = " ".join(f"{'−' if n < 0 else '+'} {abs(n)}" for n in _says.flat if n).replace("− ", "−", 1)
witness_sum = int(_says.sum())
witness_mean = _minus(_says.mean())
witness_loss_below = _minus(_loss(-0.5))
witness_loss_above = _minus(_loss(0.5))
witness_slope = _minus((_loss(0.5) - _loss(-0.5)) / (0.5 + 0.5))
witness_bias = int(bias_gradient(_errors))
witness_silent = int((_says == 0).sum())


def _layer(**options):
    network = Network((32, 32), maps=3)
    network.conv("layer", 5, maps=32, **options)
    return network.count("layer")


_h1 = lecun1989().count("H1")
tied_and_untied = [
    ["biases", "neurons", "connections", "parameters"],
    *(
        [name, count.neurons, count.connections, count.parameters]
        for name, count in {
            "one per kernel": _layer(),
            "one per neuron": _layer(bias="neuron"),
            "one per neuron: LeCun 1989": _h1,
        }.items()
    ),
]
h1_with_biases = _h1.links

fan_in = 3 * 3 * 32

_equal, _equal_loss = learning.twins(noise=0)
_parted, _parted_loss = learning.twins(noise=0.01)
twins_equal = _minus(np.abs(_equal[:, 0] - _equal[:, 1]).max())
twins_start = f"{np.abs(_parted[0, 0] - _parted[0, 1]).max():.3f}"
twins_end = f"{np.abs(_parted[-1, 0] - _parted[-1, 1]).max():.2f}"
twins_loss_ratio = f"{round(_equal_loss[-1] / _parted_loss[-1], -2):.0f}"
