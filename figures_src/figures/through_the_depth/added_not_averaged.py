"""The slices' results are added: averaging them, or using one slice for all channels, gives other maps."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import Panel, Picture
from figures_src.examples import COLOUR_KERNELS, COLOUR_PATCH

SIDE, PITCH = 0.78, 2.8  # of a cell, and from one map to the next


def draw():
    """Kernel 0 on the whole patch: three partial maps, and four ways to go on, one of them right."""
    # --8<-- [start:sum]
    kernel = COLOUR_KERNELS[0]  # 3×3×3: one slice a channel
    slices = zip(COLOUR_PATCH, kernel, strict=True)
    partial = np.array([correlate(x, w) for x, w in slices])
    added = partial.sum(axis=0)
    assert (added == correlate(COLOUR_PATCH, kernel[None])).all()
    # --8<-- [end:sum]
    averaged = partial.mean(axis=0)
    reused = sum(correlate(channel, kernel[0]) for channel in COLOUR_PATCH)

    parts = Panel("Three slices, three partial results")
    for c, name in enumerate(("red", "green", "blue")):
        grid = parts.cells(partial[c], (c * PITCH, 0), full=12, unit=SIDE)
        parts.note(name, (grid.centre[0], 2.75), "muted")
        if c:
            parts.note("+", (grid.x - 0.23, grid.centre[1]))
    parts.note("kept apart: three maps, wrong", (PITCH + 1.5 * SIDE, 3.25), "muted", size=12)
    ends = Panel("One map from them")
    for i, (name, values) in enumerate((("added", added), ("averaged", averaged), ("one slice", reused))):
        grid = ends.cells(values, (i * PITCH, 0), role="neuron" if i == 0 else "ink", full=12, unit=SIDE, digits=1)
        error = np.abs(values - added).max()
        ends.note(name, (grid.centre[0], 2.75), bold=i == 0)
        ends.note(f"wrong by {error:.0f}" if error else "right", (grid.centre[0], 3.25), "muted", size=12)
    return Picture(parts, ends)
