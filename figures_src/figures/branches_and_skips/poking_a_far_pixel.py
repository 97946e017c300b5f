"""Change one pixel in the corner: a convolution answers nearby, global layers answer everywhere."""

from figures_src.drawing import Panel, Picture
from figures_src.facts.branches_and_skips import poked


def draw():
    """For five layers, the neurons that changed, the poked pixel's place and the change at the opposite corner."""
    return Picture(*(answer(name, change) for name, change in poked(pixel=(6, 6)).items()))


def answer(name, change):
    """The map of a layer, filled where it changed."""
    panel = Panel(f"{name}: {change[0, 0]:.2g}")
    neurons = panel.cells(change > 0, unit=0.6, role="neuron", numbers=False)
    panel.ring(neurons.cell(0, 0), weight=2)
    if len(change) > 1:
        panel.frame(neurons.cell(6, 6), "ink", weight=2)
    return panel
