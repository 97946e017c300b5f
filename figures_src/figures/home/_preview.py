"""What a link to this site looks like where people share it: the title, and one neuron with its window."""

from figures_src.convolution import correlate
from figures_src.drawing import MARGIN, Panel, number
from figures_src.examples import HOOK, VERTICAL_EDGE

WIDTH, HEIGHT = 13.4, 6.275  # cells: with the margins of a bitmap, 1200 by 630 dots


def draw():
    """The title at the left; at the right an image, and the neuron that reads its framed window."""
    values = correlate(HOOK, VERTICAL_EDGE)
    panel = Panel()
    panel.hold((MARGIN, MARGIN), (WIDTH - MARGIN, HEIGHT - MARGIN))
    for line, text in enumerate(("Where is", "the neuron?")):
        panel.note(text, (MARGIN, 1.55 + 1.1 * line), align="left", size=38, bold=True)
    for line, text in enumerate(("Neurons, kernels and", "receptive fields of", "convolutional networks")):
        panel.note(text, (MARGIN, 3.85 + 0.56 * line), "muted", align="left", size=18)
    image = panel.cells(HOOK, (7.1, 1.2), unit=0.55)
    neurons = panel.cells(values, (11.55, 2.275), role="neuron", numbers=False, unit=0.34)
    window, neuron = image.cells(1, 1, 3, 3), neurons.cell(1, 1)
    _, top_right, bottom_right, _ = window.corners()
    panel.beam([top_right, bottom_right], [neuron.centre] * 2)
    panel.frame(window)
    panel.ring(neuron.grown(0.12), "paper", weight=7)
    panel.ring(neuron.grown(0.12))
    below = image.y + image.height + 0.38
    panel.note("Image", (image.x, image.y - 0.32), align="left", size=16, bold=True)
    panel.note("Map", (neurons.x, neurons.y - 0.32), align="left", size=16, bold=True)
    panel.note("Window: 3×3", (image.x, below), "field", align="left", size=16, bold=True)
    right = neurons.x + neurons.width
    panel.note(f"Neuron: {number(values[1, 1])}", (right, below), "neuron", align="right", size=16, bold=True)
    return panel
