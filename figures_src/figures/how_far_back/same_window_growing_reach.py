"""The window of a 3×3 layer stays 3 wide in every layer; the receptive field in the image grows by 2 a layer."""

import numpy as np

from figures_src.convolution import correlate, relu
from figures_src.drawing import Panel, Picture
from figures_src.examples import HORIZONTAL_EDGE, portrait
from figures_src.tracing import Graph

TOP, LEFT, SIDE, WIDTH = 39, 34, 15, 3.5  # the crop: an eye
LAYERS = ("image", "layer 1", "layer 2", "layer 3")


def draw():
    """Three layers, each with the window and the field of its middle neuron; then both widths as lines."""
    graph = Graph((SIDE, SIDE))
    for layer in LAYERS[1:]:
        graph.conv(layer, 3, padding=1)
    return Picture(*(reach(graph, layer) for layer in LAYERS[1:]), widths(graph))


def maps():
    """The crop of each layer: the photograph, then what two kernels in a row make of it, with ReLU."""
    photo = portrait(112, grey=True)
    edges = relu(correlate(photo.astype(int), -HORIZONTAL_EDGE, padding=1))
    made = {"image": photo, "layer 1": edges, "layer 2": relu(correlate(edges, HORIZONTAL_EDGE, padding=1))}
    crops = {layer: values[TOP : TOP + SIDE, LEFT : LEFT + SIDE] for layer, values in made.items()}
    return {layer: v if layer == "image" else strengths(v) for layer, v in crops.items()}


def strengths(values):
    """A map in ten steps: the strongest three per cent of its numbers get the full colour."""
    return np.rint(10 * np.clip(values / np.quantile(values, 0.97), 0, 1)) / 10


def reach(graph, layer):
    """The layer below with the window of a neuron, and the image with its receptive field."""
    panel, middle = Panel(f"A neuron of {layer}"), (SIDE // 2, SIDE // 2)
    below = graph.layers[layer].reads[0]
    for x, source, word in ((0, below, "window"), (WIDTH + 0.6, "image", "field")):
        draw_map = panel.photo if source == "image" else panel.tints
        grid = draw_map(maps()[source], (x, 0), width=WIDTH)
        rows, columns = np.nonzero(graph.mask(layer, middle, of=source))
        size = int(np.ptp(rows)) + 1
        panel.frame(grid.cells(rows.min(), columns.min(), size, size))
        panel.note(f"{word} {size}×{size}", (grid.bottom[0], WIDTH + 0.35), "field")
        panel.note(f"in {'the ' * (source == 'image')}{source}", (grid.bottom[0], WIDTH + 0.75), "muted")
    return panel


def widths(graph):
    """Width of window and field against the layer."""
    panel, layers = Panel("Width in pixels"), LAYERS[1:]
    windows = [len(graph.window(layer, 7)) for layer in layers]
    fields = [graph.field(layer).size for layer in layers]
    chart = panel.chart(4.3, 3.3, x="layer")
    chart.line([1, 2, 3], fields, "field", label="field", dots=True)
    chart.line([1, 2, 3], windows, "field", label="window", dots=True, dashed=True)
    chart.scale(x=(0.8, 3.2), y=(0, 8), xticks=[1, 2, 3], yticks=[0, 3, 5, 7])
    panel.hold((-1.3, 0), (2 * WIDTH + 0.6 - 1.3, 0))  # as wide as the other panels
    return panel
