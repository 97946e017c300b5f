"""Zero padding tells neurons where they are: layer by layer the border reaches one neuron further in."""

from figures_src.drawing import Panel
from figures_src.facts.where_it_sits import border_leaks

UNIT = 0.86
PARTS = {1: "image", 4: "layer 1, in quarters", 16: "layer 2, in sixteenths", 64: "layer 3, in 64ths"}


def draw():
    """A row of ones through three padded layers of the kernel ¼ ½ ¼, in parts that make every number whole."""
    panel = Panel()
    rows = border_leaks()
    for layer, (values, (parts, name)) in enumerate(zip(rows, PARTS.items(), strict=True)):
        y = layer * 1.65
        panel.note(name, (0, y - 0.34), align="left")
        row = panel.cells(values * parts, (0, y), unit=UNIT, role="neuron" if layer else "ink")
        if layer < len(rows) - 1:
            panel.padding(row, (0, 0, 1, 1), numbers=True)
    return panel
