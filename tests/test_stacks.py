"""Stacks as short texts: what they say, and that the page's stacks are the networks whose names they bear."""

import pytest

from figures_src.facts import try_your_own
from figures_src.networks import network
from figures_src.stacks import KINDS, Row, rows, stack
from figures_src.windows import Window, field


def test_rows_are_read_letter_by_letter():
    assert rows("224-c7s2p3-m2-r3s2p1d4x5") == [
        Row("c", 7, stride=2, padding=3), Row("m", 2), Row("r", 3, stride=2, padding=1, dilation=4, repeats=5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("224-k3", '"k3" is not a row like c3'),
        ("224-c3p1s2", '"c3p1s2" is not a row'),
        ("224-", '"" is not a row'),
        ("224-c3x0", '"c3x0" stands there 0 times'),
        ("c3", 'begins with the side of its image, not with "c3"'),
        ("5-c7", 'layer "1": a kernel spanning 7 does not fit'),
        ("5-c0", "size must be at least 1"),
        ("5-r3", 'layer "1": sizes do not match at this join: "1/shortcut" is 5, "1/branch" is 1'),
    ],
)
def test_what_is_no_stack_says_why(text, message):
    with pytest.raises(ValueError, match=message):
        stack(text)


def test_layers_are_named_by_their_rows():
    assert [name for name in stack("32-c3x2-m2s2").layers] == ["image", "1.1", "1", "2"]


def test_blocks_are_their_layers():
    residual, concat = stack("32-r3s2p1"), stack("32-b5s2p2")
    windows = [Window(3, stride=2, padding=1), Window(3, padding=1)]
    assert residual.field("1").size == field(windows).size == 3 + 2 * 2
    assert [layer.reads for layer in concat.layers.values()][1:] == [("image",), ("image",), ("1/one", "1/wide")]
    assert concat.field("1").size == 5
    assert concat.size("1") == residual.size("1") == (16,)


@pytest.mark.parametrize(
    ("text", "name", "layer"),
    [
        (try_your_own.stack_alexnet, "AlexNet", "pool5"),
        (try_your_own.stack_lenet5, "LeNet-5", "C5"),
        (try_your_own.stack_vgg16, "VGG-16", "pool5"),
        (try_your_own.stack_resnet18, "ResNet-18", "layer4"),
    ],
)
def test_the_pages_stacks_see_what_the_networks_see(text, name, layer):
    net, top = network(name), f"{len(rows(text))}"
    assert stack(text).intervals(top, clipped=False).tolist() == net.intervals(layer, clipped=False).tolist()


def test_the_pages_googlenet_differs_in_its_pools_alone():
    ours, printed = stack(try_your_own.stack_googlenet).field("9"), network("GoogLeNet").field("5b")
    assert (ours.size, ours.jump) == (printed.size, printed.jump) == (715, 32)
    assert printed.start - ours.start == 2 + 4 + 8 + 16  # each padded pool begins one of its own steps earlier


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_built(kind):
    assert [layer.name for layer in stack(f"8-{kind}3p1").layers.values()][-1] == "1"
