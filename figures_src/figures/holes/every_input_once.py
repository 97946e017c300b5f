"""Kernels of 2 with dilations 1, 2, 4 and 8 reach 16 inputs, each along exactly one path."""

from figures_src.drawing import SMALL, Panel
from figures_src.tracing import Graph

DILATIONS, STEP, RISE = (1, 2, 4, 8), 0.41, 0.95


def draw():
    """Sixteen inputs at the bottom, four causal layers above, and the tree below the last neuron."""
    n = sum(DILATIONS) + 1
    graph, names = Graph(n), ["image"]
    for d in DILATIONS:
        names.append(graph.conv(f"dilation {d}", 2, dilation=d, padding=(d, 0)))
    panel = Panel()
    reached = {n - 1}
    for level in range(len(DILATIONS), -1, -1):
        y = (len(DILATIONS) - level) * RISE
        points = {u: (u * STEP, y) for u in range(n)}
        panel.dots([points[u] for u in points if u not in reached], "grid", size=0.14)
        below = set()
        if level:
            wires = [(u, i) for u in sorted(reached) for i in graph.window(names[level], u).tolist()]
            below = {i for _, i in wires}
            panel.wires([points[u] for u, _ in wires], [(i * STEP, y + RISE) for _, i in wires])
            panel.note(names[level], (-0.3, y), "kernel", align="right", size=SMALL)
        panel.dots([points[u] for u in sorted(reached)], "neuron" if level else "field", size=0.26)
        reached = below or reached
    panel.note(f"{n} inputs", (-0.3, len(DILATIONS) * RISE), "field", align="right", size=SMALL)
    return panel
