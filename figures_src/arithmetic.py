"""Worked cases of convolution arithmetic: what the windows lie on, what each output reads, and its number."""

from dataclasses import KW_ONLY, dataclass

import numpy as np

from figures_src.convolution import correlate, max_pool, transposed
from figures_src.windows import Window

DIGITS = np.array([
    [2, 1, 1, 0, 1, 2, 1],
    [1, 3, 1, 2, 2, 1, 3],
    [0, 1, 0, 2, 1, 3, 2],
    [1, 1, 2, 1, 3, 2, 0],
    [2, 3, 1, 0, 2, 1, 1],
    [1, 2, 2, 3, 0, 1, 2],
    [3, 1, 0, 1, 2, 2, 1],
])  # fmt: skip
"""The input of every case is the upper left part of this."""

KERNELS = {
    3: np.array([[1, 2, 0], [0, 1, 1], [2, 0, 3]]),
    4: np.array([[1, 0, 2, 0], [0, 1, 0, 0], [0, 0, 0, 1], [2, 0, 0, 3]]),
}
"""By size. Zeros keep the sums short; half a turn makes another kernel of each."""


@dataclass(frozen=True)
class Case:
    """A square input and the window that a layer lays on it.

    `transposed`: the layer is the transpose of the one with this window, and its output is `extra` rows and columns
    larger than the least that fits. `pooled`: the largest number of each window instead of a sum of products.
    """

    inputs: int
    window: Window
    _: KW_ONLY
    transposed: bool = False
    extra: int = 0
    pooled: bool = False

    def __post_init__(self):
        if self.inputs > len(DIGITS):
            raise ValueError(f"a case has at most {len(DIGITS)} inputs a side, not {self.inputs}")
        if not self.pooled and self.window.size not in KERNELS:
            raise ValueError(f"there is no kernel of size {self.window.size}, only of {', '.join(map(str, KERNELS))}")

    @property
    def outputs(self) -> int:
        """Rows of the output, and columns."""
        if self.transposed:
            return self.window.transposed_outputs(self.inputs, self.extra)
        return self.window.outputs(self.inputs)

    @property
    def values(self) -> np.ndarray:
        """The input: (inputs, inputs)."""
        return DIGITS[: self.inputs, : self.inputs]

    @property
    def output(self) -> np.ndarray:
        """The output: (outputs, outputs)."""
        window = self.window
        how = {"stride": window.stride, "padding": (window.padding, window.padding), "dilation": window.dilation}
        if self.pooled:
            return max_pool(self.values, window.size, **how)
        if self.transposed:
            return transposed(self.values, KERNELS[window.size], output_padding=self.extra, **how)
        return correlate(self.values, KERNELS[window.size], **how)

    # --- the same output as windows laid on a bed of inputs and zeros ---

    @property
    def laid(self) -> Window:
        """The window as it lies on the bed: without padding, and at stride 1 if the layer is transposed."""
        stride = 1 if self.transposed else self.window.stride
        return Window(self.window.size, stride=stride, dilation=self.window.dilation)

    @property
    def side(self) -> int:
        """Rows of the bed, and columns: inputs, padding, and the zeros that a transposed layer puts between."""
        if self.transposed:
            return self.outputs + self.window.span - 1
        return self.inputs + sum(self.window.padding)

    @property
    def places(self) -> np.ndarray:
        """The rows of the bed that hold inputs; all others hold zeros: (inputs,)."""
        before = self.window.padding[0]
        if self.transposed:
            return self.window.span - 1 - before + self.window.stride * np.arange(self.inputs)
        return before + np.arange(self.inputs)

    @property
    def weights(self) -> np.ndarray:
        """The kernel as it lies on the bed: turned by half a turn if the layer is transposed."""
        kernel = KERNELS[self.window.size]
        return kernel[::-1, ::-1] if self.transposed else kernel

    def reads(self, row, column) -> list[tuple[int, int]]:
        """The inputs, as (row, column) of `values`, in the window of one output; zeros of the bed are left out."""
        index = {place: i for i, place in enumerate(self.places.tolist())}
        rows = [index[r] for r in self.laid.positions(row) if r in index]
        columns = [index[c] for c in self.laid.positions(column) if c in index]
        return [(r, c) for r in rows for c in columns]

    def products(self, row, column) -> list[tuple[int, int]]:
        """What one output adds up, as (input, weight); zero weights and zeros of the bed are left out."""
        bed = np.full((self.side, self.side), -1)
        bed[np.ix_(self.places, self.places)] = self.values
        window = bed[np.ix_(self.laid.positions(row), self.laid.positions(column))]
        pairs = zip(window.flat, self.weights.flat, strict=True)
        return [(int(value), int(weight)) for value, weight in pairs if value >= 0 and weight]

    @property
    def unread(self) -> int:
        """Rows at the end of the bed that no window reaches."""
        return self.side - 1 - self.laid.positions(self.outputs - 1)[-1]


NO_PADDING = Case(4, Window(3))
ARBITRARY_PADDING = Case(5, Window(4, padding=2))
HALF_PADDING = Case(5, Window(3, padding=1))
FULL_PADDING = Case(5, Window(3, padding=2))
STRIDES = Case(5, Window(3, stride=2))
STRIDES_PADDING = Case(5, Window(3, stride=2, padding=1))
STRIDES_ODD = Case(6, Window(3, stride=2, padding=1))
POOLING = Case(5, Window(2, stride=2), pooled=True)
TRANSPOSED = Case(2, Window(3), transposed=True)
TRANSPOSED_ARBITRARY = Case(6, Window(4, padding=2), transposed=True)
TRANSPOSED_HALF = Case(5, Window(3, padding=1), transposed=True)
TRANSPOSED_FULL = Case(7, Window(3, padding=2), transposed=True)
TRANSPOSED_STRIDES = Case(2, Window(3, stride=2), transposed=True)
TRANSPOSED_STRIDES_PADDING = Case(3, Window(3, stride=2, padding=1), transposed=True)
TRANSPOSED_STRIDES_ODD = Case(3, Window(3, stride=2, padding=1), transposed=True, extra=1)
DILATION = Case(7, Window(3, dilation=2))
"""The cases that Dumoulin and Visin draw, with pooling at its commonest size."""
