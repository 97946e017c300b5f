"""Every picture: drawn, the same every time, inside its canvas, in the colours of the palette, used and described."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from conftest import DOCS

from figures_src import gallery, letters
from figures_src.charts import recorded
from figures_src.drawing import CELL, Chart, Panel, Picture, Text
from figures_src.palette import LIGHT

NAMES = gallery.names()
PAGES = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md"))}
IMAGE = re.compile(r"!\[([^\]]*)\]\(figures/([^)\s]+)\.svg\)[^\n]*\n+/// caption\n(.*?)\n///", re.S)
USES = [(page, *match.groups()) for page, text in PAGES.items() for match in IMAGE.finditer(text)]


@pytest.fixture(scope="module")
def drawn():
    gallery.refresh()
    return {name: gallery.rendered(name) for name in NAMES}


def coordinates(svg):
    """All points of an svg's paths and texts."""
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        kind = element.tag.rsplit("}", 1)[-1]
        if kind == "text":
            yield float(element.get("x")), float(element.get("y"))
        if kind == "circle":
            x, y, reach = (float(element.get(name)) for name in ("cx", "cy", "r"))
            yield from ((x - reach, y - reach), (x + reach, y + reach))
        if kind in ("rect", "image"):
            x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
            yield from ((x, y), (x + width, y + height))
        if (kind == "path" and not element.get("d").startswith("M")) or kind != "path":
            continue
        x = y = 0.0
        for command, numbers in re.findall(r"([MLHVCQhvz])([^MLHVCQhvz]*)", element.get("d")):
            values = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
            if command in "MLCQ":
                for x, y in zip(values[::2], values[1::2], strict=True):
                    yield x, y
            elif command in "HV":
                x, y = (values[-1], y) if command == "H" else (x, values[-1])
                yield x, y
            elif command in "hv":
                x, y = (x + values[-1], y) if command == "h" else (x, y + values[-1])
                yield x, y


def test_coordinates_sees_a_point_outside():
    assert (200, 5) in set(coordinates('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 5H200"/></svg>'))
    assert (60, 60) in set(
        coordinates('<svg xmlns="http://www.w3.org/2000/svg"><circle cx="50" cy="50" r="10"/></svg>')
    )


@pytest.mark.parametrize("name", NAMES)
def test_picture_is_drawn_twice_to_the_same_bytes(name, drawn):
    stored = drawn[name] | {ending: gallery.file(name, ending) for ending in gallery.FILES}
    assert gallery.draw(name) == stored


@pytest.mark.parametrize("name", NAMES)
def test_picture_stays_inside_its_canvas(name, drawn):
    for _, svg in drawn[name]["panels"]:
        width, height = (float(n) for n in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
        outside = [(x, y) for x, y in coordinates(svg) if not (-1 <= x <= width + 1 and -1 <= y <= height + 1)]
        assert outside == []


@pytest.mark.parametrize("at", [True, False])
def test_a_picture_begins_with_a_state_that_can_be_pointed_at(monkeypatch, at):
    panel = Panel()
    picture = Picture(panel, default="a" if not at else "typo")
    picture.state("a", "Here.", at=[panel.cells([[1]]).cell(0, 0)] if at else [], shows=[])
    monkeypatch.setattr(gallery, "import_module", lambda name: SimpleNamespace(draw=lambda: picture))
    with pytest.raises(ValueError, match="which is no state that can be pointed at"):
        gallery.load("page/picture")


def touching(panel):
    """Pairs of level texts of a panel that share a line and have less than two pixels between them."""
    boxes = []
    for shape in (part for ink in panel.ink for part in (recorded(ink) if isinstance(ink, Chart) else [ink])):
        if isinstance(shape, Text) and not shape.turned:
            width = letters.width(shape.text, shape.size, shape.bold)
            x, y = (CELL * n for n in shape.at)
            boxes.append((x - {"left": 0, "center": width / 2, "right": width}[shape.align], y, width, shape))
    boxes.sort(key=lambda box: box[0])
    for n, (x, y, width, shape) in enumerate(boxes):
        for left, foot, _, other in boxes[n + 1 :]:
            if left >= x + width + 2:
                break
            if abs(foot - y) < 0.7 * min(shape.size, other.size):
                yield shape.text, other.text


def test_touching_sees_numbers_too_wide_for_their_cells():
    panel = Panel()
    panel.cells([[-11, -32], [1, 2]], unit=0.6)
    assert list(touching(panel)) == [("−11", "−32")]
    panel = Panel()
    chart = panel.chart(4, 3)
    for text in ("one", "two"):
        chart.note(text, (0.5, 0.5))
    assert ("one", "two") in list(touching(panel))


@pytest.mark.parametrize("name", NAMES)
def test_texts_of_a_picture_do_not_touch(name):
    assert [pair for panel in gallery.load(name).panels for pair in touching(panel)] == []


@pytest.mark.parametrize("name", NAMES)
def test_picture_has_only_colours_of_the_palette(name, drawn):
    for _, svg in drawn[name]["panels"]:
        assert set(re.findall(r"#[0-9a-fA-F]{6}\b", re.sub(r"base64,[^\"]*", "", svg))) <= set(LIGHT.values())


@pytest.mark.parametrize("name", NAMES)
def test_picture_is_clean_svg(name, drawn):
    for _, svg in drawn[name]["panels"]:
        ids = re.findall(r'\bid="([^"]+)"', svg)
        assert len(ids) == len(set(ids))
        for unwanted in ("<style", "<metadata", "clip-path", " href=", "font-family:", "DejaVu"):
            assert unwanted not in svg


@pytest.mark.parametrize("name", NAMES)
def test_picture_says_one_thing_in_one_line(name):
    assert re.fullmatch(r"[^\n]{15,160}\.", gallery.message(name))


@pytest.mark.parametrize("name", NAMES)
def test_picture_stands_on_one_page(name):
    users = [page for page, _, used, _ in USES if used == name]
    source = gallery.source(name).relative_to(gallery.store.ROOT)
    assert len(users) == 1, (
        f"{source} is on {users or 'no page'}: write ![alt text](figures/{name}.svg) on one, or delete it"
    )


@pytest.mark.parametrize(("page", "alt", "name", "caption"), USES, ids=[f"{u[0]}:{u[2]}" for u in USES])
def test_picture_on_a_page_exists_and_is_described(page, alt, name, caption):
    assert name in NAMES
    assert 30 <= len(alt) <= 300
    assert not re.match(r"(an? |the )?(image|picture|figure) of\b", alt, re.I)
    assert caption.strip().startswith("**")
    assert alt.strip() not in caption


def test_every_image_of_a_page_has_a_caption():
    written = [
        (page, name) for page, text in PAGES.items() for name in re.findall(r"\]\(figures/([^)\s]+)\.svg\)", text)
    ]
    links = [(page, name) for page, text in PAGES.items() for name in re.findall(r"[^!]\[[^\]]*\]\(figures/([^)\s]+)\.svg\)", text)]  # fmt: skip
    assert sorted(set(written) - set(links)) == sorted({(page, name) for page, _, name, _ in USES})
