"""The PNG of a picture: its pixels are those that the shapes say, and it shows what the SVG shows."""

import io

import numpy as np
import pytest
from PIL import Image

from figures_src import gallery
from figures_src.drawing import CELL, GAP, MARGIN, Box, Panel, Picture
from figures_src.palette import LIGHT, STRONGEST, over
from figures_src.raster import png

SCALE = 2
START = round((GAP + MARGIN * CELL) * SCALE)


def painted(panel):
    """The pixels of a panel's PNG from its first cell on: (rows, columns, 3)."""
    pixels = np.asarray(Image.open(io.BytesIO(png(Picture(panel), scale=SCALE))))
    return pixels[START:, START:]


def rgb(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def side(cells):
    return round(cells * CELL * SCALE)


def test_a_tinted_box_has_its_colour_up_to_its_rim_and_no_further():
    panel = Panel()
    box = panel.cells([[1]], numbers=False, edge="", role="kernel")
    panel.hold((2, 2))
    pixels = painted(panel)
    inside = pixels[1 : side(box.height) - 1, 1 : side(box.width) - 1]
    assert np.abs(inside.astype(int) - rgb(over(LIGHT["kernel"], STRONGEST["kernel"], LIGHT["paper"]))).max() <= 1
    assert (pixels[side(1) + 1 : side(2), : side(2)] == 255).all()
    assert (pixels[: side(1), side(1) + 1 : side(2)] == 255).all()


def test_tints_that_touch_leave_no_seam():
    panel = Panel()
    panel.solid([Box(panel, *at) for at in ((0, 0), (1, 0), (0, 1), (1, 1))], "field", 0.5)
    assert len(np.unique(painted(panel)[1 : side(2) - 1, 1 : side(2) - 1].reshape(-1, 3), axis=0)) == 1


@pytest.mark.parametrize("ends", [[(1, 0), (1, 3)], [(0, 1), (3, 1)]])
@pytest.mark.parametrize("weight", [1, 2, 3])
def test_a_line_is_as_thick_as_it_says(ends, weight):
    panel = Panel()
    panel.hold((0, 0), (3, 3))
    panel.lines([ends], weight=weight)
    pixels = painted(panel)[..., 0] / 255
    middle = (GAP + (MARGIN + 1) * CELL) * SCALE - START - 0.5
    across = pixels[side(2)] if ends[0][0] == ends[1][0] else pixels[:, side(2)]
    ink = rgb(LIGHT["ink"])[0] / 255
    assert (1 - across).sum() / (1 - ink) == pytest.approx(weight * SCALE, abs=0.51)
    assert np.average(np.arange(len(across)), weights=1 - across) == pytest.approx(middle, abs=0.26)


def test_a_slanted_line_is_smooth_and_as_thick_as_an_upright_one():
    panel = Panel()
    panel.hold((0, 0), (3, 3))
    panel.lines([[(0, 1), (3, 2)]], weight=3)
    pixels = painted(panel)[..., 0] / 255
    ink = rgb(LIGHT["ink"])[0] / 255
    slope = np.hypot(3, 1) / 3
    assert (1 - pixels[:, side(1.5)]).sum() / (1 - ink) == pytest.approx(3 * SCALE * slope, abs=0.6)
    assert len(np.unique(pixels)) > 3


def test_a_photo_keeps_its_pixels():
    values = np.arange(16, dtype=np.uint8).reshape(4, 4) * 15
    panel = Panel()
    panel.photo(values, width=4, edge="")
    pixels = painted(panel)[: side(4), : side(4), 0]
    middles = (np.arange(4) + 0.5) * CELL * SCALE
    assert np.array_equal(pixels[np.ix_(middles.astype(int), middles.astype(int))], values)


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("turned", [False, True])
def test_text_stands_where_it_is_put(align, turned):
    panel = Panel()
    panel.hold((0, 0), (8, 8))
    panel.note("HHHHH", (4, 4), align=align, turned=turned, size=20)
    dark = painted(panel)[..., 0] < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    along, across = (rows[::-1], columns) if turned else (columns, rows)
    assert (across[0] + across[-1]) / 2 == pytest.approx(side(4), abs=3)
    point = {"left": along[0], "center": (along[0] + along[-1]) / 2, "right": along[-1]}[align]
    assert point == pytest.approx(side(4), abs=6)


def test_a_dashed_frame_has_gaps_of_two_after_dashes_of_three():
    panel = Panel()
    panel.hold((0, 0), (4, 4))
    panel.lines([[(0, 2), (4, 2)]], weight=4, dashed=True)
    inked = painted(panel)[side(2), : side(4), 0] < 128
    assert inked.mean() == pytest.approx(3 / 5, abs=0.06)


@pytest.mark.browser
@pytest.mark.parametrize("name", gallery.names()[::8])
def test_the_png_shows_what_the_svg_shows(name, chromium):
    drawing = gallery.file(name, "svg").decode()
    ours = Image.open(io.BytesIO(gallery.file(name, "png"))).convert("L")
    page = chromium.new_page(viewport={"width": 3000, "height": 2000}, device_scale_factor=SCALE)
    page.set_content(f'<body style="margin:0">{drawing}')
    theirs = Image.open(io.BytesIO(page.query_selector("svg").screenshot())).convert("L")
    page.close()
    width, height = min(ours.width, theirs.width), min(ours.height, theirs.height)
    tiles = width // 16, height // 16  # letters differ, for a browser has its own font
    ours, theirs = (im.crop((0, 0, width, height)).resize(tiles, Image.Resampling.BOX) for im in (ours, theirs))
    difference = np.abs(np.asarray(ours, float) - np.asarray(theirs, float))
    assert np.mean(difference) < 2
    assert np.quantile(difference, 0.99) < 40
