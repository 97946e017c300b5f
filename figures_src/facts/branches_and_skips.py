"""Facts of "Branches, skips and going global": unions over paths, and layers that see everything."""

from itertools import product

import numpy as np

from figures_src.convolution import correlate
from figures_src.networks import along, network
from figures_src.tracing import Graph


def residual_stack(n=7):
    """Three residual blocks along one axis: a layer 3 wide, added to what it reads."""
    graph, below = Graph(n), "image"
    for block in range(3):
        conv = graph.conv(f"conv{block}", 3, padding=1, reads=below)
        below = graph.add(f"block{block}", (below, conv))
    return graph


def residual_paths(n=7):
    """Every way through the three blocks, True where it takes the convolution, and what it lets the middle see."""
    found = []
    for taken in product((False, True), repeat=3):
        graph = Graph(n)
        for block in np.flatnonzero(taken):
            graph.conv(f"conv{block}", 3, padding=1)
        found.append((taken, graph.reads(next(reversed(graph.layers)), n // 2)))
    return sorted(found, key=lambda path: (sum(path[0]), path[0][::-1]))


def two_branches(n=7):
    """The branches of the Distill article's figure 4: 5 wide with stride 2 beside twice 3 wide, then added."""
    graph = Graph(n)
    graph.conv("wide", 5, stride=2, padding=(2, 1))
    graph.conv("three", 3, reads="image")
    graph.conv("twice three", 3)
    graph.add("sum", ("wide", "twice three"))
    return graph


_residual = residual_paths()
residual_union = len(set().union(*(seen.tolist() for _, seen in _residual)))
residual_border = len(residual_stack().reads("block2", 0))
_uneven = two_branches()
uneven_fields = "{}, {} and {}".format(*(len(_uneven.reads("sum", u)) for u in range(3)))
uneven_first = len(_uneven.reads("sum", 0, clipped=False))
uneven_widest = max(len(_uneven.reads(branch, 1, clipped=False)) for branch in ("wide", "twice three"))
uneven_middle = len(_uneven.reads("sum", 1))

_torch, _paper = network("ResNet-50 (torchvision)"), network("ResNet-50 (paper)")
resnet_paper_field = _paper.field("layer4").size
resnet_extra = resnet_paper_field - _torch.field("layer4").size
_steps = [int(_torch.field(f"layer{stage}").jump) for stage in (1, 2, 3)]
resnet_extra_sum = "2·({} + {} + {})".format(*_steps)
resnet_shortest = along(_torch, "layer4", 0).field("layer4").size
resnet_stages = [
    ["after stage", "stride in the first 1×1, as printed", "stride in the 3×3, torchvision"],
    *([f"{stage}", *(net.field(f"layer{stage}").size for net in (_paper, _torch))] for stage in (1, 2, 3, 4)),
]

_google = network("GoogLeNet")
_before = _google.field("pool2").size


def branch_fields(net):
    """The fields of the branches of a GoogLeNet's first module."""
    return [net.field(branch).size for branch in net.layers["3a"].reads]


def in_series(net):
    """What a walk through the layers in order of listing makes of them: every branch added to the one before."""
    return _before + sum(size - _before for size in branch_fields(net))


google_in_series = in_series(_google)
google_sum = f"{_before} + " + " + ".join(str(size - _before) for size in branch_fields(_google) if size > _before)
google_module = _google.field("3a").size
google_field = _google.field("5b").size
_google_torch = network("GoogLeNet (torchvision)")
google_torch_field = _google_torch.field("5b").size
google_torch_module = _google_torch.field("3a").size
google_torch_series = in_series(_google_torch)

_unet = network("U-Net")
unet_least, unet_most = min(_unet.field("out").sizes), max(_unet.field("out").sizes)
unet_bottom, unet_bottom_step = _unet.field("bottleneck").size, int(_unet.field("bottleneck").jump)
_reached = sorted({len(_unet.reads("out", u, of="bottleneck")) for u in range(160, 200)})
unet_bottom_few, unet_bottom_many = _reached
unet_few_sum, unet_many_sum = (f"{unet_bottom} + {reached - 1}·{unet_bottom_step}" for reached in _reached)
unet_copied = _unet.field("enc0").size

vgg_fields = "{}, {}, {} and {}".format(
    network("VGG-16").field("conv5_3").size, network("VGG-16").field("pool5").size,
    network("VGG-16 + RPN").field("rpn3x3").size, network("VGG-16").field("fc6").size,
)  # fmt: skip


# --8<-- [start:poke]
def poke(layer, image, row, column):
    """How much each neuron changes, in any map, with one pixel."""
    other = image.copy()
    other[:, row, column] += 1
    return abs(layer(other) - layer(image)).max(axis=0)


# --8<-- [end:poke]

_random = np.random.default_rng(0)
_image = _random.uniform(size=(4, 7, 7))
_kernels = _random.normal(size=(4, 4, 3, 3)) / 6
_squeeze, _excite = _random.uniform(size=(2, 4)), _random.normal(size=(4, 2))
_query, _key, _value = _random.normal(size=(3, 4, 4)) / 2


def convolution(x):
    """A 3×3 layer with padding 1."""
    return correlate(x, _kernels, padding=1)


def global_pooling(x):
    """The mean of each map."""
    return x.mean(axis=(1, 2), keepdims=True)


def squeeze_and_excitation(x):
    """Each map times a number between 0 and 1, made from the means of all maps."""
    hidden = np.maximum(_squeeze @ x.mean(axis=(1, 2)), 0)
    return x / (1 + np.exp(-_excite @ hidden))[:, None, None]


def group_norm(x):
    """Two groups of two maps, each shifted and scaled to mean 0 and variance 1."""
    groups = x.reshape(2, -1)
    groups = (groups - groups.mean(axis=1, keepdims=True)) / groups.std(axis=1, keepdims=True)
    return groups.reshape(x.shape)


def attention(x):
    """One head of self-attention over the positions."""
    places = x.reshape(len(x), -1)
    scores = np.exp((_query @ places).T @ (_key @ places) / np.sqrt(len(x)))
    return (_value @ places @ (scores / scores.sum(axis=1, keepdims=True)).T).reshape(x.shape)


def poked(pixel=(6, 6)):
    """How much each neuron changes with one pixel of a random image of 4 maps, 7×7: layer's name -> map."""
    layers = {
        "3×3 convolution": convolution,
        "group norm": group_norm,
        "squeeze-and-excitation": squeeze_and_excitation,
        "self-attention": attention,
        "global pooling": global_pooling,
    }
    return {name: poke(layer, _image, *pixel) for name, layer in layers.items()}
