"""Formula, trace, poke and gradient find the same 64 pixels when nothing in the network hides any."""

from figures_src.drawing import Panel
from figures_src.facts.measure_it import tame
from figures_src.figures.measure_it._maps import headed, row


def draw():
    """The four answers for one neuron without padding or holes, with positive weights, no ReLU and average pooling."""
    panel = Panel()
    headed(panel)
    row(panel, 0, tame())
    return panel
