"""Real networks: what they count and what they see, against published tables and what PyTorch measured.

Set ORACLE_DIR to run the same test over another networks.csv of the same schema.
"""

import csv
import os
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from figures_src.counting import Count, Network
from figures_src.networks import (
    C3_TABLE,
    CLASSIFIERS,
    NETWORKS,
    OTHERS,
    alexnet,
    along,
    branches,
    conv,
    cross,
    depth,
    depthwise,
    googlenet,
    growth_by_jump,
    inception_v3,
    lecun_five,
    max_pool,
    network,
    path,
    residual,
    resnet,
    seen,
    sees_all,
    spans,
    stack,
    tcn,
    vgg,
    wavenet,
)
from figures_src.tracing import Graph

OWN = Path(__file__).parent / "data" / "oracle"
FOLDER = Path(os.environ.get("ORACLE_DIR", OWN))


# Every row of the reference table


def chain(size):
    """The nine layers of rogertrullo/Receptive-Field-in-Pytorch."""
    sizes = (9, 3, 3, 3, 9, 3, 3, 7, 3)
    return stack(size, {("last" if i == 8 else f"L{i}"): conv(16, k, padding=1) for i, k in enumerate(sizes)}, maps=1)


INCEPTION_V1 = ("3b 3c", "4b 4c 4d 4e 4f", "5b 5c")  # TF-Slim's letters begin with b
BUILDERS = {  # the table's names, where they are not those of NETWORKS
    "alexnet_v2": NETWORKS["AlexNet (TF-Slim v2)"],
    "AlexNet (227)": NETWORKS["AlexNet"],
    "AlexNet (torchvision, pad 2)": NETWORKS["AlexNet (torchvision)"],
    "ZFNet + RPN 3x3": NETWORKS["ZFNet + RPN"],
    "vgg_a": NETWORKS["VGG-11"],
    "vgg_16": NETWORKS["VGG-16"],
    "VGG-16 + fc6": NETWORKS["VGG-16"],
    "VGG-16 conv5_3 + RPN 3x3": NETWORKS["VGG-16 + RPN"],
    "VGG-16 with fc6 cut to 4x4 (DeepLab v1)": NETWORKS["VGG-16 (DeepLab)"],
    "GoogLeNet (paper)": NETWORKS["GoogLeNet"],
    "inception_v1 (TF-Slim)": NETWORKS["Inception v1 (TF-Slim)"],
    "inception_v2": NETWORKS["Inception v2"],
    "inception_v3": NETWORKS["Inception v3"],
    "inception_v4": NETWORKS["Inception v4"],
    "inception_resnet_v2": NETWORKS["Inception-ResNet-v2"],
    "inception_resnet_v2-same": NETWORKS["Inception-ResNet-v2 (same)"],
    "mobilenet_v1": NETWORKS["MobileNet v1"],
    "MobileNetV2": NETWORKS["MobileNet v2"],
    **{f"resnet_v1_{depth}": partial(resnet, depth, variant="TF-Slim") for depth in (50, 101, 152, 200)},
    **{
        f"ResNet-{depth} ({variant}: stride on {where})": NETWORKS[f"ResNet-{depth} ({variant})"]
        for depth in (50, 101, 152)
        for variant, where in (("paper", "first 1x1"), ("torchvision", "3x3"))
    },
    **{f"PatchGAN n={n}": NETWORKS[f"PatchGAN, {n} strided"] for n in range(1, 7)},
    "Dilated context module (basic)": NETWORKS["Dilated context module"],
    "U-Net (paper, valid, 572)": NETWORKS["U-Net"],
    "WaveNet 3 x (1..512), k=2": wavenet,
    "WaveNet ibab 5 x (1..512), k=2, causal k=2 first": partial(wavenet, 5, first=2),
    "WaveNet r9y9 30 layers 3 cycles k=3": partial(wavenet, 3, kernel=3),
    "WaveNet r9y9 24 layers 4 cycles k=3": partial(wavenet, 4, 6, kernel=3),
    "WaveNet r9y9 12 layers 2 cycles k=3": partial(wavenet, 2, 6, kernel=3),
    "TCN k=4, d=1..64, two convs per block": NETWORKS["TCN"],
    "RogerTrullo chain": chain,
}


def builder(name):
    return BUILDERS.get(name) or NETWORKS.get(name)


def ours(name, endpoint):
    """The name that a layer of the table has here."""
    if name == "inception_v1 (TF-Slim)":
        theirs = (
            "Conv2d_1a_7x7 MaxPool_2a_3x3 Conv2d_2b_1x1 Conv2d_2c_3x3 MaxPool_3a_3x3 Mixed_3b Mixed_3c MaxPool_4a_3x3"
        )
        theirs += " Mixed_4b Mixed_4c Mixed_4d Mixed_4e Mixed_4f MaxPool_5a_2x2 Mixed_5b Mixed_5c"
        here = "conv1 pool1 conv2/1 conv2 pool2 3a 3b pool3 4a 4b 4c 4d 4e pool4 5a 5b"
        return dict(zip(theirs.split(), here.split(), strict=True))[endpoint]
    return endpoint.rsplit("/")[-1]


