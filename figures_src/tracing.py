"""Which inputs reach a neuron: positions followed back through a graph of layers, without any formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from math import gcd, lcm

import numpy as np

from figures_src.windows import Window, both_sides, ceil_mode, integer, same

FAR = 2**60  # beyond every position
NOWHERE = -2 * FAR  # in an array of positions: reads nothing
NOTHING = (FAR, -FAR)  # in an array of intervals: neutral when first takes the minimum and last the maximum

KINDS = ("conv", "max_pool", "average_pool", "transposed", "upsample", "pad", "add", "concat", "everything")

# How a layer reads the layer below, along one axis. Every kind answers three questions:
#   outputs(n)  how many positions it makes of n
#   reads(u)    which positions the neurons u read: integers of shape (neurons, reads), or NOWHERE
#   repeat(q)   after how many neurons its pattern repeats, if the pattern below repeats after q


@dataclass(frozen=True)
class Slide:
    """A window slides over the positions below: convolution, pooling."""

    window: Window

    def outputs(self, n):
        return self.window.outputs(n)

    def reads(self, u):
        w = self.window
        return u[:, None] * w.stride - w.padding[0] + w.dilation * np.arange(w.size)

    def repeat(self, q):
        return q // gcd(q, self.window.stride)


@dataclass(frozen=True)
class Spread:
    """Every position below spreads over a window of the map above: transposed convolution, upsampling."""

    window: Window
    output_padding: int = 0

    def outputs(self, n):
        return self.window.transposed_outputs(n, self.output_padding)

    # --8<-- [start:spread]
    def reads(self, u):
        w = self.window
        place = u[:, None] + w.padding[0] - w.dilation * np.arange(w.size)
        sender, rest = np.divmod(place, w.stride)
        return np.where(rest == 0, sender, NOWHERE)

    # --8<-- [end:spread]

    def repeat(self, q):
        return q * self.window.stride


@dataclass(frozen=True)
class Shift:
    """The positions below with some added (or, where negative, removed) at the ends."""

    before: int = 0
    after: int = 0

    def outputs(self, n):
        made = n + self.before + self.after
        if made < 1:
            raise ValueError(f"padding by {self.before} and {self.after} leaves {made} of {n} positions")
        return made

    def reads(self, u):
        return u[:, None] - self.before

    def repeat(self, q):
        return q


@dataclass(frozen=True)
class Everything:
    """Every neuron reads all n positions below: global pooling, dense layer, attention."""

    n: int
    size: int

    def outputs(self, n):
        return self.size

    def reads(self, u):
        return np.broadcast_to(np.arange(self.n), (len(u), self.n))

    def repeat(self, q):
        return 1


@dataclass(frozen=True)
class Layer:
    """One layer of a graph: the layers it reads, how (one entry of `axes` an axis), and what it makes.

    Its maps, and those of a layer below, fall into `groups`: a map reads the maps of its own group.
    """

    name: str
    kind: str
    reads: tuple[str, ...]
    axes: tuple[Slide | Spread | Shift | Everything, ...]
    size: tuple[int, ...]
    maps: int | None
    groups: int = 1
    table: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True)
class Misalignment:
    """A join whose branches do not lie over each other: their jumps or their centres differ."""

    join: str
    branches: tuple[str, ...]
    jumps: tuple[Fraction, ...]
    centres: tuple[Fraction | None, ...]


@dataclass(frozen=True)
class Field:
    """Unclipped receptive field of a layer's neurons along one axis, in positions of the reference layer.

    start, end, centre: of neuron 0, None where nothing reaches it. misaligned: the joins on the way whose
    branches do not lie over each other. jump: from one neuron's field to the next. period: after so many
    neurons, first and last position repeat; sizes: the width for each of them; size: the widest. holes:
    between first and last, some position does not reach its neuron. The last five are None where branches
    of unequal jump were joined, for then no two neurons need have the same field.
    """

    start: int | None
    end: int | None
    centre: float | None
    misaligned: tuple[Misalignment, ...]
    size: int | None = None
    jump: Fraction | None = None
    period: int | None = None
    sizes: tuple[int, ...] | None = None
    holes: bool | None = None


class Graph:
    """Layers over an image along one axis, Graph(224), or two, Graph((224, 224)), built from the image up.

    A building method adds one layer and returns its name. The layer reads the one added last, unless `reads`
    names another. Sizes, strides, dilations: a number, or one an axis. Padding: a number, (before, after), "same",
    or one of these an axis; a pair of numbers is never (vertical, horizontal), as it is in convolution.py.
    maps: how many feature maps the layer makes. Errors are ValueErrors that name the layer and quote the numbers.
    """

    def __init__(self, size: int | tuple[int, ...], *, maps: int | None = None):
        shape = tuple(integer(n, "image size", least=1) for n in (size if _several(size) else (size,)))
        maps = None if maps is None else integer(maps, "maps", least=1)
        self.layers = {"image": Layer("image", "image", (), (), shape, maps)}

    @classmethod
    def from_layers(cls, size, layers: Iterable[Mapping], *, maps: int | None = None) -> Graph:
        """A graph from {"kind": "conv", "name": "conv1", "reads": "image", "size": 3}, …, in any order."""
        graph, given = cls(size, maps=maps), {}
        for layer in layers:
            for key in ("kind", "name", "reads"):
                if key not in layer:
                    raise ValueError(f"a layer needs {key!r}: {dict(layer)}")
            if layer["name"] in given:
                raise ValueError(f'two layers are named "{layer["name"]}"')
            given[layer["name"]] = dict(layer)
        below = {name: _names(layer["reads"]) for name, layer in given.items()}
        for name, names in below.items():
            for read in names:
                if read not in below and read != "image":
                    raise ValueError(f'layer "{name}" reads "{read}", which is not a layer')
        try:
            order = [name for name in TopologicalSorter(below).static_order() if name != "image"]
        except CycleError as error:
            raise ValueError(f"layers read each other in a circle: {', '.join(error.args[1])}") from None
        for name in order:
            kind = given[name].pop("kind")
            if kind not in KINDS:
                raise ValueError(f'layer "{name}": there is no kind "{kind}", only {", ".join(KINDS)}')
            try:
                getattr(graph, kind)(**given[name])
            except TypeError as error:  # an argument missing, or one too many
                raise ValueError(f'layer "{name}": {error}') from error
        return graph

    # Building

    def conv(self, name, size, *, stride=1, padding=0, dilation=1, maps=None, groups=1, table=None, reads=None):
        """Convolution. Along the depth, a map reads its group or the maps that its row of `table` lists."""
        window = dict(size=size, stride=stride, padding=padding, dilation=dilation)
        return self._add(name, "conv", reads, _slide, window, maps=maps, groups=groups, table=table)

    def max_pool(self, name, size, *, stride, padding=0, dilation=1, ceil=False, reads=None):
        """Max pooling, map by map; `ceil` rounds the output size up, so that the tail is read as well."""
        window = dict(size=size, stride=stride, padding=padding, dilation=dilation, ceil=ceil)
        return self._add(name, "max_pool", reads, _slide, window)

    def average_pool(self, name, size, *, stride, padding=0, ceil=False, reads=None):
        """Average pooling, map by map; `ceil` rounds the output size up, so that the tail is read as well."""
        window = dict(size=size, stride=stride, padding=padding, ceil=ceil)
        return self._add(name, "average_pool", reads, _slide, window)

    def transposed(self, name, size, *, stride=1, padding=0, output_padding=0, dilation=1, maps=None, reads=None):
        """Transposed convolution: padding is cut off the full output, output_padding added at its end."""
        window = dict(size=size, stride=stride, padding=padding, dilation=dilation, extra=output_padding)
        return self._add(name, "transposed", reads, _spread, window, maps=maps)

    def upsample(self, name, factor, *, mode="nearest", reads=None):
        """Upsampling by whole factors: nearest copies a position, linear mixes two (half-pixel centres)."""
        return self._add(name, "upsample", reads, _upsample, {"factor": factor, "mode": mode})

    def pad(self, name, padding, *, reads=None):
        """Padding as a layer of its own; negative numbers crop."""
        return self._add(name, "pad", reads, _pad, {"padding": padding})

    def everything(self, name, *, size=1, maps=None, reads=None):
        """A layer that reads every position: global pooling or dense (size 1), attention (size "same").

        With `maps` each map reads all maps below; without, only its own, as global pooling does.
        """
        return self._add(name, "everything", reads, _everything, {"size": size}, maps=maps)

    def add(self, name, reads):
        """Sum of layers of equal size and equally many maps."""
        return self._add(name, "add", reads, _join, {})

    def concat(self, name, reads):
        """Layers of equal size, their maps one after the other."""
        return self._add(name, "concat", reads, _join, {})

    def _add(self, name, kind, reads, axis, given, *, maps=None, groups=1, table=None):
        """Add the layer that `axis(n, **given)` describes along each axis."""
        if not isinstance(name, str) or name in self.layers:
            raise ValueError(f"a layer needs a name of its own, not {name!r}")
        names = (next(reversed(self.layers)),) if reads is None else _names(reads)
        below = [self._layer(read, f'layer "{name}" reads ') for read in names]
        try:
            _check_reads(kind, below)
            sizes = below[0].size
            values = {key: _each_axis(value, len(sizes), key) for key, value in given.items()}
            axes = tuple(axis(n, **{k: v[a] for k, v in values.items()}) for a, n in enumerate(sizes))
            size = tuple(a.outputs(n) for a, n in zip(axes, sizes, strict=True))
            depth = _depth(kind, [b.maps for b in below], maps, groups, table)
        except ValueError as error:
            raise ValueError(f'layer "{name}": {error}') from None
        self.layers[name] = Layer(name, kind, names, axes, size, *depth)
        return name

    # Asking

    def size(self, layer: str) -> tuple[int, ...]:
        """Number of positions of a layer along every axis."""
        return self._layer(layer).size

    def sizes(self) -> dict[str, tuple[int, ...]]:
        """Number of positions of every layer along every axis, from the image up."""
        return {name: layer.size for name, layer in self.layers.items()}

    def window(self, layer: str, unit: int, *, axis: int = 0) -> np.ndarray:
        """Positions in the layer just below that a neuron reads, whether or not anything lies there."""
        if not self._layer(layer).reads:
            raise ValueError("the image reads nothing")
        reader = self.layers[layer].axes[self._axis(axis)]
        positions = reader.reads(np.array([integer(unit, "neuron")]))
        return np.sort(positions[positions > NOWHERE])

    def reads(self, layer: str, unit: int, *, of="image", clipped=True, axis: int = 0) -> np.ndarray:
        """Positions of layer `of` that reach a neuron along one axis, in order.

        Unclipped, every layer goes on beyond its ends, and a neuron may lie there too.
        """
        return self._trace(layer, (unit,), of, clipped, (self._axis(axis),))[0]

    def mask(self, layer: str, unit: int | tuple[int, ...], *, of="image") -> np.ndarray:
        """Exactly the positions of layer `of` that reach a neuron: booleans of that layer's size."""
        mask = np.zeros(self.size(of), dtype=bool)
        unit = tuple(unit) if _several(unit) else (unit,)
        if len(unit) != mask.ndim:
            raise ValueError(f'layer "{layer}" has {mask.ndim} axes, but neuron {unit} has {len(unit)}')
        mask[tuple(self._trace(layer, unit, of, True, range(mask.ndim)))] = True
        return mask

    def intervals(self, layer: str, *, of="image", clipped=True, axis: int = 0) -> np.ndarray:
        """First and last position of layer `of` that reach each neuron of a layer: integers of shape (n, 2).

        A neuron that nothing reaches has (0, -1). One pass over the layers between the two.
        """
        order, axis = self._between(of, layer), self._axis(axis)
        real = {name: (0, self.layers[name].size[axis] - 1) for name in order}
        intervals = self._sweep(order, real, axis, grow=not clipped)[layer].of(*real[layer])
        return np.where(intervals[:, :1] <= intervals[:, 1:], intervals, (0, -1))

    def field(self, layer: str, *, of="image", axis: int = 0) -> Field:
        """The unclipped receptive field of a layer's neurons in layer `of` along one axis."""
        order, axis = self._between(of, layer), self._axis(axis)
        repeats = self._repeats(order, axis)
        swept = self._sweep(order, {name: (0, 2 * q - 1) for name, q in repeats.items()}, axis, grow=True)
        misaligned, uneven = self._misaligned(order, repeats, swept, axis)
        q = repeats[layer]
        intervals = swept[layer].of(0, 2 * q - 1)
        first, last = intervals[0].tolist()
        place = (first, last, (first + last) / 2) if first <= last else (None, None, None)
        if layer in uneven:
            return Field(*place, misaligned)
        jump = _jump(intervals, q)
        period = next(p for p in range(1, q + 1) if q % p == 0 and _repeats_after(p, intervals, jump))
        sizes = tuple(max(last - first + 1, 0) for first, last in intervals[:period].tolist())
        counts = [len(self.reads(layer, u, of=of, clipped=False, axis=axis)) for u in range(q)]
        holes = counts != list(sizes) * (q // period)
        return Field(*place, misaligned, max(sizes), jump, period, sizes, holes)

    def channels(self, layer: str, map: int, *, of="image") -> tuple[int, ...]:
        """The maps of layer `of` that reach one map of a layer, followed through groups, tables and joins."""
        order = self._between(of, layer)
        maps = self.layers[layer].maps
        if maps is None or not 0 <= integer(map, "map") < maps:
            raise ValueError(f'layer "{layer}" has {maps or "no stated number of"} maps, so no map {map}')
        reached = {name: set() for name in order} | {layer: {map}}
        for name in reversed(order[1:]):
            here = self.layers[name]
            offset = 0
            for below in here.reads:
                count = self.layers[below].maps
                if below in reached:
                    reached[below] |= _maps_read(here, reached[name], count, offset)
                offset += count or 0
        return tuple(sorted(reached[of]))

    # Following

    def _layer(self, name, reader=""):
        if name not in self.layers:
            near = get_close_matches(str(name), self.layers)
            hint = f" (did you mean {', '.join(near)}?)" if near else ""
            raise ValueError(f'{reader}"{name}", which is not a layer{hint}')
        return self.layers[name]

    def _axis(self, axis):
        axes = len(self.layers["image"].size)
        if integer(axis, "axis") not in range(-axes, axes):
            raise ValueError(f"axis must be one of the image's {axes}, from {-axes} to {axes - 1}, not {axis}")
        return axis

    def _between(self, of, layer):
        """The layers on the paths from `of` up to `layer`, both included, from below."""
        needed, reached = {self._layer(layer).name}, {self._layer(of).name}
        for name in reversed(self.layers):
            if name in needed:
                needed |= set(self.layers[name].reads)
        for name in self.layers:
            if not reached.isdisjoint(self.layers[name].reads):
                reached.add(name)
        if layer not in reached:
            raise ValueError(f'layer "{layer}" does not read "{of}"')
        between = needed & reached
        return [name for name in self.layers if name in between]

    def _trace(self, layer, unit, of, clipped, axes):
        """The distinct positions of `of` that reach one neuron: integers of shape (axes, positions)."""
        order = self._between(of, layer)
        for u, axis in zip(unit, axes, strict=True):
            n = self.layers[layer].size[axis]
            if integer(u, "neuron") not in range(n) and clipped:
                raise ValueError(f'layer "{layer}" has neurons 0 to {n - 1}, not {u}')
        found = {name: [] for name in order} | {layer: [np.array(unit)[:, None]]}
        for name in reversed(order[1:]):
            here, points = self.layers[name], _distinct(found[name])
            if here.kind == "everything":
                points = points[:, :1]  # one neuron has read all already
            points = _combinations([here.axes[axis].reads(u) for axis, u in zip(axes, points, strict=True)])
            for below in here.reads:
                if below in found:
                    sizes = [[self.layers[below].size[axis]] for axis in axes]
                    there = (points >= 0) & (points < sizes) if clipped else points > NOWHERE
                    found[below].append(points[:, there.all(axis=0)])
        return _distinct(found[of])

    def _sweep(self, order, wanted, axis, *, grow):
        """Of every layer, the neurons `wanted` and the interval of order[0] that reaches each of them.

        Where `grow`, also the neurons that those above read, inside or outside of the real layer.
        """
        wanted = dict(wanted)
        for name in reversed(order[1:] if grow else []):
            reads = self._reads(name, axis, wanted)
            reads = reads[reads > NOWHERE]
            for below in self.layers[name].reads:
                if below in wanted and reads.size:
                    first, last = wanted[below]
                    wanted[below] = (min(first, int(reads.min())), max(last, int(reads.max())))
        first, last = wanted[order[0]]
        swept = {order[0]: _Swept(first, np.arange(first, last + 1)[:, None].repeat(2, axis=1))}
        for name in order[1:]:
            reads = self._reads(name, axis, wanted)
            read = [swept[below].at(reads) for below in self.layers[name].reads if below in swept]
            firsts = np.min([r[..., 0].min(axis=1) for r in read], axis=0)
            lasts = np.max([r[..., 1].max(axis=1) for r in read], axis=0)
            swept[name] = _Swept(wanted[name][0], np.stack([firsts, lasts], axis=1))
        return swept

    def _reads(self, name, axis, wanted):
        first, last = wanted[name]
        return self.layers[name].axes[axis].reads(np.arange(first, last + 1))

    def _repeats(self, order, axis):
        """Of every layer, after how many neurons its pattern repeats, at the latest."""
        repeats = {order[0]: 1}
        for name in order[1:]:
            here = self.layers[name]
            repeats[name] = here.axes[axis].repeat(lcm(*(repeats[b] for b in here.reads if b in repeats)))
        return repeats

    def _misaligned(self, order, repeats, swept, axis):
        """The misaligned joins, and the layers whose neurons have unequal fields because of one."""
        reports, uneven = [], set()
        for name in order:
            here = self.layers[name]
            branches = tuple(below for below in here.reads if below in swept)
            if not uneven.isdisjoint(branches):
                if here.kind != "everything":
                    uneven.add(name)
            elif len(branches) > 1:
                q = repeats[name]
                intervals = [swept[below].of(0, 2 * q - 1) for below in branches]
                jumps = tuple(_jump(i, q) for i in intervals)
                centres = tuple(_mean_centre(i[:q]) for i in intervals)
                if len(set(jumps)) > 1:
                    uneven.add(name)
                if len(set(jumps)) > 1 or len(set(centres)) > 1:
                    reports.append(Misalignment(name, branches, jumps, centres))
        return tuple(reports), uneven


class _Swept:
    """The intervals of neurons first, first + 1, … of one layer, and NOTHING for all others."""

    def __init__(self, first, intervals):
        self.first, self.intervals = first, np.vstack([intervals, [NOTHING]])

    def at(self, positions):
        index = positions - self.first
        return self.intervals[np.where((index >= 0) & (index < len(self.intervals)), index, -1)]

    def of(self, first, last):
        return self.at(np.arange(first, last + 1))


def _slide(n, size, stride, padding, dilation=1, ceil=False):
    window = {"size": size, "stride": stride, "dilation": dilation}
    padding = same(n, **window) if isinstance(padding, str) and padding == "same" else padding
    padding = ceil_mode(n, padding=padding, **window) if ceil else padding
    return Slide(Window(padding=padding, **window))


def _spread(n, size, stride, padding, dilation, extra):
    window = Window(size, stride=stride, padding=padding, dilation=dilation)
    return Spread(window, integer(extra, "output padding", least=0))


def _upsample(n, factor, mode):
    factor = integer(factor, "factor", least=1)
    if mode == "nearest":
        return Spread(Window(factor, stride=factor))
    if mode == "linear":
        # a tent two steps wide, without its feet, where the weight is zero
        return Spread(Window(2 * factor - factor % 2, stride=factor, padding=factor // 2))
    raise ValueError(f'mode must be "nearest" or "linear", not {mode!r}')


def _pad(n, padding):
    return Shift(*both_sides(padding, least=None))


def _everything(n, size):
    return Everything(n, n if size == "same" else integer(size, "size", least=1))


def _join(n):
    return Shift()


def _check_reads(kind, below):
    if kind in ("add", "concat") and len(below) < 2:
        raise ValueError(f"it joins at least two layers, not {len(below)}")
    if kind not in ("add", "concat") and len(below) != 1:
        raise ValueError(f"it reads one layer, not {len(below)}")
    for other in below[1:]:
        if other.size != below[0].size:
            first, second = (f'"{b.name}" is {"×".join(map(str, b.size))}' for b in (below[0], other))
            raise ValueError(f"sizes do not match at this join: {first}, {second}")


def _depth(kind, below, maps, groups, table):
    """How many maps a layer makes, in how many groups, and the table of the maps that each reads."""
    if kind in ("conv", "transposed") or (kind == "everything" and maps is not None):
        groups, count = integer(groups, "groups", least=1), below[0]
        if table is not None:
            table = tuple(tuple(integer(m, "map", least=0) for m in row) for row in table)
            maps = len(table) if maps is None else maps
            if len(table) != maps:
                raise ValueError(f"a table of {len(table)} rows for {maps} maps")
            highest = max((m for row in table for m in row), default=0)
            if count is not None and highest >= count:
                raise ValueError(f"the table names map {highest}, but there are only {count} below")
        maps = None if maps is None else integer(maps, "maps", least=1)
        for m in (maps, count):
            if m is not None and m % groups:
                raise ValueError(f"{m} maps do not fall into {groups} groups")
        return maps, groups, table
    if None in below:
        return None, 1, None
    if kind == "concat":
        return sum(below), 1, None
    if len(set(below)) > 1:
        raise ValueError(f"maps do not match at this join: {', '.join(map(str, below))}")
    return below[0], below[0], None  # map by map


def _maps_read(layer, maps, count, offset):
    """Which of `count` maps below the `maps` of a layer read; a concat has `offset` before them."""
    if count is None:
        raise ValueError(f'layer "{layer.name}" reads a layer whose number of maps is not stated')
    if layer.kind == "concat":
        return {m - offset for m in maps if 0 <= m - offset < count}
    if layer.table:
        return {read for m in maps for read in layer.table[m]}
    group = count // layer.groups
    firsts = {m * layer.groups // layer.maps * group for m in maps}
    return {first + m for first in firsts for m in range(group)}


def _several(value):
    return isinstance(value, tuple | list)


def _names(reads):
    return (reads,) if isinstance(reads, str) else tuple(reads or ())


def _each_axis(value, dims, what):
    """One value an axis; a pair of numbers as padding is (before, after) on every axis."""
    told_apart = _several(value) and any(_several(v) or isinstance(v, str) for v in value)
    if not _several(value) or (what == "padding" and not told_apart):
        return (value,) * dims
    if len(value) != dims:
        raise ValueError(f"{what} {value!r} does not give one value for each of {dims} axes")
    return tuple(value)


def _combinations(reads):
    """All combinations of what each neuron reads along the axes: points of shape (axes, n)."""
    others = [[b + 1 for b in range(len(reads)) if b != a] for a in range(len(reads))]
    grids = [np.expand_dims(read, other) for read, other in zip(reads, others, strict=True)]
    return np.stack(np.broadcast_arrays(*grids)).reshape(len(reads), -1)


def _distinct(found):
    """Points of shape (axes, n), each once and in order: marked on a board that just holds them all."""
    points = np.concatenate(found, axis=1)
    if not points.size:
        return points
    low = points.min(axis=1, keepdims=True)
    board = np.zeros(np.ptp(points, axis=1) + 1, dtype=bool)
    board[tuple(points - low)] = True
    return np.argwhere(board).T + low


def _jump(intervals, q):
    """How far the field moves from one neuron to the next, measured over q neurons; 0 if there is none."""
    firsts = intervals[intervals[:, 0] <= intervals[:, 1], 0].tolist()
    half = len(firsts) // 2  # of 2q neurons: those that read anything at all, once and q neurons later
    return Fraction(firsts[half] - firsts[0], q) if half else Fraction(0)


def _repeats_after(p, intervals, jump):
    here, later = intervals[:-p], intervals[p:]
    there = here[:, 0] <= here[:, 1]
    step = p * jump
    return step.denominator == 1 and bool((later == here + there[:, None] * int(step)).all())


def _mean_centre(intervals):
    there = intervals[intervals[:, 0] <= intervals[:, 1]]
    return Fraction(int(there.sum()), 2 * len(there)) if len(there) else None
