"""A profile of influence inside the box of its receptive field: rows that the pictures of this page share."""

from figures_src.drawing import Box
from figures_src.influence import profile, variance


def bars(panel, heights, at, *, unit, role="field"):
    """Bars of these heights in cells, one a pixel of `unit` cells, standing on a line whose left end is `at`."""
    x, y = at
    boxes = [Box(panel, x + i * unit, y - h, unit, h) for i, h in enumerate(heights) if h > 0]
    panel.solid(boxes, role)


def box_and_bell(panel, windows, y, *, unit, room, tallest, title, deviations):
    """The field of a stack as a frame `room` cells high on the line `y`, its profile inside, a width and name around.

    The field is centred on x = 0, a share of `tallest` fills the frame, the width is 1 or 2 `deviations` to each side.
    """
    shares = profile(windows)
    left, width = -len(shares) * unit / 2, len(shares) * unit
    bars(panel, shares / tallest * room * 0.94, (left, y), unit=unit)
    panel.frame(Box(panel, left, y - room, width, room), weight=2)
    panel.note(title, (0, y - room - 0.36))
    reach = deviations * variance(windows) ** 0.5
    ends = [(side * reach * unit, y + 0.26) for side in (-1, 1)]
    panel.brace(*ends, f"±2 sd: {2 * reach:.1f}" if deviations == 2 else f"sd {reach:.2f} to each side")
