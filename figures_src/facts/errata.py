"""Facts of "Errata of famous sources": what is right, computed, and two mistakes computed as their authors made them."""

import numpy as np

from figures_src.convolution import correlate, max_pool
from figures_src.facts.where_it_sits import uses
from figures_src.networks import alexnet, average_pool, conv, dense, network, sees_all, stack, tiny_vgg
from figures_src.tracing import Graph
from figures_src.windows import Window, field


def _listed(values):
    return ", ".join(f"{value:g}".replace("-", "−") for value in np.ravel(values))


# CS231n

_alexnet = alexnet()
alexnet_pool5_field = _alexnet.field("pool5").size
strided_once, strided_twice = (Window(3, stride=s, padding=1).outputs(5) for s in (1, 2))
strided_thrice = Window(3, stride=3, padding=1).outputs(5)
alexnet_three_in_all = Window(11, stride=4, padding=(1, 2)).outputs(224)
alexnet_three_a_side = f"{(224 + 2 * 3 - 11) / 4 + 1:g}"
alexnet_two_a_side = Window(11, stride=4, padding=2).outputs(224)
alexnet_sides = " → ".join(str(_alexnet.size(layer)[0]) for layer in ("image", "conv1", "pool1", "pool2", "pool5"))
alexnet_flattened = _alexnet.size("pool5")[0] ** 2 * _alexnet.layers["pool5"].maps
pool_of_32 = Window(3, stride=2).outputs(32)
pool_last_read = Window(3, stride=2).positions(pool_of_32 - 1)[-1]

# Dive into Deep Learning

_five = Graph((5, 5))
for _layer in range(5):
    _five.conv(f"layer{_layer}", 3, padding=1)
five_on_five_field = _five.field("layer4").size
five_on_five_pixels = int(_five.mask("layer4", (2, 2)).sum())


def _uses(padding):
    counts = uses(padding, side=8)
    return f"{counts[0, 0]}, {counts[0, 4]} and {counts[4, 4]}"


uses_same, uses_full = _uses(1), _uses(2)
along_columns = _listed(correlate([[5, 3], [4, 1]], [[1, -1]]))
along_rows = _listed(correlate([[5, 3], [4, 1]], [[1], [-1]]))
next_column = _listed(correlate([[0, 1, 0]], [[0, 1]]))
pooled_zeros = int(max_pool(np.zeros((2, 2), int), 2).item())
local_weights = (2 * 10 + 1) ** 2
local_weights_approximated = 4 * 10**2
_modern = stack(
    32,
    {
        "C1": conv(6, 5, padding=0),
        "S2": average_pool(2, stride=2, padding=0),
        "C3": conv(16, 5, padding=0),
        "S4": average_pool(2, stride=2, padding=0),
        "C5": dense(120),
        "F6": dense(84),
        "output": dense(10),
    },
    maps=1,
)
lenet_modern_parameters = _modern.total().parameters

# Distill

_third = field([Window(3, stride=3, padding=1), Window(2)])
distill_size, distill_region = _third.size, f"−{-_third.start} to {_third.end}"
mobilenet_field = network("MobileNet v1").field("Conv2d_13_pointwise").size
mobilenet_seeing = len(sees_all(network("MobileNet v1"), "Conv2d_13_pointwise"))
resnet_seeing = len(sees_all(network("ResNet-50 (torchvision)"), "layer4"))
_INCEPTIONS = {"Inception v3": "Mixed_7c", "Inception v4": "Mixed_7d", "Inception-ResNet-v2": "Conv2d_7b_1x1"}
inception_v4_field = network("Inception v4").field("Mixed_7d").size
inception_v4_unread = int(network("Inception v4", 224).intervals("Mixed_7d")[:, 1].max()) + 1
inceptions_seeing = min(len(sees_all(network(name), layer)) for name, layer in _INCEPTIONS.items())

# CNN Explainer

_tiny = tiny_vgg()
tiny_parameters = _tiny.count("conv_1_1").parameters
tiny_fan_in = _tiny.count("conv_1_1").connections // _tiny.count("conv_1_1").neurons
tiny_image = _tiny.count("image").neurons

# Other texts, papers, tools


def recomputed_centres(n):
    """Mistake: the padding in front taken from the sizes of AlexNet's maps, so that a dropped tail pulls it below 0."""
    centre, jump, found = 0.5, 1, {}
    for layer in list(_alexnet.layers.values())[1:]:
        window = layer.axes[0].window
        if layer.name == "fc6":
            break
        made = window.outputs(n)
        before = ((made - 1) * window.stride - n + window.size) // 2
        centre += ((window.size - 1) / 2 - before) * jump
        n, jump = made, jump * window.stride
        found[layer.name] = centre
    return found


_wrong = recomputed_centres(284)
port_conv1, port_pool5 = f"{_wrong['conv1']:g}", f"{_wrong['pool5']:g}"
centre_conv1, centre_pool5 = (f"{_alexnet.field(layer).centre + 0.5:g}" for layer in ("conv1", "pool5"))
centre_conv1_at_pixels = f"{_alexnet.field('conv1').centre:g}"

five_on_28, four_on_32, five_on_32 = Window(5).outputs(28), Window(4).outputs(32), Window(5).outputs(32)

patchgan_five = network("PatchGAN, 5 strided").field("patch").size
patchgan_six = network("PatchGAN, 6 strided").field("patch").size
_crop = network("PatchGAN, 3 strided", 70)
patchgan_crop_sides = " → ".join(str(size[0]) for size in _crop.sizes().values())

_dilated = [Window(3, dilation=d) for d in (1, 2, 3)]
dilated_centres = _listed([field(_dilated[:n]).centre + 0.5 for n in (1, 2, 3)])
undilated_centres = _listed([field([Window(3)] * n).centre + 0.5 for n in (1, 2, 3)])
_transposed = Graph(8)
_transposed.transposed("map", 3)
transposed_size, transposed_start = _transposed.field("map").size, f"−{-_transposed.field('map').start}"

# Answers in circulation

softened = _listed(correlate([[1.0] * 5], [[0.25, 0.5, 0.25]], padding=(0, 1)))
cube_outputs = Window(3).outputs(6)
fourteen_unpadded, fourteen_padded = (Window(3, stride=2, padding=p).outputs(14) for p in (0, 1))
yolo_field = network("YOLOv3, 13×13 head").field("head").size
three_at_eight, three_less_one_at_eight = 3 * 8, (3 - 1) * 8
filters_on_grey, filters_on_colour = 5 * (9 + 1), 5 * (27 + 1)
two_stacks_single = 1 + 2 * sum((1, 2, 4, 8))
pool_on_five = field([Window(5), Window(2, stride=2)]).size
