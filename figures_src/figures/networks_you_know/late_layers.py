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
WIDTH, BAR, STEP = 8.2, 0.62, 1.24  # cells: the longest bar, its height, from row to row


def draw():
    """One bar a network, as long as its field is wide, in three parts: what was added at which jump."""
    panel = Panel()
    parts = {name: by_jump(growth_by_jump(network(name), *layer)) for name, layer in LAYERS.items()}
    cells = WIDTH / max(sum(part.values()) for part in parts.values())  # a pixel's width
    for row, (name, part) in enumerate(parts.items()):
        boxes = bar(panel, row * STEP, name.split(" (")[0], part, cells)
        if row == 0:
            first, *others = zip(part, boxes, strict=True)
            panel.note(first[0], (0, -0.8), "muted", align="left")  # wider than its box
            for words, box in others:
                panel.note(words, (box.centre[0], -0.8), "muted")
    return panel


def by_jump(grown):
    """Pixels added up to jump 8 (the neuron's own first pixel among them), at 16 and at 32."""
    early = 1 + sum(pixels for jump, pixels in grown.items() if jump <= 8)
    return {"jump ≤ 8": early, "jump 16": grown[16], "jump 32": grown.get(32, 0)}


def bar(panel, y, name, parts, cells):
    """A network's name and field, and below them the parts of the field from left to right; returns the boxes."""
    x, boxes = 0, []
    panel.note(f"{name}: {sum(parts.values())}", (0, y - 0.28), align="left", bold=True)
    for pixels, strength in zip(parts.values(), (0.2, 0.6, 1), strict=True):
        box = Box(panel, x, y, pixels * cells, BAR)
        boxes.append(box)
        x += box.width
        if pixels:
            panel.fill(box, "field", strength * STRONGEST["field"])
            panel.lines([[*box.corners(), box.corners()[0]]], role="field", weight=THIN, closed=True)
            panel.note(f"{pixels}", box.centre)
    return boxes
