"""The small images, kernels and layers that pages and pictures share."""

from functools import cache
from pathlib import Path

import numpy as np

PORTRAIT = Path(__file__).parent / "data" / "portrait.npy"

VERTICAL_EDGE = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
"""Answers to places where the right side is brighter than the left: Sobel's kernel."""

HORIZONTAL_EDGE = VERTICAL_EDGE.T
"""Answers to places where the lower side is brighter than the upper."""

KERNELS = {
    "copy": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "vertical edges": VERTICAL_EDGE,
    "horizontal edges": HORIZONTAL_EDGE,
    "emboss": np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]),
}
"""Six kernels of 3 by 3 that programs for pictures have had for decades, by what they are used for."""

HOOK = np.array([
    [0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 1, 1, 0, 0],
    [0, 0, 1, 2, 2, 0, 0],
    [0, 0, 2, 2, 1, 0, 0],
    [0, 1, 2, 1, 0, 0, 0],
    [0, 1, 1, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0],
])  # fmt: skip
"""A slanted stroke, 7 by 7: small enough to check every sum by hand."""

HOOK_CORE = HOOK[1:6, 1:6]
"""The middle of that stroke, 5 by 5: nine windows of 3 by 3."""

COLOUR_PATCH = np.array([
    [[3, 3, 2, 0, 0], [3, 2, 1, 0, 0], [3, 2, 0, 0, 1], [2, 1, 0, 0, 0], [2, 0, 0, 0, 0]],
    [[0, 0, 0, 1, 2], [0, 0, 1, 2, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0], [1, 1, 0, 0, 0]],
    [[0, 0, 1, 2, 1], [0, 1, 1, 1, 2], [0, 1, 2, 2, 2], [1, 1, 2, 3, 3], [0, 2, 3, 3, 3]],
])  # fmt: skip
"""Red, green, blue, each 5 by 5, 0 to 3: red at the left, blue at the right, everywhere 3 in all."""

COLOUR_KERNELS = np.array([
    [[[1, 0, -1], [1, 0, -1], [1, 0, -1]], [[0, 0, 0], [0, -1, 0], [0, 0, 0]], [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]],
    [[[-1, 0, 0], [-1, 0, 0], [-1, 0, 0]], [[0, 1, 0], [0, 1, 0], [0, 1, 0]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]]],
    [[[0, 0, 0], [0, 0, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]], [[1, 1, 1], [1, 1, 1], [1, 1, 1]]],
    [[[1, 1, 1], [0, 0, 0], [-1, -1, -1]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]], [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]],
])  # fmt: skip
"""Four kernels for it: red left of blue; green and no red beside it; blue all over; red above blue."""

COLOUR_BIASES = np.array([-2, 1, -9, -3])
"""One bias for each of the four."""


RED_TO_BLUE = np.multiply.outer([2, -1, -1], [[1, 1, 0, -1, -1]] * 5)
"""Answers where red gives way to blue or green on the right, 5 by 5 by 3: it ignores grey, whatever its brightness."""

THRESHOLD = -500
"""The bias that goes with it: weaker answers are silenced by the ReLU."""

NUMBERED = np.arange(1, 10).reshape(3, 3)
"""Nine weights that can be told apart, 3 by 3: 1 to 9."""

LETTER = np.array([[1, 1, 1, 1, 1]] + [[0, 0, 1, 0, 0]] * 4)
"""A kernel in the shape of a T, 5 by 5."""


@cache
def portrait(side=224, *, grey=False):
    """Grace Hopper's official portrait, cropped: (side, side, 3), or (side, side) if grey, whole numbers 0 to 255.

    Each pixel is the mean of the part of the stored crop, 224 by 224, that it covers; `side` is at most 224. The
    photograph is by James S. Davis, US Navy, 1984, and in the public domain; it comes with matplotlib's sample data.
    """
    whole = np.load(PORTRAIT)
    stored = np.arange(len(whole) + 1)
    if side not in range(1, len(whole) + 1):
        raise ValueError(f"a portrait of {side} by {side} pixels: the stored one has {len(whole)} by {len(whole)}")
    step = len(whole) / side
    edges = step * np.arange(side + 1)[:, None]
    covered = np.clip(np.minimum(edges[1:], stored[1:]) - np.maximum(edges[:-1], stored[:-1]), 0, None) / step
    small = np.einsum("ri,cj,ijk->rck", covered, covered, whole, optimize=True)
    if grey:
        small = small @ [0.299, 0.587, 0.114]  # luma weights of ITU-R BT.601
    small = np.rint(small).astype(np.uint8)
    small.flags.writeable = False
    return small


@cache
def digit():
    """A 2, drawn here with three strokes of a pen, on the 32×32 pixels that LeNet-5 reads: (32, 32), 0 to 1."""
    along = np.linspace(0, 1, 200)
    angle = np.pi * (1.05 - 1.25 * along)
    bow = np.stack([15.5 + 5 * np.cos(angle), 11.5 - 5 * np.sin(angle)], axis=1)
    left, right = np.array([10.5, 23.5]), np.array([21.5, 23.5])
    pen = np.concatenate([bow, bow[-1] + along[:, None] * (left - bow[-1]), left + along[:, None] * (right - left)])
    row, column = np.mgrid[:32, :32]
    distance = np.hypot(column[..., None] - pen[:, 0], row[..., None] - pen[:, 1]).min(axis=-1)
    ink = np.clip(2 - distance, 0, 1)
    ink.flags.writeable = False
    return ink
