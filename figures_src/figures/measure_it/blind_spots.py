"""Eight neurons for which formula, poke or gradient differ from the trace, each for a reason of its own."""

from figures_src.drawing import SMALL, Panel, Picture
from figures_src.facts.measure_it import BLIND_SPOTS
from figures_src.figures.measure_it._maps import inside, pixels

ROOM, STEP, ROW = 1.7, 2.05, 3.15  # cells for a square, from one square to the next, from one row to the next
METHODS = ("formula", "trace", "poke", "gradient")


def draw():
    """Eight small neurons, four in each panel; the four answers beside each other, with their counts."""
    cases = list(BLIND_SPOTS.items())
    return Picture(*(column(cases[i : i + 4]) for i in (0, 4)))


def column(cases):
    """Four cases below each other."""
    panel = Panel()
    for c, method in enumerate(METHODS):
        panel.note(method, (c * STEP + ROOM / 2, -0.35), "muted", size=SMALL)
    for r, (name, case) in enumerate(cases):
        y = r * ROW + 0.75
        panel.note(name, (0, y - 0.36), align="left", bold=True)
        row(panel, y, case())
    return panel


def row(panel, y, answers):
    """The four answers for one neuron, with what lies around its image as far as the formula reaches."""
    side, (first, last) = len(answers.trace), answers.formula
    rim = max(0, -first, last - side + 1)
    unit = ROOM / (side + 2 * rim)
    masks = (inside(answers.formula, side), *answers[1:])
    for c, (mask, count) in enumerate(zip(masks, answers.counts, strict=True)):
        x = c * STEP
        pixels(panel, mask, answers.formula, (x + rim * unit, y + rim * unit), unit=unit, weight=1.5, rim=rim)
        traced = answers.counts[1]
        says = f"{count}" if count == traced else f"{count}, not {traced}"
        panel.note(says, (x + ROOM / 2, y + ROOM + 0.3), size=SMALL, bold=count != traced)
