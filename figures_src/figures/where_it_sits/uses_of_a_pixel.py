"""How many windows use a pixel depends on where it lies; only full padding treats all pixels alike."""

from figures_src.drawing import Panel, Picture
from figures_src.facts.where_it_sits import uses


def draw():
    """Every pixel of a 6×6 image with the number of 3×3 windows that read it, for padding 0, 1 and 2."""
    panels = []
    for padding in (0, 1, 2):
        panels.append(Panel(f"Padding {padding}"))
        panels[-1].cells(uses(padding), unit=0.78, full=9)
    return Picture(*panels)
