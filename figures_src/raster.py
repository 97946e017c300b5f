"""From shapes to PNG, on white: painted by matplotlib's rasteriser without any of its layout."""

import io
import zlib
from functools import singledispatch

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from figures_src import letters
from figures_src.drawing import CELL, Area, Bitmap, Chart, Circle, Line, Text, picture_size
from figures_src.palette import LIGHT

GAP = 32  # pixels between panels
HEAD = 30  # pixels for their labels
RUNS = zlib.Z_RLE  # large even surfaces: quick to write, and small


def png(picture, *, scale=2):
    """The picture as it stands at first, its panels side by side on white: PNG bytes."""
    from PIL import Image

    sizes = [picture_size(panel) for panel in picture.panels]
    head = HEAD if any(panel.label for panel in picture.panels) else 0
    width = sum(w for w, _ in sizes) + GAP * (len(sizes) + 1)
    height = max(h for _, h in sizes) + head + 2 * GAP
    canvas = Canvas(width, height, scale)
    marks = [mark for state in picture.states if state.key == picture.default for mark in state.shows]
    x = GAP
    for panel, (w, _) in zip(picture.panels, sizes, strict=True):
        left, top, *_ = panel.bounds
        canvas.origin = x - left * CELL, GAP + head - top * CELL
        shown = [shape for mark in marks if mark.box.panel is panel for shape in mark.shapes()]
        label = Text(panel.label, (left, top - 0.4), LIGHT["ink"], align="left", bold=True)
        canvas.paint([*panel.ink, *shown, label])
        x += w + GAP
    file = io.BytesIO()
    image = Image.frombuffer("RGBA", canvas.pixels.shape[1::-1], canvas.pixels.data).convert("RGB")
    image.save(file, format="png", compress_level=1, compress_type=RUNS)
    return file.getvalue()


class Canvas:
    """Pixels to paint on; `origin` is where the point (0, 0) of a panel lies, in pixels of the page."""

    def __init__(self, width, height, scale):
        self.height, self.scale, self.origin = height, scale, (0, 0)
        self.renderer = RendererAgg(round(width * scale), round(height * scale), 72 * scale)
        self.pixels = np.asarray(self.renderer.buffer_rgba())
        self.pixels[:] = 255

    def paint(self, ink):
        """Paint shapes and charts."""
        for shape in ink:
            if isinstance(shape, Chart):
                from figures_src.charts import recorded

                self.paint(recorded(shape))
            else:
                put(shape, self)

    @property
    def transform(self):
        """From cells, counted downwards, to dots, counted upwards."""
        x, y = self.origin
        s = self.scale
        return Affine2D.from_values(CELL * s, 0, 0, -CELL * s, x * s, (self.height - y) * s)

    def fill(self, path, colour, opacity):
        """Fill a path in cells."""
        gc = self.renderer.new_gc()
        gc.set_linewidth(0)
        self.renderer.draw_path(gc, path, self.transform, (*_rgb(colour), opacity))

    def stroke(self, path, shape, opacity=1, dashed=False, round_ends=False):
        """Draw along a path in cells, in the colour and weight of a shape."""
        gc = self.renderer.new_gc()
        gc.set_linewidth(shape.weight)
        gc.set_foreground((*_rgb(shape.colour), opacity), isRGBA=True)
        gc.set_capstyle("round" if round_ends else "butt")
        gc.set_joinstyle("miter")
        if dashed:
            gc.set_dashes(0, [3 * shape.weight, 2 * shape.weight])
        self.renderer.draw_path(gc, path, self.transform)


def _rgb(colour):
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def through(outlines, *, close=False):
    """One path through several lists of points; those that end where they began are closed."""
    points, codes = [], []
    for outline in outlines:
        ring = close or (len(outline) > 2 and outline[0] == outline[-1])
        outline = [*outline, outline[0]] if close else outline
        points += outline
        codes += [Path.MOVETO, *[Path.LINETO] * (len(outline) - 2), Path.CLOSEPOLY if ring else Path.LINETO]
    made = Path(points, codes)
    made.should_simplify = False
    return made


@singledispatch
def put(shape, canvas):
    """Paint a shape."""
    raise TypeError(f"{shape!r} is no shape")


@put.register
def _(shape: Area, canvas):
    canvas.fill(through(shape.outlines, close=True), shape.colour, shape.opacity)


@put.register
def _(shape: Line, canvas):
    ends = not shape.dashed and any(p[0] != p[-1] for p in shape.paths)
    canvas.stroke(through(shape.paths), shape, shape.opacity, shape.dashed, ends)


@put.register
def _(shape: Circle, canvas):
    canvas.stroke(Path.circle(shape.centre, shape.radius), shape)


@put.register
def _(shape: Text, canvas):
    size = shape.size / letters.SIZE / CELL
    x, y = shape.at
    along = -{"left": 0, "center": 0.5, "right": 1}[shape.align] * letters.width(shape.text, shape.bold)
    points, codes = [], []
    for character in shape.text:
        outline, kinds, advance = letters.letter(character, shape.bold)
        points += [(along + right, up) for right, up in outline]
        codes += kinds
        along += advance
    if points:
        right, up = size * np.transpose(points)
        outline = (x - up, y - right) if shape.turned else (x + right, y - up)
        canvas.fill(Path(np.transpose(outline), codes), shape.colour, 1)


@put.register
def _(shape: Bitmap, canvas):
    s, box = canvas.scale, shape.box
    x, y = canvas.origin
    left, top, right, bottom = (
        round((o + n * CELL) * s) for o, n in ((x, box.x), (y, box.y), (x, box.x + box.width), (y, box.y + box.height))
    )
    rows, columns = (
        np.clip((np.arange(n) + 0.5) / n * size, 0, size - 1).astype(int)
        for n, size in zip((bottom - top, right - left), shape.pixels.shape, strict=False)
    )
    pixels = shape.pixels[rows[:, None], columns].astype(float)
    pixels = pixels[..., None] if pixels.ndim == 2 else pixels
    area = canvas.pixels[top:bottom, left:right, :3]
    if shape.colour:
        opacity = pixels / 255
        pixels = 255 * np.array(_rgb(shape.colour)) * opacity + area * (1 - opacity)
    area[:] = np.rint(pixels)
