"""Stacks that see equally far use what they see in different ways: flat, jagged or in a bell."""

from figures_src.drawing import Panel, Picture
from figures_src.figures.what_it_really_uses._bell import box_and_bell
from figures_src.influence import profile
from figures_src.windows import Window

UNIT = 0.24
STACKS = (
    ("one layer of 31", [Window(31)]),
    ("fifteen of 3", [Window(3)] * 15),
    ("four of 3, dilations 1, 2, 4, 8", [Window(3, dilation=2**i) for i in range(4)]),
    ("five of 2, dilations 1 to 16", [Window(2, dilation=2**i) for i in range(5)]),
)


def draw():
    """Four profiles of equal area in fields of 31 or 32 pixels along one axis."""
    tallest = max(profile(windows).max() for _, windows in STACKS)
    panels = []
    for title, windows in STACKS:
        panel = Panel()
        box_and_bell(panel, windows, 0, unit=UNIT, room=1.7, tallest=tallest, title=title, deviations=1)
        panels.append(panel)
    return Picture(*panels)
