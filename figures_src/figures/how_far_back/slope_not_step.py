"""A pooling layer makes a small step of its own; what it changes is the slope of everything after it."""

from figures_src.drawing import THIN, Panel, Picture
from figures_src.windows import Window, growth

CONV, POOL = Window(3), Window(2, stride=2)


def draw():
    """The field after each of four layers, all 3×3, and with a 2×2 pooling in second place."""
    return Picture(
        steps("Without pooling", (CONV, CONV, CONV, CONV)),
        steps("With a pooling layer", (CONV, POOL, CONV, CONV)),
    )


def steps(label, windows):
    """The field after each layer as a line; at each layer's tick a riser for what it adds: (size − 1) · jump."""
    panel = Panel(label)
    chart = panel.chart(6.3, 4.4)
    stack = [Window(), *growth(windows)]
    sizes = [field.size for field in stack]
    for i, window in enumerate(windows):
        before, after = sizes[i : i + 2]
        chart.line([i, i + 1], [before, before], "muted", weight=THIN)
        chart.line([i + 1, i + 1], [before, after], "muted")
        step = f"+ {window.size - 1}·{stack[i].stride}"
        chart.note(step, (i + 1.1, (before + after) / 2 - 0.2), "muted")
        chart.note(f"{after}", (i + 0.92, after + 0.75), "field", size=15, align="right")
    chart.line(range(len(sizes)), sizes, "field", dots=True)
    names = ["image", *("3×3" if window is CONV else "pool" for window in windows)]
    chart.scale(x=(-0.4, 4.7), y=(0, 13), xticks=dict(enumerate(names)), yticks=[1, 4, 8, 12])
    return panel
