"""The real networks that the pages discuss, as graphs, and who in them sees what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise

import numpy as np

from figures_src.counting import Network
from figures_src.tracing import Everything, Graph, Slide, Spread

# Seeing


def spans(graph: Graph, layer: str, *, axis: int = 0) -> list[int]:
    """How far it is, on the real image, from the first to the last pixel that each neuron of a layer sees."""
    intervals = graph.intervals(layer, axis=axis)
    return (intervals[:, 1] - intervals[:, 0] + 1).tolist()


def sees_all(graph: Graph, layer: str) -> list[tuple[int, ...]]:
    """The neurons of a layer that every pixel of the image reaches, by their positions.

    Exact, holes included. A path leads a neuron to a product of sets, one set an axis; the neuron sees their
    union over all its paths, which need not be a square: a 1×3 beside a 3×1 kernel makes a cross.
    """
    units = [()]
    for n in graph.size(layer):
        units = [(*unit, u) for unit in units for u in range(n)]
    return [unit for unit in units if _cover(_products(graph, layer, unit), graph.size("image"))]


def seen(graph: Graph, layer: str, unit: tuple[int, ...]) -> int:
    """How many pixels of the image reach a neuron: exact, so that holes and missing corners do not count."""
    for u, n in zip(unit, graph.size(layer), strict=True):
        if u not in range(n):
            raise ValueError(f'layer "{layer}" has neurons 0 to {n - 1}, not {u}')
    return _count(_products(graph, layer, unit), graph.size("image"))


def along(graph: Graph, layer: str, branch: int = 0) -> Graph:
    """The one path up to a layer that takes, at every join, the branch of that number; as a graph of its own."""
    graph.size(layer)  # raises where there is no such layer
    names = [layer]
    while names[-1] != "image":
        below = graph.layers[names[-1]].reads
        if len(below) > 1 and branch not in range(len(below)):
            raise ValueError(f'"{names[-1]}" joins branches 0 to {len(below) - 1}, not {branch}')
        names.append(below[branch] if len(below) > 1 else below[0])
    only = Graph(graph.size("image"), maps=graph.layers["image"].maps)
    for below, name in pairwise(reversed(names)):
        only.layers[name] = replace(graph.layers[name], reads=(below,))
    return only


def growth_by_jump(graph: Graph, layer: str, branch: int = 0) -> dict[int, int]:
    """What the windows of one path (see `along`) add to the field in all, by the jump at which they read.

    Raises ValueError for a path that enlarges its maps again, or reads them whole: there is no stride to go by.
    """
    grown, jump = {}, 1
    for each in along(graph, layer, branch).layers.values():
        for axis in each.axes[:1]:
            if isinstance(axis, Spread):
                raise ValueError(f'layer "{each.name}" enlarges the maps, so what windows add is not told by strides')
            if isinstance(axis, Everything):
                raise ValueError(f'layer "{each.name}" reads everything, which is no window that adds to a field')
            if isinstance(axis, Slide):
                grown[jump] = grown.get(jump, 0) + (axis.window.span - 1) * jump
                jump *= axis.window.stride
    return grown


def depth(graph: Graph, layer: str) -> int:
    """How many convolutions, dense layers included, lie on the longest path from the image up to a layer."""
    graph.size(layer)  # raises where there is no such layer
    longest = {}
    for name, here in graph.layers.items():
        longest[name] = max((longest[below] for below in here.reads), default=0) + (here.kind == "conv")
    return longest[layer]


def _products(graph, layer, unit):
    """The pixels that reach a neuron, as products of sets. A set is an integer with a bit for each member."""
    found = {name: set() for name in graph.layers} | {layer: {tuple(1 << u for u in unit)}}
    for name in reversed(graph.layers):
        here, products = graph.layers[name], _largest(found[name])
        for below in here.reads:
            sizes = graph.size(below)
            for product in products:
                read = tuple(_read(*each) for each in zip(here.axes, sizes, product, strict=True))
                if all(read):
                    found[below].add(read)
    return _largest(found["image"])


def _largest(products):
    """Those products that lie in no other one."""
    return [p for p in products if not any(p != q and _inside(p, q) for q in products)]


def _inside(product, other):
    return all(a & b == a for a, b in zip(product, other, strict=True))


def _cover(products, sizes):
    """Whether products of sets cover the whole grid between them."""
    if not sizes or any(_inside([(1 << n) - 1 for n in sizes], p) for p in products):
        return bool(products)
    first, *rest = sizes
    return all(_cover([p[1:] for p in products if p[0] >> i & 1], rest) for i in range(first))


def _count(products, sizes):
    """How many points of the whole grid products of sets cover between them."""
    if not products or not sizes:
        return len(products[:1])
    first, *rest = sizes
    return sum(_count([p[1:] for p in products if p[0] >> i & 1], rest) for i in range(first))


@cache
def _read(axis, n, members):
    """Which of n positions a set of neurons reads along an axis."""
    read = 0
    for u in range(members.bit_length()):
        if members >> u & 1:
            read |= _read_by(axis, n, u)
    return read


@cache
def _read_by(axis, n, u):
    return sum(1 << p for p in set(axis.reads(np.array([u]))[0].tolist()) if 0 <= p < n)


# Building. A step adds a layer, or several, over the layer `reads`: step(network, name, reads) returns its name.


def conv(maps, size=1, *, padding="same", **more):
    """A step: convolution."""
    return lambda net, name, reads: net.conv(name, size, maps=maps, padding=padding, reads=reads, **more)


def depthwise(size, *, padding="same", **more):
    """A step: convolution map by map."""

    def build(net, name, reads):
        maps = net.layers[reads].maps
        return net.conv(name, size, maps=maps, groups=maps, padding=padding, reads=reads, **more)

    return build


def max_pool(size, *, stride=1, padding="same", **more):
    """A step: max pooling."""
    return lambda net, name, reads: net.max_pool(name, size, stride=stride, padding=padding, reads=reads, **more)


def average_pool(size, *, stride=1, padding="same"):
    """A step: average pooling."""
    return lambda net, name, reads: net.average_pool(name, size, stride=stride, padding=padding, reads=reads)


def subsample(size):
    """A step: LeNet's pooling."""
    return lambda net, name, reads: net.subsample(name, size, reads=reads)


