"""AlexNet's first layer has maps of 55×55; the printed count is that of maps of 55×48."""

from figures_src.drawing import Box, Panel
from figures_src.facts.stored_or_summoned import PRINTED
from figures_src.networks import alexnet

UNIT = 0.085


def draw():
    """One of the 96 maps, with the columns hatched that the printed number leaves out."""
    layer = alexnet().layers["conv1"]
    rows, columns = layer.size
    kept = PRINTED // (layer.maps * rows)
    panel = Panel("One of the 96 maps of AlexNet’s first layer")
    whole = Box(panel, 0, 0, columns * UNIT, rows * UNIT)
    left, right = (
        Box(panel, 0, 0, kept * UNIT, whole.height),
        Box(panel, kept * UNIT, 0, (columns - kept) * UNIT, whole.height),
    )
    panel.fill(left, "neuron")
    panel.hatch([right])
    fine = [[(x * UNIT, 0), (x * UNIT, whole.height)] for x in range(1, kept)]
    fine += [[(0, y * UNIT), (left.width, y * UNIT)] for y in range(1, rows)]
    panel.lines(fine, role="paper", weight=0.75)
    panel.lines([[*whole.corners(), (0, 0)]], role="neuron", weight=1)
    panel.brace((0, -0.3), (left.width, -0.3), "", role="muted")
    panel.note(f"{kept} columns", (left.width / 2, -0.65), "muted")
    panel.brace((0, whole.height + 0.3), (whole.width, whole.height + 0.3), f"{columns} columns")
    for y, wide, says in ((1.4, columns, "neurons of the layer"), (3.3, kept, "the printed number")):
        panel.note(f"{rows}·{wide}·{layer.maps}", (whole.width + 0.4, y - 0.45), align="left")
        panel.note(f"= {rows * wide * layer.maps:,}", (whole.width + 0.4, y), align="left", bold=True)
        panel.note(says, (whole.width + 0.4, y + 0.45), "muted", align="left", size=13)
    return panel
