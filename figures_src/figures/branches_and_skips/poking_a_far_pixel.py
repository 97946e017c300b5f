"""Change one pixel in the corner: a convolution answers nearby, global layers answer everywhere."""

import re

import numpy as np

from figures_src.drawing import SMALL, Grid, Panel, Picture
from figures_src.facts.branches_and_skips import poked

UNIT, SIDE = 0.52, 7  # two maps stand side by side on a phone, three on a page
SHOWN, DARKEST = (1, 0.1, 0.01, 0.001, 0), 0.85


def draw():
    """For five layers, how much each neuron changed, with the number of the farthest; then the scale of the shades."""
    return Picture(*(answer(name, change) for name, change in poked(pixel=(6, 6)).items()), scale())


def answer(name, change):
    """The map of a layer, shaded by its changes; a map of one neuron stands in the middle."""
    panel = titled(name)
    middle = (SIDE - len(change)) / 2 * UNIT
    neurons = shaded(panel, change, (middle, middle))
    ringed = neurons.cell(0, 0).grown(0 if len(change) > 1 else 0.3)  # around the only neuron, so that its tint shows
    panel.ring(ringed, "paper", weight=5)
    panel.ring(ringed, weight=2)
    if len(change) > 1:
        panel.frame(neurons.cell(6, 6), "ink", weight=2)
    panel.note(f"{change[0, 0]:.2g}", (SIDE / 2 * UNIT, SIDE * UNIT + 0.38), "neuron", bold=True)
    return panel


def scale():
    """The shades of some changes."""
    panel = titled("change, log scale")
    column = shaded(panel, np.array(SHOWN)[:, None], (UNIT, UNIT))
    for row, value in enumerate(SHOWN):
        (x, y), says = column.cell(row, 0).right, f"{value:g}" if value else "0: none"
        panel.note(says, (x + 0.2, y), align="left", size=SMALL)
    return panel


def shaded(panel, change, at):
    """Cells whose colour grows by a quarter for each factor of ten, up to a change of 10^0.5; empty for no change."""
    strength = np.clip((np.log10(np.maximum(change, 1e-9)) + 3.5) / 4, 0, 1)
    neurons = Grid(panel, *at, change.shape[1] * UNIT, change.shape[0] * UNIT, UNIT)
    for (row, column), s in np.ndenumerate(strength):
        panel.fill(neurons.cell(row, column), "neuron", DARKEST * s)
    return panel.cells(change, at, unit=UNIT, strength=np.zeros(change.shape), numbers=False)


def titled(name):
    """A panel with a name in two lines and room for a map and the number below, so that all are equally large."""
    panel = Panel()
    for line, text in enumerate(re.fullmatch(r"(.*[ -])(.*)", name).groups()):
        panel.note(text.strip(), (0, 0.42 * line - 0.85), align="left", bold=True)
    panel.hold((0, 0), (SIDE * UNIT + 0.05, SIDE * UNIT + 0.6))
    return panel
