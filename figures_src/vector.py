"""From a picture to clean SVG and to PNG: themeable by role, accessible, the same bytes every time."""

import base64
import hashlib
import io
import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from figures_src.drawing import CELL, LINE, SMALL, THICK, picture_size, terraces
from figures_src.palette import LIGHT, STRONGEST

STYLE = Path(__file__).with_name("style.mplstyle")
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
FONT = 'font-family="system-ui,sans-serif"'
GAP = 32  # pixels between the panels of a published picture
KEPT = {  # what matplotlib writes and a browser needs, with the browser's own default, which is left out
    "fill": None, "fill-opacity": "1", "stroke": "none", "stroke-opacity": "1", "stroke-width": "1",
    "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter", "font-size": None,
    "font-weight": "400", "text-anchor": "start",
}  # fmt: skip


def svg(panel, states=()):
    """The panel as one `<svg>` element, with everything its states show, hidden until asked for."""
    width, height = picture_size(panel)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" height="{short(height)}" {FONT}>'
        f'<g class="ink">{clean(raw(panel))}</g>'
        f"{''.join(shown(panel, i, s) for i, s in enumerate(states))}{targets(panel, states)}</svg>"
    )


@contextmanager
def styled():
    """matplotlib in the site's own style, whatever the reader of this machine has set."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcParams.update(_style())
        yield


@cache
def _style():
    import matplotlib

    return matplotlib.rcParamsDefault | matplotlib.rc_params_from_file(STYLE, use_default_template=False)


def raw(panel):
    """What matplotlib writes for a panel: SVG text."""
    from matplotlib.figure import Figure

    width, height = picture_size(panel)
    with styled():
        figure = Figure(figsize=(width / 72, height / 72))
        panel.paint(figure.add_axes((0, 0, 1, 1)))
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


def png(picture, *, scale=2):
    """The picture as it stands at first, its panels side by side on white: PNG bytes."""
    from matplotlib.figure import Figure

    sizes = [picture_size(panel) for panel in picture.panels]
    head = 30 if any(panel.label for panel in picture.panels) else 0
    width = max(sum(w for w, _ in sizes) + GAP * (len(sizes) + 1), 1)
    height = max(h for _, h in sizes) + head + 2 * GAP
    with styled():
        figure = Figure(figsize=(width / 72, height / 72), facecolor="white")
        x = GAP
        for panel, (w, h) in zip(picture.panels, sizes, strict=True):
            axes = figure.add_axes((x / width, 1 - (GAP + head + h) / height, w / width, h / height))
            panel.paint(axes)
            if panel.label:
                figure.text(x / width, 1 - GAP / height, panel.label, fontsize=14, weight="bold", va="top")
            for state in picture.states:
                if state.key == picture.default:
                    for mark in state.shows:
                        if mark.box.panel is panel:
                            _paint(mark, axes)
            x += w + GAP
        file = io.BytesIO()
        figure.savefig(
            file, format="png", dpi=72 * scale, facecolor="white", metadata={"Software": None},
            pil_kwargs={"compress_level": 3},
        )  # fmt: skip
    return file.getvalue()


def _paint(mark, axes):
    from matplotlib.patches import Ellipse, Rectangle

    colour, box = LIGHT[mark.role], mark.box
    if mark.kind == "heat":
        for boxes, opacity in terraces(mark.values, box):
            for b in boxes:
                face = (colour, opacity)
                axes.add_patch(
                    Rectangle((b.x, b.y), b.width, b.height, facecolor=face, edgecolor="none", antialiased=False)
                )
    elif mark.kind == "text":
        strip = (box.x, box.y + 0.6 * box.height), box.width, 0.4 * box.height
        axes.add_patch(Rectangle(*strip, facecolor=LIGHT["paper"], edgecolor="none"))
        axes.text(box.centre[0], box.y + 0.9 * box.height, mark.text, fontsize=SMALL, color=colour, ha="center")
    elif mark.kind == "ring":
        axes.add_patch(
            Ellipse(box.centre, 0.86 * box.width, 0.86 * box.height, fill=False, edgecolor=colour, linewidth=THICK)
        )
    else:
        face = (colour, STRONGEST[mark.role]) if mark.kind == "fill" else "none"
        edge = colour if mark.kind == "frame" else "none"
        axes.add_patch(
            Rectangle((box.x, box.y), box.width, box.height, facecolor=face, edgecolor=edge, linewidth=THICK)
        )
    for order, artist in enumerate(axes.get_children()):  # on top of what the panel covers with paper
        artist.set_zorder(order)


# --- cleaning ------------------------------------------------------------------------------------------------------


def clean(text):
    """The drawing inside matplotlib's SVG without everything that would disturb a page.

    Kept are paths, texts and images with their own colours; dropped are the prolog, metadata, `<style>` (its `*` rule
    would restyle the whole page), ids, clip paths, comments, repeated fonts and the white page behind the drawing.
    """
    root = ElementTree.fromstring(text)
    definitions = {e.get("id"): e for e in root.iter() if e.get("id")}
    pieces = []
    _walk(root, {}, definitions, pieces)
    return "".join(_merged(pieces))


def _walk(element, inherited, definitions, pieces):
    style = dict(inherited)
    for part in element.get("style", "").split(";"):
        key, _, value = part.partition(":")
        if value:
            style[key.strip()] = value.strip()
    if "opacity" in style:
        opacity = style.pop("opacity")
        style.setdefault("fill-opacity", opacity)
        style.setdefault("stroke-opacity", opacity)
    kind = element.tag.removeprefix(SVG)
    if kind in ("defs", "style", "metadata", "clipPath") or element.get("id") == "patch_1":
        return
    if kind == "path":
        pieces.append((_attributes(style), path(element.get("d"))))
    elif kind == "use":
        shape = definitions[element.get(XLINK + "href").removeprefix("#")]
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        pieces.append((_attributes(style), path(shape.get("d"), x, y)))
    elif kind == "text":
        pieces.append((None, _text(element, style)))
    elif kind == "image":
        pieces.append((None, _image(element)))
    else:
        for child in element:
            _walk(child, style, definitions, pieces)


def _attributes(style):
    """The style as attributes, shortest form; the colours stay plain and the site's style sheet themes them."""
    style = {"fill": "#000000"} | {k: v for k, v in style.items() if k in KEPT}
    if style["fill"] == "none":
        style.pop("fill-opacity", None)
    if style.get("stroke", "none") == "none":
        style = {k: v for k, v in style.items() if not k.startswith("stroke")}
    if style.get("fill") == "none" and "stroke" not in style:
        return ""
    kept = {k: v for k, v in style.items() if v != KEPT[k]}
    return " ".join(f'{k}="{_value(v)}"' for k, v in sorted(kept.items()))


