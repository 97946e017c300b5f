"""A kernel has one slice for each channel; their sums and one bias are added up to one number."""

from figures_src.convolution import correlate, patch, relu
from figures_src.drawing import Panel, Picture, filled, framed, number, ringed
from figures_src.examples import COLOUR_BIASES, COLOUR_KERNELS, COLOUR_PATCH

CHANNELS = ("red", "green", "blue")
SIDE, PITCH = 0.85, 2.9  # of a cell, and from one channel to the next
READ = patch(COLOUR_PATCH, (1, 1), 3)


def draw():
    """One window of three channels, two kernels; five steps for each: three slices, the bias, the ReLU."""
    panels = Panel("Window, kernel 0"), Panel("Same window, kernel 1")
    picture = Picture(*panels, asks="step", default="0-red")
    for k, panel in enumerate(panels):
        channels = window(panel)
        sums = [int(correlate(READ[c], COLOUR_KERNELS[k, c]).item()) for c in range(3)]
        boxes = column(panel, COLOUR_KERNELS[k], [*sums, int(COLOUR_BIASES[k])])
        steps(picture, k, channels, sums, *boxes)
    return picture


def window(panel):
    """The three channels of the window, named; returns their cells."""
    channels = [panel.cells(READ[c], (0, c * PITCH), full=3, unit=SIDE) for c in range(3)]
    for name, grid in zip(CHANNELS, channels, strict=True):
        panel.note(name, (-0.3, grid.left[1]), turned=True)
    return channels


def column(panel, kernel, terms):
    """A kernel's slices, what each adds, the bias, the total and the neuron, one below the other."""
    left, y = 3 * SIDE + 0.5, 3 * PITCH
    x = left + 3 * SIDE + 0.45
    slices = [panel.cells(kernel[c], (left, c * PITCH), role="kernel", full=1, unit=SIDE) for c in range(3)]
    parts = [panel.cells([[signed(t)]], (x, c * PITCH + 1.5 * SIDE - 0.5), edge="") for c, t in enumerate(terms[:3])]
    bias = panel.cells([[signed(terms[3])]], (x, y), role="kernel", strength=[[0.5]])
    total = panel.cells([[sum(terms)]], (x, y + 1.2), edge="", strength=[[0]])
    neuron = panel.cells([[relu(sum(terms))]], (x, y + 2.2), role="neuron", strength=[[0.6]])
    for here, there in zip(slices, parts, strict=True):
        panel.lines([[here.right, there.left]], role="muted", weight=1)
    for text, box in (("bias", bias), ("sum", total), ("ReLU: the neuron", neuron)):
        panel.note(text, (x - 0.15, box.centre[1]), "muted", align="right")
    panel.lines([[(x, total.y - 0.1), (x + 1, total.y - 0.1)]], weight=1)
    return slices, parts, bias, total, neuron


def steps(picture, k, channels, sums, slices, parts, bias, total, neuron):
    """The five states of one kernel."""
    for c, name in enumerate(CHANNELS):
        read = [(v, w) for v, w in zip(READ[c].flat, COLOUR_KERNELS[k, c].flat, strict=True) if w]
        worked = f"{added(*zip(*read, strict=True))} = " if len(read) > 1 else ""
        so_far = f", {number(sum(sums[: c + 1]))} so far" if c else ""
        picture.state(
            f"{k}-{name}",
            f"Kernel {k}, slice {c} on {name}: {worked}{number(sums[c])}{so_far}.",
            at=[slices[c], parts[c]],
            shows=[framed(channels[c]), framed(slices[c], "kernel"), *(filled(p, "neuron") for p in parts[: c + 1])],
        )
    terms = [*sums, int(COLOUR_BIASES[k])]
    before, after = sum(terms), int(relu(sum(terms)))
    picture.state(
        f"{k}-bias",
        f"Kernel {k} has one bias, whatever the number of channels: {added(map(abs, terms), terms)} = {number(before)}.",
        at=[bias, total],
        shows=[framed(bias, "kernel"), *(filled(p, "neuron") for p in parts)],
    )
    picture.state(
        f"{k}-relu",
        f"ReLU leaves a positive sum and makes any other 0: {number(before)} {'stays' if after else 'becomes'} "
        f"{number(after)}. This number is the neuron of map {k}.",
        at=neuron,
        shows=[ringed(neuron)],
    )


def added(values, signs):
    """Values added and taken away, as on paper: 2 − 0 + 1."""
    terms = [f"{'−' if sign < 0 else '+'} {number(value)}" for value, sign in zip(values, signs, strict=True)]
    return " ".join(terms).removeprefix("+ ") if terms[0].startswith("+") else "−" + " ".join(terms)[2:]


def signed(value):
    """A term of a column: +3, −1."""
    return ("+" if value > 0 else "") + number(value)
