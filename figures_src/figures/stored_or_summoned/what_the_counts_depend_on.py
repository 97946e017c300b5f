"""Parameters do not depend on the size of the image, neurons do not depend on the channels read."""

from figures_src.drawing import Panel, Picture
from figures_src.networks import conv, stack

BASE = {"side": 128, "channels": 32, "kernel": 3, "maps": 32}
SWEEPS = {
    "side": ("A larger image: more neurons", "pixels along a side", [32, 64, 128, 256, 512]),
    "channels": ("More channels: more parameters", "channels read", [1, 4, 16, 64, 256]),
    "kernel": ("Larger kernels: more parameters", "weights along a side", [1, 3, 5, 7]),
    "maps": ("More kernels: more of both", "kernels", [1, 4, 16, 64, 256]),
}


def draw():
    """Four sweeps from one layer, each varying one thing; both scales are logarithmic."""
    return Picture(*(sweep(*how) for how in SWEEPS.items()))


def sweep(name, how):
    """Neurons and parameters of the layer while one of its four numbers varies."""
    label, varied, values = how
    layers = [counted(**(BASE | {name: value})) for value in values]
    panel = Panel(label)
    chart = panel.chart(4, 2.6, x=varied, log="xy")
    for what, role in (("neurons", "neuron"), ("parameters", "kernel")):
        chart.line(values, [getattr(layer, what) for layer in layers], role, dots=True, label=what)
    chart.scale(
        y=(10**2, 10**7), xticks={v: str(v) for v in values}, yticks={100: "10²", 10_000: "10⁴", 1_000_000: "10⁶"}
    )
    return panel


def counted(side, channels, kernel, maps):
    """What there is of one convolution without padding."""
    return stack(side, {"layer": conv(maps, kernel, padding=0)}, maps=channels).count("layer")
