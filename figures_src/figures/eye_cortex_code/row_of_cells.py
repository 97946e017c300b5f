"""Five centre-surround cells in a column, added up, make a cell that prefers one orientation."""

import numpy as np

from figures_src.cells import GANGLION, SIMPLE, tuning
from figures_src.drawing import LINE, THIN, Grid, Panel, Picture

UNIT = 0.4
ANGLES = np.arange(-90, 91, 5)


def draw():
    """The five fields; the weights of their sum, with signs; answers to a bar at each angle."""
    return Picture(fields(), weights(), answers())


def fields():
    """Two rings a cell: where light excites, and how far it still inhibits."""
    panel = Panel("Eye: five cells")
    grid = Grid(panel, 0, 0, SIMPLE.shape[1] * UNIT, SIMPLE.shape[0] * UNIT, UNIT)
    panel.frame(grid, "grid", weight=THIN)
    for n in range(5):
        middle = grid.cell(4 + 2 * n, 4)
        panel.ring(middle.grown(4.3 * UNIT), "muted", weight=THIN)
        panel.ring(middle.grown(1.1 * UNIT), "neuron", weight=LINE)
    return panel


def weights():
    """A plus where light excites, a minus where it inhibits, on cells as strong as the weight."""
    panel = Panel("Cortex: their sum")
    share = SIMPLE / np.abs(SIMPLE).max()
    grid = panel.cells(SIMPLE, role="kernel", numbers=False, unit=UNIT)
    middles = [grid.cell(*place).centre for place in np.argwhere(share > 0.05)]
    arm = 0.12
    level = [[(x - arm, y), (x + arm, y)] for x, y in middles]
    upright = [[(x, y - arm), (x, y + arm)] for x, y in middles]
    panel.lines(level + upright, weight=1.25)
    return panel


def answers():
    """Answers in per cent of the best, over the angle of the bar."""
    panel = Panel("Answer to a bar, in %")
    chart = panel.chart(6, 4.9, x="bar turned, in degrees")
    for cell, role in ((GANGLION, "muted"), (SIMPLE, "neuron")):
        rates = tuning(cell, ANGLES)
        chart.line(ANGLES, 100 * rates / rates.max(), role)
    chart.note("each of the five", (89, 86), "muted", align="right", size=12)
    chart.note("their sum", (26, 45), "neuron")
    chart.scale(x=(-90, 90), y=(0, 105), xticks=[-90, -45, 0, 45, 90], yticks=[0, 50, 100])
    return panel
