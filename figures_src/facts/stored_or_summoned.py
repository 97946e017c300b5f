"""Facts of the page "Stored or summoned": what a layer keeps, what an image makes of it, and what networks have."""

import numpy as np

from figures_src.convolution import correlate, relu
from figures_src.examples import RED_TO_BLUE, portrait
from figures_src.networks import alexnet, conv, lenet5, patch_embedding, resnet, stack, vgg
from figures_src.windows import Window


# --8<-- [start:calls]
def neurons(side, padding=0):
    """The map that one stored kernel makes of a portrait."""
    image = np.moveaxis(portrait(side), 2, 0)
    sums = correlate(image, RED_TO_BLUE[None], padding=padding)
    return relu(sums - 100)[0]


# --8<-- [end:calls]

neurons_on_8 = neurons(8).size
neurons_on_32_padded = neurons(32, padding=2).size

_networks = {"LeNet-5": lenet5(), "AlexNet": alexnet(), "VGG-16": vgg(16), "ResNet-50": resnet(50, variant="paper")}
_convs = {name: network.total("conv") for name, network in _networks.items()}
network_counts = [["convolutions of", "maps", "neurons", "parameters", "connections"]] + [
    [name, c.maps, c.neurons, c.parameters, c.connections] for name, c in _convs.items()
]
vgg_uses_of_a_weight = round(_convs["VGG-16"].connections / _convs["VGG-16"].weights)

_swept = stack(128, {"layer": conv(32, 3, padding=0)}, maps=32).count("layer")
swept_neurons, swept_parameters = _swept.neurons, _swept.parameters

_c1 = lenet5().count("C1")
c1_neurons, c1_links, c1_parameters = _c1.neurons, _c1.links, _c1.parameters

_resnet, _library = _networks["ResNet-50"], resnet(50).total("conv")
resnet_library_neurons, resnet_library_connections = _library.neurons, _library.connections
resnet_weights = _convs["ResNet-50"].weights
resnet_norms = _convs["ResNet-50"].norms
resnet_classifier = _resnet.total("dense").parameters
resnet_parameters = _resnet.total().parameters

vgg_parameters = _networks["VGG-16"].total().parameters
vgg_dense_share = f"{100 * _networks['VGG-16'].total('dense').parameters / vgg_parameters:.0f} %"
vgg_numbers = _networks["VGG-16"].total().neurons
vgg_mebibytes = f"{4 * vgg_numbers / 2**20:.1f}"

_conv_layers = [layer for layer in alexnet().layers if alexnet().role(layer) == "conv"]
_sizes = {layer: (*alexnet().size(layer), alexnet().layers[layer].maps) for layer in _conv_layers}
alexnet_layers = [
    ["layer", "rows·columns·maps", "neurons"],
    *([name, "·".join(map(str, size)), alexnet().count(name).neurons] for name, size in _sizes.items()),
    ["**together**", "", f"**{alexnet().total('conv').neurons:,}**"],
]
alexnet_neurons = alexnet().total("conv").neurons
alexnet_all_neurons = alexnet().total("conv", "dense").neurons
PRINTED = 253_440  # what the caption of the paper's figure 2 gives for the first layer
alexnet_printed_map = PRINTED // 96
alexnet_printed_sum = alexnet_all_neurons - alexnet().count("conv1").neurons + PRINTED
alexnet_parameters = alexnet().total().parameters

_quiz = stack(250, {"layer": conv(64, 3, padding=0)}).count("layer")
quiz_pixel_neurons, quiz_pixel_parameters = _quiz.neurons, _quiz.parameters
quiz_pixel_grey, quiz_pixel_unbiased, quiz_pixel_untied = (
    (3 * 3 + 1) * 64,
    _quiz.weights,
    248 * 248 * quiz_pixel_parameters,
)

norm_values = 32 * 56 * 56
norm_per_neuron = 64 * 56 * 56

_patches = patch_embedding()
patch_parameters = _patches.total("conv").parameters
patch_places = _patches.total("conv").neurons // _patches.layers[_patches.top].maps

PHOTOGRAPH = portrait(48, grey=True)
photograph_neurons = Window(3).outputs(len(PHOTOGRAPH)) ** 2
