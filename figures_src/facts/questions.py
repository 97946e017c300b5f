"""Facts of "Questions people ask": numbers of short answers that no other page quotes."""

from math import sqrt

from figures_src.facts.how_far_back import pooled
from figures_src.influence import variance
from figures_src.networks import conv, dense, network, stack
from figures_src.windows import Window, field, growth, same


def _layer(channels, maps, size, side=32, **wiring):
    return stack(side, {"layer": conv(maps, size, padding=0, **wiring)}, maps=channels).count("layer")


_three = _layer(3, 3, 5)
three_filters_neurons, three_filters_parameters = _three.neurons, _three.parameters

grey_layer_parameters = _layer(1, 32, 3).parameters
second_layer_parameters = _layer(32, 64, 3).parameters

pointwise_small = _layer(2, 1, 1, side=2).parameters
dense_small = stack(2, {"dense": dense(4)}, maps=2).count("dense").parameters

ten_filters_parameters = _layer(3, 10, 3).parameters
_wide = _layer(128, 256, 3)
wide_weights, wide_parameters = _wide.weights, _wide.parameters

tied_parameters = _layer(3, 32, 5).parameters
untied_parameters = _layer(3, 32, 5, bias="neuron").parameters

dncnn_field = network("DnCNN").field("conv17").size
added_on_top = Window(10).then(Window(3, stride=2)).size
added_below = Window(3, stride=2).then(Window(10)).size

_patchgan = [Window(4, stride=2)] * 3 + [Window(4)] * 2
patchgan_unpadded_side = field(_patchgan).outputs(256)
patchgan_jump = int(network("PatchGAN, 3 strided").field("patch").jump)

vgg_fc6_field = network("VGG-16").field("fc6").size
zf_rpn_field = network("ZFNet + RPN").field("rpn3x3").size

pooled_fields = "{}, {} and {}".format(*(window.size for window in growth(pooled())))

two_wide_centre = f"{Window(2).centre:g}"
same_outputs = Window(3, stride=2, padding=same(10, size=3, stride=2)).outputs(10)

three_layers_deviation = f"{sqrt(variance([Window(3)] * 3)):.2f}"
dilated_three_span = Window(3, dilation=2).span