def table(folder=FOLDER):
    """(network, image size) -> the rows of networks.csv, those of networks that are not here left out."""
    with open(folder / "networks.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    groups = {}
    for row in rows:
        if builder(row["network"].removesuffix(" (vertical axis)")):
            groups.setdefault((row["network"], int(row["input"])), []).append(row)
    return groups


def faults(rows, name, size):
    """What of these rows we see differently."""
    axis = 0 if name.endswith("(vertical axis)") else -1
    name = name.removesuffix(" (vertical axis)")
    graph, found = builder(name)(size=size), []
    for row in rows:
        field = graph.field(ours(name, row["endpoint"]), axis=axis)
        measured = {
            "receptive_field": field.size,
            "stride": field.jump,
            "padding": -field.start,
            "first_start": field.start,
        }
        for key, value in measured.items():
            for stated in (row[key], row.get(f"published_{key}")):
                if stated and int(stated) != value:
                    found.append(f"{row['endpoint']}: {key} {value}, stated {stated}")
    return found


@pytest.mark.parametrize(("name", "size"), table())
def test_endpoints_of_the_reference_table(name, size):
    assert faults(table()[name, size], name, size) == []


def test_the_reference_table_is_covered_whole():
    groups = table(OWN)
    assert sum(map(len, groups.values())) == 601
    assert len({name for name, _ in groups}) == 53
    assert sum(bool(row["published_receptive_field"]) for rows in groups.values() for row in rows) > 250


@pytest.mark.parametrize("column", ["receptive_field", "stride", "padding", "first_start", "published_stride"])
def test_a_wrong_row_would_be_noticed(column):
    row = table(OWN)[("vgg_16", 224)][-1]
    assert faults([row], "vgg_16", 224) == []
    assert faults([row | {column: "7"}], "vgg_16", 224)


# The table of networks one knows: side, field, stride, padding and first centre of a layer as measured in PyTorch by
# gradients of a positive linear copy, and how many of its neurons every pixel of the image reaches

KNOWN = """
LeNet-5                  | C5                  |  1 |   32 |  4 |    0 |  15.5 |  1
AlexNet                  | pool5               |  6 |  195 | 32 |   64 |  33   |  0
AlexNet                  | fc6                 |  1 |  355 | 32 |   64 | 113   |  1
AlexNet (TF-Slim v2)     | pool5               |  5 |  195 | 32 |   64 |  33   |  0
AlexNet (torchvision)    | pool5               |  6 |  195 | 32 |   66 |  31   |  0
ZFNet + RPN              | conv5               | 14 |  139 | 16 |   69 |   0   |  0
ZFNet + RPN              | rpn3x3              | 14 |  171 | 16 |   85 |   0   |  0
VGG-11                   | pool5               |  7 |  150 | 32 |   59 |  15.5 |  0
VGG-13                   | pool5               |  7 |  156 | 32 |   62 |  15.5 |  0
VGG-16                   | pool5               |  7 |  212 | 32 |   90 |  15.5 |  0
VGG-16                   | conv5_3             | 14 |  196 | 16 |   90 |   7.5 |  0
VGG-16 + RPN             | rpn3x3              | 14 |  228 | 16 |  106 |   7.5 |  0
VGG-16                   | fc6                 |  1 |  404 | 32 |   90 | 111.5 |  1
VGG-16 (DeepLab)         | fc6                 |  4 |  308 | 32 |   90 |  63.5 |  4
VGG-19                   | pool5               |  7 |  268 | 32 |  118 |  15.5 |  1
GoogLeNet                | 5b                  |  7 |  715 | 32 |  327 |  30   | 49
GoogLeNet                | avgpool7            |  1 |  907 | 32 |  327 | 126   |  1
Inception v1 (TF-Slim)   | 5b                  |  7 |  379 | 32 |  166 |  23   | 25
Inception v2             | Mixed_5c            |  7 |  699 | 32 |  318 |  31   | 49
Inception v3             | Mixed_7c            |  5 | 1311 | 32 |  618 |  37   |  0
Inception v4             | Mixed_7d            |  5 | 2071 | 32 |  998 |  37   |  0
Inception-ResNet-v2      | Conv2d_7b_1x1       |  5 | 3039 | 32 | 1482 |  37   |  0
ResNet-18                | layer4              |  7 |  435 | 32 |  217 |   0   | 36
ResNet-34                | layer4              |  7 |  899 | 32 |  449 |   0   | 49
ResNet-50 (torchvision)  | layer4              |  7 |  427 | 32 |  213 |   0   | 36
ResNet-50 (paper)        | layer4              |  7 |  483 | 32 |  241 |   0   | 49
ResNet-50 (TF-Slim)      | block4              |  7 |  483 | 32 |  239 |   2   | 49
ResNet-101 (torchvision) | layer4              |  7 |  971 | 32 |  485 |   0   | 49
ResNet-101 (paper)       | layer4              |  7 | 1027 | 32 |  513 |   0   | 49
ResNet-101 (TF-Slim)     | block4              |  7 | 1027 | 32 |  511 |   2   | 49
ResNet-152 (torchvision) | layer4              |  7 | 1451 | 32 |  725 |   0   | 49
ResNet-152 (paper)       | layer4              |  7 | 1507 | 32 |  753 |   0   | 49
ResNet-152 (TF-Slim)     | block4              |  7 | 1507 | 32 |  751 |   2   | 49
ResNet-200 (TF-Slim)     | block4              |  7 | 1763 | 32 |  879 |   2   | 49
MobileNet v1             | Conv2d_13_pointwise |  7 |  315 | 32 |  126 |  31   |  4
MobileNet v2             | features.18         |  7 |  491 | 32 |  245 |   0   | 49
DenseNet-121             | denseblock4         |  7 | 2071 | 32 | 1021 |  14   | 49
PatchGAN, 3 strided      | patch               | 30 |   70 |  8 |   23 |  11.5 |  0
"""


def row(endpoint):
    graph, field = endpoint.network, endpoint.network.field(endpoint.layer)
    seeing = len(sees_all(graph, endpoint.layer))
    side = graph.size(endpoint.layer)[0]
    return [endpoint.name, endpoint.layer, side, field.size, field.jump, -field.start, field.centre, seeing]


def test_the_table_of_known_networks():
    expected = [[cell.strip() for cell in line.split("|")] for line in KNOWN.strip().splitlines()]
    expected = [[name, layer, *map(float, numbers)] for name, layer, *numbers in expected]
    assert [row(endpoint) for endpoint in CLASSIFIERS] == expected


@pytest.mark.parametrize(
    "endpoint", [e for e in CLASSIFIERS + OTHERS if e.published], ids=lambda e: f"{e.name} {e.layer}"
)
def test_published_values_are_ours(endpoint):
    field = endpoint.network.field(endpoint.layer)
    assert endpoint.source
    assert endpoint.published == (field.size, field.jump, -field.start)[: len(endpoint.published)]


def test_fields_of_the_other_networks():
    assert {(e.name, e.layer): e.network.field(e.layer).size for e in OTHERS if not e.published} == {
        ("VGG-16", "conv4_3"): 92,
        ("VGG-19", "conv5_4"): 252,
        ("Darknet-53", "stage5"): 725,
        ("YOLOv3, 13×13 head", "head"): 725 + 3 * 2 * 32,
        ("U-Net", "bottleneck"): 140,
        ("U-Net", "out"): 204,
        ("DnCNN", "conv17"): 1 + 17 * 2,
        ("WaveNet", "stack2"): 2 * 1023 + 1,
        ("WaveNet", "skip-sum"): 3 * 1023 + 1,
    }


# Who sees what


def symmetric(*half):
    return [*half, *half[-2::-1]]


@pytest.mark.parametrize(
    ("name", "layer", "expected"),
    [
        ("VGG-16", "pool3", 2 + 2 + 3),
        ("VGG-16", "pool5", 16 - 3),
        ("MobileNet v1", "Conv2d_13_pointwise", 28 - 1),
        ("GoogLeNet", "5b", 22 - 1),
        ("ResNet-34", "layer4", 34 - 1),
        ("ResNet-50 (paper)", "layer4", 50 - 1),
        ("ResNet-152 (paper)", "layer4", 152 - 1),
    ],
)
def test_depth_is_what_the_name_says_without_dense_layers_or_pooling(name, layer, expected):
    assert depth(network(name), layer) == expected
    assert depth(network(name), "image") == 0


def test_spans_on_the_real_image():
    assert spans(network("VGG-16"), "pool5") == symmetric(122, 154, 186, 212)
    assert spans(network("PatchGAN, 3 strided"), "patch")[:5] == [47, 55, 63, 70, 70]
    assert spans(network("ResNet-50 (torchvision)"), "layer4") == [427 - 213] + 6 * [224]
    assert spans(network("ResNet-18"), "layer4")[0] == 435 - 217
    assert spans(network("ResNet-18"), "layer4")[1:] == 6 * [224]


def whole(name, layer):
    """How many neurons of a layer have their whole field on the image."""
    graph = network(name)
    size = graph.field(layer).size
    return sum(a == b == size for a in spans(graph, layer) for b in spans(graph, layer, axis=1))


def test_whose_whole_field_lies_on_the_image():
    assert whole("VGG-16", "pool5") == 1
    assert whole("PatchGAN, 3 strided", "patch") == 576 == (30 - 2 * 3) ** 2
    assert NETWORKS["PatchGAN, 3 strided"]().size("patch") == (30, 30)


def test_who_sees_the_whole_image():
    assert sees_all(network("MobileNet v1"), "Conv2d_13_pointwise") == [(2, 2), (2, 3), (3, 2), (3, 3)]
    assert sees_all(network("MobileNet v1 (padding 1)"), "Conv2d_13_pointwise") == [(3, 3), (3, 4), (4, 3), (4, 4)]
    corner = [(a, b) for a in range(1, 7) for b in range(1, 7)]
    assert sees_all(network("ResNet-50 (torchvision)"), "layer4") == corner
    assert sees_all(network("VGG-19"), "pool5") == [(3, 3)]


@pytest.mark.parametrize(
    ("name", "layer", "widest", "unread"),
    [
        ("Inception v3", "Mixed_7c", 221, {221, 222, 223}),
        ("Inception-ResNet-v2", "Conv2d_7b_1x1", 221, {221, 222, 223}),
        ("Inception v4", "Mixed_7d", 223, {223}),
    ],
)
def test_pixels_dropped_by_unpadded_strides(name, layer, widest, unread):
    small, usual = network(name, 224), network(name)
    read = {p for u in range(small.size(layer)[0]) for p in small.reads(layer, u).tolist()}
    assert set(range(224)) - read == unread
    assert max(spans(small, layer)) == widest
    assert usual.size("image") == (299, 299)
    assert len(sees_all(usual, layer)) == 8 * 8


@pytest.mark.parametrize(("name", "layer"), [("Inception v3", "Mixed_6b"), ("PatchGAN, 3 strided", "patch")])
def test_pixels_that_reach_a_neuron_are_those_of_the_mask(name, layer):
    net, unit = network(name), (3, 4)
    assert seen(net, layer, unit) == net.mask(layer, unit).sum()


def test_the_field_of_inception_v3_lacks_its_corners():
    net = inception_v3(size=2891)  # large enough for a whole field
    side = net.field("Mixed_7c").size
    corner = 64**2 - 32**2  # a square of 64 pixels in two steps
    assert seen(net, "Mixed_7c", (44, 44)) == side**2 - 4 * corner


def test_grids_of_centres():
    def centres(name, layer):
        field, (side, _) = network(name).field(layer), network(name).size(layer)
        return [field.centre + field.jump * u for u in range(side)]

    assert centres("ResNet-50 (torchvision)", "layer4") == [0, 32, 64, 96, 128, 160, 192]
    assert centres("VGG-16", "pool5") == [15.5 + 32 * u for u in range(7)]
    assert np.mean(centres("VGG-16", "pool5")) == network("VGG-16").field("fc6").centre == 111.5
    assert centres("ResNet-50 (TF-Slim)", "block4")[0] == 2
    assert centres("MobileNet v1", "Conv2d_13_pointwise")[0] == 31


def test_fields_layer_by_layer():
    def fields(name, *layers):
        return [network(name).field(layer).size for layer in layers]

    assert fields("LeNet-5", "C1", "S2", "C3", "S4", "C5") == [5, 6, 14, 16, 32]
    assert network("LeNet-5").intervals("C5").tolist() == [[0, 31]]
    convs = ("conv1", "pool1", "conv2", "pool2", "conv3", "conv4", "conv5", "pool5", "fc6")
    assert fields("AlexNet", *convs) == [11, 19, 51, 67, 99, 131, 163, 195, 355]
    assert fields("VGG-16", "conv5_3", "pool5", "fc6") == [196, 212, 212 + 6 * 32]
    tiny = ("conv_1_1", "conv_1_2", "max_pool_1", "conv_2_1", "conv_2_2", "max_pool_2")
    assert fields("Tiny VGG", *tiny) == [3, 5, 6, 10, 14, 16]
    assert [network("Tiny VGG").size(layer)[0] for layer in ("image", *tiny)] == [64, 62, 60, 30, 28, 26, 13]


def test_temporal_networks():
    assert tcn(kernel=2, levels=4).field("last").size == 1 + 2 * (1 + 2 + 4 + 8) == 31
    assert tcn(kernel=2, levels=4, convolutions=1).field("last").size == 1 + (1 + 2 + 4 + 8) == 16
    assert tcn().field("last").size == 1 + 2 * 3 * (2**7 - 1) == 763
    assert tcn().intervals("last").tolist() == [[0, u] for u in range(96)]  # nothing later than its own position


# Branches, skips and going global


def test_paths_of_a_residual_network():
    net = network("ResNet-50 (torchvision)")
    assert along(net, "layer4", 0).field("layer4").size == 7 + 2 * 2 == 11  # conv1 and pool1, then only skips
    assert along(net, "layer4", 1).field("layer4").size == net.field("layer4").size == 427
    assert not net.field("layer4").misaligned


@pytest.mark.parametrize(
    ("name", "layer", "branch"),
    [("LeNet-5", "C5", 0), ("AlexNet", "pool5", 0), ("VGG-16", "pool5", 0), ("GoogLeNet", "5b", 2),
     ("ResNet-18", "layer4", 1), ("ResNet-50 (paper)", "layer4", 1), ("MobileNet v1", "Conv2d_13_pointwise", 0)],
)  # fmt: skip
def test_what_each_jump_adds_makes_the_whole_field(name, layer, branch):
    assert 1 + sum(growth_by_jump(network(name), layer, branch).values()) == network(name).field(layer).size


def test_growth_of_vgg16_jump_by_jump():
    stages = {1: 2 * 2 + 1, 2: 2 * 4 + 2, 4: 3 * 8 + 4, 8: 3 * 16 + 8, 16: 3 * 32 + 16}  # the 3×3 layers, the pooling
    assert growth_by_jump(network("VGG-16"), "pool5") == stages


def test_stages_of_both_resnets():
    def stages(variant, name="layer"):
        net = network(f"ResNet-50 ({variant})")
        return [net.field(f"{name}{stage}").size for stage in (1, 2, 3, 4)]

    assert stages("torchvision") == [35, 91, 267, 427]
    assert stages("paper") == [35, 99, 291, 483]
    assert stages("TF-Slim", "block") == [35, 99, 291, 483]
    assert network("ResNet-50 (TF-Slim)").field("block1").jump == 2 * network("ResNet-50 (paper)").field("layer1").jump
    assert -network("ResNet-50 (TF-Slim)").field("block4").start == 241 - 2
    assert network("ResNet-18").field("layer4").size > network("ResNet-50 (torchvision)").field("layer4").size


def test_unet_alternates():
    net = network("U-Net")
    field = net.field("out")
    assert (set(field.sizes), field.period) == ({188, 204}, 16)
    assert net.size("enc0") == (568, 568)
    assert net.size("out") == (388, 388)


def test_googlenet_as_printed_and_in_libraries():
    sizes = {name: network(name).field("3a").size for name in NETWORKS if name.startswith("GoogLeNet")}
    assert sizes == {"GoogLeNet": 27 + 4 * 8, "GoogLeNet (torchvision)": 27 + 2 * 8}
    assert network("GoogLeNet (torchvision)").field("5b").size == 379
    assert network("GoogLeNet (torchvision)").field("5b").start == -167


def test_everything_is_seen_after_a_global_layer():
    net = network("MobileNet v2")
    assert sees_all(net, "pool") == sees_all(net, "fc") == [(0, 0)]


# What seeing all means, against masks of small images


def scattered(size):
    steps = {
        "a": conv(2, 3, stride=2, padding=1),
        "b": branches(conv(2, (1, 3)), conv(2, (3, 1)), conv(2, 3, dilation=2, padding=2)),
        "c": residual(path(conv(6), cross(3))),
        "d": max_pool(3, stride=2, padding=0),
        "e": branches(conv(2, (5, 3)), conv(2, (3, 5))),
    }
    return stack(size, steps)


@pytest.mark.parametrize("size", [5, 6, 7, 9, 11, 14, 17])
def test_sees_all_is_what_masks_say(size):
    graph, some = scattered(size), 0  # some: layers where some neurons see everything and others do not
    for layer in ("a", "b", "c", "d", "e"):
        rows, columns = graph.size(layer)
        masks = {(a, b): graph.mask(layer, (a, b)) for a in range(rows) for b in range(columns)}
        expected = [unit for unit, mask in masks.items() if mask.all()]
        assert sees_all(graph, layer) == expected
        some += 0 < len(expected) < len(masks)
    assert (some > 0) == (size > 6)


def test_a_cross_does_not_see_the_corners_of_its_box():
    graph = stack(3, {"cross": cross(1)})
    assert spans(graph, "cross") == spans(graph, "cross", axis=1) == [2, 3, 2]
    assert sees_all(graph, "cross") == []
    assert sees_all(stack(3, {"square": conv(1, 3)}), "square") == [(1, 1)]


def test_sees_all_along_one_axis():
    graph = Graph(5)
    graph.conv("a", 3, padding=1)
    graph.conv("b", 3, padding=1)
    assert sees_all(graph, "b") == [(2,)]


def test_sees_all_is_what_the_mask_of_a_real_network_says():
    net = network("ResNet-18")
    assert [net.mask("layer4", unit).all() for unit in ((0, 1), (1, 1))] == [False, True]


# Counting


def wires(net, layer):
    """Connections of a layer, counted one by one: positions in each window times maps read."""
    here = net.layers[layer]
    (below,) = here.reads
    window = [len(net.window(layer, u, axis=a)) for a in (0, 1) for u in range(here.size[a])]
    places = sum(y * x for y in window[: here.size[0]] for x in window[here.size[0] :])
    return places * sum(len(net.channels(layer, m, of=below)) for m in range(here.maps))


def test_connections_are_the_wires_that_one_can_count():
    steps = {
        "grouped": conv(6, (3, 2), stride=2, padding=1, groups=3),
        "table": conv(3, 3, table=[[0], [1, 4], [0, 2, 3, 5]]),
        "depthwise": depthwise(3, dilation=2, padding=2),
        "pool": max_pool(2, stride=2, padding=0),
        "pointwise": conv(4),
    }
    net = stack(10, steps, maps=3)
    for layer in steps:
        assert net.count(layer).connections == wires(net, layer)
        assert net.count(layer).neurons == np.prod(net.size(layer)) * net.layers[layer].maps
    weights = [net.count(layer).weights for layer in steps]
    assert weights == [6 * 1 * 3 * 2, (1 + 2 + 4) * 9, 3 * 9, 0, 4 * 3]
    assert [net.count(layer).biases for layer in steps] == [6, 3, 3, 0, 4]


def test_a_layer_shared_and_not_shared():
    net = Network((32, 32))
    net.conv("shared", 5, maps=1)
    assert net.count("shared") == Count(28 * 28, 1, 75, 1, 784 * 75, 784 * 76)
    net.conv("not shared", 5, maps=1, shared=False, reads="image")
    assert net.count("not shared").parameters == 784 * 76 == 59_584
    net.conv("one bias a neuron", 5, maps=1, bias="neuron", reads="image")
    assert net.count("one bias a neuron").parameters == 75 + 784
    net.conv("normalised", 5, maps=1, norm=True, reads="image")
    assert net.count("normalised") == Count(784, 1, 75, 0, 784 * 75, 784 * 75, 2)
    net.batch_norm("image")
    assert net.count("image") == Count(3 * 32 * 32, 3, norms=6)


def test_a_transposed_convolution():
    net = Network((5, 5), maps=3)
    net.transposed("up", 2, stride=2, maps=4)
    assert net.count("up") == Count(10 * 10 * 4, 4, 2 * 2 * 3 * 4, 4, 25 * 48, 25 * 48 + 400)


def test_lenet5():
    """LeCun, Bottou, Bengio, Haffner 1998, section II B."""
    net = network("LeNet-5")
    layers = ("C1", "S2", "C3", "S4", "C5", "F6", "output")
    counts = [net.count(layer) for layer in layers]
    learned = [6 * 26, 6 * 2, 60 * 25 + 16, 16 * 2, 120 * 401, 84 * 121, 0]
    assert [count.parameters for count in counts] == learned == [156, 12, 1_516, 32, 48_120, 10_164, 0]
    assert net.total().parameters == sum(learned) == 60_000
    links = [4_704 * 26, 1_176 * 5, 100 * 1_516, 400 * 5, 120 * 401, 84 * 121, 84 * 10]
    assert [count.links for count in counts] == links == [122_304, 5_880, 151_600, 2_000, 48_120, 10_164, 840]
    assert net.total().links == sum(links) == 340_908
    assert net.count("C1").neurons == 28 * 28 * 6 == 4_704


def test_table_of_c3():
    assert [len(row) for row in C3_TABLE] == [3] * 6 + [4] * 9 + [6]
    assert [sum(m in row for row in C3_TABLE) for m in range(6)] == [10] * 6
    assert [network("LeNet-5").channels("C3", m, of="S2") for m in (0, 15)] == [(0, 1, 2), (0, 1, 2, 3, 4, 5)]
    full = stack(32, {"C1": conv(6, 5, padding=0), "S2": max_pool(2, stride=2), "C3": conv(16, 5, padding=0)}, maps=1)
    assert full.count("C3").parameters == 16 * 151 == 2_416
    assert 156 + 2_416 + 48_120 + 10_164 + 850 == 61_706


def test_lecun1989():
    """LeCun et al. 1989, Neural Computation 1(4)."""
    net = network("LeCun 1989")
    units = [256, 12 * 64, 12 * 16, 30, 10]
    assert [net.count(layer).neurons for layer in net.layers] == units
    assert net.total().neurons == 256 + 1_000 == 1_256
    links = [0, 768 * 26, 192 * 201, 30 * 193, 10 * 31]
    assert [net.count(layer).links for layer in net.layers] == links
    assert net.total().links == sum(links) == 64_660
    assert net.total().connections == 64_660 - 1_000 == 63_660
    learned = [0, 12 * 25 + 768, 12 * 200 + 192, 30 * 193, 10 * 31]
    assert [net.count(layer).parameters for layer in net.layers] == learned
    assert net.total().parameters == sum(learned) == 9_760


def test_lecuns_five_nets():
    """LeCun 1989, CRG-TR-89-4; Hastie, Tibshirani, Friedman, ESL 2nd ed., table 11.1: links and weights."""
    totals = [network(f"LeCun's Net-{number}").total() for number in (1, 2, 3, 4, 5)]
    links = [2_570, 3_214, 1_226, 2_266, 5_194]
    assert [total.links for total in totals] == links
    assert [total.parameters for total in totals] == [2_570, 3_214, 1_226, 1_132, 1_060]
    assert 64 * 10 + 16 * 26 + 170 == 1_226
    assert 18 + 128 + 16 * 51 + 170 == 1_132
    assert 18 + 128 + 4 * 50 + 64 + 64 * 10 + 10 == 1_060


def test_alexnet():
    """Krizhevsky, Sutskever, Hinton 2012."""
    net = network("AlexNet")
    convs = [f"conv{i}" for i in range(1, 6)]
    neurons = [55**2 * 96, 27**2 * 256, 13**2 * 384, 13**2 * 384, 13**2 * 256]
    assert [net.count(layer).neurons for layer in convs] == neurons == [290_400, 186_624, 64_896, 64_896, 43_264]
    assert net.total("conv").neurons == sum(neurons) == 650_080
    assert net.total("conv", "dense").neurons == 650_080 + 4_096 + 4_096 + 1_000 == 659_272
    learned = [34_944, 307_456, 885_120, 663_936, 442_624, 37_752_832, 16_781_312, 4_097_000]
    assert [net.count(layer).parameters for layer in (*convs, "fc6", "fc7", "fc8")] == learned
    assert net.total().parameters == sum(learned) == 60_965_224
    assert alexnet(groups=(1,) * 4).total().parameters == 62_378_344
    total = net.total("conv")
    assert (total.maps, total.weights, total.connections) == (1_376, 2_332_704, 665_784_864)
    assert net.count("conv2").connections == 186_624 * 5 * 5 * 48
    assert net.count("conv2").weights == 307_200
    assert net.channels("conv2", 0, of="pool1") == tuple(range(48))


def test_vgg16():
    """Simonyan, Zisserman 2014; the layer list in CS231n."""
    net = network("VGG-16")
    total = net.total("conv")
    assert (total.neurons, total.maps, total.weights) == (13_547_520, 4_224, 14_710_464)
    assert total.connections == 15_346_630_656
    assert net.total("conv", "dense").connections == 15_346_630_656 + 25_088 * 4_096 + 4_096 * 4_096 + 4_096 * 1_000
    assert net.total().neurons == 15_237_608  # the image and the pooled maps included
    assert round(4 * net.total().neurons / 2**20, 1) == 58.1
    assert net.total().weights == 138_344_128
    assert net.total().parameters == 138_357_544
    assert net.count("fc6").weights == 7 * 7 * 512 * 4_096 == 102_760_448


def test_resnet50():
    net = network("ResNet-50 (torchvision)")
    total, all_of_it = net.total("conv"), net.total()
    assert sum(net.role(layer) == "conv" for layer in net.layers) == 53
    assert (total.neurons, total.maps, total.weights) == (11_113_984, 26_560, 23_454_912)
    assert total.connections == 4_087_136_256
    assert (total.biases, total.norms) == (0, 2 * 26_560)
    assert net.count("fc").parameters == 2_048 * 1_000 + 1_000 == 2_049_000
    assert all_of_it.parameters == 23_454_912 + 2 * 26_560 + 2_049_000 == 25_557_032
    assert net.total("conv", "dense").connections == 4_087_136_256 + 2_048_000


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("AlexNet (torchvision)", 61_100_840),
        ("VGG-11", 132_863_336),
        ("VGG-19", 143_667_240),
        ("GoogLeNet (torchvision)", 6_624_904),
        ("Inception v3", 23_834_568),
        ("ResNet-18", 11_689_512),
        ("ResNet-34", 21_797_672),
        ("ResNet-101 (torchvision)", 44_549_160),
        ("ResNet-152 (torchvision)", 60_192_808),
        ("MobileNet v2", 3_504_872),
        ("DenseNet-121", 7_978_856),
    ],
)
def test_parameters_that_torchvision_has(name, parameters):
    assert network(name).total().parameters == parameters


