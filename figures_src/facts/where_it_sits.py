"""Facts of "Where it sits": size, step and start of fields, what the border cuts off, and what padding gives away."""

import numpy as np

from figures_src.convolution import correlate, input_gradient, relu
from figures_src.examples import portrait
from figures_src.networks import network, spans
from figures_src.tracing import Graph
from figures_src.windows import Window, same


def unclipped(graph, layer):
    """How many neurons of a layer have their whole receptive field on the image, all axes taken together."""
    complete = 1
    for axis in range(len(graph.size(layer))):
        kept = graph.intervals(layer, clipped=True, axis=axis) == graph.intervals(layer, clipped=False, axis=axis)
        complete *= int(kept.all(axis=1).sum())
    return complete


def beyond(graph, layer):
    """The share of all fields of a layer, taken together as squares, that lies beyond a square image."""
    fields = graph.intervals(layer, clipped=False)
    return 1 - (sum(spans(graph, layer)) / int((fields[:, 1] - fields[:, 0] + 1).sum())) ** 2


_vgg = network("VGG-16")
_pool5, _seen = _vgg.field("pool5"), spans(_vgg, "pool5")
vgg_padding = -_pool5.start
vgg_jump = int(_pool5.jump)
vgg_corner_sees = _seen[0]
vgg_corner_share = f"{100 * (_seen[0] / _pool5.size) ** 2:.0f}"
vgg_whole_fields = unclipped(_vgg, "pool5")
vgg_third_start, vgg_third_end = (int(p) for p in _vgg.intervals("pool5")[3])

_inputs = correlate(np.ones((3, 32, 32), int), np.ones((1, 3, 5, 5), int), padding=2)[0]
same_inside = int(_inputs.max())
same_neurons = _inputs.size
same_complete = int((_inputs == same_inside).sum())
same_wires = same_neurons * same_inside
same_wires_to_pixels = int(_inputs.sum())

_five = Graph((32, 32))
for _layer in range(5):
    _five.conv(f"layer{_layer}", 3, padding=1)
five_field = _five.field("layer4").size ** 2
five_corner = int(_five.mask("layer4", (0, 0)).sum())
five_clipped = f"{100 - 100 * unclipped(_five, 'layer4') / 32**2:.0f}"

_patchgan = network("PatchGAN, 3 strided")
patchgan_field = _patchgan.field("patch").size
patchgan_side = _patchgan.size("patch")[0]
patchgan_neurons = patchgan_side**2
patchgan_whole = unclipped(_patchgan, "patch")
patchgan_on_a_patch = network("PatchGAN, 3 strided", patchgan_field).size("patch")[0]


def three_layers(padding, n=32):
    """Three layers of 3 wide kernels over n pixels."""
    graph = Graph(n)
    for layer in ("first", "second", "third"):
        graph.conv(layer, 3, padding=padding)
    return graph


_stacks = [three_layers(padding) for padding in (0, 1, 2)]
padded_maps = "{}, {} and {}".format(*(stack.size("third")[0] for stack in _stacks))
padded_field = _stacks[0].field("third").size

tail_neurons = Window(3, stride=2).outputs(10)
same_before, same_after = same(10, size=3, stride=2)
alexnet_puzzle = f"{(224 - 11) / 4 + 1:g}"
mobilenet_padding = -network("MobileNet v1").field("Conv2d_13_pointwise").start
mobilenet_padding_321 = -network("MobileNet v1", 321).field("Conv2d_13_pointwise").start

_resnet = network("ResNet-50 (torchvision)")
resnet_field = _resnet.field("layer4").size
resnet_corner_sees = spans(_resnet, "layer4")[0]
resnet_half = resnet_field // 2
_inception = network("Inception v3", 224)
inception_field = _inception.field("Mixed_7c").size
inception_unread = int(_inception.intervals("Mixed_7c")[:, 1].max()) + 1
rpn_field = network("VGG-16 + RPN").field("rpn3x3").size

_centres = _resnet.intervals("layer4", clipped=False).mean(axis=1)
resnet_mean_centre = f"{_centres.mean():g}"
resnet_last_centre = f"{_centres[-1]:g}"
vgg_first_centre = f"{_pool5.centre:g}"
vgg_mean_centre = f"{_vgg.intervals('pool5', clipped=False).mean():g}"


def uses(padding, *, side=6, size=3):
    """How many windows use each pixel of an image: every neuron sends a 1 back to all pixels that it reads."""
    neurons = side + 2 * padding - size + 1
    ones = np.ones((neurons, neurons), int)
    return input_gradient(ones, np.ones((size, size), int), (side, side), padding=padding)


def crop_differences(padding, *, side=28, first=7, crop=14):
    """A crop's map against the same neurons over the whole portrait, in standard deviations of the latter.

    Three 3×3 layers of 4, 4 and 1 maps with ReLU between them; whole numbers, so that nothing is rounded.
    """
    image = portrait(side, grey=True)
    whole, part = (_scores(i, padding) for i in (image, image[first : first + crop, first : first + crop]))
    n = len(part)
    return abs(part - whole[first : first + n, first : first + n]) / whole.std()


def _scores(image, padding):
    random, maps = np.random.default_rng(0), image[None].astype(int)
    for count in (4, 4, 1):
        kernels = random.integers(-2, 3, (count, len(maps), 3, 3))
        maps = correlate(relu(maps), kernels, padding=padding)
    return maps[0]


crop_differs = int((crop_differences(1) > 0).sum())
crop_neurons = crop_differences(1).size
crop_most = f"{crop_differences(1).max():.1f}"
crop_unpadded = f"{crop_differences(0).max():g}"


def border_leaks(layers=3, n=7):
    """A row of ones, and what the kernel ¼ ½ ¼ with zero padding makes of it, layer after layer."""
    rows = [np.ones((1, n))]
    for _ in range(layers):
        rows.append(correlate(rows[-1], np.array([[0.25, 0.5, 0.25]]), padding=(0, 1)))
    return rows


leak_first = f"{border_leaks()[1][0, 0]:g}"
leak_untouched = int((border_leaks()[-1] == 1).sum())

_tail = Graph(6)
_tail.conv("first", 3, stride=2)
_tail.conv("second", 3, padding=1)
formula_field_end = int(_tail.intervals("second", clipped=False)[1, 1])
cut_field_end = min(formula_field_end, 6 - 1)
true_field_end = int(_tail.intervals("second")[1, 1])
