"""Three words, eleven meanings: one layer counted in several vocabularies."""

from figures_src import examples
from figures_src.convolution import correlate
from figures_src.networks import lecun1989, lenet5, tiny_vgg

_network = tiny_vgg()
_layer, _image = _network.count("conv_1_1"), _network.count("image")
_reads = _layer.connections // _layer.neurons

words_side = _network.size("conv_1_1")[0]
words_neurons = _layer.neurons
words_kernels = _layer.maps
words_slices = _layer.maps * _image.maps
words_counted = [
    ["CNN Explainer's first layer", "how many", "arithmetic"],
    ["neurons", _layer.neurons, f"{words_side}·{words_side}·{_layer.maps}"],
    ["maps", _layer.maps, "one per kernel"],
    ["kernels", _layer.maps, f"in {words_slices} slices: {_layer.maps}·{_image.maps}"],
    ["parameters", _layer.parameters, f"{_layer.maps} · ({_reads} + 1)"],
    ["connections", _layer.connections, f"{_layer.neurons:,}·{_reads}"],
    ["window of a neuron", f"3×3×{_image.maps}", f"{_reads} numbers"],
    ["receptive field, in the image", "3×3", "equal to the window, in a first layer"],
]

_1989 = lecun1989()
units_1989 = _1989.total().neurons
links_1989 = _1989.total().links
parameters_1989 = _1989.total().parameters
links_lenet = lenet5().total().links
parameters_lenet = lenet5().total().parameters

_first = correlate(examples.HOOK, examples.VERTICAL_EDGE)
words_answer = int(correlate(_first, [[0, 1, 0], [1, 2, 1], [0, 1, 0]])[0, 1])
