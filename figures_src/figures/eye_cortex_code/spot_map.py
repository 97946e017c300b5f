"""A spot of light, place by place, finds the field; a cell that is silent at rest hides the part that inhibits."""

import numpy as np

from figures_src.cells import REST, measured
from figures_src.drawing import Panel, Picture, number

UNIT = 0.75


def draw():
    """Change of the rate with the spot on each of 9×9 places: with 20 spikes a second at rest, and with none."""
    return Picture(
        screen(measured(REST), f"{REST} spikes a second at rest"), screen(measured(0), "The same cell, silent at rest")
    )


def screen(change, label):
    """The change at each place, nothing written where there is none, and a frame around all that made a difference."""
    panel = Panel(label)
    texts = np.array([[number(n) if n else "" for n in row] for row in change], dtype=object)
    places = panel.cells(texts, role="neuron", strength=np.abs(change) / np.abs(change).max(), unit=UNIT)
    rows, columns = np.nonzero(change)
    top, left = rows.min(), columns.min()
    panel.frame(places.cells(top, left, rows.max() - top + 1, columns.max() - left + 1))
    return panel