def dense(maps, **more):
    """A step: dense layer."""
    return lambda net, name, reads: net.dense(name, maps=maps, reads=reads, **more)


def path(*steps):
    """A step made of several, one over the other."""

    def build(net, name, reads):
        for i, step in enumerate(steps, start=1):
            reads = step(net, name if i == len(steps) else f"{name}/{i}", reads)
        return reads

    return build


def branches(*paths):
    """A step: branches over the same layer, their maps one after the other."""

    def build(net, name, reads):
        return net.concat(name, [step(net, f"{name}/{'abcd'[b]}", reads) for b, step in enumerate(paths)])

    return build


def tower(before, *maps, size=3, **last):
    """A step: a 1×1 convolution to few maps, then larger ones; `last` says more of the last of them."""
    return path(conv(before), *(conv(m, size) for m in maps[:-1]), conv(maps[-1], size, **last))


def cross(maps):
    """A step: a 1×3 and a 3×1 convolution side by side."""
    return branches(conv(maps, (1, 3)), conv(maps, (3, 1)))


def residual(branch, shortcut=None):
    """A step: a branch, added to the layer that it starts from or to a shortcut over it."""

    def build(net, name, reads):
        end = branch(net, f"{name}/branch", reads)
        return net.add(name, (shortcut(net, f"{name}/shortcut", reads) if shortcut else reads, end))

    return build


def global_pool(net, name, reads):
    """A step: the mean of each map."""
    return net.everything(name, reads=reads)


def stack(size, steps: Mapping[str, Callable], **image) -> Network:
    """A network over an image of size × size, its steps one over the other, by name."""
    net = Network((size, size), **image)
    for name, step in steps.items():
        step(net, name, net.top)
    return net


def numbered(name, steps):
    """Steps of one stage by name: name.0, name.1, …, and the last one, which is the whole stage, name."""
    *others, last = steps
    return {f"{name}.{i}": step for i, step in enumerate(others)} | {name: last}


def _one_of(choices, what, value):
    if value not in choices:
        raise ValueError(f"{what} must be one of {', '.join(map(repr, choices))}, not {value!r}")
    return value


CLASSIFIER = {"pool": global_pool, "fc": dense(1000)}

# Networks, the oldest first. Without an argument a builder gives the network at its usual image size.


def lecun1989(size=16):
    """LeCun et al. 1989, zip codes: kernels are shared, biases are not.

    A map of H2 reads 8 maps of H1; which ones the paper does not say, so they are chosen in turn here.
    """
    table = [[(first + m) % 12 for m in range(8)] for first in range(12)]
    steps = {
        "H1": conv(12, 5, stride=2, padding=2, bias="neuron"),
        "H2": conv(12, 5, stride=2, padding=2, bias="neuron", table=table),
        "H3": dense(30),
        "output": dense(10),
    }
    return stack(size, steps, maps=1)


def lecun_five(number, size=16):
    """Net-1 to Net-5 of LeCun 1989, *Generalization and network design strategies*, CRG-TR-89-4."""
    halved = partial(conv, stride=2)
    hidden = [
        {},
        {"hidden": dense(12)},
        {"H1": halved(1, 3, shared=False), "H2": halved(1, 5, shared=False)},
        {"H1": halved(2, 3, bias="neuron"), "H2": halved(1, 5, shared=False)},
        {"H1": halved(2, 3, bias="neuron"), "H2": halved(4, 5, bias="neuron")},
    ]
    return stack(size, hidden[_one_of(range(1, 6), "number", number) - 1] | {"output": dense(10)}, maps=1)


C3_ROWS = "012 123 234 345 045 015 0123 1234 2345 0345 0145 0125 0134 1245 0235 012345"
C3_TABLE = [[int(m) for m in row] for row in C3_ROWS.split()]


