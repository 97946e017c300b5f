"""The strongest of nine simple cells side by side answers wherever the bar falls among them."""

import numpy as np

from figures_src.cells import slide
from figures_src.drawing import THICK, THIN, Panel, Picture

SHIFTS = np.arange(-8, 8.01, 0.25)


def draw():
    """Answers over the place of an upright bar: of one simple cell, and of the complex cell that pools nine."""
    simple, whole = slide(SHIFTS)
    return Picture(answers("One simple cell", simple[4:5]), answers("Complex: the strongest of nine", simple, whole))


def answers(label, simple, whole=None):
    """Answers in per cent of the best."""
    panel = Panel(label)
    chart = panel.chart(6, 3.2, x="bar moved sideways, in pixels")
    for cell in simple:
        chart.line(SHIFTS, cell, "neuron", weight=THIN if len(simple) > 1 else THICK)
    if whole is not None:
        chart.line(SHIFTS, whole, "neuron", weight=THICK)
    chart.scale(x=(-8, 8), y=(0, 106), xticks=[-8, -4, 0, 4, 8], yticks={0: "0", 50: "50", 100: "100 %"})
    return panel
