"""Stacks that see equally far use what they see in different ways: flat, jagged or in a bell."""

from figures_src.drawing import SMALL, Panel, Picture
from figures_src.figures.what_it_really_uses._bell import box_and_bell
from figures_src.influence import profile
from figures_src.windows import Window

UNIT, ROOM = 0.24, 1.7  # of a pixel, and the height of a frame
STACKS = (
    ("one layer of 31", [Window(31)]),
    ("fifteen of 3", [Window(3)] * 15),
    ("four of 3, dilations 1, 2, 4, 8", [Window(3, dilation=2**i) for i in range(4)]),
    ("five of 2, dilations 1 to 16", [Window(2, dilation=2**i) for i in range(5)]),
)


def draw():
    """Four profiles of equal area in fields of 31 or 32 pixels along one axis."""
    profiles = [profile(windows) for _, windows in STACKS]
    panels = []
    for (title, windows), shares in zip(STACKS, profiles, strict=True):
        panel = Panel()
        box_and_bell(
            panel, windows, 0, unit=UNIT, room=ROOM, tallest=max(map(max, profiles)), title=title, deviations=1
        )
        corner = (0.18 - len(shares) * UNIT / 2, 0.36 - ROOM)
        panel.note(f"{len(shares)} wide", corner, "field", align="left", size=SMALL)
        panels.append(panel)
    return Picture(*panels)
