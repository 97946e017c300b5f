"""In AlexNet's first layer locality saves multiplications, and sharing saves parameters and nothing else."""

from figures_src.drawing import Panel, Picture
from figures_src.facts.giant_matrix import first_layers


def draw():
    """Multiplications and parameters of the layer, dense, local and shared, as bars on a logarithmic scale."""
    layers = first_layers()
    return Picture(
        bars("Multiplications", [count.connections for count in layers.values()], "ink"),
        bars("Parameters", [count.parameters for count in layers.values()], "kernel"),
    )


def bars(label, numbers, role):
    """Three bars with their numbers."""
    panel = Panel(label)
    chart = panel.chart(6.2, 4.4, log="y")
    chart.bars([0, 1, 2], numbers, role, labels=[short(n) for n in numbers])
    powers = {1: "1", 1e3: "10³", 1e6: "10⁶", 1e9: "10⁹"}
    chart.scale(x=(-0.6, 2.6), y=(1, 1e12), xticks={0: "dense", 1: "local", 2: "shared"}, yticks=powers)
    return panel


def short(number):
    """Three digits and a unit."""
    for unit, name in ((1e9, " G"), (1e6, " M")):
        if number >= unit:
            return f"{number / unit:.1f}{name}"
    return f"{number:,}"
