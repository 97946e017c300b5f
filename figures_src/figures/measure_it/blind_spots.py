"""Eight neurons for which formula, poke or gradient differ from the trace, each for a reason of its own."""

from figures_src.drawing import Panel, Picture
from figures_src.facts.measure_it import BLIND_SPOTS
from figures_src.figures.measure_it._maps import headed, row

ROW = 3.15  # cells from one row to the next


def draw():
    """Eight small neurons, four in each panel; the four answers beside each other, with their counts."""
    cases = list(BLIND_SPOTS.items())
    return Picture(*(column(cases[i : i + 4]) for i in (0, 4)))


def column(cases):
    """Four cases below each other."""
    panel = Panel()
    headed(panel)
    for r, (name, case) in enumerate(cases):
        y = r * ROW + 0.75
        panel.note(name, (0, y - 0.36), align="left", bold=True)
        row(panel, y, case())
    return panel
