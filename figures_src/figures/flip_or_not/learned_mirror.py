"""A layer that correlates learns from the output of one that convolves, and its kernel comes out turned round."""

import numpy as np

from figures_src.drawing import Panel, Picture
from figures_src.examples import NUMBERED
from figures_src.learning import mirrored_fit

LOOKS = 20, 200


def draw():
    """The kernel that made the targets, the learned one on its way and at the end, and how far it is from either form."""
    path = mirrored_fit()
    made = Panel("Made the targets")
    made.cells(NUMBERED, (0, 0), role="kernel")
    learned = []
    for step in LOOKS:
        panel = Panel(f"Learned, {step} steps")
        panel.cells(path[step], (0, 0), role="kernel", digits=1, full=9)
        learned.append(panel)

    chart = Panel("Largest error of a learned weight")
    plot = chart.chart(5.8, 3.6, x="step of training")
    plot.scale(x=(0, 206), y=(-0.4, 10), xticks=[0, *LOOKS], yticks=[0, 4, 8])
    turned = NUMBERED[::-1, ::-1]
    for aim, text, height in ((NUMBERED, "against the kernel", 9.2), (turned, "against it turned round", 1.5)):
        off = np.abs(path - aim).max(axis=(1, 2))
        plot.line(range(len(off)), off, "kernel", dashed=aim is NUMBERED)
        plot.line(LOOKS, off[list(LOOKS)], "kernel", weight=0, dots=True)
        plot.note(text, (200, height), "kernel", align="right")
    return Picture(made, *learned, chart)
