"""The films that all cases share: a window passes over inputs and zeros, or inputs spread over the output."""

import numpy as np

from figures_src.arithmetic import KERNELS
from figures_src.drawing import NOTE, THIN, Grid, Panel, Picture, framed, ringed, text_size, written

GAP, HEAD, STEP = 0.6, 0.6, 0.2  # between blocks side by side, for the words above a block, between blocks
WIDEST = 8.3  # what a phone shows without shrinking, in cells


def film(case, *, unit=0.75):
    """A case seen from its outputs: one state for each, with the window it reads."""
    panel = Panel()
    panel.hold((-0.005, 0.07))  # puts cells on whole pixels: short paths
    bed = lay(panel, case, unit)
    output = add(panel, case, bed)
    picture = Picture(panel, asks="output", plays=True)
    for r, c in np.ndindex(case.output.shape):
        picture.state(f"{r}-{c}", says(case, r, c), at=output.cell(r, c), shows=marks(case, bed, output, r, c))
    return picture


def lay(panel, case, unit):
    """The bed of the windows: numbers where inputs lie, hatching where zeros lie, crosses on inputs that no window reads."""
    bed = Grid(panel, 0, HEAD, case.side * unit, case.side * unit, unit)
    panel.note(named(case), (0, HEAD / 2), align="left")
    if case.side > case.inputs:
        panel.hatch([bed])
        ticks = [n * unit for n in range(case.side + 1)]
        panel.lines([[(t, bed.y), (t, bed.y + bed.height)] for t in ticks], role="grid", weight=THIN)
        panel.lines([[(0, bed.y + t), (bed.width, bed.y + t)] for t in ticks], role="grid", weight=THIN)
    if case.places[-1] - case.places[0] < case.inputs:
        first = bed.cell(case.places[0], case.places[0])
        panel.cells(case.values, (first.x, first.y), unit=unit, cover=True)
    else:
        for (r, c), value in np.ndenumerate(case.values):
            place = bed.cell(case.places[r], case.places[c])
            panel.cells([[value]], (place.x, place.y), unit=unit, full=case.values.max(), cover=True)
    if case.side == case.inputs:
        end = case.side - case.unread
        panel.unread([bed.cell(r, c) for r, c in np.ndindex(bed.shape) if max(r, c) >= end])
    return bed


def named(case):
    """What the bed is, in words."""
    size = f"Input {case.inputs}×{case.inputs}"
    if case.transposed and case.side > case.inputs:
        return f"{size}, zeros hatched"
    if case.side > case.inputs:
        return f"{size}, padding {case.window.padding[0]} hatched"
    return f"{size}, unread crossed" if case.unread else size


def add(panel, case, bed):
    """Kernel and output: to the right of the bed where there is room, below it otherwise; returns the output."""
    unit, size = bed.unit, case.window.size
    right = max(bed.width, round(text_size(named(case), NOTE)[0], 1)) + GAP
    beside = right + max(size, case.outputs) * unit <= WIDEST
    x, y = (right, 0) if beside else (0, bed.y + bed.height + STEP)
    if not case.pooled:
        panel.note("Kernel, turned" if case.transposed else "Kernel", (x, y + HEAD / 2), align="left")
        panel.cells(case.weights, (x, y + HEAD), role="kernel", unit=unit)
        x, y = (x, y + HEAD + size * unit + STEP) if beside else (size * unit + GAP, y)
    panel.note(f"Output {case.outputs}×{case.outputs}", (x, y + HEAD / 2), align="left")
    return panel.cells(case.output, (x, y + HEAD), role="neuron", unit=unit)


def marks(case, bed, output, r, c):
    """The window on the bed, cell by cell if it has holes, and the output it gives."""
    rows, columns = case.laid.positions(r), case.laid.positions(c)
    if case.laid.dilation > 1:
        read = [bed.cell(i, j) for i in rows for j in columns]
    else:
        read = [bed.cells(rows[0], columns[0], len(rows), len(columns))]
    return [*(framed(box) for box in read), ringed(output.cell(r, c))]


def says(case, r, c):
    """Row, column, how many inputs and zeros the window reads, and the sum."""
    inputs = case.reads(r, c)
    if case.pooled:
        values = ", ".join(str(case.values[place]) for place in inputs)
        return f"Row {r}, column {c}: the largest of {values} is {case.output[r, c]}."
    zeros = case.window.size**2 - len(inputs)
    read = counted(len(inputs), "input") + (f", {counted(zeros, 'zero')}" if zeros else "")
    products = " + ".join(f"{value}×{weight}" for value, weight in case.products(r, c)) or "0"
    return f"Row {r}, column {c} ({read}): {products} = {case.output[r, c]}."


def counted(number, what):
    """A number and what it counts."""
    return f"{number} {what}{'s' * (number != 1)}"


def spread(case):
    """A transposed case seen from its inputs: one state for each, with the multiple of the kernel it adds."""
    panel, size = Panel(), case.window.size
    panel.note(f"Input {case.inputs}×{case.inputs}", (0, HEAD / 2), align="left")
    inputs = panel.cells(case.values, (0, HEAD))
    panel.note("Kernel", (case.inputs + 1.4, HEAD / 2), align="left")
    panel.cells(KERNELS[size], (case.inputs + 1.4, HEAD), role="kernel")
    y = HEAD + size + STEP
    panel.note(f"Output {case.outputs}×{case.outputs}", (0, y + HEAD / 2), align="left")
    output = panel.cells(case.output, (0, y + HEAD), role="neuron", numbers=False)
    for place, value in np.ndenumerate(case.output):
        x, y = output.cell(*place).centre
        panel.note(str(value), (x, y - 0.18), size=NOTE)
    picture = Picture(panel, asks="input", plays=True)
    for r, c in np.ndindex(case.values.shape):
        top, left = r * case.window.stride, c * case.window.stride
        amounts = case.values[r, c] * KERNELS[size]
        added = [written(f"+{n}", output.cell(top + i, left + j)) for (i, j), n in np.ndenumerate(amounts)]
        picture.state(
            f"{r}-{c}",
            f"The {case.values[r, c]} in row {r}, column {c}: {case.values[r, c]} times the kernel lands on rows {top} to "
            f"{top + size - 1}, columns {left} to {left + size - 1}.",
            at=inputs.cell(r, c),
            shows=[framed(inputs.cell(r, c), "ink"), *added, framed(output.cells(top, left, size, size))],
        )
    return picture
