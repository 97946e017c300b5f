"""The vocabulary of pictures: panels of cells, frames, rings, wires, notes and charts. Computes no numbers."""

from dataclasses import dataclass

import numpy as np

from figures_src import letters
from figures_src.palette import LIGHT, STRONGEST

CELL = 40  # pixels on the page: one unit of a panel is one cell, the same on every page
NUMBER, NOTE, SMALL = 15, 14, 12  # sizes of text in pixels
THIN, LINE, THICK = 1, 2, 3.5  # the three weights of line
HALF_LETTER = 0.36  # how far the middle of a capital is above its foot, of the size of the text
MARGIN = 0.12  # room around whatever was drawn, in cells
GAP, HEAD = 32, 26  # pixels between the panels of a file, and above them for their labels
SHADES = 12  # steps of a heat map from nothing to its largest value


@dataclass(frozen=True)
class Box:
    """A rectangle of a panel: left, top, width and height in cells; y grows downwards."""

    panel: "Panel"
    x: float
    y: float
    width: float = 1.0
    height: float = 1.0

    @property
    def centre(self):
        """The middle as (x, y)."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def left(self):
        """The middle of the left edge."""
        return self.x, self.y + self.height / 2

    @property
    def right(self):
        """The middle of the right edge."""
        return self.x + self.width, self.y + self.height / 2

    @property
    def top(self):
        """The middle of the upper edge."""
        return self.x + self.width / 2, self.y

    @property
    def bottom(self):
        """The middle of the lower edge."""
        return self.x + self.width / 2, self.y + self.height

    def corners(self):
        """The four corners, clockwise from the upper left: (4, 2)."""
        x, y, w, h = self.x, self.y, self.width, self.height
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]

    def grown(self, by):
        """The box with `by` cells more on each side."""
        return Box(self.panel, self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True)
class Grid(Box):
    """Where a block of cells lies; rows and columns may be counted beyond its rim (padding lies there)."""

    unit: float = 1.0

    @property
    def shape(self):
        """Number of rows and columns."""
        return round(self.height / self.unit), round(self.width / self.unit)

    def cell(self, row, column):
        """The box of one cell."""
        return self.cells(row, column)

    def cells(self, row, column, rows=1, columns=1):
        """The box of `rows` by `columns` cells whose upper left one is (row, column)."""
        u = self.unit
        return Box(self.panel, self.x + column * u, self.y + row * u, columns * u, rows * u)


@dataclass(frozen=True)
class Area:
    """Surfaces of one colour as one shape, without seams: each outline is a list of corners (x, y) in cells."""

    outlines: list
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Line:
    """Lines of one look through points (x, y) in cells; one that ends where it began is closed. Weight in pixels."""

    paths: list
    colour: str
    weight: float = LINE
    dashed: bool = False
    opacity: float = 1.0


@dataclass(frozen=True)
class Circle:
    """A circle without filling: centre and radius in cells, weight in pixels."""

    centre: tuple
    radius: float
    colour: str
    weight: float


@dataclass(frozen=True)
class Text:
    """A line of text: `at` is the left end, middle or right end (`align`) of its baseline, `size` in pixels."""

    text: str
    at: tuple
    colour: str
    size: float = NOTE
    align: str = "center"
    bold: bool = False
    turned: bool = False


@dataclass(frozen=True)
class Bitmap:
    """Pixels (rows, columns) in grey or (rows, columns, 3), 0 to 255; with `colour`, they are its opacity."""

    pixels: np.ndarray
    box: Box
    colour: str = ""


def outlines(boxes, colour, opacity, edge=""):
    """Boxes as shapes: a surface for each opacity, then all edges on top, so that no fill covers half of one."""
    for strength in dict.fromkeys(opacity):
        if strength:
            yield Area([b.corners() for b, o in zip(boxes, opacity, strict=True) if o == strength], colour, strength)
    if edge:
        yield Line([closed(box) for box in boxes], edge, THIN)


def closed(box):
    """The outline of a box as a path that ends where it began."""
    return [*box.corners(), box.corners()[0]]


def encased(box, colour, weight=THICK):
    """A frame on a casing of paper, so that it shows on any cell."""
    return Line([closed(box)], LIGHT["paper"], weight + 2), Line([closed(box)], colour, weight)


@dataclass(frozen=True)
class Mark:
    """Something a state of a picture shows on a panel: a `frame`, `ring`, `fill`, `text`, `heat` map or `tints` at a box."""

    kind: str
    box: Box
    role: str
    text: str = ""
    values: object = None

    def shapes(self):
        """What is drawn while the state is shown."""
        box, colour = self.box, LIGHT[self.role]
        if self.kind == "frame":
            return encased(box, colour)
        if self.kind == "ring":
            return (Circle(box.centre, 0.43 * min(box.width, box.height), colour, THICK),)
        if self.kind == "fill":
            return (Area([box.corners()], colour, STRONGEST[self.role]),)
        if self.kind == "tints":
            return (Bitmap(dots(self.values), box, colour),)
        if self.kind == "heat":
            return [
                Area([b.corners() for b in boxes], colour, opacity) for boxes, opacity in terraces(self.values, box)
            ]
        strip = Box(box.panel, box.x + 0.025, box.y + 0.6 * box.height, box.width - 0.05, 0.4 * box.height - 0.025)
        foot = (box.centre[0], box.y + 0.9 * box.height)
        return Area([strip.corners()], LIGHT["paper"]), Text(self.text, foot, colour, SMALL)


def framed(box, role="field"):
    """A thick frame around a box while a state is shown."""
    return Mark("frame", box, role)


def ringed(box, role="neuron"):
    """A ring inside a cell while a state is shown."""
    return Mark("ring", box, role)


def filled(box, role="field"):
    """A tinted box while a state is shown."""
    return Mark("fill", box, role)


def written(text, box, role="kernel"):
    """Small text on a strip of paper in the lower part of a cell while a state is shown."""
    return Mark("text", box, role, text)


def heated(values, box, role="field"):
    """A heat map of values (rows, columns) while a state is shown: see `Panel.heat`."""
    return Mark("heat", box, role, values=values)


def tinted(strength, box, role="neuron"):
    """A map of very many cells in a role's colour while a state is shown: see `Panel.tints`."""
    return Mark("tints", box, role, values=strength)


