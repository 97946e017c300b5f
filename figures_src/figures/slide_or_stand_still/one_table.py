"""Sliding and standing still fill in one table of products: by rows, by columns or at once, its sums are the same."""

from figures_src.convolution import correlate, patches
from figures_src.drawing import Panel
from figures_src.examples import HOOK_CORE, VERTICAL_EDGE

UNIT = 0.7
NEURON, WEIGHT = 4, 5  # the row and the column that are pointed out


def draw():
    """One row for each of the nine neurons, one column for each of the nine weights, and the sums of the rows."""
    products = (patches(HOOK_CORE, 3) * VERTICAL_EDGE).reshape(9, 9)
    sums = correlate(HOOK_CORE, VERTICAL_EDGE).reshape(9, 1)
    panel = Panel()
    weights = panel.cells(VERTICAL_EDGE.reshape(1, 9), unit=UNIT, role="kernel")
    table = panel.cells(products, (0, 1.5 * UNIT), unit=UNIT)
    neurons = panel.cells(sums, (9.7 * UNIT, 1.5 * UNIT), unit=UNIT, role="neuron")
    panel.frame(table.cells(0, WEIGHT, 9, 1), "kernel")
    panel.frame(table.cells(NEURON, 0, 1, 9))
    panel.ring(neurons.cell(NEURON, 0).grown(0.06), weight=2)  # clear of the minus sign
    panel.note("the nine weights of the kernel", (weights.top[0], -0.3), "kernel")
    panel.note("sums", (neurons.top[0], 1.5 * UNIT - 0.3), "neuron")
    panel.note("a row: the products of one neuron", (0, table.bottom[1] + 0.4), "field", align="left")
    panel.note("a column: one weight, met by all nine neurons", (0, table.bottom[1] + 0.85), "kernel", align="left")
    return panel
