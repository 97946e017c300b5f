"""Three dilated layers read all of their span or a twelfth of it, with the same 27 weights."""

from figures_src.drawing import Panel, Picture
from figures_src.facts.holes import touched

UNIT = 0.2


def draw():
    """What one neuron reads after three 3×3 layers with four choices of dilations."""
    return Picture(*(taps(*dilations) for dilations in [(1, 1, 1), (2, 2, 2), (1, 2, 4), (4, 4, 4)]))


def taps(*dilations):
    """The field, framed, with the pixels in it that are read."""
    mask = touched(*dilations)
    panel = Panel()
    panel.note("dilations", (0, -0.83), align="left", bold=True)
    panel.note(", ".join(map(str, dilations)), (0, -0.4), align="left", bold=True)
    pixels = panel.cells(mask, unit=UNIT, role="field", strength=mask, numbers=False, edge="")
    panel.frame(pixels.grown(0.06), weight=2)
    panel.note(f"{len(mask)} wide,", (0, pixels.bottom[1] + 0.4), "field", align="left")
    panel.note(f"{100 * mask.mean():.0f} % read", (0, pixels.bottom[1] + 0.83), "field", align="left")
    return panel
