"""Facts of the page "How far back it sees": sizes of receptive fields, and what popular mistakes make of them."""

import numpy as np

from figures_src import examples
from figures_src.convolution import convolve, correlate, relu
from figures_src.networks import lenet5, vgg
from figures_src.stacks import stack
from figures_src.windows import Window, closed_form_size, field, growth

_small, _pool = Window(3, padding=1), Window(2, stride=2)
_pooled = (_small, _pool, _small)


def pooled():
    """The stack on which mistakes are tried: 3×3, pooling 2×2 with stride 2, 3×3."""
    return _pooled


def own_stride(windows):
    """Mistake: the jump multiplied by a layer's own stride before its step is added."""
    r, j, sizes = 1, 1, []
    for window in windows:
        j *= window.stride
        r += (window.size - 1) * j
        sizes.append(r)
    return sizes


def kernel_not_less_one(windows):
    """Mistake: k jumps added for each layer, not k − 1."""
    r, j, sizes = 1, 1, []
    for window in windows:
        r += window.size * j
        j *= window.stride
        sizes.append(r)
    return sizes


def pooling_doubles(windows):
    """Mistake: a layer of stride 2 doubles the field at once."""
    r, j, sizes = 1, 1, []
    for window in windows:
        r = r * window.stride if window.stride > 1 else r + (window.size - 1) * j
        j *= window.stride
        sizes.append(r)
    return sizes


def output_size_backwards(windows):
    """Mistake: the formula of the output size solved for the input, padding taken off, starting from one neuron."""
    sizes = []
    for top in range(len(windows)):
        r = 1
        for window in reversed(windows[: top + 1]):
            r = (r - 1) * window.stride + window.size - sum(window.padding)
        sizes.append(r)
    return sizes


def downwards_going_up(windows):
    """Mistake: (r − 1) · s + k, which leads from a layer down to the one below, used on the way up."""
    r, sizes = 1, []
    for window in windows:
        r = (r - 1) * window.stride + window.size
        sizes.append(r)
    return sizes


def stacked(first, second):
    """The one kernel that two layers of one map amount to, if nothing stands between them."""
    return convolve(first, second, padding=second.shape[0] - 1)


def best_pair(target, *, starts=8, rounds=200):
    """The two 3×3 kernels whose stack comes closest to a 5×5 kernel, in the sum of squares.

    With one of them held, the best other one is a linear problem: they take turns, from several random starts.
    """
    random, best = np.random.default_rng(0), None
    for _ in range(starts):
        first = random.normal(size=(3, 3))
        for _ in range(rounds):
            second = _other(target, first)
            first = _other(target, second / np.linalg.norm(second))
        pair = first, _other(target, first)
        miss = np.linalg.norm(stacked(*pair) - target)
        if best is None or miss < best[0]:
            best = miss, pair
    return best[1]


def _other(target, kernel):
    columns = np.stack([stacked(unit, kernel).ravel() for unit in np.eye(9).reshape(9, 3, 3)], axis=1)
    return np.linalg.lstsq(columns, target.ravel(), rcond=None)[0].reshape(3, 3)


def family_dimension(size):
    """In how many independent directions two size × size kernels move their stack: the rank of its derivative."""
    first, second = np.random.default_rng(0).integers(-9, 10, (2, size, size))
    units = np.eye(size * size, dtype=int).reshape(-1, size, size)
    moves = [stacked(unit, second) for unit in units] + [stacked(first, unit) for unit in units]
    return int(np.linalg.matrix_rank(np.stack([move.ravel() for move in moves])))


def _listed(numbers):
    *others, last = map(str, numbers)
    return f"{', '.join(others)} and {last}"


def _unbroken(text):
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _sizes(windows):
    return [window.size for window in growth(windows)]


# Three layers of 3×3; rows of three layers over 13 pixels; VGG-16

three_fields = _listed(_sizes([_small] * 3))
_row = stack("13-c3p1-c3p1-c3p1")
cone_pixels = _row.size("image")[0]
cone_middle, cone_end = (len(_row.reads("3", neuron)) for neuron in (6, 0))
strided_cone = len(stack("13-c3s2p1-c3p1-c3p1").reads("3", 3))
dilated_cone = len(stack("13-c3p1-c3p2d2-c3p4d4").reads("3", 6))
_vgg = vgg(16)
vgg_conv5_jump = int(_vgg.field("conv5_2").jump)
vgg_conv5_step = _vgg.field("conv5_3").size - _vgg.field("conv5_2").size
vgg_pool5_field = _vgg.field("pool5").size
_vgg_windows = [_vgg.layers[name].axes[0].window for name in list(_vgg.layers)[1:] if name.startswith(("conv", "pool"))]
vgg_own_stride = own_stride(_vgg_windows)[-1]

# LeNet-5 up to C5, whose kernel covers what is left

_lenet = lenet5()
_names = ("C1", "S2", "C3", "S4", "C5")
_stack = [_lenet.layers[name].axes[0].window for name in _names]
_jumps = [window.stride for window in [Window(), *growth(_stack)]]
lenet_sum = f"1 + {' + '.join(str((w.size - 1) * jump) for w, jump in zip(_stack, _jumps, strict=False))}"
lenet_field = closed_form_size(_stack)

# Strides and mistakes

_strided = [Window(3, stride=2)] * 2
strided_field = field(_strided).size
strided_own_stride = own_stride(_strided)[-1]
strided_ignored = field([Window(3)] * 2).size
padded_formula = output_size_backwards([_small] * 3)[-1]
padded_truth = field([_small] * 3).size
_on_ten = [Window(10), Window(3, stride=2)]
on_ten, on_ten_downwards = field(_on_ten).size, downwards_going_up(_on_ten)[-1]
_rules = {
    "right": _sizes,
    "own stride first": own_stride,
    "k for k − 1": kernel_not_less_one,
    "pooling doubles": pooling_doubles,
    "output formula, − 2p": output_size_backwards,
    "(r − 1) s + k upwards": downwards_going_up,
}
audit_table = [["rule", _unbroken("3×3"), "pool", _unbroken("3×3")]] + [
    [name, *rule(_pooled)] for name, rule in _rules.items()
]

# Ways to see 31 pixels

_ways = {
    "fifteen 3×3": [Window(3)] * 15,
    "one 31×31": [Window(31)],
    "four 3×3, dilated": [Window(3, dilation=d) for d in (1, 2, 4, 8)],
    "four 3×3, stride 2": [Window(3, stride=2)] * 4,
}
ways_to_31 = [["stack", "receptive field", "weights", "jump"]] + [
    [name, _unbroken(f"{field(w).size}×{field(w).size}"), sum(v.size**2 for v in w), field(w).stride]
    for name, w in _ways.items()
]

# Two 3×3 layers against one of 5×5

stack_dimension = family_dimension(3)
_letter = examples.LETTER
_missed = np.linalg.norm(stacked(*best_pair(_letter)) - _letter) / np.linalg.norm(_letter)
letter_missed = f"{100 * _missed**2:.0f} %"
_ones = np.ones((3, 3), int)


def _with_relu(patch):
    return int(correlate(relu(correlate(patch, _ones)), _ones).item())


_edge = np.tile([1, 1, 0, -1, -1], (5, 1))
relu_edge, relu_negative, relu_blank = (_with_relu(patch) for patch in (_edge, -_edge, 0 * _edge))
two_small_weights = 2 * 3 * 3 * 64 * 64
one_large_weights = 5 * 5 * 64 * 64
