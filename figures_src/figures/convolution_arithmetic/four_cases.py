"""One row of input, one kernel size, four counts: padding, stride and dilation decide where windows fit."""

from figures_src.drawing import SMALL, Box, Panel, Picture, framed, ringed
from figures_src.windows import Window

INPUTS, UNIT, DROP = 6, 0.95, 0.75  # DROP: how far the input lies below the neurons
CASES = {
    "valid": ("Valid, no padding", Window(3)),
    "same": ("Same, padding 1", Window(3, padding=1)),
    "stride": ("Stride 2", Window(3, stride=2)),
    "dilation": ("Dilation 2", Window(3, dilation=2)),
}


def draw():
    """A kernel of 3 over six columns: no padding, padding 1, stride 2, dilation 2; one state for each neuron."""
    drawn = {key: case(f"{name}: {window.outputs(INPUTS)} neurons", window) for key, (name, window) in CASES.items()}
    picture = Picture(*(panel for panel, _, _ in drawn.values()), default="stride-1", asks="window", across=True)
    for key, (panel, neurons, columns) in drawn.items():
        name, window = CASES[key]
        for u, neuron in enumerate(neurons):
            read = [columns(i) for i in window.positions(u)]
            boxes = read if window.dilation > 1 else [Box(panel, read[0].x, read[0].y, len(read) * UNIT, UNIT)]
            shows = [*map(framed, boxes), ringed(neuron)]
            picture.state(f"{key}-{u}", f"{name.split(',')[0]}: {says(window, u)}", at=neuron, shows=shows)
    return picture


def case(label, window):
    """The input with its padding, the neurons above the middles of their windows; wires from the first and the last."""
    panel = Panel(label)

    def columns(i, row=1):
        return Box(panel, (i + 1) * UNIT, row * (UNIT + DROP), UNIT, UNIT)

    neurons = [columns(window.centre + u * window.stride, row=0) for u in range(window.outputs(INPUTS))]
    for u in (0, len(neurons) - 1):
        ends = [columns(i).top for i in window.positions(u)]
        panel.wires([neurons[u].bottom] * len(ends), ends)
    for u, neuron in enumerate(neurons):
        panel.cells([[f"{u}"]], (neuron.x, neuron.y), role="neuron", edge="neuron", unit=UNIT)
    row = panel.cells([[f"{i}" for i in range(INPUTS)]], (UNIT, UNIT + DROP), unit=UNIT)
    panel.padding(row, (0, 0, *window.padding))
    panel.unread([columns(i) for i in unread(window)])
    notes(panel, window, columns)
    panel.hold((0, -0.5), ((INPUTS + 2) * UNIT, 0))
    return panel, neurons, columns


def notes(panel, window, columns):
    """What the cells are, in words above and below them."""
    panel.note("neurons", (columns((INPUTS - 1) / 2, row=0).top[0], -0.3), "neuron", size=SMALL)
    below = columns(0).bottom[1] + 0.32
    panel.note("input columns", (columns((INPUTS - 1) / 2).centre[0], below), "muted", size=SMALL)
    if window.padding[0]:
        panel.note("padding", (columns(-1).x, below), "muted", align="left", size=SMALL)
        panel.note("padding", (columns(INPUTS).right[0], below), "muted", align="right", size=SMALL)
    for i in unread(window):
        panel.note("never read", (columns(i).right[0] + 0.1, below), "muted", align="right", size=SMALL)


def unread(window):
    """The columns that no window reads."""
    read = {i for u in range(window.outputs(INPUTS)) for i in window.positions(u)}
    return [i for i in range(INPUTS) if i not in read]


def says(window, u):
    """The formula with this case's numbers, what one neuron reads, and what none does."""
    spare = INPUTS + 2 * window.padding[0] - window.dilation * (window.size - 1) - 1
    formula = (
        f"⌊({INPUTS} + 2×{window.padding[0]} − {window.dilation}×({window.size} − 1) − 1)/{window.stride}⌋ + 1"
        f" = ⌊{spare}/{window.stride}⌋ + 1 = {window.outputs(INPUTS)} neurons"
    )
    wanted = window.positions(u)
    real = [i for i in wanted if 0 <= i < INPUTS]
    zeros = len(wanted) - len(real)
    rest = " and a zero of the padding" if zeros else ""
    skipped = [i for i in range(wanted[0], wanted[-1]) if i not in wanted]
    between = f" and skips {listed(skipped)}" if skipped else ""
    never = unread(window)
    missed = f" Column {listed(never)} is never read." if never else ""
    return f"{formula}. Neuron {u} reads columns {listed(real)}{rest}{between}.{missed}"


def listed(numbers):
    """Numbers as words list them: 0, 1 and 2."""
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last
