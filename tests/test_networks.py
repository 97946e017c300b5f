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
    depthwise,
    googlenet,
    max_pool,
    network,
    path,
    residual,
    resnet,
    sees_all,
    spans,
    stack,
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


# The table of networks one knows. Measured in PyTorch as gradients of a positive linear copy; see all: how many
# neurons of the last map reach every pixel, and of how many

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
