"""Depth alone does not make a field: deeper networks may see less, and most see more than the image."""

from figures_src.drawing import SMALL, Box, Panel, Picture
from figures_src.examples import portrait
from figures_src.networks import depth, network

IMAGE = 224
SIDE, STRIP = 7.9, 0.4  # cells: the largest square, and the height of a line of text inside a frame
SQUARES = {
    "ResNet-50": ("ResNet-50 (paper)", "layer4"),
    "MobileNet v1": ("MobileNet v1", "Conv2d_13_pointwise"),
    "VGG-16": ("VGG-16", "pool5"),
    "PatchGAN": ("PatchGAN, 3 strided", "patch"),
}
DOTS = {  # the layer, and on which side of its dot the name stands
    "PatchGAN": (*SQUARES["PatchGAN"], "right"),
    "VGG-16": (*SQUARES["VGG-16"], "below"),
    "VGG-19": ("VGG-19", "pool5", "left"),
    "ResNet-18": ("ResNet-18", "layer4", "left"),
    "GoogLeNet": ("GoogLeNet", "5b", "right"),
    "MobileNet v1": (*SQUARES["MobileNet v1"], "right"),
    "ResNet-34": ("ResNet-34", "layer4", "left"),
    "ResNet-50": (*SQUARES["ResNet-50"], "right"),
    "Inception v3": ("Inception v3", "Mixed_7c", "left"),
    "Inception v4": ("Inception v4", "Mixed_7d", "left"),
    "ResNet-101": ("ResNet-101 (paper)", "layer4", "right"),
    "ResNet-152": ("ResNet-152 (paper)", "layer4", "right"),
    "Inception-ResNet-v2": ("Inception-ResNet-v2", "Conv2d_7b_1x1", "left"),
}


def draw():
    """Fields as squares around a photograph of 224×224 pixels, true to scale; and fields against depth."""
    return Picture(squares(), against_depth())


def squares():
    """Nested squares, each named along the inside of its upper edge, and the photograph in its place."""
    panel = Panel("Fields of up to twice the image")
    fields = {label: network(name).field(layer).size for label, (name, layer) in SQUARES.items()}
    pixel = SIDE / max(fields.values())
    photo = centred(panel, IMAGE * pixel)
    panel.photo(portrait(84, grey=True), (photo.x, photo.y), width=photo.width)
    panel.note(f"the image: {IMAGE}", (photo.x, photo.y + photo.height + 0.25), align="left", size=SMALL, bold=True)
    for label, size in fields.items():
        square = centred(panel, size * pixel)
        panel.frame(square, weight=2)
        y = square.y + square.height if label == "PatchGAN" else square.y
        if size < IMAGE:
            panel.fill(Box(panel, square.x + 0.05, y + 0.05, 2.2, STRIP), "paper", 0.85)
        panel.note(f"{label}: {size}", (square.x + 0.12, y + 0.24), "field", align="left", size=SMALL)
    return panel


def centred(panel, side):
    """The square of so many cells in the middle of the largest one."""
    return Box(panel, (SIDE - side) / 2, (SIDE - side) / 2, side, side)


def against_depth():
    """A dot for each network, both scales logarithmic, and a level line at the image's side."""
    panel = Panel("Field in pixels, by depth")
    chart = panel.chart(6.3, 6.85, x="layers", log="xy")
    chart.line([4, 600], [IMAGE, IMAGE], "ink", weight=1)
    chart.note("the image's side", (570, IMAGE * 0.88), align="right", size=SMALL)
    for label, (name, layer, side) in DOTS.items():
        net = network(name)
        layers, field = depth(net, layer), net.field(layer).size
        chart.line([layers], [field], "field", dots=True)
        away, up, align = {"left": (0.85, 1, "right"), "right": (1.18, 1, "left"), "below": (1.1, 0.8, "right")}[side]
        chart.note(label, (layers * away, field * up), "field", align=align, size=SMALL)
    chart.scale(x=(4, 600), y=(60, 3600), xticks=[5, 10, 20, 50, 100, 200], yticks=[100, IMAGE, 500, 1000, 2000])
    return panel
