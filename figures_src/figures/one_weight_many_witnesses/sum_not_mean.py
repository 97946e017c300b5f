"""The slope of the loss in a shared weight is the sum of what its neurons say; their mean is a line that misses."""

import numpy as np

from figures_src.convolution import correlate
from figures_src.drawing import THICK, Panel, number
from figures_src.examples import HOOK_CORE
from figures_src.learning import NOW, WANTED, half_squares, witnesses

REACH = np.linspace(-0.7, 0.7, 57)
STEP = 0.5


def draw():
    """The loss against one weight, the chord of a finite difference, and lines with the sum and the mean as slope."""
    target = correlate(HOOK_CORE, WANTED)
    says = witnesses(correlate(HOOK_CORE, NOW) - target, HOOK_CORE, 2)[..., 0, 1]

    def loss(weight):
        return half_squares(NOW + np.array([[0, weight], [0, 0]]), HOOK_CORE, target)

    panel = Panel()
    chart = panel.chart(6.3, 5.2, x="the shared weight", y="loss")
    chart.scale(x=(-0.75, 0.75), y=(4, 22), xticks=[-0.5, 0, 0.5], yticks=[5, 10, 15, 20])
    chart.line(REACH, [loss(w) for w in REACH], "ink")
    chart.line([-0.7, 0.7], [loss(0) + w * says.mean() for w in (-0.7, 0.7)], "muted", dashed=True)
    chart.line([-0.55, 0.45], [loss(0) + w * says.sum() for w in (-0.55, 0.45)], "kernel", weight=THICK)
    ends = [-STEP, STEP]
    chart.line(ends, [loss(w) for w in ends], "ink", dots=True, weight=1)
    chart.line([0], [loss(0)], "kernel", dots=True)
    slope = (loss(STEP) - loss(-STEP)) / (2 * STEP)
    chart.note(f"chord: slope {number(slope)}", (-0.14, 13.7))
    chart.note(f"{loss(-STEP):g}", (-STEP + 0.06, loss(-STEP) + 0.7))
    chart.note(f"{loss(STEP):g}", (STEP + 0.04, loss(STEP) - 1.0))
    chart.note(f"sum: slope {number(says.sum())}", (0.14, 5.8), "kernel", align="right")
    chart.note(f"mean: slope {number(says.mean())}", (-0.71, 7.4), "muted")
    return panel