def test_inception_v3_with_its_auxiliary_classifier():
    one, five = 768 * 128 + 2 * 128, 5 * 5 * 128 * 768 + 2 * 768
    assert network("Inception v3").total().parameters + one + five + 769 * 1_000 == 27_161_264


def test_stride_moves_no_parameters_only_multiplications():
    variants = [network(f"ResNet-50 ({variant})").total() for variant in ("torchvision", "paper", "TF-Slim")]
    assert len({total.parameters for total in variants}) == 1
    assert len({total.connections for total in variants}) == 3


def test_small_first_layers():
    tiny = network("Tiny VGG").count("conv_1_1")  # Wang et al. 2020
    assert (tiny.neurons, tiny.parameters) == (62**2 * 10, 280)
    assert tiny.connections == 38_440 * 27 == 1_037_880
    assert network("Tiny VGG").count("output").weights == 13**2 * 10 * 10
    tokens = network("ViT-B/16 patch embedding").count("tokens")  # Dosovitskiy et al. 2020
    assert tokens.neurons == 14**2 * 768
    assert tokens.parameters == 16 * 16 * 3 * 768 + 768 == 590_592


GFLOPS = {  # google-research/receptive_field, RECEPTIVE_FIELD_TABLE.md: two for a multiply-add, and the small change
    ("AlexNet (TF-Slim v2)", "pool5"): (1.380, 3.036),
    ("VGG-11", "pool5"): (14.984, 30.583),
    ("VGG-16", "pool3"): (18.688, 38.188),
    ("VGG-16", "pool5"): (30.713, 62.729),
    ("Inception v2", "Mixed_3b"): (1.136, 2.393),
    ("Inception v2", "Mixed_4e"): (3.120, 6.795),
    ("Inception v2", "Mixed_5c"): (3.883, 8.626),
    ("Inception v3", "Mixed_5d"): (2.485, 5.339),
    ("Inception v3", "Mixed_6e"): (4.854, 10.663),
    ("Inception v3", "Mixed_7c"): (5.689, 12.727),
    ("Inception v4", "Mixed_5e"): (4.066, 8.731),
    ("Inception v4", "Mixed_6h"): (11.095, 24.513),
    ("Inception v4", "Mixed_7d"): (12.271, 27.390),
    ("Inception-ResNet-v2", "Mixed_6a"): (4.745, 10.323),
    ("Inception-ResNet-v2", "PreAuxLogits"): (11.230, 24.913),
    ("Inception-ResNet-v2", "Conv2d_7b_1x1"): (12.958, 29.203),
    ("Inception-ResNet-v2 (same)", "Conv2d_7b_1x1"): (17.755, 39.873),
    ("MobileNet v1", "Conv2d_5_pointwise"): (0.409, 0.861),
    ("MobileNet v1", "Conv2d_13_pointwise"): (1.140, 2.542),
    ("ResNet-50 (TF-Slim)", "block1"): (1.323, 2.767),
    ("ResNet-50 (TF-Slim)", "block4"): (6.963, 15.629),
    ("ResNet-101 (TF-Slim)", "block4"): (14.387, 32.334),
    ("ResNet-152 (TF-Slim)", "block4"): (21.811, 48.854),
    ("ResNet-200 (TF-Slim)", "block4"): (28.799, 63.836),
}


