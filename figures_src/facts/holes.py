"""Facts of "Holes": how much of its span a field touches, and what upsampling and transposed layers read."""

import numpy as np

from figures_src.convolution import transposed
from figures_src.networks import network, tcn
from figures_src.tracing import Graph
from figures_src.windows import Window, closed_form_size


def touched(*dilations, size=3):
    """The pixels that reach one neuron after layers with square kernels: booleans as wide as the whole field."""
    span = closed_form_size(Window(size, dilation=d) for d in dilations)
    graph = Graph((span, span))
    for i, dilation in enumerate(dilations):
        graph.conv(f"layer{i}", size, dilation=dilation)
    return graph.mask(f"layer{len(dilations) - 1}", (0, 0))


def read_by_a_layer(size, *, stride, n=8):
    """The pixels of a square image that any neuron of one layer reads."""
    graph = Graph((n, n))
    graph.conv("layer", size, stride=stride)
    return np.any([graph.mask("layer", unit) for unit in np.ndindex(graph.size("layer"))], axis=0)


def share(mask):
    """How much of a mask is touched, in percent."""
    return f"{100 * mask.mean():.4g}"


def spread(size, *, n=4, stride=2, padding=1):
    """A transposed layer along one axis, and how many positions below each of its neurons reads."""
    graph = Graph(n)
    graph.transposed("map", size, stride=stride, padding=padding)
    return graph, [len(graph.reads("map", u)) for u in range(graph.size("map")[0])]


def doubled(n=4):
    """Nearest upsampling by 2, then a convolution 3 wide."""
    graph = Graph(n)
    graph.upsample("doubled", 2)
    graph.conv("map", 3, padding=1)
    return graph


_twos, _powers, _fours = touched(2, 2, 2), touched(1, 2, 4), touched(4, 4, 4)
twos_span, twos_touched = len(_twos), int(_twos.sum())
twos_square = _twos.size
twos_along = int(_twos.any(axis=0).sum())
powers_span = len(_powers)
fours_span, fours_share = len(_fours), share(_fours)
fewest_share = f"{100 * _fours.mean():.0f}"
dilated_weights = 3 * 3 * 3
doubling_fields = "{}, {}, {} and {}".format(*(len(touched(*(1, 2, 4, 8)[:n])) for n in (1, 2, 3, 4)))
coprime_span = len(touched(2, 3))
coprime_touched = int(touched(2, 3).any(axis=0).sum())

strided_point_share = share(read_by_a_layer(1, stride=2))
strided_three_share = share(read_by_a_layer(3, stride=4))

_resnet = network("ResNet-50 (paper)")
_side = _resnet.size("layer1")[0]
_read = {p for u in range(_resnet.size("layer2.0")[0]) for p in _resnet.reads("layer2.0", u, of="layer1").tolist()}
resnet_unread = f"{100 * (1 - (len(_read) / _side) ** 2):g}"

_wavenet = network("WaveNet")
wavenet_block, wavenet_two, wavenet_three = (_wavenet.field(f"stack{i}").size for i in (1, 2, 3))
wavenet_block_adds = wavenet_block - 1
tree_inputs = closed_form_size(Window(2, dilation=d) for d in (1, 2, 4, 8))

dilation_words = [
    ["gap between two weights", "dilation in libraries", "in CS231n", "span of a kernel of 3"],
    *([f"{d - 1}", d, d - 1, Window(3, dilation=d).span] for d in (1, 2, 3, 4)),
]


def _tcn_field(**how):
    return tcn(**how).field("last").size


def _stacked(stacks):
    return closed_form_size(Window(2, dilation=d) for _ in range(stacks) for d in (1, 1, 2, 2, 4, 4, 8, 8))


tcn_single = _tcn_field(kernel=2, levels=4, convolutions=1)
tcn_double = _tcn_field(kernel=2, levels=4)
tcn_two_stacks = _stacked(2)
tcn_published = network("TCN").field("last").size

uneven_counts = ", ".join(map(str, spread(3)[1]))
spread_two = spread(2, padding=0)[1][3]
spread_five = "{} or {}".format(*sorted(spread(5, padding=2)[1][2:4]))
doubled_reads = len(doubled().reads("map", 3))


def checkerboard():
    """Ones through a transposed 3×3 layer of ones with stride 2: every number counts what its neuron reads."""
    return transposed(np.ones((4, 4), int), np.ones((3, 3), int), stride=2, padding=1)
