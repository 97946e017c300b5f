"""Two equal kernels get equal gradients and never part; a difference of one per cent is enough to separate them."""

import numpy as np

from figures_src.drawing import SMALL, THICK, Panel, Picture
from figures_src.learning import twins


def draw():
    """How far apart the kernels are at each step, and what they are at the start and after the last step."""
    (equal, _), (parted, _) = twins(noise=0), twins(noise=0.01)
    chart = Panel("Kernel A against kernel B")
    plot = chart.chart(5.8, 4.6, x="step of training", y="largest difference")
    plot.scale(x=(0, 300), y=(-0.03, 0.7), xticks=[0, 100, 200, 300], yticks=[0, 0.2, 0.4, 0.6])
    plot.line(range(len(parted)), apart(parted), "kernel", weight=THICK)
    plot.line(range(len(equal)), apart(equal), "kernel", weight=THICK, dashed=True)
    plot.note("start 1 % apart", (170, 0.36), "kernel")
    plot.note("start equal: exactly 0", (85, 0.07), "kernel")
    return Picture(
        chart,
        pair("Both at the start", parted[0]),
        pair("Start equal: after 300 steps", equal[-1]),
        pair("Start 1 % apart: after 300 steps", parted[-1]),
    )


def apart(path):
    """The largest difference between the two kernels at each step."""
    return np.abs(path[:, 0] - path[:, 1]).max(axis=(1, 2))


def pair(label, kernels):
    """Two kernels side by side, rounded to one decimal."""
    panel = Panel(label)
    for kernel, x, name in zip(kernels, (0, 3.75), "AB", strict=True):
        grid = panel.cells(kernel, (x, 0), role="kernel", digits=1, full=0.6, unit=1.12)
        panel.note(f"kernel {name}", (grid.bottom[0], grid.bottom[1] + 0.28), "muted", size=SMALL)
    return panel
