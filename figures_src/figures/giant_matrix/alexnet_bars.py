"""In AlexNet's first layer locality saves multiplications, and sharing saves parameters and nothing else."""

from itertools import pairwise
from math import log10

from figures_src.drawing import SMALL, Panel, Picture
from figures_src.facts.giant_matrix import first_layers

WIDTH, HEIGHT, DECADES = 6.3, 4.8, 12  # of a chart in cells, and the powers of ten that it spans
ENDS = -0.5, 2.75  # of the horizontal axis, where the bars stand at 0, 1 and 2


def draw():
    """Multiplications and parameters of the layer, dense, local and shared, as bars on a logarithmic scale."""
    layers = first_layers().values()
    return Picture(
        bars("Multiplications", [count.connections for count in layers], "ink"),
        bars("Parameters", [count.parameters for count in layers], "kernel"),
    )


def bars(label, numbers, role):
    """Three bars with their numbers, and what each step divides them by."""
    panel = Panel(label)
    chart = panel.chart(WIDTH, HEIGHT, y="log scale", log="y")
    chart.bars([0, 1, 2], numbers, role, labels=[short(n) for n in numbers], width=0.66)
    powers = {1: "1", 1e3: "10³", 1e6: "10⁶", 1e9: "10⁹"}
    chart.scale(x=ENDS, y=(1, 10**DECADES), xticks={0: "dense", 1: "local", 2: "shared"}, yticks=powers)
    for place, (before, after) in enumerate(pairwise(numbers)):
        if before == after:
            continue
        x0, x1 = (WIDTH * (x - ENDS[0]) / (ENDS[1] - ENDS[0]) for x in (place + 0.33, place + 1))
        y0, y1 = (HEIGHT * (1 - log10(n) / DECADES) for n in (before, after))
        panel.lines([[(x0, y0), (x1, y0)]], role="muted", weight=1, dashed=True)
        panel.arrow((x1, y0), (x1, y1 - 0.5))
        factor = f"÷ {before / after:,.0f}"
        panel.note(factor, (x1 + 0.2, (y0 + y1 - 0.5) / 2), align="left", size=SMALL, bold=True)
    return panel


def short(number):
    """Three digits and a unit."""
    for unit, name in ((1e9, " G"), (1e6, " M")):
        if number >= unit:
            return f"{number / unit:.1f}{name}"
    return f"{number:,}"
