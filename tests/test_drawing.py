"""The vocabulary of pictures: what was drawn is read back from the SVG, and bad input is refused with its name."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from figures_src.drawing import CELL, MARGIN, Panel, Picture, dots, framed, heated, number, ringed
from figures_src.palette import LIGHT, STRONGEST
from figures_src.raster import png
from figures_src.vector import path, published, short, svg


def texts(panel):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg(panel))


def corners(rectangle):
    x, y, width, height = map(float, rectangle)
    return x, y, x + width, y + height


def rectangles(panel, role):
    found = []
    for piece in re.findall(rf'<path [^>]*fill="{LIGHT[role]}"[^>]*>', svg(panel)):
        opacity = float((re.search(r'fill-opacity="([\d.]+)"', piece) or [0, 1])[1])
        found += [(opacity, *corners(r)) for r in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v(-?[\d.]+)", piece)]
    return found


@pytest.mark.parametrize(
    ("value", "text"), [(3, "3"), (-2, "−2"), (0.5, "0.5"), (1.239, "1.24"), (-0.001, "0"), (100, "100")]
)
def test_numbers_are_written_as_people_write_them(value, text):
    assert number(value) == text


def test_cells_write_their_values_in_reading_order():
    panel = Panel()
    panel.cells([[1, -2], [0.25, 4]])
    assert texts(panel) == ["1", "−2", "0.25", "4"]


def test_the_strength_of_a_fill_is_the_size_of_the_value():
    panel = Panel()
    panel.cells([[1, -2, 4]], role="kernel", numbers=False)
    strongest = STRONGEST["kernel"]
    assert [o for o, *_ in rectangles(panel, "kernel")] == [
        pytest.approx(strongest * share, abs=0.006) for share in (1 / 4, 2 / 4, 4 / 4)
    ]


def test_cells_without_numbers_still_show_which_values_are_negative():
    panel = Panel()
    panel.cells([[1, -2, 4], [0, -4, -0.001]], role="kernel", numbers=False, unit=0.5)
    [signs] = [shape for shape in panel.ink if getattr(shape, "colour", "") == LIGHT["ink"]]
    middles = [((x0 + x1) / 2, y0) for (x0, y0), (x1, y1) in signs.paths if x0 < x1 and y0 == y1]
    assert middles == [pytest.approx((0.75, 0.25)), pytest.approx((0.75, 0.75))]


def test_one_cell_is_forty_pixels_wherever_it_stands():
    panel = Panel()
    panel.cells([[1, 2], [3, 4]], at=(3, 5), full=4)
    left, top, right, bottom = (n * CELL for n in panel.bounds)
    assert (right - left, bottom - top) == pytest.approx(((2 + 2 * MARGIN) * CELL, (2 + 2 * MARGIN) * CELL))
    for _, x0, y0, x1, y1 in rectangles(panel, "ink"):
        assert (x1 - x0, y1 - y0) == pytest.approx((CELL, CELL), abs=0.02)


def test_what_is_drawn_later_lies_on_top():
    panel = Panel()
    panel.frame(panel.cells([[1]]), "field")
    drawing = svg(panel)
    assert drawing.index(LIGHT["grid"]) < drawing.index(LIGHT["field"])


def test_padding_surrounds_the_grid_and_nothing_of_it():
    panel = Panel()
    grid = panel.cells(np.ones((2, 3)))
    panel.padding(grid, 1, numbers=True)
    assert texts(panel) == ["1"] * 6 + ["0"] * (4 * 5 - 2 * 3)


def test_a_stack_shows_its_first_map_in_front():
    panel = Panel()
    grids = panel.stack(np.array([[[1]], [[2]], [[3]]]))
    assert texts(panel) == ["3", "2", "1"]
    assert [grid.x for grid in grids] == [0, pytest.approx(0.45), pytest.approx(0.9)]


def test_a_cell_outside_the_grid_is_where_padding_lies():
    panel = Panel()
    grid = panel.cells(np.zeros((2, 2)), at=(1, 1))
    assert (grid.cell(-1, 2).x, grid.cell(-1, 2).y) == (3, 0)


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda panel: panel.cells([1, 2]), r"cells need rows and columns, not an array of shape \(2,\)"),
        (lambda panel: panel.photo([[0.5]], width=1), "a photo is made of bytes 0 to 255"),
        (lambda panel: panel.bounds, "nothing was drawn on the panel 'Empty'"),
    ],
)
def test_bad_input_is_refused(draw, said):
    with pytest.raises(ValueError, match=said):
        draw(Panel("Empty"))


def linked():
    one, two = Panel("One"), Panel("Two")
    left, right = one.cells([[1, 2]]), two.cells([[3]])
    picture = Picture(one, two, asks="neuron")
    picture.state(
        "a", "Three reads one.", at=right.cell(0, 0), shows=[framed(left.cell(0, 0)), ringed(right.cell(0, 0))]
    )
    return picture


def test_a_state_lights_up_in_every_panel_and_has_one_place_to_point_at():
    picture = linked()
    one, two = (svg(panel, picture.states) for panel in picture.panels)
    assert one.count('class="s s0"') == two.count('class="s s0"') == 1
    assert (one.count('class="t t0"'), two.count('class="t t0"')) == (0, 1)
    assert picture.default == "a"


def test_states_that_cannot_be_shown_are_refused():
    picture, stranger = linked(), Panel()
    cell = picture.states[0].at[0]
    with pytest.raises(ValueError, match="two states are called 'a'"):
        picture.state("a", "Again.", at=cell, shows=[])
    with pytest.raises(ValueError, match="points at a panel that is not part of the picture"):
        picture.state("b", "Away.", at=stranger.cells([[1]]).cell(0, 0), shows=[])


GREY = np.arange(256, dtype=np.uint8).reshape(16, 16)


def bitmaps(drawing):
    """The bitmaps of an SVG: (kind, rows of [red, green, blue])."""
    found = re.findall(r"data:image/(\w+);base64,([^\"]+)", drawing)
    return [(kind, np.array(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))) for kind, data in found]


COLOURED = np.stack([GREY, GREY.T, GREY[::-1]], axis=-1)


@pytest.mark.parametrize(("image", "rgb"), [(GREY, np.stack([GREY] * 3, axis=-1)), (COLOURED, COLOURED)])
def test_a_photo_keeps_its_pixels_on_the_page_and_as_a_png_for_download(image, rgb):
    panel = Panel()
    grid = panel.photo(image, width=4)
    assert grid.shape == (16, 16)
    assert grid.cells(4, 8, 2, 2).width == pytest.approx(0.5)
    for drawing, kind in [(svg(panel), "webp"), (published([("", svg(panel))], title="", description=""), "png")]:
        [(written, pixels)] = bitmaps(drawing)
        assert written == kind
        assert np.array_equal(pixels, rgb)


def test_a_tinted_map_is_its_colour_seen_through_its_strengths():
    panel = Panel()
    panel.tints(GREY / 255, role="kernel", width=4)
    drawing = svg(panel)
    [(_, pixels)] = bitmaps(drawing)
    assert np.array_equal(pixels[..., 0], GREY)
    [name] = re.findall(r'<mask id="(\w+)"', drawing)
    assert re.search(rf'<rect [^>]*fill="{LIGHT["kernel"]}" mask="url\(#{name}\)"/>', drawing)


def test_strengths_beyond_their_ends_are_the_ends():
    assert dots([-0.1, 0, 0.5, 1, 1.01]).tolist() == [0, 0, 128, 255, 255]


def test_a_bitmap_without_rows_and_columns_is_refused():
    with pytest.raises(ValueError, match=r"a bitmap needs rows and columns, not an array of shape \(4,\)"):
        Panel().tints([0, 1, 0, 1], width=4)


def test_a_chart_writes_its_names_and_ticks():
    panel = Panel()
    chart = panel.chart(6, 4, x="layer", y="pixels")
    chart.line([1, 2, 3], [3, 5, 7], "field", label="field")
    chart.scale(xticks=[1, 2, 3], yticks=[0, 5])
    assert {"layer", "pixels", "field", "1", "2", "3", "0", "5"} <= set(texts(panel))


def test_what_nobody_reads_is_crossed_from_corner_to_corner():
    panel = Panel()
    cell = panel.cells([[1]]).cell(0, 0)
    before = len(panel.ink)
    panel.unread([cell])
    [cross] = panel.ink[before:]
    assert {frozenset(path) for path in map(tuple, cross.paths)} == {
        frozenset({(0, 0), (1, 1)}),
        frozenset({(0, 1), (1, 0)}),
    }


def test_the_name_of_an_upright_axis_stands_in_its_middle():
    panel = Panel()
    panel.chart(6, 4, y="pixels").line([1, 2], [3, 5])
    [(x, y)] = re.findall(
        r'<text x="(\S+)" y="(\S+)" transform="rotate\(-90 [^>]*text-anchor="middle">pixels<', svg(panel)
    )
    left, top, *_ = panel.bounds
    assert float(x) < -left * CELL
    assert float(y) == pytest.approx((2 - top) * CELL, abs=1)


def test_png_is_a_png_and_the_same_every_time():
    assert png(linked())[:8] == b"\x89PNG\r\n\x1a\n"
    assert png(linked()) == png(linked())


# --- writing ---


@pytest.mark.parametrize(
    ("points", "written"),
    [
        ([(0, 0), (10, 0), (10, 5), (0, 5), (0, 0)], "M0 0h10v5h-10z"),
        ([(0, 0), (10, 1), (10, 5), (0, 5), (0, 0)], "M0 0L10 1L10 5L0 5z"),
        ([(1.004, 2), (3, 4.126)], "M1 2L3 4.13"),
        ([(3, -2), (-1, -4)], "M3-2L-1-4"),
    ],
)
def test_paths_are_short(points, written):
    assert path(points) == written


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (0.125, "0.12"), (-0.001, "0"), (-2.5, "-2.5")])
def test_numbers_in_svg_are_short(value, text):
    assert short(value) == text


def test_dots_are_round_and_lie_inside_the_panel():
    panel = Panel()
    panel.dots([(0, 0), (2, 1)], size=0.5)
    assert re.findall(r'stroke-linecap="(\w+)"', svg(panel)) == ["round"]
    assert f'stroke-width="{0.5 * CELL:g}"' in svg(panel)
    assert panel.bounds == pytest.approx((-0.25 - MARGIN, -0.25 - MARGIN, 2.25 + MARGIN, 1.25 + MARGIN), abs=0.01)


def test_a_beam_is_a_band_from_one_edge_to_the_other():
    panel = Panel()
    panel.beam([(0, 0), (1, 0)], [(2, 3), (4, 3)], "kernel")
    assert [d for d in re.findall(r' d="([^"]+)"', svg(panel))] == ["M4.8 4.8L44.8 4.8L164.8 124.8L84.8 124.8z"]
    assert f'fill="{LIGHT["kernel"]}"' in svg(panel)


@pytest.mark.parametrize("log", ["", "y"])
def test_bars_stand_on_the_axis(log):
    panel = Panel()
    chart = panel.chart(4, 2, log=log)
    chart.bars([0, 1], [10, 100])
    chart.scale(x=(-1, 2), y=(1, 200))
    feet = {max(y0, y1) for _, _, y0, _, y1 in rectangles(panel, "ink")}
    assert len(feet) == 1
    assert feet.pop() == pytest.approx((0.25 + MARGIN + 2) * CELL, abs=0.1)


def opacity_at(rectangles, x, y):
    """How much of the paper is covered at a point by tinted rectangles (opacity, x0, y0, x1, y1)."""
    through = 1.0
    for opacity, x0, y0, x1, y1 in rectangles:
        through *= 1 - opacity * (x0 < x < x1 and y0 < y < y1)
    return 1 - through


HEAT = np.array([[0, 1, 2], [12, 6, 6]])


def test_a_heat_map_is_as_strong_as_its_values():
    panel = Panel()
    grid = panel.heat(HEAT, unit=0.5)
    found = rectangles(panel, "field")
    for (r, c), value in np.ndenumerate(HEAT):
        x, y = ((MARGIN + n) * CELL for n in grid.cell(r, c).centre)
        assert opacity_at(found, x, y) == pytest.approx(0.9 * value / HEAT.max(), abs=0.01)


def test_a_heat_map_of_a_state_is_that_of_a_panel():
    panel = Panel()
    box = panel.cells(HEAT, numbers=False, edge="", strength=np.zeros(HEAT.shape))
    picture = Picture(panel)
    picture.state("a", "Warm.", at=box, shows=[heated(HEAT, box)])
    d = re.findall(r'<path fill="#2463c9" fill-opacity="[.\d]+" d="([^"]+)"', svg(panel, picture.states))
    # 1 of 12, 2, 6 and 12: terraces of 5 cells, 4, 3 and 1; two rows are two runs at most
    widths = [[float(w) / CELL for w in re.findall(r"h(\d+)v", path)] for path in d]
    assert widths == [[2, 3], [1, 3], [3], [1]]
    assert png(picture) != png(Picture(panel))


def test_a_heat_map_needs_something_to_show():
    with pytest.raises(ValueError, match=r"a value above 0, not an array of shape \(2, 2\)"):
        Panel().heat(np.zeros((2, 2)))
    with pytest.raises(ValueError, match=r"rows and columns, .* shape \(3,\)"):
        Panel().heat([1, 2, 3])
