"""Formula, trace, poke and gradient find the same 64 pixels when nothing in the network hides any."""

from figures_src.drawing import Picture
from figures_src.facts.measure_it import tame
from figures_src.figures.measure_it._maps import found, inside


def draw():
    """The four answers for one neuron with positive weights, no ReLU and average pooling."""
    return Picture(*panels(tame()))


def panels(answers):
    """One panel for each of the four methods."""
    masks = (inside(answers.formula, len(answers.trace)), *answers[1:])
    names = ("Formula", "Trace", "Poke", "Gradient")
    return [found(name, mask, answers.formula) for name, mask in zip(names, masks, strict=True)]