def _value(value):
    return value if value.startswith("#") else re.sub(r"-?\d+\.?\d*", lambda m: short(float(m[0])), value)


def _merged(pieces):
    """Neighbours of one style become one path, unless they are tinted and might overlap."""
    waiting, look = [], None
    for attributes, content in [*pieces, (None, "")]:
        if attributes != look and waiting:
            yield f'<path {look} d="{"".join(waiting)}"/>'
            waiting = []
        if attributes is None:
            yield content
        elif attributes:
            waiting.append(content)
        look = attributes


def path(d, dx=0.0, dy=0.0):
    """A path with two decimals, moved by (dx, dy); upright rectangles in their shortest form."""
    steps = [(c, [float(n) for n in rest.split()]) for c, rest in re.findall(r"([MLCQzZ])([^MLCQzZ]*)", d)]
    points = [
        (c, [short(n + (dx, dy)[i % 2]) for i, n in enumerate(numbers)]) for c, numbers in steps
    ]  # matplotlib writes absolute coordinates only
    corners = [p for _, p in points if p]
    if len(corners) >= 4 and steps[-1][0] in "zZ" and all(c in "MLzZ" for c, _ in steps):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners[:4]
        if len(corners) <= 5 and y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0:
            return f"M{x0} {y0}H{x1}V{y2}H{x0}z"
    return "".join(c.replace("Z", "z") + " ".join(p) for c, p in points).replace(" -", "-")


def _text(element, style):
    attributes = _attributes({k: v for k, v in style.items() if k != "font-family"})
    attributes = attributes.replace('fill="#000000"', f'fill="{LIGHT["ink"]}"')
    font = re.search(r"(bold )?([\d.]+)px", style.get("font", ""))
    if font and "font-size" not in attributes:
        attributes += f' font-size="{short(float(font[2]))}"' + (' font-weight="700"' if font[1] else "")
    attributes = attributes.replace('px"', '"')
    transform = element.get("transform", "")
    turned = re.search(r"rotate\((-?[\d.]+)", transform)
    moved = re.search(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)", transform)
    x, y = (float(moved[1]), float(moved[2])) if moved else (float(element.get("x")), float(element.get("y")))
    turn = (
        f' transform="rotate({short(float(turned[1]))} {short(x)} {short(y)})"' if turned and float(turned[1]) else ""
    )
    content = "".join(element.itertext())
    content = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<text x="{short(x)}" y="{short(y)}"{turn} {attributes}>{content}</text>'


def _image(element):
    data = base64.b64decode(element.get(XLINK + "href").partition("base64,")[2])
    kept = {k: element.get(k) for k in ("x", "y", "width", "height", "transform") if element.get(k)}
    turn = f' transform="{_value(kept.pop("transform"))}"' if "transform" in kept else ""
    place = " ".join(f'{k}="{_value(v)}"' for k, v in kept.items())
    colour, strength = one_colour(data)
    href = "data:image/png;base64," + base64.b64encode(smaller(strength or data)).decode()
    image = f'{place} image-rendering="pixelated" preserveAspectRatio="none" xlink:href="{href}"/>'
    if not colour:
        return f"<image{turn} {image}"
    name = "m" + hashlib.sha256(strength).hexdigest()[:8]  # a mask needs an id, which must be its own on the page
    return f'<mask id="{name}"><image {image}</mask><rect{turn} {place} fill="{colour}" mask="url(#{name})"/>'


