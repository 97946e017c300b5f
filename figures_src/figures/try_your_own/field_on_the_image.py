"""One neuron's receptive field lies as a square on the image, and along a row it may leave pixels out."""

import numpy as np

from figures_src.drawing import SMALL, Box, Panel
from figures_src.examples import portrait
from figures_src.facts.try_your_own import alexnet_middle, stack_alexnet
from figures_src.stacks import rows, stack

SIDE, GAP, BAR = 7.6, 0.35, 0.3  # cells: the image, the room below it, the height of the bar


def draw():
    """AlexNet's neuron in the middle of its last map; the page's calculator draws other stacks in the same way."""
    net, top = stack(stack_alexnet), f"{len(rows(stack_alexnet))}"
    pixels, seen = net.size("image")[0], net.reads(top, alexnet_middle)
    panel, unit = Panel(), SIDE / pixels
    panel.photo(portrait(96, grey=True), width=SIDE)
    first, end = seen[0] * unit, (seen[-1] + 1) * unit
    panel.frame(Box(panel, first, first, end - first, end - first))
    row = Box(panel, 0, SIDE + GAP, SIDE, BAR)
    panel.lines([[*row.corners(), row.corners()[0]]], role="grid", weight=1, closed=True)
    for run in np.split(seen, np.flatnonzero(np.diff(seen) > 1) + 1):
        panel.fill(Box(panel, run[0] * unit, row.y, len(run) * unit, BAR), "field", 1)
    panel.note(f"{seen[0]} to {seen[-1]}", (first, row.y + BAR + 0.3), "field", align="left", size=SMALL)
    return panel
