"""A kernel has one slice for each channel; their sums and one bias are added up to one number."""

from figures_src.convolution import correlate, patch, relu
from figures_src.drawing import Panel, Picture, filled, framed, number, ringed
from figures_src.examples import COLOUR_BIASES, COLOUR_KERNELS, COLOUR_PATCH

CHANNELS = ("red", "green", "blue")
SIDE, PITCH = 0.85, 2.9  # of a cell, and from one channel to the next
READ = patch(COLOUR_PATCH, (1, 1), 3)


def draw():
    """One window of three channels, two kernels; five steps for each: three slices, the bias, the ReLU."""
    window = Panel("Window")
    channels = []
    for c, name in enumerate(CHANNELS):
        channels.append(window.cells(READ[c], (0, c * PITCH), full=3, unit=SIDE))
        window.note(name, (-0.3, channels[c].left[1]), turned=True)
    panels = [Panel(f"Kernel {k}") for k in (0, 1)]
    picture = Picture(window, *panels, asks="step", default="0-red")
    for k, panel in enumerate(panels):
        add_up(picture, panel, k, channels)
    return picture


def add_up(picture, panel, k, channels):
    """One kernel's panel: slices, their sums in a column, the bias and the total below; and its five states."""
    sums = [int(correlate(READ[c], COLOUR_KERNELS[k, c]).item()) for c in range(3)]
    bias = int(COLOUR_BIASES[k])
    total = sum(sums) + bias
    neuron = int(relu(total))

    column = 3 * SIDE + 0.45
    slices = [panel.cells(COLOUR_KERNELS[k, c], (0, c * PITCH), role="kernel", full=1, unit=SIDE) for c in range(3)]
    terms = [panel.cells([[signed(s)]], (column, c * PITCH + 1.5 * SIDE - 0.5), edge="") for c, s in enumerate(sums)]
    terms.append(panel.cells([[signed(bias)]], (column, 3 * PITCH), role="kernel", strength=[[0.5]]))
    result = panel.cells([[total]], (column, 3 * PITCH + 1.2), edge="", strength=[[0]])
    output = panel.cells([[neuron]], (column, 3 * PITCH + 2.2), role="neuron", strength=[[0.6]])
    for here, there in zip(slices, terms, strict=False):
        panel.lines([[here.right, there.left]], role="muted", weight=1)
    for text, box in (("bias", terms[3]), ("sum", result), ("ReLU: the neuron", output)):
        panel.note(text, (box.x - 0.15, box.centre[1]), "muted", align="right")
    panel.lines([[(column, result.y - 0.1), (column + 1, result.y - 0.1)]], weight=1)

    for c, name in enumerate(CHANNELS):
        read = [
            (value, weight) for value, weight in zip(READ[c].flat, COLOUR_KERNELS[k, c].flat, strict=True) if weight
        ]
        products = (
            f"{added(*zip(*read, strict=True))} = {number(sums[c])}" if read else "all weights are 0, so is the sum"
        )
        so_far = f", {number(sum(sums[: c + 1]))} so far" if c else ""
        picture.state(
            f"{k}-{name}",
            f"Kernel {k}, slice {c} on {name}: {products}{so_far}.",
            at=[slices[c], terms[c]],
            shows=[framed(channels[c]), framed(slices[c], "kernel"), *(filled(t, "neuron") for t in terms[: c + 1])],
        )
    picture.state(
        f"{k}-bias",
        f"Kernel {k} has one bias, whatever the number of channels: {added([*map(abs, sums), abs(bias)], [*sums, bias])} "
        f"= {number(total)}.",
        at=[terms[3], result],
        shows=[framed(terms[3], "kernel"), *(filled(t, "neuron") for t in terms[:3])],
    )
    picture.state(
        f"{k}-relu",
        f"ReLU keeps a positive sum and makes any other 0: {number(total)} becomes {number(neuron)}. "
        f"This number is the neuron of map {k}.",
        at=output,
        shows=[ringed(output)],
    )


def added(values, signs):
    """Values added and taken away, as on paper: 2 − 0 + 1."""
    text = "".join(f" {'−' if sign < 0 else '+'} {number(value)}" for value, sign in zip(values, signs, strict=True))
    return text.removeprefix(" + ").replace(" −", "−", 1) if text.startswith(" −") else text.removeprefix(" + ")


def signed(value):
    """A term of a column: +3, −1."""
    return ("+" if value > 0 else "") + number(value)