def one_colour(png):
    """A see-through bitmap in one colour as (colour, PNG of its opacity in grey), any other as (None, None)."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGBA")
    opacity = image.getchannel("A")
    if opacity.getextrema() == (255, 255):
        return None, None
    seen = {pixel[:3] for _, pixel in image.getcolors(image.width * image.height) if pixel[3]}
    if len(seen) != 1:
        raise ValueError(f"a see-through bitmap has one colour, not {len(seen)}")
    file = io.BytesIO()
    opacity.save(file, format="png")
    return "#" + bytes(seen.pop()).hex(), file.getvalue()


def smaller(png):
    """The same pixels in fewer bytes: matplotlib writes opacity and three colours even for an opaque grey bitmap."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGBA")
    if image.getextrema()[3] == (255, 255):
        image = image.convert("RGB")
        grey = image.convert("L")
        image = grey if grey.convert("RGB").tobytes() == image.tobytes() else image
    file = io.BytesIO()
    image.save(file, format="png", optimize=True)
    return file.getvalue()


def short(value):
    """A number with at most two decimals and nothing superfluous."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


# --- states --------------------------------------------------------------------------------------------------------


def shown(panel, index, state):
    """What one state shows on a panel, as a hidden group `s<index>`; empty if it shows nothing there."""
    marks = [mark for mark in state.shows if mark.box.panel is panel]
    if not marks:
        return ""
    return f'<g class="s s{index}">{"".join(_mark(panel, mark) for mark in marks)}</g>'


def _place(panel, box):
    left, top, *_ = panel.bounds
    return (box.x - left) * CELL, (box.y - top) * CELL, box.width * CELL, box.height * CELL


def _outline(panel, box):
    x, y, w, h = _place(panel, box)
    return f"M{short(x)} {short(y)}h{short(w)}v{short(h)}h{short(-w)}z"


def _mark(panel, mark):
    x, y, w, h = _place(panel, mark.box)
    colour = LIGHT[mark.role]
    if mark.kind == "heat":
        return "".join(
            f'<path fill="{colour}" fill-opacity="{short(opacity)}" d="{"".join(_outline(panel, b) for b in boxes)}"/>'
            for boxes, opacity in terraces(mark.values, mark.box)
        )
    if mark.kind == "text":
        strip = f"M{short(x + 1)} {short(y + 0.6 * h)}h{short(w - 2)}v{short(0.4 * h - 1)}h{short(2 - w)}z"
        return (
            f'<path fill="{LIGHT["paper"]}" d="{strip}"/><text x="{short(x + w / 2)}" y="{short(y + 0.9 * h)}" '
            f'text-anchor="middle" font-size="{SMALL}" fill="{colour}">{mark.text}</text>'
        )
    if mark.kind == "ring":
        r = 0.43 * min(w, h)
        return (
            f'<circle cx="{short(x + w / 2)}" cy="{short(y + h / 2)}" r="{short(r)}" fill="none" stroke="{colour}" '
            f'stroke-width="{THICK}"/>'
        )
    d = _outline(panel, mark.box)
    if mark.kind == "fill":
        return f'<path fill="{colour}" fill-opacity="{STRONGEST[mark.role]}" d="{d}"/>'
    casing = f'<path fill="none" stroke="{LIGHT["paper"]}" stroke-width="{THICK + LINE}" d="{d}"/>'
    return f'{casing}<path fill="none" stroke="{colour}" stroke-width="{THICK}" d="{d}"/>'


def targets(panel, states):
    """Where a reader may point: one see-through rectangle for each place of each state, on top of everything."""
    rectangles = []
    for index, state in enumerate(states):
        for box in state.at:
            if box.panel is panel:
                x, y, w, h = (short(v) for v in _place(panel, box))
                rectangles.append(
                    f'<rect class="t t{index}" x="{x}" y="{y}" width="{w}" height="{h}" fill-opacity="0"/>'
                )
    return f'<g class="ts">{"".join(rectangles)}</g>' if rectangles else ""


def published(panels, *, title, description, shows=None):
    """One file for download: the panels side by side on white, named and described.

    panels: list of (label, svg); `shows` is the index of the state that is shown. Colours are those of the light scheme.
    """
    panels = [(label, _still(svg, shows)) for label, svg in panels]
    sizes = [
        tuple(float(n) for n in re.search(r'width="([\d.]+)" height="([\d.]+)"', svg).groups()) for _, svg in panels
    ]
    head = 26 if any(label for label, _ in panels) else 0
    width = sum(w for w, _ in sizes) + GAP * (len(panels) + 1)
    height = max(h for _, h in sizes) + head + 2 * GAP
    x, parts = GAP, []
    for (label, svg), (w, _) in zip(panels, sizes, strict=True):
        if label:
            parts.append(
                f'<text x="{short(x)}" y="{GAP + 8}" font-size="14" font-weight="700" fill="{LIGHT["ink"]}">{_escape(label)}</text>'
            )
        parts.append(svg.replace("<svg ", f'<svg x="{short(x)}" y="{GAP + head}" ', 1))
        x += w + GAP
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


def _escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
