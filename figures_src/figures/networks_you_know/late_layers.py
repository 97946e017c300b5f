"""Most of every receptive field is added late, where one step of a layer is 16 or 32 pixels."""

from figures_src.drawing import THIN, Box, Panel
from figures_src.networks import growth, network
from figures_src.palette import STRONGEST

LAYERS = {  # the layer, and which branch of its joins reaches farthest
    "GoogLeNet": ("5b", 2),
    "ResNet-50 (paper)": ("layer4", 1),
    "ResNet-18": ("layer4", 1),
    "MobileNet v1": ("Conv2d_13_pointwise", 0),
    "VGG-16": ("pool5", 0),
    "AlexNet": ("pool5", 0),
}
LEFT, WIDTH, BAR, STEP = 2.7, 5.6, 0.62, 0.9  # cells: where bars begin, the longest, its height, from row to row


def draw():
    """One bar a network, as long as its field is wide, in three parts: what was added at which jump."""
    panel = Panel()
    parts = {name: by_jump(growth(network(name), *layer)) for name, layer in LAYERS.items()}
    cells = WIDTH / max(sum(part.values()) for part in parts.values())  # a pixel's width
    for row, (name, part) in enumerate(parts.items()):
        boxes = bar(panel, row * STEP, name.split(" (")[0], part, cells)
        for words, box in zip(part, boxes if row == 0 else [], strict=row == 0):
            panel.note(words, (box.centre[0], -0.3), "muted")
    return panel


def by_jump(grown):
    """Pixels added up to jump 8 (the neuron's own first pixel among them), at 16 and at 32."""
    early = 1 + sum(pixels for jump, pixels in grown.items() if jump <= 8)
    return {"jump ≤ 8": early, "jump 16": grown[16], "jump 32": grown.get(32, 0)}


def bar(panel, y, name, parts, cells):
    """A network's name, the parts of its field from left to right, and their sum; returns the boxes."""
    x, boxes = LEFT, []
    panel.note(name, (LEFT - 0.2, y + BAR / 2), align="right")
    for pixels, strength in zip(parts.values(), (0.2, 0.6, 1), strict=True):
        box = Box(panel, x, y, pixels * cells, BAR)
        boxes.append(box)
        x += box.width
        if pixels:
            panel.fill(box, "field", strength * STRONGEST["field"])
            panel.lines([[*box.corners(), box.corners()[0]]], role="field", weight=THIN, closed=True)
            panel.note(f"{pixels}", box.centre)
    panel.note(f"{sum(parts.values())}", (x + 0.15, y + BAR / 2), align="left", bold=True)
    return boxes
