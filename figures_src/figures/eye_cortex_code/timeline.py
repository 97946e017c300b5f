"""The eye came first: what physiology found, what machines took up, and how many units they had."""

from figures_src.drawing import LINE, SMALL, THIN, Panel
from figures_src.networks import alexnet, lecun1989, lenet5

YEAR = 0.082  # cells for one year
APART = 0.42  # least distance between two lines of text
LEFT = {
    1906: "Sherrington: skin",
    1938: "Hartline: the eye",
    1953: "Kuffler: ON, OFF",
    1959: "Hubel and Wiesel",
    1962: "complex cells",
    1996: "sparse coding",
}


def draw():
    """Years run down the middle; physiology stands on the left, machines on the right."""
    right = {
        1943: "formal neuron",
        1958: "perceptron",
        1969: "rectifying units",
        1980: "neocognitron",
        1986: "back-propagation",
        1989: f"LeCun: {lecun1989().total().neurons:,} units",
        1998: f"LeNet-5: {lenet5().total().neurons:,}",
        2012: f"AlexNet: {alexnet().total('conv').neurons:,}",
    }
    panel = Panel()
    panel.note("Eye and cortex", (-0.6, -0.7), align="right", bold=True)
    panel.note("Machines", (0.6, -0.7), align="left", bold=True)
    panel.lines([[(0, 0), (0, at(2014))]], role="muted", weight=LINE)
    side(panel, LEFT, -1)
    side(panel, right, 1)
    return panel


def at(year):
    """How far down a year lies."""
    return (year - 1904) * YEAR


def side(panel, events, way):
    """One line of text for each event, moved down where the one before needs the room."""
    below = -APART
    for year, text in events.items():
        y = below = max(at(year), below + APART)
        panel.lines([[(0, at(year)), (way * 0.3, at(year)), (way * 0.5, y)]], role="muted", weight=THIN)
        panel.dots([(0, at(year))], "ink", size=0.18)
        panel.note(f"{year} {text}", (way * 0.55, y), align="left" if way > 0 else "right", size=SMALL)