@pytest.mark.parametrize(("name", "layer"), GFLOPS)
def test_multiply_adds_that_the_library_table_has(name, layer):
    for size, published in zip((224, 321), GFLOPS[name, layer], strict=True):
        net = network(name, size)
        below = list(net.layers)[: list(net.layers).index(layer) + 1]
        convs = sum((net.count(each) for each in below if net.role(each) == "conv"), Count())
        pooled = sum(net.count(each).connections for each in below if "pool" in net.role(each))
        least = 2 * convs.connections
        most = least + pooled + 3 * convs.neurons  # a bias each; in residual networks also a sum and a scale
        assert least - 500_000 <= published * 1e9 <= most + 500_000
        assert most < 1.03 * least


# Errors


def above_unstated():
    net = Network((5, 5), maps=None)
    net.conv("b", 3, maps=2)
    net.transposed("t", 3, maps=2, reads="image")
    return net


def test_a_dense_layer_that_was_refused_leaves_no_trace():
    net = Network((5, 5))
    with pytest.raises(ValueError, match="maps must be at least 1, not 0"):
        net.dense("fc", maps=0)
    net.conv("fc", 3, maps=2)
    assert net.role("fc") == "conv"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: network("VGG-17"), "a network must be one of .*'VGG-16'.*, not 'VGG-17'"),
        (lambda: vgg(17), "depth must be one of 11, 13, 16, 19, not 17"),
        (lambda: vgg(16, head="fc"), "head must be one of"),
        (lambda: resnet(50, variant="keras"), "variant must be one of .*, not 'keras'"),
        (lambda: resnet(51), "depth must be one of .*, not 51"),
        (lambda: googlenet(variant="keras"), "variant must be one of .*, not 'keras'"),
        (lambda: vgg(16, 20), r'layer "pool5": a kernel spanning 2 does not fit 1'),
        (lambda: network("WaveNet").total(), 'layer "image" has no stated number of maps'),
        (lambda: network("VGG-16").count("pool6"), '"pool6", which is not a layer'),
        (lambda: sees_all(network("VGG-16"), "pool6"), '"pool6", which is not a layer'),
        (lambda: spans(network("VGG-16"), "pool6"), '"pool6", which is not a layer'),
        (lambda: depth(network("VGG-16"), "pool6"), '"pool6", which is not a layer'),
        (lambda: along(network("VGG-16"), "pool6"), '"pool6", which is not a layer'),
        (lambda: Network((5, 5)).conv("a", 3, maps=2, bias="map"), "bias must be"),
        (lambda: Network((5, 5)).batch_norm("a"), '"a", which is not a layer'),
        (lambda: network("VGG-16").role("pool6"), '"pool6", which is not a layer'),
        (
            lambda: network("VGG-16").total("convolution"),
            'no layer has the role "convolution", only image, dense, conv',
        ),
        (lambda: seen(network("VGG-16"), "pool5", (7, 7)), 'layer "pool5" has neurons 0 to 6, not 7'),
        (lambda: seen(network("VGG-16"), "pool5", (-1, 0)), 'layer "pool5" has neurons 0 to 6, not -1'),
        (lambda: along(network("U-Net"), "out", 2), "joins branches 0 to 1, not 2"),
        (lambda: growth_by_jump(network("U-Net"), "out", 1), "enlarges the maps"),
        (lambda: growth_by_jump(network("ResNet-18"), "fc"), 'layer "pool" reads everything'),
        (lambda: lecun_five(0), "number must be one of 1, 2, 3, 4, 5, not 0"),
        (lambda: Network((5, 5)).everything("fc", maps=2), 'layer "fc": a layer of 2 maps that .* is dense'),
        (lambda: above_unstated().count("b"), 'layer "image" has no stated number of maps'),
        (lambda: above_unstated().count("t"), 'layer "image" has no stated number of maps'),
    ],
)
def test_errors_name_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
