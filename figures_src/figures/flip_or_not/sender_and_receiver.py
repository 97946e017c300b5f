"""A neuron sends its gradient back through the kernel as it is; a pixel receives it through the kernel turned round."""

from figures_src.convolution import as_matrix
from figures_src.drawing import Panel, Picture
from figures_src.learning import COUNTING

NEURON, PIXEL = (1, 1), (2, 2)


def draw():
    """Image 5 × 5 and map 3 × 3, twice: the weights from one neuron to its pixels, and from all neurons to one pixel."""
    wires = as_matrix(COUNTING, (5, 5)).reshape(3, 3, 5, 5)
    sends, receives = Panel("One neuron sends"), Panel("One pixel receives")

    neurons, pixels = layers(sends)
    sends.ring(neurons.cell(*NEURON))
    weights(sends, pixels.cells(1, 1, 3, 3), wires[*NEURON][1:4, 1:4])
    sends.frame(pixels.cells(*NEURON, 3, 3))
    sends.arrow((5.3, 2.5), (4.15, 2.5))

    neurons, pixels = layers(receives)
    weights(receives, neurons, wires[:, :, *PIXEL])
    receives.frame(pixels.cell(*PIXEL))
    receives.arrow((5.3, 2.5), (3.15, 2.5))
    return Picture(sends, receives)


def layers(panel):
    """An empty image at the left and an empty map at the right."""
    pixels = panel.cells([[None] * 5] * 5)
    neurons = panel.cells([[None] * 3] * 3, (5.4, 1))
    panel.note("image", (2.5, 5.35), "muted")
    panel.note("map", (6.9, 4.35), "muted")
    return neurons, pixels


def weights(panel, place, values):
    """The weights of wires, written where the wires end."""
    panel.cells(values, (place.x, place.y), role="kernel", full=9, cover=True)
