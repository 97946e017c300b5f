"""Which channels a kernel reads is a choice: all, half, one, or a table of its own."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import Box, Panel, Picture
from figures_src.networks import C3_TABLE, alexnet, conv, stack

CHANNELS, SIDE = 6, 0.42
WIDTH, HEIGHT = 16 * SIDE, CHANNELS * SIDE


def draw():
    """Five layers over LeNet-5's six maps and one of AlexNet: one row for each channel, one column for each kernel."""
    return Picture(
        matrix("Full: every kernel reads all", 16, 5, axes=True),
        matrix("LeNet-5’s C3: 3, 4 or 6 of 6", 16, 5, table=C3_TABLE),
        matrix("Two groups: 3 of 6", 16, 5, groups=2),
        alexnet_conv2(),
        matrix("1×1: all, one pixel of each", 16, 1),
        matrix("Depthwise: one each", 6, 5, groups=6),
    )


def matrix(label, maps, size, *, axes=False, **wiring):
    """A panel that marks the slices which exist, with their number and that of the layer's parameters."""
    panel = Panel(label)
    reads = connected(maps, size, **wiring)
    if size > 1:
        panel.cells(reads, role="kernel", unit=SIDE, numbers=False)
    else:
        grid = panel.cells(reads, role="kernel", unit=SIDE, numbers=False, strength=np.zeros(reads.shape))
        panel.dots([grid.cell(r, c).centre for r, c in np.argwhere(reads)], "kernel", size=0.12)
    count = stack(14, {"layer": conv(maps, size, padding=0, **wiring)}, maps=CHANNELS).count("layer")
    if maps < 16:
        panel.note("nothing is added", (maps * SIDE + 0.4, HEIGHT / 2 - 0.25), "muted", align="left", size=13)
        panel.note("across channels", (maps * SIDE + 0.4, HEIGHT / 2 + 0.25), "muted", align="left", size=13)
    if axes:
        panel.fill(Box(panel, WIDTH / 2 - 2.9, HEIGHT / 2 - 0.3, 5.8, 0.6), "paper")
        panel.note("row: channel, column: kernel", (WIDTH / 2, HEIGHT / 2))
    return counted(panel, reads.sum(), count.parameters)


def alexnet_conv2():
    """AlexNet's second layer, 96 channels by 256 kernels: too many for cells, so two blocks drawn to scale."""
    panel = Panel("AlexNet’s second layer: 48 of 96")
    layer = alexnet().layers["conv2"]
    count = alexnet().count("conv2")
    groups, across, down = layer.groups, WIDTH / layer.groups, HEIGHT / layer.groups
    kernels, channels = layer.maps // groups, alexnet().layers["pool1"].maps // groups
    for g in range(groups):
        panel.fill(Box(panel, g * across, g * down, across, down), "kernel")
        panel.note(f"{channels}×{kernels}", ((g + 0.5) * across, (g + 0.5) * down))
    outline = Box(panel, 0, 0, WIDTH, HEIGHT).corners()
    panel.lines([[*outline, outline[0]]], role="grid", weight=1)
    return counted(panel, channels * layer.maps, count.parameters)


def counted(panel, slices, parameters):
    """The panel, with two numbers below it."""
    panel.note(f"{slices:,} slices, {parameters:,} parameters", (0, HEIGHT + 0.35), "muted", align="left")
    panel.hold((WIDTH, 0))
    return panel


def connected(maps, size, *, groups=1, table=None):
    """1 where a channel (row) changes a map (column): found by lighting one channel at a time."""
    kernels = np.ones((maps, CHANNELS // groups, size, size), int)
    for k, read in enumerate(table or []):
        kernels[k, [c for c in range(CHANNELS) if c not in read]] = 0
    rows = []
    for c in range(CHANNELS):
        lit = np.zeros((CHANNELS, size, size), int)
        lit[c] = 1
        rows.append(correlate(lit, kernels, groups=groups)[:, 0, 0] > 0)
    return np.array(rows).astype(int)
