"""Holes and padding part the trace from the formula; ReLU, max-pooling and signed weights hide more from poke and gradient."""

from figures_src.drawing import Picture
from figures_src.facts.measure_it import wild
from figures_src.figures.measure_it._maps import found, named


def draw():
    """The four answers for one neuron of an ordinary small network on one image."""
    answers = wild()
    names = ("Formula", "Trace", "Poke", "Gradient")
    kinds = ("positions", "pixels", "pixels", "pixels")
    says = (f"{count} {kind}" for count, kind in zip(answers.counts, kinds, strict=True))
    side, field = len(answers.trace), answers.formula
    tiles = zip(names, named(answers), says, strict=True)
    return Picture(*(found(name, side, places, field, text) for name, places, text in tiles))
