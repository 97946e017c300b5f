"""Every output neuron reads one window of the image, and its number is that window's sum of products."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import Panel, Picture, filled, framed, number, ringed, written
from figures_src.examples import HOOK, VERTICAL_EDGE


def draw():
    """Image 7 × 7, kernel 3 × 3, map 5 × 5; one state for each neuron, each weight and each pixel."""
    values = correlate(HOOK, VERTICAL_EDGE)
    image, kernel, result = Panel("Image, 7 × 7"), Panel("Kernel, 3 × 3"), Panel("Map, 5 × 5 neurons")
    pixels = image.cells(HOOK)
    weights = kernel.cells(VERTICAL_EDGE, role="kernel")
    neurons = result.cells(values, role="neuron")

    picture = Picture(image, kernel, result, asks="neuron", default="1-1")
    for r, c in np.ndindex(values.shape):
        picture.state(
            f"{r}-{c}",
            f"Neuron in row {r}, column {c} reads rows {r} to {r + 2}, columns {c} to {c + 2}: "
            f"{products(HOOK[r : r + 3, c : c + 3], VERTICAL_EDGE)} = {number(values[r, c])}.",
            at=neurons.cell(r, c),
            shows=[
                framed(pixels.cells(r, c, 3, 3)),
                *(written(f"×{number(VERTICAL_EDGE[i, j])}", pixels.cell(r + i, c + j)) for i, j in np.ndindex(3, 3)),
                ringed(neurons.cell(r, c)),
            ],
        )
    for i, j in np.ndindex(3, 3):
        picture.state(
            f"weight-{i}-{j}",
            f"The weight {number(VERTICAL_EDGE[i, j])} in row {i}, column {j} of the kernel is used by all 25 neurons; "
            f"it meets rows {i} to {i + 4}, columns {j} to {j + 4} of the image.",
            at=weights.cell(i, j),
            shows=[framed(weights.cell(i, j), "kernel"), framed(pixels.cells(i, j, 5, 5), "kernel")],
        )
    for r, c in np.ndindex(HOOK.shape):
        top, left = max(0, r - 2), max(0, c - 2)
        rows, columns = min(4, r) - top + 1, min(4, c) - left + 1
        readers = rows * columns
        picture.state(
            f"pixel-{r}-{c}",
            f"The pixel in row {r}, column {c} is read by {readers} neuron{'s' if readers > 1 else ''}.",
            at=pixels.cell(r, c),
            shows=[framed(pixels.cell(r, c)), *(filled(neurons.cells(top, left, rows, columns)) for _ in (0,))],
        )
    return picture


def products(window, kernel):
    """The nine products as they are written on paper, those with a zero weight left out."""
    terms = [f"{number(v)} × {number(w)}" for v, w in zip(window.flat, kernel.flat, strict=True) if w]
    return " + ".join(f"({t})" if "−" in t else t for t in terms)
