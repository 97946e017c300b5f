"""From shapes to clean SVG: themeable by colour, accessible, the same bytes every time."""

import base64
import hashlib
import io
import re
from functools import singledispatch

from PIL import Image

from figures_src.drawing import CELL, GAP, MARGIN, Area, Bitmap, Chart, Circle, Line, Text, in_a_row, picture_size
from figures_src.palette import LIGHT

FONT = 'font-family="system-ui,sans-serif"'


def svg(panel, states=()):
    """The panel as one `<svg>` element, with everything its states show, hidden until asked for."""
    width, height = picture_size(panel)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" height="{short(height)}" {FONT}>'
        f'<g class="ink">{drawn(panel, panel.ink)}</g>'
        f"{''.join(shown(panel, i, s) for i, s in enumerate(states))}{targets(panel, states)}</svg>"
    )


def drawn(panel, ink):
    """Shapes and charts of a panel as SVG elements."""
    left, top, *_ = panel.bounds

    def place(point):
        return (point[0] - left) * CELL, (point[1] - top) * CELL

    pieces = []
    for shape in ink:
        if isinstance(shape, Chart):
            from figures_src.charts import recorded

            pieces += [write(part, place) for part in recorded(shape)]
        else:
            pieces.append(write(shape, place))
    return "".join(merged(pieces))


@singledispatch
def write(shape, place):
    """A shape as (attributes, path), or as (None, element); `place` turns a point in cells into pixels."""
    raise TypeError(f"{shape!r} is no shape")


@write.register
def _(shape: Area, place):
    return _look(fill=shape.colour, fill_opacity=shape.opacity), "".join(
        path(map(place, [*outline, outline[0]])) for outline in shape.outlines
    )


@write.register
def _(shape: Line, place):
    dashes = f"{short(3 * shape.weight)} {short(2 * shape.weight)}" if shape.dashed else None
    ends = None if shape.dashed or all(p[0] == p[-1] for p in shape.paths) else "round"
    return _look(
        fill="none", stroke=shape.colour, stroke_dasharray=dashes, stroke_linecap=ends, stroke_opacity=shape.opacity,
        stroke_width=shape.weight,
    ), "".join(path(map(place, points)) for points in shape.paths)  # fmt: skip


@write.register
def _(shape: Circle, place):
    x, y = place(shape.centre)
    look = _look(fill="none", stroke=shape.colour, stroke_width=shape.weight)
    return None, f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(shape.radius * CELL)}" {look}/>'


@write.register
def _(shape: Text, place):
    x, y = (short(n) for n in place(shape.at))
    turn = f' transform="rotate(-90 {x} {y})"' if shape.turned else ""
    look = _look(
        fill=shape.colour, font_size=shape.size, font_weight=700 if shape.bold else None,
        text_anchor={"left": None, "center": "middle", "right": "end"}[shape.align],
    )  # fmt: skip
    return None, f'<text x="{x}" y="{y}"{turn} {look}>{_escape(shape.text)}</text>'


@write.register
def _(shape: Bitmap, place):
    x, y = place((shape.box.x, shape.box.y))
    where = f'x="{short(x)}" y="{short(y)}" width="{short(shape.box.width * CELL)}" height="{short(shape.box.height * CELL)}"'
    content = encoded(shape.pixels)
    image = f'<image {where} style="image-rendering:pixelated" preserveAspectRatio="none" xlink:href="{_data("webp", content)}"/>'
    if not shape.colour:
        return None, image
    # A mask needs an id, which must be its own on the page: of this bitmap in this place.
    name = "m" + hashlib.sha256(content + where.encode()).hexdigest()[:8]
    return None, f'<mask id="{name}">{image}</mask><rect {where} fill="{shape.colour}" mask="url(#{name})"/>'


def encoded(pixels):
    """Pixels as a WebP file that keeps every one of them: a fifth smaller than a PNG, and all browsers read it."""
    return _file(Image.fromarray(pixels), "webp", lossless=True, quality=100, method=6)


def _file(image, form, **how):
    file = io.BytesIO()
    image.save(file, format=form, **how)
    return file.getvalue()


def _data(form, content):
    return f"data:image/{form};base64,{base64.b64encode(content).decode()}"


def _look(**style):
    """What a browser does not assume by itself, as attributes; the colours stay plain and the style sheet themes them."""
    assumed = {"fill_opacity": 1, "stroke_opacity": 1, "stroke_width": 1}
    return " ".join(
        f'{key.replace("_", "-")}="{value if isinstance(value, str) else short(value)}"'
        for key, value in style.items()
        if value is not None and value != assumed.get(key)
    )