def lenet5(size=32):
    """LeNet-5 of LeCun, Bottou, Bengio, Haffner 1998; what its output reads with is fixed, not learned."""
    steps = {
        "C1": conv(6, 5, padding=0),
        "S2": subsample(2),
        "C3": conv(16, 5, padding=0, table=C3_TABLE),
        "S4": subsample(2),
        "C5": conv(120, 5, padding=0),
        "F6": dense(84),
        "output": dense(10, bias=False),
    }
    net = stack(size, steps, maps=1)
    net.learned["output"] = (0, 0)
    return net


FULLY_CONNECTED = {"fc6": dense(4096), "fc7": dense(4096), "fc8": dense(1000)}


def alexnet(size=227, *, maps=(96, 256, 384, 384, 256), groups=(2, 1, 2, 2), padding=0):
    """AlexNet of Krizhevsky, Sutskever, Hinton 2012: two groups, as it ran on two cards."""
    pool = max_pool(3, stride=2, padding=0)
    steps = {
        "conv1": conv(maps[0], 11, stride=4, padding=padding),
        "pool1": pool,
        "conv2": conv(maps[1], 5, groups=groups[0]),
        "pool2": pool,
        "conv3": conv(maps[2], 3, groups=groups[1]),
        "conv4": conv(maps[3], 3, groups=groups[2]),
        "conv5": conv(maps[4], 3, groups=groups[3]),
        "pool5": pool,
    }
    return stack(size, steps | FULLY_CONNECTED)


def zfnet_rpn(size=224):
    """ZFNet as Faster R-CNN uses it, with its region proposal layer; pooled sizes rounded down."""
    pool = max_pool(3, stride=2, padding=1)
    steps = {
        "conv1": conv(96, 7, stride=2, padding=3),
        "pool1": pool,
        "conv2": conv(256, 5, stride=2, padding=2),
        "pool2": pool,
        "conv3": conv(384, 3),
        "conv4": conv(384, 3),
        "conv5": conv(256, 3),
        "rpn3x3": conv(256, 3),
    }
    return stack(size, steps)


