"""What has a slope depends on the image; a silent neuron shows nothing, and only the union of many images the field."""

import numpy as np

from figures_src.drawing import Picture
from figures_src.facts.measure_it import ALIVE, DEAD, HOLED, union, wild
from figures_src.figures.measure_it._maps import found


def draw():
    """Gradients of one neuron on three images, and of all twelve together."""
    chosen = ((ALIVE[0], "One image"), (ALIVE[1], "Another image"), (DEAD, "A third: silent"))
    maps = [(label, wild(i).gradient) for i, label in chosen]
    maps.append((f"All {len(HOLED.images())} together", union()))
    return Picture(
        *(found(name, HOLED.side, np.argwhere(mask), wild().formula, f"{mask.sum()} pixels") for name, mask in maps)
    )
