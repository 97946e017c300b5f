"""Zero padding tells neurons where they are: layer by layer the border reaches one neuron further in."""

from figures_src.drawing import Panel
from figures_src.facts.where_it_sits import border_leaks

UNIT = 0.86


def draw():
    """A row of ones through three padded layers of the kernel ¼ ½ ¼."""
    panel = Panel()
    rows = border_leaks()
    for layer, values in enumerate(rows):
        y = layer * 1.65
        panel.note(f"layer {layer}" if layer else "image", (0, y - 0.34), align="left")
        row = panel.cells(values, (0, y), unit=UNIT, role="neuron" if layer else "ink")
        if layer < len(rows) - 1:
            panel.padding(row, (0, 0, 1, 1), numbers=True)
    return panel
