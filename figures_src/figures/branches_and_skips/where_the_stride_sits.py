"""With the stride in the first layer of a block, its 3×3 layer reads neurons that lie twice as far apart."""

from figures_src.drawing import SMALL, Panel, Picture
from figures_src.tracing import Graph

STEP, NEURON, RISE, N = 0.8, 2, 1.5, 9


def draw():
    """A 1×1 and a 3×3 layer along one axis, with the stride in the one or in the other."""
    return Picture(block("As printed: stride in the 1×1", 2, 1), block("torchvision: stride in the 3×3", 1, 2))


def block(label, first, second):
    """The map below, the 1×1 layer above it, then the 3×3 layer, and everything that one neuron reads."""
    graph = Graph(N)
    graph.conv("1×1", 1, stride=first)
    graph.conv("3×3", 3, stride=second, padding=1)
    steps = {"3×3": 2 * STEP, "1×1": first * STEP, "image": STEP}
    panel, above = Panel(label), [NEURON]
    for level, (name, step) in enumerate(steps.items()):
        y, here = level * RISE, above
        if name != "image":
            wires = [(u, p) for u in here for p in graph.window(name, u).tolist()]
            ends = [(p * list(steps.values())[level + 1], y + RISE) for _, p in wires]
            panel.wires([(u * step, y) for u, _ in wires], ends)
            above = sorted({p for _, p in wires})
        panel.dots([(u * step, y) for u in range(graph.size(name)[0]) if u not in here], "grid", size=0.16)
        panel.dots([(u * step, y) for u in here], "field" if name == "image" else "neuron", size=0.3)
        panel.note("below" if name == "image" else name, (-0.35, y), "muted", align="right", size=SMALL)
    span = above[-1] - above[0] + 1
    bottom = 2 * RISE + 0.4
    panel.brace((above[0] * STEP, bottom), (above[-1] * STEP, bottom), f"spans {span}", role="field")
    return panel