def dots(strength):
    """Strengths from 0 to 1 as bytes; what lies beyond is 0 or 1."""
    return np.rint(255 * np.clip(np.asarray(strength, float), 0, 1)).astype(np.uint8)


def warm(values):
    """Values of a heat map as an array (rows, columns); ValueError without both, or without a value above 0."""
    values = np.asarray(values, float)
    if values.ndim != 2 or not values.max() > 0:
        raise ValueError(
            f"a heat map needs rows and columns, and a value above 0, not an array of shape {values.shape}"
        )
    return values


def terraces(values, box):
    """A heat map as terraces, each on top of the one before: (boxes it covers, opacity that it adds).

    A terrace is one shape, so that no seams show between its boxes.
    """
    values = warm(values)
    reached = np.rint(SHADES * values / values.max())
    height, width = box.height / values.shape[0], box.width / values.shape[1]
    below = 0.0
    for step in np.unique(reached[reached > 0]):
        boxes = []
        for r, covered in enumerate(reached >= step):
            ends = np.flatnonzero(np.diff(covered, prepend=False, append=False))  # where runs begin and end, in turns
            boxes += [
                Box(box.panel, box.x + a * width, box.y + r * height, (b - a) * width, height)
                for a, b in ends.reshape(-1, 2).tolist()
            ]
        opacity = 0.9 * step / SHADES
        yield boxes, 1 - (1 - opacity) / (1 - below)
        below = opacity


