"""Simulated cells of early vision, as cartoons: centre-surround, simple, complex; and the stimuli that probe them."""

import numpy as np

from figures_src.convolution import correlate, max_pool, relu
from figures_src.windows import integer


def centre_surround(side=9, *, centre=1.0, surround=1.6):
    """Weights of an ON-centre cell: a narrow bell minus a wide one of equal volume, so that even light cancels.

    Returns (side, side); `centre` and `surround` are standard deviations in pixels. The model is that of Enroth-Cugell
    and Robson 1966.
    """
    if integer(side, "side", least=3) % 2 == 0:
        raise ValueError(f"a cell with a central pixel needs an odd side, not {side}")
    if not 0 < centre < surround:
        raise ValueError(f"the centre ({centre}) must be narrower than the surround ({surround})")
    along = np.arange(side) - side // 2
    squares = along[:, None] ** 2 + along**2
    bells = [np.exp(-squares / (2 * width**2)) for width in (centre, surround)]
    return bells[0] / bells[0].sum() - bells[1] / bells[1].sum()


# --8<-- [start:map]
def spot_map(weights, *, rest, gain=1.0):
    """Spikes a second with a spot of light on each place; `rest` without."""
    rates = np.zeros(weights.shape)
    for place in np.ndindex(weights.shape):
        light = np.zeros(weights.shape)
        light[place] = 1
        rates[place] = relu(rest + gain * (weights * light).sum())
    return rates


# --8<-- [end:map]


def row_of(weights, *, count, step):
    """Weights of a cell that adds up `count` cells with equal weights, standing `step` pixels below each other."""
    count, step = integer(count, "count", least=1), integer(step, "step", least=1)
    height, width = weights.shape
    added = np.zeros((height + (count - 1) * step, width))
    for n in range(count):
        added[n * step : n * step + height] += weights
    return added


def bar(shape, degrees=0.0, *, width=2.0, shift=0.0):
    """A bright bar on dark, through the middle of an image of `shape`, moved sideways by `shift` pixels.

    At 0 degrees it stands upright; it turns clockwise. Its edges are one pixel soft, so that it may turn smoothly.
    """
    rows, columns = (np.arange(n) - (n - 1) / 2 for n in shape)
    angle = np.deg2rad(degrees)
    aside = columns * np.cos(angle) + rows[:, None] * np.sin(angle) - shift
    return np.clip(width / 2 + 0.5 - np.abs(aside), 0, 1)


def tuning(weights, degrees):
    """A cell's answers, never below 0, to bars at each of the angles: an array as long as `degrees`."""
    return np.array([relu((weights * bar(weights.shape, angle)).sum()) for angle in degrees])


# --8<-- [start:complex]
def simple_cells(weights, image):
    """Simple cells with the same weights, one at each place of the image."""
    return relu(correlate(image, weights))


def complex_cells(weights, image, reach):
    """Complex cells: the strongest of `reach` simple cells side by side."""
    return max_pool(simple_cells(weights, image), (1, reach), stride=1)


# --8<-- [end:complex]


def tiling(*, growth, reach, least=1.0):
    """Fields on one side of the point looked at, as (middle, size): each begins in the middle of the one before.

    The size is `least` at the middle 0 and grows by `growth` for each unit of distance.
    """
    if not 0 <= growth < 1:
        raise ValueError(f"growth must be at least 0 and below 1, not {growth}")
    fields = [(0.0, least)]
    while fields[-1][0] < reach:
        start = fields[-1][0]  # middle − size / 2 = start, size = least + growth · middle
        middle = (start + least / 2) / (1 - growth / 2)
        fields.append((middle, least + growth * middle))
    return fields


# --- the cells that the page on eye and cortex shows ---

REST, PEAK = 20, 60  # spikes a second without light, and what a spot in the middle adds
GANGLION = centre_surround()
SIMPLE = row_of(GANGLION, count=5, step=2)
REACH = 9  # simple cells that feed one complex cell


def measured(rest):
    """The change of the ganglion cell's rate with a spot on each place, in whole spikes a second."""
    return np.rint(spot_map(GANGLION, rest=rest, gain=PEAK / GANGLION.max()) - rest).astype(int)


def slide(shifts):
    """Answers to an upright bar at each shift, in per cent of the best.

    Returns those of the simple cells side by side, (REACH, shifts), and of the complex cell, (shifts,).
    """
    height, width = SIMPLE.shape
    images = [bar((height, width + REACH - 1), shift=shift) for shift in shifts]
    simple = np.array([simple_cells(SIMPLE, image)[0] for image in images]).T
    whole = np.array([complex_cells(SIMPLE, image, REACH)[0, 0] for image in images])
    best = tuning(SIMPLE, [0])[0]
    return 100 * simple / best, 100 * whole / best
