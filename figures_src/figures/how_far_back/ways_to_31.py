"""Four stacks whose neuron sees 31 pixels: fifteen small kernels, one large, four dilated, four with strides."""

from figures_src.drawing import Panel, Picture
from figures_src.tracing import Graph

PIXELS, UNIT, HEIGHT = 31, 0.25, 4.2


def draw():
    """One axis of each stack: every neuron a dot, and every wire that leads to the neuron at the top."""
    return Picture(
        cone("Fifteen of 3", [{"size": 3}] * 15),
        cone("One of 31", [{"size": 31}]),
        cone("Four of 3, dilation 1, 2, 4, 8", [{"size": 3, "dilation": d} for d in (1, 2, 4, 8)]),
        cone("Four of 3, stride 2", [{"size": 3, "stride": 2}] * 4),
    )


def cone(label, layers):
    """The neurons of all layers over 31 pixels, each above the middle of its field, and the wires in use."""
    graph = Graph(PIXELS)
    for i, layer in enumerate(layers, 1):
        graph.conv(f"{i}", **layer)
    names = ["image", *(f"{i}" for i in range(1, len(layers) + 1))]
    step, top = HEIGHT / len(layers), names[-1]

    def place(name, unit):
        middle = unit if name == "image" else graph.intervals(name, clipped=False)[unit].mean()
        return (middle + 0.5) * UNIT, HEIGHT - names.index(name) * step

    panel = Panel(label)
    used = {name: graph.reads(top, 0, of=name) if name != top else [0] for name in names}
    for name in names[1:]:
        below = names[names.index(name) - 1]
        for unit in used[name]:
            reads = [place(below, p) for p in graph.window(name, unit)]
            panel.wires([place(name, unit)] * len(reads), reads, weight=0.75)
    for name in names:
        everyone = range(graph.size(name)[0])
        panel.dots([place(name, u) for u in everyone if u not in used[name]], "grid", size=0.09)
        panel.dots([place(name, u) for u in used[name]], "ink" if name == "image" else "neuron", size=0.14)
    return panel
