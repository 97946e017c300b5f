"""At stride 1 the map moves with the image; at stride 2 only every second step does, and pooling may not notice."""

import numpy as np

from figures_src.convolution import correlate, max_pool
from figures_src.drawing import LINE, SMALL, Panel, Picture
from figures_src.windows import Window

BUMP, SPIKE, KERNEL = np.array([[0, 1, 3, 2, 0, 0, 0]]), np.array([[0, 0, 4, 0, 0, 0, 0]]), np.array([[1, 2, 1]])
UNIT = 0.72


def draw():
    """A row of seven pixels, moved by 0, 1 and 2, under a kernel 1 2 1 at stride 1 and 2, and under max-pooling."""
    return Picture(
        moves("Kernel 1 2 1, stride 1", BUMP, lambda row: correlate(row, KERNEL), Window(3), block=3),
        moves(
            "Kernel 1 2 1, stride 2",
            BUMP,
            lambda row: correlate(row, KERNEL, stride=(1, 2)),
            Window(3, stride=2),
            block=2,
        ),
        moves("Max-pool 2, stride 2", SPIKE, lambda row: max_pool(row, (1, 2)), Window(2, stride=2), block=1),
    )


def moves(label, row, layer, window, *, block):
    """The row moved by 0, 1 and 2 pixels, each time with its neurons below, at the middle of their windows.

    Rings show where the first `block` answers that are not 0 come back side by side.
    """
    panel = Panel(label)
    answers = layer(row)[0]
    first = np.flatnonzero(answers)[0]
    wanted = answers[first : first + block]
    for by in range(3):
        top, moved = 2.7 * by, np.roll(row, by)
        panel.note(f"moved by {by}" if by else "as it is", (0, top - 0.28), "muted", align="left", size=SMALL)
        pixels = panel.cells(moved, (0, top), unit=UNIT)
        answers = layer(moved)[0]
        read = {p for u in range(len(answers)) for p in window.positions(u)}
        panel.unread([pixels.cell(0, p) for p in range(row.size) if p not in read])
        neurons = [
            panel.cells(
                [[answer]], (UNIT * (window.centre + window.stride * u), top + 1), role="neuron", unit=UNIT, full=9
            )
            for u, answer in enumerate(answers)
        ]
        for u in range(len(answers) - block + 1):
            if np.array_equal(answers[u : u + block], wanted):
                for neuron in neurons[u : u + block]:
                    panel.ring(neuron, weight=LINE)
    return panel
