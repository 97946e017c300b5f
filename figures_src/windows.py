"""Where windows fall along one axis, and the window that a stack of them forms. Integers only."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from functools import reduce
from itertools import accumulate


def integer(value, what: str, least: int | None = None) -> int:
    """`value` as an int; ValueError naming `what` for bools, floats, text and anything below `least`."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool):
        raise ValueError(f"{what} must be a whole number, not {value!r}")
    if least is not None and number < least:
        raise ValueError(f"{what} must be at least {least}, not {number}")
    return number


def both_sides(padding, *, least: int | None = 0) -> tuple[int, int]:
    """Padding as (before, after): a single number stands for both sides."""
    sides = padding if isinstance(padding, tuple | list) else (padding, padding)
    if len(sides) != 2:
        raise ValueError(f"padding must be one number or (before, after), not {padding!r}")
    return integer(sides[0], "padding", least), integer(sides[1], "padding", least)


@dataclass(frozen=True)
class Window:
    """What the neurons of a layer read along one axis; pixel i of the layer below sits at coordinate i.

    Neuron u reads the `size` positions u·stride − padding before + dilation·t, t = 0 … size − 1.
    """

    size: int = 1
    _: KW_ONLY
    stride: int = 1
    padding: tuple[int, int] | int = 0
    dilation: int = 1

    def __post_init__(self):
        for what in ("size", "stride", "dilation"):
            object.__setattr__(self, what, integer(getattr(self, what), what, least=1))
        object.__setattr__(self, "padding", both_sides(self.padding))

    @property
    def span(self) -> int:
        """Distance from the first position read to the last, both included."""
        return self.dilation * (self.size - 1) + 1

    @property
    def start(self) -> int:
        """First position that neuron 0 reads."""
        return -self.padding[0]

    @property
    def end(self) -> int:
        """Last position that neuron 0 reads."""
        return self.start + self.span - 1

    # --8<-- [start:place]
    @property
    def centre(self) -> float:
        """Middle of what neuron 0 reads; half-integer for an even span."""
        return (self.start + self.end) / 2

    def positions(self, u: int) -> range:
        """Positions that neuron u reads, whether or not anything lies there."""
        start = u * self.stride + self.start
        return range(start, start + self.span, self.dilation)

    # --8<-- [end:place]

    # --8<-- [start:outputs]
    def outputs(self, n: int) -> int:
        """Number of neurons over n positions; ValueError where no window fits."""
        (before, after), span = self.padding, self.span
        spare = integer(n, "input size", least=1) + before + after - span
        if spare < 0:
            rim = f"2·{before}" if before == after else f"{before} + {after}"
            raise ValueError(f"a kernel spanning {span} does not fit {n} + {rim}")
        return spare // self.stride + 1

    # --8<-- [end:outputs]
    # --8<-- [start:transposed-outputs]
    def transposed_outputs(self, n: int, output_padding: int = 0) -> int:
        """Size of the map that a transposed convolution makes of n positions."""
        extra = integer(output_padding, "output padding", least=0)
        if extra >= self.stride:
            what = f"output padding {extra} must be below the stride"
            raise ValueError(f"{what} {self.stride}")
        made = (integer(n, "input size", least=1) - 1) * self.stride + self.span
        made += extra - sum(self.padding)
        if made < 1:
            taken = "{} + {}".format(*self.padding)
            raise ValueError(f"removing {taken} leaves {made} positions")
        return made

    # --8<-- [end:transposed-outputs]

    def then(self, above: Window) -> Window:
        """The window of the layer `above`, measured in the input of this one.

        Its size is the span of the whole field: holes that dilation leaves are not kept. Associative,
        with Window() as identity, and `a.then(b).outputs(n) == b.outputs(a.outputs(n))`.
        """
        (before, after), (before_above, after_above) = self.padding, above.padding
        return Window(
            self.span + (above.span - 1) * self.stride,
            stride=self.stride * above.stride,
            padding=(before + before_above * self.stride, after + after_above * self.stride),
        )


def field(windows: Iterable[Window]) -> Window:
    """Receptive field of a stack of layers, first layer first, as one window over the input."""
    return reduce(Window.then, windows, Window())


def growth(windows: Iterable[Window]) -> list[Window]:
    """The receptive field after every layer of a stack."""
    return list(accumulate(windows, Window.then, initial=Window()))[1:]


# --8<-- [start:size]
def closed_form_size(windows: Iterable[Window]) -> int:
    """Size of the field: 1 + Σ (span − 1) · product of the strides below."""
    size, jump = 1, 1
    for window in windows:
        size += (window.span - 1) * jump
        jump *= window.stride
    return size


# --8<-- [end:size]


def backwards_size(windows: Iterable[Window]) -> int:
    """Size of the field from the top down: one neuron reads `span`, r of them stride·(r − 1) + span."""
    return reduce(lambda r, window: window.stride * (r - 1) + window.span, reversed(list(windows)), 1)


def same(n: int, *, size: int, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Padding (before, after) that gives ⌈n / stride⌉ neurons, the odd one after: TensorFlow's "SAME"."""
    window = Window(size, stride=stride, dilation=dilation)
    neurons = -(-integer(n, "input size", least=1) // window.stride)
    total = max((neurons - 1) * window.stride + window.span - n, 0)
    return total // 2, total - total // 2


def ceil_mode(n: int, *, size: int, stride: int = 1, padding=0, dilation: int = 1) -> tuple[int, int]:
    """Padding (before, after) with which a pooling that rounds its output size up reads its tail as well.

    The added window must start inside the input or the leading padding; otherwise nothing is added.
    """
    window = Window(size, stride=stride, padding=padding, dilation=dilation)
    before, after = window.padding
    spare = integer(n, "input size", least=1) + before + after - window.span
    next_start = (spare // window.stride + 1) * window.stride
    return (before, after + -spare % window.stride) if next_start < n + before else (before, after)