@dataclass(frozen=True)
class State:
    """One thing a reader may point at: where, what lights up, and the sentence that says it."""

    key: str
    says: str
    at: tuple[Box, ...]
    shows: tuple[Mark, ...]


class Picture:
    """One or more panels side by side, and the states that link them.

    default: the key of the state that is shown at first, or the first state. asks: what the controls step through, as
    in "output neuron". plays: whether a reader may let the states pass by like a film. across: whether the controls
    step through all panels, not only through the one with the default state.
    """

    def __init__(self, *panels, default="", asks="", plays=False, across=False):
        self.panels, self.states = list(panels), []
        self.default, self.asks, self.plays, self.across = default, asks, plays, across

    def state(self, key, says, *, at, shows):
        """Add a state: `at` is the box (or boxes) to point at, `shows` the marks that appear, `says` its sentence."""
        key, boxes = str(key), (at,) if isinstance(at, Box) else tuple(at)
        for box in [*boxes, *(mark.box for mark in shows)]:
            if box.panel not in self.panels:
                raise ValueError(f"state {key!r} points at a panel that is not part of the picture")
        if any(state.key == key for state in self.states):
            raise ValueError(f"two states are called {key!r}")
        self.states.append(State(key, says, boxes, tuple(shows)))
        self.default = self.default or key


def in_a_row(labels, sizes):
    """Panels side by side on one canvas, below their labels: its (width, height) and the (x, y) of each, in pixels."""
    top, x, places = GAP + (HEAD if any(labels) else 0), GAP, []
    for width, _ in sizes:
        places.append((x, top))
        x += width + GAP
    return (x, top + max(height for _, height in sizes) + GAP), places


def text_size(text, size, bold=False):
    """Width and height in cells of a line of text, by the metrics of a wide font: what readers see is narrower."""
    return letters.width(text, size, bold) / CELL, 1.25 * size / CELL


