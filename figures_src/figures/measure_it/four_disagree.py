"""Holes and padding part the trace from the formula; ReLU, max-pooling and signed weights hide more from poke and gradient."""

from figures_src.drawing import Picture
from figures_src.facts.measure_it import wild
from figures_src.figures.measure_it._maps import found, inside


def draw():
    """The four answers for one neuron of an ordinary small network on one image."""
    answers = wild()
    masks = (inside(answers.formula, len(answers.trace)), *answers[1:])
    names = ("Formula", "Trace", "Poke", "Gradient")
    kinds = ("positions", "pixels", "pixels", "pixels")
    says = (f"{count} {kind}" for count, kind in zip(answers.counts, kinds, strict=True))
    return Picture(
        *(found(name, mask, answers.formula, text) for name, mask, text in zip(names, masks, says, strict=True))
    )