def path(points):
    """A path through pixels with two decimals; upright rectangles in their shortest form; closed if it ends at its start."""
    points = list(points)
    ring = len(points) > 2 and points[0] == points[-1]
    if ring and len(points) == 5:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3), _ = points
        if y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0:
            across, down = short(x1 - x0), short(y2 - y1)
            return f"M{short(x0)} {short(y0)}h{across}v{down}h{short(x0 - x1)}z"
    steps = [f"{short(x)} {short(y)}" for x, y in (points[:-1] if ring else points)]
    return "M" + "L".join(steps).replace(" -", "-") + ("z" if ring else "")


def merged(pieces):
    """Neighbours of one look become one path, unless they are see-through and might overlap."""
    waiting, look = [], None
    for attributes, content in [*pieces, (None, "")]:
        if waiting and (attributes != look or "opacity" in look):
            yield f'<path {look} d="{"".join(waiting)}"/>'
            waiting = []
        if attributes is None:
            yield content
        else:
            waiting.append(content)
        look = attributes


def short(value):
    """A number with at most two decimals and nothing superfluous."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def shown(panel, index, state):
    """What one state shows on a panel, as a hidden group `s<index>`; empty if it shows nothing there."""
    shapes = [shape for mark in state.shows if mark.box.panel is panel for shape in mark.shapes()]
    return f'<g class="s s{index}">{drawn(panel, shapes)}</g>' if shapes else ""


def targets(panel, states):
    """Where a reader may point: one see-through rectangle for each place of each state, on top of everything."""
    rectangles = []
    for index, state in enumerate(states):
        for box in state.at:
            if box.panel is panel:
                x, y, w, h = (short(v) for v in _pixels(panel, box))
                rectangles.append(
                    f'<rect class="t t{index}" x="{x}" y="{y}" width="{w}" height="{h}" fill-opacity="0"/>'
                )
    return f'<g class="ts">{"".join(rectangles)}</g>' if rectangles else ""


def _pixels(panel, box):
    left, top, *_ = panel.bounds
    return (box.x - left) * CELL, (box.y - top) * CELL, box.width * CELL, box.height * CELL


def size(svg):
    """Width and height of a drawing in pixels, as it states them."""
    return re.search(r'width="([\d.]+)" height="([\d.]+)"', svg).groups()


def published(panels, *, title, description, shows=None):
    """One file for download: the panels side by side on white, named and described.

    panels: list of (label, svg); `shows` is the index of the state that is shown. Colours are those of the light scheme.
    """
    panels = [(label, _portable(_still(svg, shows))) for label, svg in panels]
    sizes = [tuple(map(float, size(svg))) for _, svg in panels]
    (width, height), places = in_a_row([label for label, _ in panels], sizes)
    parts = []
    for (label, svg), (x, y) in zip(panels, places, strict=True):
        if label:
            parts.append(
                f'<text x="{short(x + MARGIN * CELL)}" y="{GAP + 8}" font-size="14" font-weight="700" fill="{LIGHT["ink"]}">{_escape(label)}</text>'
            )
        parts.append(svg.replace("<svg ", f'<svg x="{short(x)}" y="{short(y)}" ', 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {FONT} '
        f'viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" height="{short(height)}" role="img" '
        f'aria-labelledby="t d"><title id="t">{_escape(title)}</title><desc id="d">{_escape(description)}</desc>'
        f'<path fill="{LIGHT["paper"]}" d="M0 0H{short(width)}V{short(height)}H0z"/>{"".join(parts)}</svg>\n'
    )


def _still(svg, shows):
    """A panel's svg without what only the page needs: other states, and places to point at."""
    svg = re.sub(r'<g class="ts">.*?</g>', "", svg)
    return re.sub(r'<g class="s s(\d+)">.*?</g>', lambda m: m[0] if m[1] == str(shows) else "", svg)


def _portable(svg):
    """A panel's svg with PNG files for bitmaps, which programs other than browsers read too."""

    def repacked(match):
        image = Image.open(io.BytesIO(base64.b64decode(match[1])))
        return _data("png", _file(image, "png", optimize=True))

    return re.sub(r"data:image/webp;base64,([\w+/=]+)", repacked, svg)


def _escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