def number(value, digits=2):
    """A number as cells show it: a true minus sign, no trailing zeros, at most `digits` decimals."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text.replace("-", "−")


class Panel:
    """A canvas in units of cells that records what is drawn and grows to hold it.

    `label` stands in words beside the panel on the page. x grows to the right, y downwards.
    """

    def __init__(self, label=""):
        self.label = label
        self.ink = []  # shapes and charts, in the order in which they are drawn
        self.left = self.top = float("inf")
        self.right = self.bottom = float("-inf")

    def hold(self, *points):
        """Make sure that the panel reaches these points (x, y)."""
        for x, y in points:
            self.left, self.right = min(self.left, x), max(self.right, x)
            self.top, self.bottom = min(self.top, y), max(self.bottom, y)

    @property
    def bounds(self):
        """left, top, right, bottom of the canvas in cells."""
        if self.left > self.right:
            raise ValueError("nothing was drawn on the panel" + (f" {self.label!r}" if self.label else ""))
        return self.left - MARGIN, self.top - MARGIN, self.right + MARGIN, self.bottom + MARGIN

    # --- cells -------------------------------------------------------------------------------------------------

    def cells(
        self, values, at=(0, 0), *, role="ink", numbers=True, strength=None, full=None, unit=1.0, digits=2,
        edge="grid", cover=False, bold=False,
    ):  # fmt: skip
        """Draw a block of cells and return where it lies.

        values: (rows, columns); numbers, or texts, or None for nothing written. The size of a value is shown as the
        strength of the role's colour; `full` is the value that gets the strongest fill (default: the largest), and
        `strength`, an array of 0 to 1, replaces it. `unit` is the side of a cell in cells, `cover` hides what lies
        below, `edge` is the role of the borders ("" for none). Without numbers, a tinted cell below zero gets a minus.
        """
        values = np.asarray(values)
        if values.ndim != 2:
            raise ValueError(f"cells need rows and columns, not an array of shape {values.shape}")
        grid = Grid(self, *at, values.shape[1] * unit, values.shape[0] * unit, unit)
        if strength is None and values.dtype.kind in "biuf":
            top = float(np.abs(values).max()) if full is None else full
            strength = np.abs(values) / top if top else np.zeros(values.shape)
        strength = np.zeros(values.shape) if strength is None else np.clip(np.asarray(strength, float), 0, 1)
        places = [grid.cell(r, c) for r, c in np.ndindex(values.shape)]
        opacity = [STRONGEST[role] * s for s in strength.flat]
        if cover:
            self.fill(grid, "paper", 1)
        self._boxes(places, role, opacity, edge)
        if numbers:
            for place, value in zip(places, values.flat, strict=True):
                text = value if isinstance(value, str) else "" if value is None else number(value, digits)
                if text:
                    size = max(SMALL, NUMBER * min(1, 0.4 + 0.6 * unit))
                    self.note(text, place.centre, size=size, bold=bold)
        elif values.dtype.kind in "if":
            self.minuses([grid.cell(r, c) for r, c in np.argwhere((values < 0) & (strength > 0.05))])
        return grid

    def minuses(self, boxes):
        """A minus sign in each box, where a number would not fit: a tint tells the size of a value, not its sign."""
        arm = 0.3
        self.lines(
            [[(b.x + (0.5 - arm) * b.width, b.left[1]), (b.x + (0.5 + arm) * b.width, b.left[1])] for b in boxes],
            weight=1.25,
        )

    def heat(self, values, at=(0, 0), *, role="field", unit=1.0):
        """Draw values, 0 or more, as tints without borders or numbers, for maps of many cells; returns their grid.

        The largest value gets nearly the full colour of the role.
        """
        values = warm(values)
        grid = Grid(self, *at, values.shape[1] * unit, values.shape[0] * unit, unit)
        for boxes, opacity in terraces(values, grid):
            self.solid(boxes, role, opacity)
        self.hold(*grid.corners())
        return grid

    def solid(self, boxes, role, opacity=None):
        """Fill boxes that touch as one shape, without seams; without `opacity`, as `fill` does."""
        self._boxes(boxes, role, [STRONGEST[role] if opacity is None else opacity] * len(boxes))

    def _boxes(self, boxes, role, opacity, edge=""):
        self.ink += outlines(boxes, LIGHT[role], opacity, LIGHT[edge] if edge else "")
        for box in boxes:
            self.hold((box.x, box.y), (box.x + box.width, box.y + box.height))

    def stack(self, maps, at=(0, 0), *, step=(0.45, -0.45), **how):
        """Draw maps behind each other, the first one in front: (maps, rows, columns); returns their grids.

        `step` is how far each next map is moved; the other arguments are those of `cells`.
        """
        maps = np.asarray(maps)
        grids = {}
        for i in reversed(range(len(maps))):
            grids[i] = self.cells(maps[i], (at[0] + i * step[0], at[1] + i * step[1]), cover=True, **how)
        return [grids[i] for i in range(len(maps))]

    def padding(self, grid, amount, *, numbers=False):
        """Hatch a rim of `amount` cells around a grid: positions that hold no data; `numbers` writes their zeros.

        `amount` is a number or (above, below, left, right).
        """
        above, below, left, right = (amount,) * 4 if isinstance(amount, int) else amount
        rows, columns = grid.shape
        rim = [
            grid.cell(r, c)
            for r in range(-above, rows + below)
            for c in range(-left, columns + right)
            if not (0 <= r < rows and 0 <= c < columns)
        ]
        if rim:
            self.hatch(rim)
            self._boxes(rim, "grid", [0] * len(rim), "grid")
            for box in rim if numbers else ():
                self.note("0", box.centre, size=NUMBER, role="muted")

    def hatch(self, boxes, role="grid"):
        """Fill boxes with thin slanted lines: positions that hold no data."""
        lines = []
        for box in boxes:
            x, y, w, h = box.x, box.y, box.width, box.height
            step = 0.25
            offsets = np.arange(step, w + h - 1e-9, step)
            for t in offsets:
                start = (x + min(t, w), y + max(0, t - w))
                end = (x + max(0, t - h), y + min(t, h))
                lines.append((start, end))
        self.lines(lines, role=role, weight=0.75)

    def unread(self, boxes):
        """A thin cross through each box: data that no window reads."""
        self.lines([box.corners()[i::2] for box in boxes for i in (0, 1)], role="grid", weight=0.75)

    def photo(self, image, at=(0, 0), *, width, edge="grid"):
        """Draw a photograph or a map as a small bitmap: (rows, columns) or (rows, columns, 3), 0 to 255; returns its grid.

        The grid's cells are the image's pixels, so that `cells(row, column, rows, columns)` finds a window on it.
        """
        image = np.asarray(image)
        if image.dtype != np.uint8:
            raise ValueError(f"a photo is made of bytes 0 to 255 (uint8), not {image.dtype}")
        return self._bitmap(image, at, width, edge)

    def tints(self, strength, at=(0, 0), *, role="neuron", width, edge="grid"):
        """Draw a map of very many cells as a small bitmap in a role's colour; returns its grid.

        strength: (rows, columns), from 0 (paper) to 1 (the full colour). Few different values make a small file.
        """
        return self._bitmap(dots(strength), at, width, edge, LIGHT[role])

    def _bitmap(self, pixels, at, width, edge, colour=""):
        if pixels.ndim not in (2, 3):
            raise ValueError(f"a bitmap needs rows and columns, not an array of shape {pixels.shape}")
        unit = width / pixels.shape[1]
        grid = Grid(self, *at, width, pixels.shape[0] * unit, unit)
        self.ink.append(Bitmap(pixels, grid, colour))
        self._boxes([grid], "ink", [0], edge)
        return grid

    # --- on top of cells ---------------------------------------------------------------------------------------

    def fill(self, box, role, opacity=None):
        """Tint a box with a role's colour; without `opacity`, as strongly as ink on it can still be read."""
        self._boxes([box], role, [STRONGEST[role] if opacity is None else opacity])

    def frame(self, box, role="field", *, weight=THICK, dashed=False):
        """Frame a box: a window or a receptive field; on a casing of paper, so that it shows on any cell."""
        if dashed:
            return self.lines([closed(box)], role=role, weight=weight, dashed=True, closed=True)
        self.ink += encased(box, LIGHT[role], weight)
        self.hold(*box.grown((weight + 2) / 2 / CELL).corners())

    def ring(self, box, role="neuron", *, weight=THICK):
        """Ring a cell: the neuron that the text speaks of."""
        self.circle(box.centre, 0.43 * min(box.width, box.height), role, weight=weight)

    def circle(self, centre, radius, role="field", *, weight=LINE):
        """Draw a circle of that radius in cells."""
        self.ink.append(Circle(centre, radius, LIGHT[role], weight))
        reach = radius + weight / 2 / CELL
        self.hold(*((centre[0] + d, centre[1] + d) for d in (-reach, reach)))

    def wires(self, starts, ends, role="kernel", *, strength=None, weight=THIN):
        """Straight lines from each start to each end (or to the one end); `strength`, 0 to 1, makes them thicker."""
        ends = [ends] * len(starts) if isinstance(ends[0], int | float) else ends
        if strength is not None:
            weight = [THIN + (THICK - THIN) * abs(float(s)) for s in strength]
        self.lines([(start, end) for start, end in zip(starts, ends, strict=True)], role=role, weight=weight)

    def dots(self, places, role="neuron", *, size=0.2):
        """Round dots, `size` cells across, at points (x, y): neurons or pixels where cells would be too large."""
        # Lines too short to see, with round ends; slanted, for matplotlib rounds upright ones to nothing.
        d = 0.004
        self.lines([[(x - d, y - d), (x + d, y + d)] for x, y in places], role=role, weight=size * CELL)
        self.hold(*((x + d, y + d) for x, y in places for d in (-size / 2, size / 2)))

    def lines(self, paths, *, role="ink", weight=LINE, dashed=False, closed=False):
        """Lines through points: each path is a list of (x, y)."""
        paths = [[(float(x), float(y)) for x, y in path] for path in paths]
        weights = weight if isinstance(weight, list) else [weight] * len(paths)
        for thick in dict.fromkeys(weights):
            alike = [path for path, w in zip(paths, weights, strict=True) if w == thick]
            self.ink.append(Line(alike, LIGHT[role], thick, dashed))
        reach = np.max(weight) / 2 / CELL if closed else 0
        for path in paths:
            self.hold(*((x + d, y + d) for x, y in path for d in (-reach, reach)))

    def beam(self, start, end, role="field", *, opacity=0.15):
        """A tinted band from one edge to another, each two points (x, y): what passes from here to there."""
        corners = [(float(x), float(y)) for x, y in (*start, *reversed(end))]
        self.ink.append(Area([corners], LIGHT[role], opacity))
        self.hold(*corners)

    def arrow(self, start, end, role="muted", *, weight=LINE):
        """An arrow from start to end, both (x, y)."""
        start, end = np.asarray(start, float), np.asarray(end, float)
        along = (end - start) / max(np.hypot(*(end - start)), 1e-9)
        across = np.array([-along[1], along[0]])
        head = [end - 0.22 * along + 0.13 * across, end, end - 0.22 * along - 0.13 * across]
        self.lines([[start, end], head], role=role, weight=weight)

    def note(self, text, at, role="ink", *, align="center", size=NOTE, bold=False, turned=False):
        """A line of text whose middle, left or right end (`align`) is at (x, y); `turned` reads upwards."""
        width, height = text_size(text, size, bold)
        x, y = at
        start = {"center": x - width / 2, "left": x, "right": x - width}[align]
        if turned:
            self.hold((x - height / 2, y - width / 2), (x + height / 2, y + width / 2))
        else:
            self.hold((start, y - height / 2), (start + width, y + height / 2))

        down = HALF_LETTER * size / CELL  # from the middle of a letter to its foot
        foot = (x + down, y) if turned else (x, y + down)
        self.ink.append(Text(text, foot, LIGHT[role], size, align, bold, turned))

    def brace(self, start, end, text, *, role="muted", gap=0.18):
        """A measured length: a bar from start to end (both (x, y), level or upright) with its text beside it."""
        (x0, y0), (x1, y1) = start, end
        tick = 0.12
        level = abs(x1 - x0) >= abs(y1 - y0)
        ends = [[(x, y - tick), (x, y + tick)] if level else [(x - tick, y), (x + tick, y)] for x, y in (start, end)]
        self.lines([[start, end], *ends], role=role, weight=1.5)
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        if level:
            self.note(text, (middle[0], middle[1] + gap + 0.2), role=role)
        else:
            self.note(text, (middle[0] + gap, middle[1]), role=role, align="left")

    # --- plots -------------------------------------------------------------------------------------------------

    def chart(self, width, height, at=(0, 0), *, x="", y="", log=""):
        """A small plot of `width` by `height` cells with named axes; `log` names the logarithmic ones: "x", "y", "xy"."""
        chart = Chart(self, at, width, height, x, y, log)
        self.ink.append(chart)
        below = 1.15 if x else 0.65
        self.hold((at[0] - 1.3, at[1] - 0.25), (at[0] + width + 0.3, at[1] + height + below))
        return chart


