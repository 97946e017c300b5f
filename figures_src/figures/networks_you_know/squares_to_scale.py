"""From AlexNet to Inception-ResNet, receptive fields grow from less than the image to thirteen times its side."""

import re

from figures_src.drawing import Box, Panel, Picture
from figures_src.examples import portrait
from figures_src.networks import network

IMAGE = 224
SIDE = 5.2  # cells of the largest square
NEAR = {
    "ResNet-50 (paper)": "layer4",
    "ResNet-18": "layer4",
    "Inception v1 (TF-Slim)": "5b",
    "MobileNet v1": "Conv2d_13_pointwise",
    "VGG-19": "pool5",
    "VGG-16": "pool5",
    "PatchGAN, 3 strided": "patch",
}
FAR = {
    "Inception-ResNet-v2": "Conv2d_7b_1x1",
    "Inception v4": "Mixed_7d",
    "ResNet-152 (paper)": "layer4",
    "Inception v3": "Mixed_7c",
    "ResNet-101 (paper)": "layer4",
    "GoogLeNet": "5b",
    "ResNet-50 (paper)": "layer4",
}


def draw():
    """Whole fields as squares around one photograph of 224×224 pixels, true to scale; twice, near and far."""
    return Picture(squares("Up to twice the image", NEAR), squares("The same image, from farther away", FAR))


def squares(label, layers):
    """A panel of nested squares, the largest first, each named at its right edge; the photograph in its place."""
    fields = {name: network(name).field(layer).size for name, layer in layers.items()}
    sizes = sorted([*fields.items(), ("", IMAGE)], key=lambda named: -named[1])
    panel, widest = Panel(label), sizes[0][1]
    photo = centred(panel, IMAGE / widest)
    panel.photo(portrait(56, grey=True), (photo.x, photo.y), width=photo.width)
    y = 0
    for name, size in sizes:
        square = centred(panel, size / widest)
        if name:
            panel.frame(square, weight=2)
        y = max(y + 0.37, square.y + 0.12)
        callout(panel, square, y, f"{size:,}", re.split(r" \(|,|-v", name)[0])
    return panel


def centred(panel, share):
    """The square that is so large a part of the largest one, in its middle."""
    return Box(panel, SIDE * (1 - share) / 2, SIDE * (1 - share) / 2, SIDE * share, SIDE * share)


def callout(panel, square, y, size, name):
    """A line from a square's right edge to its size and name, level where the square is tall enough."""
    right, role = SIDE + 1.22, "field" if name else "ink"
    edge = (square.x + square.width, min(y, square.y + square.height))
    panel.lines([[edge, (SIDE + 0.15, y)]], role=role, weight=1)
    panel.dots([edge], role, size=0.13)
    panel.note(size, (right, y), align="right", bold=not name)
    panel.note(name or "the image", (right + 0.15, y), align="left", bold=not name)
