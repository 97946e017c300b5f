"""Five centre-surround cells in a column, added up, make a cell that prefers one orientation."""

import numpy as np

from figures_src.cells import GANGLION, SIMPLE, tuning
from figures_src.drawing import LINE, SMALL, THIN, Grid, Panel, Picture

UNIT = 0.4
ANGLES = np.arange(-90, 91, 5)
CENTRE, WHOLE = 1.75, 4.5  # pixels: where the weights of a cell in the eye change sign, and where they end


def draw():
    """The five fields; the weights of their sum, with signs; answers to a bar at each angle."""
    return Picture(fields(), weights(), answers())


def fields():
    """Two rings a cell: where light excites, and how far it still inhibits."""
    panel = Panel("Eye: five cells")
    grid = Grid(panel, 0, 0, SIMPLE.shape[1] * UNIT, SIMPLE.shape[0] * UNIT, UNIT)
    panel.frame(grid, "grid", weight=THIN)
    for row in range(4, 13, 2):
        for pixels, weight in ((WHOLE, THIN), (CENTRE, LINE)):
            panel.circle(grid.cell(row, 4).centre, pixels * UNIT, weight=weight)
        signs(panel, [grid.cell(row, 4)], [grid.cell(row, 1), grid.cell(row, 7)])
    panel.note("+ inner: excites", (0, grid.bottom[1] + 0.35), "field", align="left", size=SMALL)
    panel.note("− outer: inhibits", (0, grid.bottom[1] + 0.8), "field", align="left", size=SMALL)
    return panel


def weights():
    """A plus where light excites, a minus where it inhibits, on cells as strong as the weight."""
    panel = Panel("Cortex: one cell")
    share = SIMPLE / np.abs(SIMPLE).max()
    grid = panel.cells(SIMPLE, role="kernel", numbers=False, unit=UNIT)
    signs(panel, [grid.cell(*place) for place in np.argwhere(share > 0.05)])
    panel.note("its weights:", (0, grid.bottom[1] + 0.35), "kernel", align="left", size=SMALL)
    panel.note("the five, added", (0, grid.bottom[1] + 0.8), "kernel", align="left", size=SMALL)
    return panel


def signs(panel, excites, inhibits=()):
    """A plus in some cells, a minus in others."""
    arm = 0.12
    middles = [box.centre for box in excites]
    panel.lines([[(x - arm, y), (x + arm, y)] for x, y in middles], weight=1.25)
    panel.lines([[(x, y - arm), (x, y + arm)] for x, y in middles], weight=1.25)
    panel.minuses(inhibits)


def answers():
    """Answers in per cent of the best, over the angle of the bar."""
    panel = Panel("Answer to a bar, in %")
    chart = panel.chart(6, 4.9, x="bar turned, in degrees")
    for cell, dashed in ((GANGLION, True), (SIMPLE, False)):
        rates = tuning(cell, ANGLES)
        chart.line(ANGLES, 100 * rates / rates.max(), "neuron", dashed=dashed)
    chart.note("each eye cell", (89, 85), "neuron", align="right", size=SMALL)
    chart.note("the cortex cell", (26, 45), "neuron", size=SMALL)
    chart.scale(x=(-90, 90), y=(0, 105), xticks=[-90, -45, 0, 45, 90], yticks=[0, 50, 100])
    return panel
