"""Neurons of a transposed layer read one input or two in turn, unless the stride divides the kernel."""

from figures_src.drawing import Panel, Picture
from figures_src.facts.holes import checkerboard, spread
from figures_src.windows import Window

UNIT = 0.67  # the smallest cell whose digits can be read on a phone


def draw():
    """Inputs with wires to the neurons above, for kernels of 3 and 4, and the counts in two dimensions."""
    square = Panel("3×3, stride 2")
    square.cells(checkerboard(), unit=UNIT, role="neuron")
    return Picture(wired(3), wired(4), square)


def wired(size):
    """Four inputs and the neurons above them, each with the number of inputs that it reads."""
    graph, reads = spread(size)
    panel = Panel(f"Kernel of {size}, stride 2")
    neurons = panel.cells([reads], unit=UNIT, role="neuron")
    writes = Window(size, stride=2, padding=1)  # to which neurons an input spreads
    for i in range(graph.size("image")[0]):
        x = (writes.centre + 2 * i) * UNIT
        pixel = panel.cells([[None]], (x, 2.3), unit=UNIT, strength=[[0.6]])
        ends = [neurons.cell(0, u).bottom for u in range(len(reads)) if i in graph.reads("map", u)]
        panel.wires([pixel.top] * len(ends), ends)
    panel.note("neurons", (0, -0.32), "neuron", align="left")
    panel.note("inputs", (0, 2.3 + UNIT + 0.32), align="left")
    return panel
