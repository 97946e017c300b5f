"""Training widens the influence on a neuron whose task needs all of its field."""

import numpy as np

from figures_src.drawing import Panel, Picture
from figures_src.facts.what_it_really_uses import SHARE, trained
from figures_src.influence import spots, width_holding

UNIT, GAP, SEED = 0.2, 0.6, 4


def draw():
    """An image of the task; beside it, in one panel, the influence of every pixel before and after training."""
    run = trained()
    images, goals = spots(np.random.default_rng(SEED), 8, len(run.before))
    task, both = Panel(), Panel()
    image = images[int(np.argmax(goals)), 0]
    pixels = task.heat(np.clip(image, 0, None), role="ink", unit=UNIT)
    task.frame(pixels, weight=2)
    titled(task, pixels, "Is there a spot?", f"field {len(image)}×{len(image)}")
    spread(both, 0, "Random weights", run.before)
    spread(both, len(image) * UNIT + GAP, "After training", run.after)
    return Picture(task, both)


def spread(panel, x, name, influence):
    """A map of influence with the smallest square in the middle that holds 95.45 % of it."""
    side = width_holding(influence, SHARE)
    margin = (len(influence) - side) // 2
    pixels = panel.heat(influence, (x, 0), unit=UNIT)
    panel.frame(pixels, weight=2)
    panel.frame(pixels.cells(margin, margin, side, side), weight=2)
    titled(panel, pixels, name, f"95.45 % in {side}×{side}")


def titled(panel, pixels, above, below):
    """Two lines of text around a map."""
    panel.note(above, (pixels.x, -0.4), align="left", bold=True)
    panel.note(below, (pixels.bottom[0], pixels.height + 0.4), "field")