VGG_STAGES = {11: (1, 1, 2, 2, 2), 13: (2, 2, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}


def vgg(depth, size=224, *, head="dense"):
    """VGG of Simonyan, Zisserman 2014. head: "dense", "rpn" (over conv5) or "fc6 4x4" (DeepLab v1)."""
    steps, stages = {}, VGG_STAGES[_one_of(VGG_STAGES, "depth", depth)]
    for stage, (maps, convs) in enumerate(zip((64, 128, 256, 512, 512), stages, strict=True), start=1):
        steps |= {f"conv{stage}_{i}": conv(maps, 3) for i in range(1, convs + 1)}
        steps[f"pool{stage}"] = max_pool(2, stride=2, padding=0)
    if head == "rpn":
        del steps["pool5"]
    heads = {
        "dense": FULLY_CONNECTED,
        "rpn": {"rpn3x3": conv(512, 3)},
        "fc6 4x4": {"fc6": conv(4096, 4, padding=0)},
    }
    return stack(size, steps | heads[_one_of(heads, "head", head)])


GOOGLENET = {
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}


def googlenet(size=224, *, variant="paper"):
    """GoogLeNet, or Inception v1, of Szegedy et al. 2014. variant: "paper", "torchvision" or "TF-Slim".

    The paper's third branch is 5×5, that of both libraries 3×3, with a 2×2 last pooling and batch normalisation.
    TF-Slim pads as "same"; the others round pooled sizes up. Without the auxiliary classifiers.
    """
    _one_of(("paper", "torchvision", "TF-Slim"), "variant", variant)
    printed, slim = variant == "paper", variant == "TF-Slim"
    pool = partial(max_pool, stride=2, **({} if slim else {"padding": 0, "ceil": True}))

    def module(one, before3, three, before5, five, pooled):
        third = tower(before5, five, size=5 if printed else 3)
        return branches(conv(one), tower(before3, three), third, path(max_pool(3), conv(pooled)))

    modules = {name: module(*maps) for name, maps in GOOGLENET.items()}
    steps = {
        "conv1": conv(64, 7, stride=2, padding="same" if slim else 3),
        "pool1": pool(3),
        "conv2": path(conv(64), conv(192, 3)),
        "pool2": pool(3),
        **{name: modules[name] for name in ("3a", "3b")},
        "pool3": pool(3),
        **{name: modules[name] for name in ("4a", "4b", "4c", "4d", "4e")},
        "pool4": pool(3 if printed else 2),
        **{name: modules[name] for name in ("5a", "5b")},
        "avgpool7": average_pool(7, padding=0),
        "fc": dense(1000),
    }
    return stack(size, steps, norm=not printed)


# The later Inceptions, with the names of TF-Slim. A kernel of size (1, 7) is 1 high and 7 wide.

HALF = {"stride": 2, "padding": 0}
HALVE = max_pool(3, **HALF)
MEAN = average_pool(3)


def inception_v2(size=224):
    """Inception v2 of Ioffe, Szegedy 2015 as TF-Slim has it, its first layer separable."""

    def module(one, three, double, pooled, pool=MEAN):
        return branches(conv(one), tower(*three), tower(*double), path(pool, conv(pooled)))

    def reduction(three, double):
        return branches(tower(*three, stride=2), tower(*double, stride=2), max_pool(3, stride=2))

    steps = {
        "Conv2d_1a_7x7": path(conv(24, 7, stride=2, groups=3, norm=False, bias=False), conv(64)),
        "MaxPool_2a_3x3": max_pool(3, stride=2),
        "Conv2d_2b_1x1": conv(64),
        "Conv2d_2c_3x3": conv(192, 3),
        "MaxPool_3a_3x3": max_pool(3, stride=2),
        "Mixed_3b": module(64, (64, 64), (64, 96, 96), 32),
        "Mixed_3c": module(64, (64, 96), (64, 96, 96), 64),
        "Mixed_4a": reduction((128, 160), (64, 96, 96)),
        "Mixed_4b": module(224, (64, 96), (96, 128, 128), 128),
        "Mixed_4c": module(192, (96, 128), (96, 128, 128), 128),
        "Mixed_4d": module(160, (128, 160), (128, 160, 160), 96),
        "Mixed_4e": module(96, (128, 192), (160, 192, 192), 96),
        "Mixed_5a": reduction((128, 192), (192, 256, 256)),
        "Mixed_5b": module(352, (192, 320), (160, 224, 224), 128),
        "Mixed_5c": module(352, (192, 320), (192, 224, 224), 128, pool=max_pool(3)),
    }
    return stack(size, steps | CLASSIFIER, norm=True)


def inception_v3(size=299):
    """Inception v3 of Szegedy et al. 2015, without its auxiliary classifier."""

    def module_a(pooled):
        return branches(conv(64), tower(48, 64, size=5), tower(64, 96, 96), path(MEAN, conv(pooled)))

    def module_b(maps):
        once = path(conv(maps), conv(maps, (1, 7)), conv(192, (7, 1)))
        again = (conv(maps, (7, 1)), conv(maps, (1, 7)), conv(maps, (7, 1)), conv(192, (1, 7)))
        return branches(conv(192), once, path(conv(maps), *again), path(MEAN, conv(192)))

    module_c = branches(
        conv(320),
        path(conv(384), cross(384)),
        path(conv(448), conv(384, 3), cross(384)),
        path(MEAN, conv(192)),
    )
    steps = {
        "Conv2d_1a_3x3": conv(32, 3, **HALF),
        "Conv2d_2a_3x3": conv(32, 3, padding=0),
        "Conv2d_2b_3x3": conv(64, 3),
        "MaxPool_3a_3x3": HALVE,
        "Conv2d_3b_1x1": conv(80),
        "Conv2d_4a_3x3": conv(192, 3, padding=0),
        "MaxPool_5a_3x3": HALVE,
        "Mixed_5b": module_a(32),
        "Mixed_5c": module_a(64),
        "Mixed_5d": module_a(64),
        "Mixed_6a": branches(conv(384, 3, **HALF), tower(64, 96, 96, **HALF), HALVE),
        "Mixed_6b": module_b(128),
        "Mixed_6c": module_b(160),
        "Mixed_6d": module_b(160),
        "Mixed_6e": module_b(192),
        "Mixed_7a": branches(
            tower(192, 320, **HALF),
            path(conv(192), conv(192, (1, 7)), conv(192, (7, 1)), conv(192, 3, **HALF)),
            HALVE,
        ),
        "Mixed_7b": module_c,
        "Mixed_7c": module_c,
    }
    return stack(size, steps | CLASSIFIER, norm=True)


def inception_v4(size=299):
    """Inception v4 of Szegedy, Ioffe, Vanhoucke, Alemi 2016, without its auxiliary classifier."""
    module_a = branches(conv(96), tower(64, 96), tower(64, 96, 96), path(MEAN, conv(96)))
    module_b = branches(
        conv(384),
        path(conv(192), conv(224, (1, 7)), conv(256, (7, 1))),
        path(conv(192), conv(192, (7, 1)), conv(224, (1, 7)), conv(224, (7, 1)), conv(256, (1, 7))),
        path(MEAN, conv(128)),
    )
    module_c = branches(
        conv(256),
        path(conv(384), cross(256)),
        path(conv(384), conv(448, (3, 1)), conv(512, (1, 3)), cross(256)),
        path(MEAN, conv(256)),
    )
    steps = {
        "Conv2d_1a_3x3": conv(32, 3, **HALF),
        "Conv2d_2a_3x3": conv(32, 3, padding=0),
        "Conv2d_2b_3x3": conv(64, 3),
        "Mixed_3a": branches(HALVE, conv(96, 3, **HALF)),
        "Mixed_4a": branches(
            tower(64, 96, padding=0),
            path(conv(64), conv(64, (1, 7)), conv(64, (7, 1)), conv(96, 3, padding=0)),
        ),
        "Mixed_5a": branches(conv(192, 3, **HALF), HALVE),
        **{f"Mixed_5{letter}": module_a for letter in "bcde"},
        "Mixed_6a": branches(conv(384, 3, **HALF), tower(192, 224, 256, **HALF), HALVE),
        **{f"Mixed_6{letter}": module_b for letter in "bcdefgh"},
        "Mixed_7a": branches(
            tower(192, 192, **HALF),
            path(conv(256), conv(256, (1, 7)), conv(320, (7, 1)), conv(320, 3, **HALF)),
            HALVE,
        ),
        **{f"Mixed_7{letter}": module_c for letter in "bcd"},
    }
    return stack(size, steps | CLASSIFIER, norm=True)


def inception_resnet_v2(size=299, *, padding=0):
    """Inception-ResNet-v2 of the same paper; TF-Slim can pad all its layers as "same"."""
    half = {"stride": 2, "padding": padding}
    halve = max_pool(3, **half)

    def block(maps, *paths):
        return residual(path(branches(*paths), conv(maps, norm=False)))

    block35 = block(320, conv(32), tower(32, 32), tower(32, 48, 64))
    block17 = block(1088, conv(192), path(conv(128), conv(160, (1, 7)), conv(192, (7, 1))))
    block8 = block(2080, conv(192), path(conv(192), conv(224, (1, 3)), conv(256, (3, 1))))
    steps = {
        "Conv2d_1a_3x3": conv(32, 3, **half),
        "Conv2d_2a_3x3": conv(32, 3, padding=padding),
        "Conv2d_2b_3x3": conv(64, 3),
        "MaxPool_3a_3x3": halve,
        "Conv2d_3b_1x1": conv(80),
        "Conv2d_4a_3x3": conv(192, 3, padding=padding),
        "MaxPool_5a_3x3": halve,
        "Mixed_5b": branches(conv(96), tower(48, 64, size=5), tower(64, 96, 96), path(MEAN, conv(64))),
        **numbered("Block35", [block35] * 10),
        "Mixed_6a": branches(conv(384, 3, **half), tower(256, 256, 384, **half), halve),
        **numbered("PreAuxLogits", [block17] * 20),
        "Mixed_7a": branches(tower(256, 384, **half), tower(256, 288, **half), tower(256, 288, 320, **half), halve),
        **numbered("Block8", [block8] * 10),
        "Conv2d_7b_1x1": conv(1536),
    }
    return stack(size, steps | CLASSIFIER, norm=True)


# Residual, dense and separable networks

RESNET_STAGES = {
    18: (2, 2, 2, 2),
    34: (3, 4, 6, 3),
    50: (3, 4, 6, 3),
    101: (3, 4, 23, 3),
    152: (3, 8, 36, 3),
    200: (3, 24, 36, 3),
}


def resnet(depth, size=224, *, variant="torchvision"):
    """ResNet of He et al. 2015. variant: where a stage of bottlenecks makes its stride.

    "paper": in the 1×1 that its first unit begins with. "torchvision": in the 3×3 of its first unit. "TF-Slim":
    in the 3×3 of the last unit of the stage before; there the first pooling pads as "same".
    """
    _one_of(("paper", "torchvision", "TF-Slim"), "variant", variant)
    slim, bottleneck = variant == "TF-Slim", depth >= 50

    def unit(maps, stride, widens):
        if bottleneck:
            in_first, in_second = (stride, 1) if variant == "paper" else (1, stride)
            out = 4 * maps
            branch = path(conv(maps, stride=in_first), conv(maps, 3, stride=in_second, padding=1), conv(out))
        else:
            out = maps
            branch = path(conv(maps, 3, stride=stride, padding=1), conv(maps, 3))
        if widens:
            return residual(branch, conv(out, stride=stride))
        return residual(branch, max_pool(1, stride=stride) if stride > 1 else None)

    steps = {
        "conv1": conv(64, 7, stride=2, padding=3),
        "pool1": max_pool(3, stride=2, padding="same" if slim else 1),
    }
    for stage, units in enumerate(RESNET_STAGES[_one_of(RESNET_STAGES, "depth", depth)], start=1):
        strides = [1] * units
        if slim and stage < 4:
            strides[-1] = 2
        elif not slim and stage > 1:
            strides[0] = 2
        widens = [bottleneck or stage > 1] + [False] * (units - 1)
        made = [unit(32 * 2**stage, *each) for each in zip(strides, widens, strict=True)]
        steps |= numbered(f"{'block' if slim else 'layer'}{stage}", made)
    return stack(size, steps | CLASSIFIER, norm=True)


def densenet121(size=224):
    """DenseNet-121 of Huang et al. 2017, growing by 32 maps; it normalises before a convolution."""

    def norm_conv(maps, size=1):
        def build(net, name, reads):
            net.batch_norm(reads)
            return net.conv(name, size, maps=maps, padding=size // 2, reads=reads, bias=False)

        return build

    def grow(net, name, reads):
        new = path(norm_conv(4 * 32), norm_conv(32, 3))(net, f"{name}/new", reads)
        return net.concat(name, (reads, new))

    def norm(net, name, reads):
        return net.batch_norm(reads)

    def halve(net, name, reads):
        step = path(norm_conv(net.layers[reads].maps // 2), average_pool(2, stride=2, padding=0))
        return step(net, name, reads)

    steps = {
        "conv0": conv(64, 7, stride=2, padding=3, norm=True),
        "pool0": max_pool(3, stride=2, padding=1),
    }
    for block, layers in enumerate((6, 12, 24, 16), start=1):
        steps |= numbered(f"denseblock{block}", [grow] * layers)
        steps[f"transition{block}"] = halve
    del steps["transition4"]
    return stack(size, steps | {"norm5": norm} | CLASSIFIER)


def mobilenet_v1(size=224, *, padding="same"):
    """MobileNet v1 of Howard et al. 2017, padded as TensorFlow does; torch ports pad by 1."""
    doubled = {1: 64, 2: 128, 4: 256, 6: 512, 12: 1024}
    steps, maps = {"Conv2d_0": conv(32, 3, stride=2, padding=padding)}, 32
    for i in range(1, 14):
        maps, stride = doubled.get(i, maps), 2 if i in (2, 4, 6, 12) else 1
        steps[f"Conv2d_{i}_depthwise"] = depthwise(3, stride=stride, padding=padding)
        steps[f"Conv2d_{i}_pointwise"] = conv(maps)
    return stack(size, steps | CLASSIFIER, norm=True)


def mobilenet_v2(size=224):
    """MobileNet v2 of Sandler et al. 2018 as torchvision has it."""
    stages = [  # how many times a unit widens, maps, units, stride
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ]  # fmt: skip
    units, maps = [conv(32, 3, stride=2, padding=1)], 32
    for wider, out, repeats, first in stages:
        for stride in [first] + [1] * (repeats - 1):
            widen = [conv(wider * maps)] if wider > 1 else []
            unit = path(*widen, depthwise(3, stride=stride, padding=1), conv(out))
            units.append(residual(unit) if stride == 1 and maps == out else unit)
            maps = out
    units.append(conv(1280))
    steps = {f"features.{i}": unit for i, unit in enumerate(units)}
    return stack(size, steps | CLASSIFIER, norm=True)


def darknet53(size=416, *, head=False):
    """Darknet-53 of YOLOv3, Redmon, Farhadi 2018, or with the head over its last, 13×13 map."""
    steps = {"conv": conv(32, 3)}
    for stage, units in enumerate((1, 2, 8, 8, 4), start=1):
        maps = 32 * 2**stage
        unit = residual(path(conv(maps // 2), conv(maps, 3)))
        steps[f"down{stage}"] = conv(maps, 3, stride=2, padding=1)
        steps |= numbered(f"stage{stage}", [unit] * units)
    detector = {"head": path(*[conv(512), conv(1024, 3)] * 3, conv(255, norm=False))}
    return stack(size, steps | (detector if head else CLASSIFIER), norm=True)


# Networks that give an image, a map of answers or a sound


def unet(size=572):
    """U-Net of Ronneberger, Fischer, Brox 2015: no padding, the copies cropped to fit."""

    def twice(maps):
        return conv(maps, 3, padding=0), conv(maps, 3, padding=0)

    def up(level):
        def build(net, name, reads):
            maps = 64 * 2**level
            grown = net.transposed(f"{name}/up", 2, stride=2, maps=maps, reads=reads)
            spare = net.size(f"enc{level}")[0] - net.size(grown)[0]
            crop = (-(spare // 2), -(spare - spare // 2))
            copy = net.pad(f"{name}/copy", crop, reads=f"enc{level}")
            return path(*twice(maps))(net, name, net.concat(f"{name}/both", (copy, grown)))

        return build

    steps = {"enc0": path(*twice(64))}
    for level in (1, 2, 3, 4):
        name = f"enc{level}" if level < 4 else "bottleneck"
        steps[name] = path(max_pool(2, stride=2, padding=0), *twice(64 * 2**level))
    steps |= {f"dec{level}": up(level) for level in (3, 2, 1, 0)}
    return stack(size, steps | {"out": conv(2)}, maps=1)


def patchgan(strided=3, size=256):
    """PatchGAN discriminator of pix2pix, Isola et al. 2017, over an image and its label: 6 input maps."""
    maps = [64 * min(2**i, 8) for i in range(strided + 1)]
    steps = {
        f"conv{i}": conv(m, 4, stride=2 if i <= strided else 1, padding=1, norm=i > 1)
        for i, m in enumerate(maps, start=1)
    }
    return stack(size, steps | {"patch": conv(1, 4, padding=1)}, maps=6)


def context_module(size=128, *, maps=21):
    """Basic dilated context module of Yu, Koltun 2016."""
    dilations = (1, 1, 2, 4, 8, 16, 1)
    steps = {f"layer{i}": conv(maps, 3, dilation=d) for i, d in enumerate(dilations, start=1)}
    return stack(size, steps | {"layer8": conv(maps)}, maps=maps)


def dncnn(size=50):
    """DnCNN of Zhang et al. 2017, which removes noise: seventeen 3×3 layers of 64 maps."""
    hidden = {f"conv{i}": conv(64, 3, norm=i > 1) for i in range(1, 17)}
    return stack(size, hidden | {"conv17": conv(1, 3, bias=False)}, maps=1)


def tiny_vgg(size=64):
    """Tiny VGG, which CNN Explainer shows; Wang et al. 2020."""
    three, pool = conv(10, 3, padding=0), max_pool(2, stride=2, padding=0)
    names = ("conv_1_1", "conv_1_2", "max_pool_1", "conv_2_1", "conv_2_2", "max_pool_2")
    return stack(size, dict(zip(names, (three, three, pool) * 2, strict=True)) | {"output": dense(10)})


def patch_embedding(size=224):
    """What a ViT-B/16 begins with; Dosovitskiy et al. 2020."""
    return stack(size, {"tokens": conv(768, 16, stride=16, padding=0)})


def causal(net, name, size, dilation=1):
    """A convolution along time that reads nothing later than its own position."""
    return net.conv(name, size, dilation=dilation, padding=(dilation * (size - 1), 0))


def wavenet(stacks=3, layers=10, size=16, *, kernel=2, first=None):
    """WaveNet of van den Oord et al. 2016: dilations 1, 2, 4, … again and again.

    One axis; without the 1×1 layers, which change no field, and without maps, which the paper does not state.
    first: size of a convolution before all, where there is one.
    """
    net, skips = Network(size, maps=None), []
    if first:
        causal(net, "first", first)
    for stage in range(1, stacks + 1):
        for layer in range(layers):
            below, name = net.top, f"stack{stage}" + (f".{layer}" if layer < layers - 1 else "")
            skips.append(causal(net, f"{name}/gate", kernel, 2**layer))
            net.add(name, (below, skips[-1]))
    net.add("skip-sum", skips)
    return net


def tcn(size=96, *, kernel=4, levels=7, convolutions=2):
    """Temporal convolutional network of Bai, Kolter, Koltun 2018: two convolutions a level, any number of maps."""
    net = Network(size, maps=None)
    for level in range(levels):
        below, name = net.top, f"level{level}" if level < levels - 1 else "last"
        for i in range(convolutions):
            causal(net, f"{name}/{i}", kernel, 2**level)
        net.add(name, (below, net.top))
    return net


# All of them by name, and the layers that the pages list

NETWORKS: dict[str, Callable[..., Network]] = {
    "LeCun 1989": lecun1989,
    **{f"LeCun's Net-{number}": partial(lecun_five, number) for number in (1, 2, 3, 4, 5)},
    "LeNet-5": lenet5,
    "AlexNet": alexnet,
    "AlexNet (TF-Slim v2)": partial(alexnet, size=224, maps=(64, 192, 384, 384, 256), groups=(1,) * 4),
    "AlexNet (torchvision)": partial(alexnet, size=224, maps=(64, 192, 384, 256, 256), groups=(1,) * 4, padding=2),
    "ZFNet + RPN": zfnet_rpn,
    "VGG-11": partial(vgg, 11),
    "VGG-13": partial(vgg, 13),
    "VGG-16": partial(vgg, 16),
    "VGG-16 + RPN": partial(vgg, 16, head="rpn"),
    "VGG-16 (DeepLab)": partial(vgg, 16, head="fc6 4x4"),
    "VGG-19": partial(vgg, 19),
    "GoogLeNet": googlenet,
    "GoogLeNet (torchvision)": partial(googlenet, variant="torchvision"),
    "Inception v1 (TF-Slim)": partial(googlenet, variant="TF-Slim"),
    "Inception v2": inception_v2,
    "Inception v3": inception_v3,
    "Inception v4": inception_v4,
    "Inception-ResNet-v2": inception_resnet_v2,
    "Inception-ResNet-v2 (same)": partial(inception_resnet_v2, padding="same"),
    "ResNet-18": partial(resnet, 18),
    "ResNet-34": partial(resnet, 34),
    **{
        f"ResNet-{depth} ({variant})": partial(resnet, depth, variant=variant)
        for depth in (50, 101, 152)
        for variant in ("torchvision", "paper", "TF-Slim")
    },
    "ResNet-200 (TF-Slim)": partial(resnet, 200, variant="TF-Slim"),
    "MobileNet v1": mobilenet_v1,
    "MobileNet v1 (padding 1)": partial(mobilenet_v1, padding=1),
    "MobileNet v2": mobilenet_v2,
    "DenseNet-121": densenet121,
    "Darknet-53": darknet53,
    "YOLOv3, 13×13 head": partial(darknet53, head=True),
    "U-Net": unet,
    **{f"PatchGAN, {n} strided": partial(patchgan, n) for n in (1, 2, 3, 4, 5)},
    "PatchGAN, 6 strided": partial(patchgan, 6, size=512),
    "Dilated context module": context_module,
    "DnCNN": dncnn,
    "Tiny VGG": tiny_vgg,
    "ViT-B/16 patch embedding": patch_embedding,
    "WaveNet": wavenet,
    "TCN": tcn,
}


@cache
def network(name: str, size: int | None = None) -> Network:
    """A network by its name in NETWORKS, over its usual image or one of another size. Shared: do not change it."""
    build = NETWORKS[_one_of(NETWORKS, "a network", name)]
    return build() if size is None else build(size=size)


@dataclass(frozen=True)
class Endpoint:
    """A layer to look at, and what a `source` says of it: field, stride, padding, or only the first of them."""

    name: str
    layer: str
    published: tuple[int, ...] = ()
    source: str = ""
    size: int | None = None

    @property
    def network(self) -> Network:
        """The network, over the image that the publication speaks of."""
        return network(self.name, self.size)


LIBRARY = "google-research/receptive_field"
BOTH = "Araujo et al. 2019; google-research/receptive_field"
TOOLBOX = "MLRichter/receptive_field_analysis_toolbox"
PIX2PIX = "phillipi/pix2pix"
GIRSHICK, LONG, REN = "Girshick et al. 2014", "Long et al. 2015", "Ren et al. 2015"

CLASSIFIERS = (
    Endpoint("LeNet-5", "C5"),
    Endpoint("AlexNet", "pool5", (195,), GIRSHICK),
    Endpoint("AlexNet", "fc6", (355,), LONG),
    Endpoint("AlexNet (TF-Slim v2)", "pool5", (195, 32, 64), BOTH),
    Endpoint("AlexNet (torchvision)", "pool5"),
    Endpoint("ZFNet + RPN", "conv5"),
    Endpoint("ZFNet + RPN", "rpn3x3", (171,), REN),
    Endpoint("VGG-11", "pool5", (150, 32, 59), LIBRARY),
    Endpoint("VGG-13", "pool5", (156,), TOOLBOX),
    Endpoint("VGG-16", "pool5", (212, 32, 90), BOTH),
    Endpoint("VGG-16", "conv5_3"),
    Endpoint("VGG-16 + RPN", "rpn3x3", (228,), REN),
    Endpoint("VGG-16", "fc6", (404,), LONG),
    Endpoint("VGG-16 (DeepLab)", "fc6", (308,), "Chen et al. 2015"),
    Endpoint("VGG-19", "pool5", (268,), TOOLBOX),
    Endpoint("GoogLeNet", "5b"),
    Endpoint("GoogLeNet", "avgpool7", (907,), LONG),
    Endpoint("Inception v1 (TF-Slim)", "5b"),
    Endpoint("Inception v2", "Mixed_5c", (699, 32, 318), BOTH),
    Endpoint("Inception v3", "Mixed_7c", (1311, 32, 618), BOTH, size=224),
    Endpoint("Inception v4", "Mixed_7d", (2071, 32, 998), BOTH, size=224),
    Endpoint("Inception-ResNet-v2", "Conv2d_7b_1x1", (3039, 32, 1482), BOTH, size=224),
    Endpoint("ResNet-18", "layer4", (435,), TOOLBOX),
    Endpoint("ResNet-34", "layer4"),
    Endpoint("ResNet-50 (torchvision)", "layer4", (427,), TOOLBOX),
    Endpoint("ResNet-50 (paper)", "layer4"),
    Endpoint("ResNet-50 (TF-Slim)", "block4", (483, 32, 239), BOTH),
    Endpoint("ResNet-101 (torchvision)", "layer4"),
    Endpoint("ResNet-101 (paper)", "layer4"),
    Endpoint("ResNet-101 (TF-Slim)", "block4", (1027, 32, 511), BOTH),
    Endpoint("ResNet-152 (torchvision)", "layer4"),
    Endpoint("ResNet-152 (paper)", "layer4"),
    Endpoint("ResNet-152 (TF-Slim)", "block4", (1507, 32, 751), BOTH),
    Endpoint("ResNet-200 (TF-Slim)", "block4", (1763, 32, 879), BOTH),
    Endpoint("MobileNet v1", "Conv2d_13_pointwise", (315, 32, 126), BOTH),
    Endpoint("MobileNet v2", "features.18"),
    Endpoint("DenseNet-121", "denseblock4"),
    Endpoint("PatchGAN, 3 strided", "patch", (70,), PIX2PIX),
)
"""The table of networks one knows: who sees the whole image is asked of these."""

OTHERS = (
    Endpoint("VGG-16", "conv4_3"),
    Endpoint("VGG-19", "conv5_4"),
    Endpoint("Darknet-53", "stage5"),
    Endpoint("YOLOv3, 13×13 head", "head"),
    Endpoint("U-Net", "bottleneck"),
    Endpoint("U-Net", "out"),
    Endpoint("PatchGAN, 1 strided", "patch", (16,), PIX2PIX),
    Endpoint("PatchGAN, 2 strided", "patch", (34,), PIX2PIX),
    Endpoint("PatchGAN, 4 strided", "patch", (142,), PIX2PIX),
    Endpoint("PatchGAN, 5 strided", "patch", (286,), PIX2PIX),
    Endpoint("PatchGAN, 6 strided", "patch", (574,), PIX2PIX),
    Endpoint("Dilated context module", "layer8", (67,), "Yu, Koltun 2016"),
    Endpoint("DnCNN", "conv17"),
    Endpoint("WaveNet", "stack1", (1024,), "van den Oord et al. 2016"),
    Endpoint("WaveNet", "stack2"),
    Endpoint("WaveNet", "skip-sum"),
    Endpoint("TCN", "last", (763,), "paul-krug/pytorch-tcn issue 13"),
)
"""More fields, of networks that make an image or a sound, or of layers further down."""
