"""Training widens the influence on a neuron whose task needs all of its field."""

import numpy as np

from figures_src.drawing import Panel, Picture
from figures_src.facts.what_it_really_uses import SHARE, trained
from figures_src.influence import spots, width_holding

UNIT, SEED = 0.2, 4


def draw():
    """An image of the task, and the influence of every pixel before and after training."""
    run = trained()
    images, goals = spots(np.random.default_rng(SEED), 8, len(run.before))
    task = Panel("Is there a spot?")
    image = images[int(np.argmax(goals)), 0]
    pixels = task.heat(np.clip(image, 0, None), role="ink", unit=UNIT)
    task.frame(pixels, weight=2)
    task.note(f"field {len(image)}×{len(image)}", (pixels.bottom[0], pixels.height + 0.4), "field")
    return Picture(task, spread("Random weights", run.before), spread("After training", run.after))


def spread(label, influence):
    """A map of influence with the smallest square in the middle that holds 95.45 % of it."""
    panel = Panel(label)
    side = width_holding(influence, SHARE)
    margin = (len(influence) - side) // 2
    pixels = panel.heat(influence, unit=UNIT)
    panel.frame(pixels, weight=2)
    panel.frame(pixels.cells(margin, margin, side, side), weight=2)
    panel.note(f"95.45 % in {side}×{side}", (pixels.bottom[0], pixels.height + 0.4), "field")
    return panel
