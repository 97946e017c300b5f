"""Most of every receptive field is added late, where one step of a layer is 16 or 32 pixels."""

from figures_src.drawing import THIN, Box, Panel
from figures_src.networks import growth_by_jump, network
from figures_src.palette import STRONGEST

LAYERS = {  # the layer, and which branch of its joins reaches farthest
    "GoogLeNet": ("5b", 2),
    "ResNet-50 (paper)": ("layer4", 1),
    "ResNet-18": ("layer4", 1),
    "MobileNet v1": ("Conv2d_13_pointwise", 0),
    "VGG-16": ("pool5", 0),
    "AlexNet": ("pool5", 0),
}
STRENGTHS = 0.2, 0.6, 1
WIDTH, BAR, STEP = 8.2, 0.62, 1.24  # cells: the longest bar, its height, from row to row


def draw():
    """One bar a network, as long as its field is wide, in three parts: what was added at which jump."""
    panel = Panel()
    parts = {name: by_jump(growth_by_jump(network(name), *layer)) for name, layer in LAYERS.items()}
    cells = WIDTH / max(map(sum, parts.values()))  # a pixel's width
    for row, (name, part) in enumerate(parts.items()):
        bar(panel, row * STEP, name.split(" (")[0], part, cells)
    panel.note("added at jump", (0, -1.1), "muted", align="left")
    for x, name, strength in zip((2.75, 5.15, 6.75), ("up to 8", "16", "32"), STRENGTHS, strict=True):
        segment(panel, Box(panel, x, -1.3, 0.4, 0.4), strength)
        panel.note(name, (x + 0.55, -1.1), "muted", align="left")
    return panel


def by_jump(grown):
    """Pixels added up to jump 8 (the neuron's own first pixel among them), at 16 and at 32."""
    early = 1 + sum(pixels for jump, pixels in grown.items() if jump <= 8)
    return [early, grown[16], grown.get(32, 0)]


def bar(panel, y, name, parts, cells):
    """A network's name and field, and below them the parts of the field from left to right."""
    x = 0
    panel.note(f"{name}: {sum(parts)}", (0, y - 0.28), align="left", bold=True)
    for pixels, strength in zip(parts, STRENGTHS, strict=True):
        if pixels:
            box = Box(panel, x, y, pixels * cells, BAR)
            segment(panel, box, strength)
            panel.note(f"{pixels}", box.centre)
            x += box.width


def segment(panel, box, strength):
    """A part of a field, stronger the later it is added."""
    panel.fill(box, "field", strength * STRONGEST["field"])
    panel.lines([[*box.corners(), box.corners()[0]]], role="field", weight=THIN, closed=True)
