"""A neuron sends its gradient back through the kernel as it is; a pixel receives it through the kernel turned round."""

from figures_src.convolution import as_matrix
from figures_src.drawing import Panel, Picture
from figures_src.examples import NUMBERED

NEURON, PIXEL = (1, 1), (2, 2)
UNIT = 0.8


def draw():
    """Image 5×5 and map 3×3, twice: the weights from one neuron to its pixels, and from all neurons to one pixel."""
    wires = as_matrix(NUMBERED, (5, 5)).reshape(3, 3, 5, 5)
    sends, receives = Panel("One neuron sends"), Panel("One pixel receives")

    neurons, pixels = layers(sends)
    sends.ring(neurons.cell(*NEURON))
    weights(sends, pixels.cells(1, 1, 3, 3), wires[*NEURON][1:4, 1:4])
    sends.frame(pixels.cells(*NEURON, 3, 3))
    sends.arrow(*between(neurons.left, pixels.cell(2, 3).right))

    neurons, pixels = layers(receives)
    weights(receives, neurons, wires[:, :, *PIXEL])
    receives.frame(pixels.cell(*PIXEL), "ink")
    receives.arrow(*between(neurons.left, pixels.cell(*PIXEL).right))
    return Picture(sends, receives)


def layers(panel):
    """An empty image at the left and an empty map at the right."""
    pixels = panel.cells([[None] * 5] * 5, unit=UNIT)
    neurons = panel.cells([[None] * 3] * 3, (5.4 * UNIT, UNIT), unit=UNIT)
    for grid, name in ((pixels, "image"), (neurons, "map")):
        panel.note(name, (grid.bottom[0], grid.bottom[1] + 0.32), "muted")
    return neurons, pixels


def weights(panel, place, values):
    """The weights of wires, written where the wires end."""
    panel.cells(values, (place.x, place.y), role="kernel", full=9, unit=UNIT, cover=True)


def between(start, end):
    """Both ends of an arrow, a little apart from what it joins."""
    return (start[0] - 0.08, start[1]), (end[0] + 0.12, end[1])
