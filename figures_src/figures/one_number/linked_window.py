"""Every output neuron reads one window of the image, and its number is that window's sum of products."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import NUMBER, Panel, Picture, filled, framed, number, ringed, written
from figures_src.examples import HOOK, VERTICAL_EDGE


def draw():
    """Image 7×7, kernel 3×3, map 5×5; one state for each neuron, each weight and each pixel."""
    values = correlate(HOOK, VERTICAL_EDGE)
    image, kernel, result = Panel("Image, 7×7"), Panel("Kernel, 3×3"), Panel("Map, 5×5 neurons")
    pixels = image.cells(HOOK, numbers=False)
    for (r, c), value in np.ndenumerate(HOOK):
        image.note(number(value), (c + 0.5, r + 0.41), size=NUMBER)  # above the weights that states write
    weights = kernel.cells(VERTICAL_EDGE, role="kernel")
    neurons = result.cells(values, role="neuron")

    picture = Picture(image, kernel, result, asks="neuron", default="1-1")
    for r, c in np.ndindex(values.shape):
        picture.state(
            f"{r}-{c}",
            f"Neuron [{r}, {c}] reads rows {r} to {r + 2}, columns {c} to {c + 2}. Row by row: "
            f"{worked(HOOK[r : r + 3, c : c + 3], VERTICAL_EDGE)} = {number(values[r, c])}.",
            at=neurons.cell(r, c),
            shows=[
                *(written(f"×{number(VERTICAL_EDGE[i, j])}", pixels.cell(r + i, c + j)) for i, j in np.ndindex(3, 3)),
                framed(pixels.cells(r, c, 3, 3)),
                ringed(neurons.cell(r, c)),
            ],
        )
    for i, j in np.ndindex(3, 3):
        picture.state(
            f"weight-{i}-{j}",
            f"All 25 neurons use the weight {number(VERTICAL_EDGE[i, j])} of row {i}, column {j}: "
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
            f"Pixel [{r}, {c}] is read by {readers} neuron{'s' if readers > 1 else ''}: the tinted part of the map.",
            at=pixels.cell(r, c),
            shows=[framed(pixels.cell(r, c)), filled(neurons.cells(top, left, rows, columns))],
        )
    return picture


def worked(window, kernel):
    """The nine products, one bracket for each row of the window, then the sums of the rows."""
    rows = [
        " + ".join(f"{number(v)}×{number(w) if w >= 0 else f'({number(w)})'}" for v, w in zip(*row, strict=True))
        for row in zip(window, kernel, strict=True)
    ]
    sums = [number(total) for total in (window * kernel).sum(axis=1)]
    return f"({rows[0]}) + ({rows[1]}) + ({rows[2]}) = {' + '.join(sums).replace('+ −', '− ')}"
