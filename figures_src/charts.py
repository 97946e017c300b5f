"""Charts: matplotlib lays them out and says what to draw; what it says is recorded as shapes."""

from contextlib import contextmanager
from functools import cache
from pathlib import Path

from matplotlib import rc_context, rc_params_from_file, rcParams, rcParamsDefault
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from figures_src.drawing import CELL, Area, Line, Text, picture_size, text_size

STYLE = Path(__file__).with_name("style.mplstyle")


def recorded(chart):
    """The shapes of a chart, in cells of its panel."""
    width, height = picture_size(chart.panel)
    with styled():
        figure = Figure(figsize=(width / 72, height / 72))
        chart.paint(figure)
        recorder = Recorder(*chart.panel.bounds)
        figure.draw(recorder)
    return recorder.shapes


@contextmanager
def styled():
    """matplotlib in the site's own style, whatever the reader of this machine has set."""
    with rc_context():
        rcParams.update(_style())
        yield


@cache
def _style():
    return rcParamsDefault | rc_params_from_file(STYLE, use_default_template=False)


class Recorder(RendererBase):
    """Takes what matplotlib draws on a figure of a panel's size, in pixels from below, as shapes in cells."""

    def __init__(self, left, top, right, bottom):
        super().__init__()
        self.left, self.bottom, self.shapes = left, bottom, []
        self.size = (right - left) * CELL, (bottom - top) * CELL

    def cells(self, x, y):
        """A point in pixels as (x, y) in cells."""
        return round(float(self.left + x / CELL), 4), round(float(self.bottom - y / CELL), 4)

    def draw_path(self, gc, path, transform, rgbFace=None):
        """Surfaces and lines; a curve becomes a polygon."""
        outlines = [
            [self.cells(*point) for point in polygon]
            for polygon in path.to_polygons(transform, closed_only=False)
            if len(polygon) > 1
        ]
        if not outlines:
            return
        if rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3]):
            forced = gc.get_forced_alpha()
            opacity = gc.get_alpha() if forced or len(rgbFace) < 4 else rgbFace[3]
            surfaces = [outline[:-1] if outline[0] == outline[-1] else outline for outline in outlines]
            self.shapes.append(Area(surfaces, to_hex(rgbFace[:3]), round(float(opacity), 4)))
        red, green, blue, opacity = gc.get_rgb()
        if gc.get_linewidth() and opacity:
            dashed = gc.get_dashes()[1] is not None
            self.shapes.append(
                Line(outlines, to_hex((red, green, blue)), gc.get_linewidth(), dashed, round(float(opacity), 4))
            )

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        """Round markers as dots: lines too short to see, with round ends, slanted as those of `Panel.dots` are."""
        d, across = 0.004, marker_path.get_extents(marker_trans).width + gc.get_linewidth()
        places = [self.cells(x, y) for x, y in trans.transform(path.vertices).tolist()]
        dots = [[(round(x - d, 4), round(y - d, 4)), (round(x + d, 4), round(y + d, 4))] for x, y in places]
        self.shapes.append(Line(dots, to_hex(gc.get_rgb()), round(float(across), 2)))

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Text, anchored where matplotlib was told to, since a reader's font may be narrower than the one measured."""
        align, size = mtext.get_horizontalalignment(), prop.get_size_in_points()
        along = {"left": 0, "center": 0.5, "right": 1}[align] * text_size(s, size)[0] * CELL
        at = self.cells(x, self.size[1] - y + along) if angle else self.cells(x + along, self.size[1] - y)
        bold = prop.get_weight() == "bold"
        self.shapes.append(Text(s, at, to_hex(gc.get_rgb()), size, align, bold, bool(angle)))

    def get_text_width_height_descent(self, s, prop, ismath):
        """In pixels, by the font that all pictures are measured with."""
        size = prop.get_size_in_points()
        width, _ = text_size(s, size, prop.get_weight() == "bold")
        return width * CELL, 0.96 * size, 0.24 * size

    def get_canvas_width_height(self):
        """In pixels."""
        return self.size

    def flipy(self):
        """matplotlib gives the places of texts from above."""
        return True

    def points_to_pixels(self, points):
        """A point is a pixel."""
        return points
