"""The same 76 stored numbers make 16, 784 or 48,400 neurons: as many as the image has windows."""

import numpy as np

from figures_src.drawing import CELL, Panel, Picture
from figures_src.examples import RED_TO_BLUE
from figures_src.facts.stored_or_summoned import neurons

SHADES = 6


def draw():
    """Above what is stored, below three maps of it, a neuron being one pixel of the screen."""
    stored = Panel("Stored: 75 weights and a bias")
    for c, name in enumerate(("red", "green", "blue")):
        grid = stored.cells(RED_TO_BLUE[c], (c * 2.6, 0), role="kernel", unit=0.45, numbers=False, full=2)
        stored.note(name, (grid.centre[0], 2.55), "muted")
    bias = stored.cells([[-100]], (7.85, 0.9), role="kernel", unit=0.45, numbers=False, full=200)
    stored.note("bias", (bias.centre[0], 2.55), "muted")

    summoned = Panel("Summoned: one dot for each neuron")
    large = place(summoned, 224, (2.9, 0))
    place(summoned, 32, (0.8, large.y + large.height - 28 / CELL))
    place(summoned, 8, (1.1, 1.4))
    return Picture(stored, summoned)


def place(panel, side, at):
    """The map of the portrait at one size, tinted by the values of its neurons, and their number below."""
    values = neurons(side)
    strength = np.rint(np.clip(values / 1200, 0, 1) ** 0.6 * SHADES) / SHADES  # few shades: a small file
    grid = panel.tints(strength, at, width=values.shape[1] / CELL)
    x, y = grid.bottom
    panel.note(f"{values.size:,}", (x, y + 0.35), "neuron", bold=True)
    panel.note(f"on {side}×{side}", (x, y + 0.8), "muted", size=13)
    return grid
