"""One layer of 3 channels and 10 maps: three things in it are called a neuron, and three are called a kernel."""

import numpy as np

from figures_src.convolution import average_pool, correlate, relu
from figures_src.drawing import LINE, SMALL, Box, Panel, Picture
from figures_src.examples import portrait

SLICE, PITCH, DOWN = 0.63, 0.77, 0.7  # side of a slice, and distances between columns and rows
MAPS, LARGE = 2.35, (0, 3.5, 3.5)  # top of the row of maps; place and side of the enlarged one
WIDTH = 9 * PITCH + SLICE


def draw():
    """Ten random kernels of three slices, the ten maps they make of a photograph, and the first map enlarged."""
    image = portrait(64).transpose(2, 0, 1) / 255
    kernels = np.random.default_rng(4).normal(size=(10, 3, 3, 3))
    maps = relu(correlate(image, kernels - kernels.mean(axis=(2, 3), keepdims=True)))
    return Picture(called_neuron(kernels, maps), called_kernel(kernels))


def called_neuron(kernels, maps):
    """A number of a map, a whole map, or a kernel."""
    panel = Panel("Called a neuron")
    blocks = columns(panel, kernels)
    small = [panel.tints(strong(average_pool(m, 3)), (PITCH * k, MAPS), width=SLICE) for k, m in enumerate(maps)]
    large = panel.tints(strong(maps[0]), LARGE[:2], width=LARGE[2])
    panel.lines(list(zip(small[0].corners()[:1:-1], large.corners()[:2], strict=True)), role="muted", weight=1)

    number = large.cell(30, 38).grown(0.14)
    for role, weight in (("paper", 3 * LINE), ("neuron", LINE)):  # cased, to stand out from the map
        panel.ring(number, role, weight=weight)
        panel.lines([[number.right, (3.8, number.right[1])]], role=role, weight=weight)
    said(panel, (3.95, number.right[1] - 0.2), f"{maps.size:,} numbers,", f"{maps.size:,} neurons", "LeCun, CS231n")
    panel.frame(small[-1].grown(0.04), "neuron")
    said(panel, (WIDTH, 3.35), f"{len(maps)} maps, {len(maps)} neurons", "CNN Explainer", align="right")
    panel.frame(blocks[-1].grown(0.04), "neuron")
    said(panel, (WIDTH, -0.85), f"{len(kernels)} kernels, {len(kernels)} neurons", "forums", align="right")
    return panel


def called_kernel(kernels):
    """A slice, a block of slices, or the tensor of all blocks."""
    panel = Panel("Called a kernel")
    blocks = columns(panel, kernels)
    first = blocks[0]
    panel.frame(Box(panel, first.x, first.y, SLICE, SLICE).grown(0.04), "kernel")
    slices = kernels.shape[0] * kernels.shape[1]
    said(panel, (0, -0.85), f"{slices} slices, {slices} kernels", "CNN Explainer")
    panel.frame(blocks[-1].grown(0.04), "kernel")
    said(panel, (WIDTH, -0.85), f"{len(kernels)} blocks, {len(kernels)} kernels", "CS231n", align="right")
    panel.frame(Box(panel, 0, 0, WIDTH, first.height).grown(0.14), "kernel", weight=LINE)
    said(panel, (WIDTH / 2, 2.5), "1 tensor, 1 kernel", "Dive into Deep Learning", align="center")
    return panel


def columns(panel, kernels):
    """Every kernel as a column of its slices, too small for signs: seven tints of sizes; returns the columns' boxes."""
    sizes, blank = np.rint(6 * np.abs(kernels) / np.abs(kernels).max()) / 6, np.full(kernels.shape[2:], None)
    for k, c in np.ndindex(kernels.shape[:2]):
        at = (PITCH * k, DOWN * c)
        panel.cells(blank, at, role="kernel", unit=SLICE / 3, strength=sizes[k, c])
    return [Box(panel, PITCH * k, 0, SLICE, 2 * DOWN + SLICE) for k in range(len(kernels))]


def said(panel, at, *lines, align="left"):
    """Lines of text below each other; the last one, who says so, is muted."""
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        panel.note(line, (at[0], at[1] + 0.4 * i), "muted" if last else "ink", align=align, size=SMALL if last else 13)


def strong(answers):
    """A map in seven steps from 0 to 1, which the strongest three per cent have."""
    return np.floor(6 * np.clip(answers / np.quantile(answers, 0.97), 0, 1)) / 6
