"""With ReLU, max-pooling and signed weights, poke and gradient miss pixels that formula and trace find."""

from figures_src.drawing import Picture
from figures_src.facts.measure_it import wild
from figures_src.figures.measure_it.four_agree import panels


def draw():
    """The four answers for one neuron of an ordinary small network on one image."""
    return Picture(*panels(wild()))
