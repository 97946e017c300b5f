"""From shapes to PNG, on white: painted finer than the file and then averaged, so that slanted lines are smooth."""

import io
from functools import singledispatch
from itertools import pairwise
from math import hypot

from PIL import Image, ImageDraw

from figures_src import letters
from figures_src.drawing import CELL, MARGIN, Area, Bitmap, Chart, Circle, Line, Text, in_a_row, picture_size
from figures_src.palette import LIGHT, rgb

FINE = 2  # dots painted for each dot of the file, along each side


def png(picture, *, scale=2):
    """The picture as it stands at first, its panels side by side on white: PNG bytes."""
    panels = picture.panels
    whole, places = in_a_row([panel.label for panel in panels], [picture_size(panel) for panel in panels])
    canvas = Canvas(*whole, scale * FINE)
    marks = [mark for state in picture.states if state.key == picture.default for mark in state.shows]
    for panel, (x, y) in zip(panels, places, strict=True):
        left, top, *_ = panel.bounds
        canvas.origin = x - left * CELL, y - top * CELL
        shown = [shape for mark in marks if mark.box.panel is panel for shape in mark.shapes()]
        label = Text(panel.label, (left + MARGIN, top - 0.45), LIGHT["ink"], align="left", bold=True)
        canvas.paint([*panel.ink, *shown, label])
    file = io.BytesIO()
    canvas.image.reduce(FINE).save(file, format="png", compress_level=1)
    return file.getvalue()


class Canvas:
    """Dots to paint on; `origin` is where the point (0, 0) of a panel lies, in pixels of the page."""

    def __init__(self, width, height, scale):
        self.scale, self.origin = scale, (0, 0)
        self.image = Image.new("RGB", (round(width * scale), round(height * scale)), "white")
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def paint(self, ink):
        """Paint shapes and charts."""
        for shape in ink:
            if isinstance(shape, Chart):
                from figures_src.charts import recorded

                self.paint(recorded(shape))
            else:
                put(shape, self)

    def place(self, point):
        """A point in cells as (x, y) in dots."""
        x, y = self.origin
        return (x + point[0] * CELL) * self.scale, (y + point[1] * CELL) * self.scale

    def corners(self, points):
        """The first and last edge of what spans some points, in whole dots: left, top, right, bottom."""
        across, down = zip(*points, strict=True)
        return round(min(across)), round(min(down)), round(max(across)), round(max(down))


def inked(colour, opacity=1.0):
    """A colour as red, green, blue and opacity, 0 to 255."""
    return *rgb(colour), round(255 * opacity)


@singledispatch
def put(shape, canvas):
    """Paint a shape."""
    raise TypeError(f"{shape!r} is no shape")


@put.register
def _(shape: Area, canvas):
    colour = inked(shape.colour, shape.opacity)
    for outline in shape.outlines:
        points = [canvas.place(point) for point in outline]
        if len(points) == 4 and len({x for x, _ in outline}) == len({y for _, y in outline}) == 2:
            x0, y0, x1, y1 = canvas.corners(points)  # the last dot is the neighbour's: tints must not overlap
            canvas.pen.rectangle((x0, y0, max(x1 - 1, x0), max(y1 - 1, y0)), fill=colour)
        else:
            canvas.pen.polygon(points, fill=colour)


@put.register
def _(shape: Line, canvas):
    colour, thick = inked(shape.colour, shape.opacity), shape.weight * canvas.scale
    for path in shape.paths:
        points = [canvas.place(point) for point in path]
        ring = len(path) > 2 and path[0] == path[-1]
        for start, end in pairwise(points):
            for a, b in dashes(start, end, thick) if shape.dashed else [(start, end)]:
                canvas.pen.polygon(bar(a, b, thick, beyond=thick / 2 if ring and not shape.dashed else 0), fill=colour)
        if not ring and not shape.dashed and thick > 2 * FINE:  # round ends; of a line that is a dot, one is enough
            for x, y in points if hypot(points[-1][0] - points[0][0], points[-1][1] - points[0][1]) > 1 else points[:1]:
                reach = (thick - 1) / 2
                canvas.pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)


def bar(start, end, thick, *, beyond=0.0):
    """The four corners of a straight line of some thickness; `beyond` is how much longer it is at both ends."""
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0) or 1
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    half, beyond = (thick - 1) / 2, beyond - 0.5  # a polygon covers the dots under its rim, half a dot on each side
    x0, y0, x1, y1 = (n - 0.5 for n in (x0 - beyond * dx, y0 - beyond * dy, x1 + beyond * dx, y1 + beyond * dy))
    wide, tall = half * dy, half * dx
    return [(x0 + wide, y0 - tall), (x1 + wide, y1 - tall), (x1 - wide, y1 + tall), (x0 - wide, y0 + tall)]


def dashes(start, end, thick):
    """A line in pieces: three times its thickness drawn, twice left out."""
    (x0, y0), (x1, y1) = start, end
    length, at = hypot(x1 - x0, y1 - y0), 0.0
    while at < length:
        a, b = at / length, min(at + 3 * thick, length) / length
        yield (x0 + a * (x1 - x0), y0 + a * (y1 - y0)), (x0 + b * (x1 - x0), y0 + b * (y1 - y0))
        at += 5 * thick


@put.register
def _(shape: Circle, canvas):
    x, y = canvas.place(shape.centre)
    reach = shape.radius * CELL * canvas.scale + shape.weight * canvas.scale / 2
    box = (x - reach, y - reach, x + reach, y + reach)
    canvas.pen.ellipse(box, outline=inked(shape.colour), width=round(shape.weight * canvas.scale))


@put.register
def _(shape: Text, canvas):
    x, y = canvas.place(shape.at)
    font = letters.font(shape.size * canvas.scale, shape.bold)
    if not shape.turned:
        anchor = {"left": "ls", "center": "ms", "right": "rs"}[shape.align]
        canvas.pen.text((x, y), shape.text, fill=inked(shape.colour), font=font, anchor=anchor)
        return
    left, top, right, bottom = font.getbbox(shape.text, anchor="ls")
    line = Image.new("L", (round(right - left), round(bottom - top)))
    ImageDraw.Draw(line).text((-left, -top), shape.text, fill=255, font=font, anchor="ls")
    back = {"left": 0, "center": 0.5, "right": 1}[shape.align] * font.getlength(shape.text)
    corner = round(x + top), round(y + back - left - line.width)
    canvas.image.paste(inked(shape.colour)[:3], corner, line.transpose(Image.Transpose.ROTATE_90))


@put.register
def _(shape: Bitmap, canvas):
    box = shape.box
    x0, y0, x1, y1 = canvas.corners(
        [canvas.place((box.x, box.y)), canvas.place((box.x + box.width, box.y + box.height))]
    )
    pixels = Image.fromarray(shape.pixels).resize((x1 - x0, y1 - y0), Image.Resampling.NEAREST)
    if shape.colour:
        canvas.image.paste(inked(shape.colour)[:3], (x0, y0), pixels)
    else:
        canvas.image.paste(pixels.convert("RGB"), (x0, y0))