class Chart:
    """A small plot inside a panel, in the colours of the site; lines are labelled directly, there is no legend."""

    def __init__(self, panel, at, width, height, x, y, log):
        self.panel, self.at, self.width, self.height = panel, at, width, height
        self.x, self.y, self.log, self.ink = x, y, log, []
        self.limits, self.ticks = {}, {}

    def line(self, x, y, role="ink", *, label="", weight=LINE, dashed=False, dots=False):
        """A line through points, named behind its last point."""

        def ink(axes):
            style = (0, (3, 2)) if dashed else "solid"
            axes.plot(
                x, y, color=LIGHT[role], linewidth=weight, linestyle=style, marker="o" if dots else "", markersize=6
            )
            if label:
                axes.annotate(
                    label, (x[-1], y[-1]), (7, 0), textcoords="offset points", color=LIGHT[role], va="center",
                    fontsize=13, annotation_clip=False,
                )  # fmt: skip

        self.ink.append(ink)
        if label:
            reach = text_size(label, 13)[0] + 0.3
            self.panel.hold((self.at[0] + self.width + reach, self.at[1]))

    def bars(self, places, heights, role="ink", *, width=0.7, labels=None):
        """Upright bars at `places`; `labels` stand above them."""

        def ink(axes):
            face = (LIGHT[role], STRONGEST[role])
            foot = self.limits.get("y", (0,))[0]  # on a logarithmic scale a bar from zero would have no end
            tall = [height - foot for height in heights]
            axes.bar(
                places, tall, width=width, bottom=foot, color=[face] * len(tall), edgecolor=LIGHT[role], linewidth=1
            )
            for place, height, label in zip(places, heights, labels or [], strict=bool(labels)):
                axes.annotate(
                    label, (place, height), (0, 3), textcoords="offset points", ha="center", va="bottom", fontsize=12,
                    annotation_clip=False,
                )  # fmt: skip

        self.ink.append(ink)

    def note(self, text, at, role="ink", *, align="left", size=13):
        """Text at a point of the plot's own scales."""
        self.ink.append(
            lambda axes: axes.text(*at, text, color=LIGHT[role], ha=align, va="center", fontsize=size, clip_on=False)
        )

    def scale(self, *, x=None, y=None, xticks=None, yticks=None):
        """Fix limits (low, high) and ticks: a list of values, or a dictionary value -> text."""
        self.limits.update({k: v for k, v in {"x": x, "y": y}.items() if v is not None})
        self.ticks.update({k: v for k, v in {"x": xticks, "y": yticks}.items() if v is not None})

    def paint(self, figure):
        """Draw the plot on a matplotlib figure that is as large as the panel."""
        from matplotlib.ticker import FuncFormatter, NullLocator

        left, top, right, bottom = self.panel.bounds
        across, down = right - left, bottom - top
        x, y = self.at
        plot = figure.add_axes(
            ((x - left) / across, (bottom - y - self.height) / down, self.width / across, self.height / down)
        )
        if "x" in self.log:
            plot.set_xscale("log")
        if "y" in self.log:
            plot.set_yscale("log")
        plot.grid(True, axis="y", color=LIGHT["grid"], linewidth=0.5, alpha=0.5)
        plot.tick_params(length=0, which="both", pad=5)
        for ink in self.ink:
            ink(plot)
        plot.set_xlabel(self.x, labelpad=4)
        plot.set_ylabel(self.y, labelpad=4)
        for name, axis in (("x", plot.xaxis), ("y", plot.yaxis)):
            if name in self.limits:
                (plot.set_xlim if name == "x" else plot.set_ylim)(*self.limits[name])
            ticks = self.ticks.get(name)
            if ticks is not None:
                axis.set_minor_locator(NullLocator())
                axis.set_ticks(list(ticks), list(ticks.values()) if isinstance(ticks, dict) else None)
            if not isinstance(ticks, dict):
                axis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:,g}".replace("-", "−")))


def picture_size(panel):
    """Width and height of a panel in pixels."""
    left, top, right, bottom = panel.bounds
    return round((right - left) * CELL, 2), round((bottom - top) * CELL, 2)
