"""Networks that know what they learn, and what there is to count in them: neurons, maps, weights, connections."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import prod

from figures_src.tracing import KINDS, Graph


@dataclass(frozen=True)
class Count:
    """What there is of a layer, or of several together.

    neurons: the numbers put out. maps: the grids they form. weights, biases: the numbers learned, each counted
    once however many neurons share it. connections: wires from neuron to neuron, those that end in padding
    included; each is one multiplication. links: connections, and one more for every neuron with a bias, which
    is what LeCun's papers call connections. norms: what batch normalisation learns, a scale and a shift a map.
    """

    neurons: int = 0
    maps: int = 0
    weights: int = 0
    biases: int = 0
    connections: int = 0
    links: int = 0
    norms: int = 0

    @property
    def parameters(self) -> int:
        """All numbers learned."""
        return self.weights + self.biases + self.norms

    def __add__(self, other: Count) -> Count:
        return Count(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


class Network(Graph):
    """A graph that also knows what its layers learn.

    With `norm`, a convolution has a batch normalisation instead of biases, unless it says otherwise.
    """

    def __init__(self, size, *, maps: int | None = 3, norm: bool = False):
        super().__init__(size, maps=maps)
        self.norm = norm
        self.dense_layers: set[str] = set()
        self.learned: dict[str, tuple[int, int]] = {}
        self.normalised: dict[str, int] = {}

    @property
    def top(self) -> str:
        """The layer added last."""
        return next(reversed(self.layers))

    def conv(self, name, size, *, shared=True, bias=True, norm=None, **window):
        """Convolution. Not shared, every neuron has weights and a bias of its own.

        bias: True (one a map), "neuron" (one a neuron, as in 1989) or False.
        """
        if bias not in (True, False, "neuron"):
            raise ValueError(f'layer "{name}": bias must be True, False or "neuron", not {bias!r}')
        super().conv(name, size, **window)
        norm = self.norm if norm is None else norm
        if not self._unstated(name):
            neurons, kernels, wires = self._wiring(name)
            own = bias == "neuron" or not shared
            biases = neurons if own else self.layers[name].maps
            self.learned[name] = (kernels if shared else wires, biases if bias and not norm else 0)
        return self.batch_norm(name) if norm else name

    def transposed(self, name, size, **window):
        """Transposed convolution, with one bias a map."""
        super().transposed(name, size, **window)
        if not self._unstated(name):
            self.learned[name] = (self._wiring(name)[1], self.layers[name].maps)
        return name

    def dense(self, name, *, maps, reads=None, bias=True):
        """Dense layer, as the convolution whose kernel covers the map below: same weights, same numbers."""
        reads = reads or self.top
        self.conv(name, self.size(reads), maps=maps, reads=reads, bias=bias, norm=False)
        self.dense_layers.add(name)
        return name

    def everything(self, name, *, maps=None, **how):
        """Global pooling, map by map; what reads all maps as well is `dense`, whose weights can be counted."""
        if maps is not None:
            raise ValueError(
                f'layer "{name}": a layer of {maps} maps that reads everything is dense(), not everything()'
            )
        return super().everything(name, **how)

    def subsample(self, name, size, *, reads=None):
        """LeNet's pooling: the mean of a square, times a weight, plus a bias, both learned by each map."""
        super().average_pool(name, size, stride=size, reads=reads)
        self.learned[name] = (self.layers[name].maps, self.layers[name].maps)
        return name

    def batch_norm(self, layer=None):
        """Batch normalisation of a layer: it adds no neurons and leaves every field as it is."""
        layer = layer or self.top
        self.normalised[layer] = self.normalised.get(layer, 0) + (self._layer(layer).maps or 0)
        return layer

    def role(self, layer: str) -> str:
        """The kind of a layer, where "dense" is told from "conv"."""
        return "dense" if layer in self.dense_layers else self._layer(layer).kind

    def count(self, layer: str) -> Count:
        """What there is of one layer. Joins, padding and upsampling only arrange neurons that others have."""
        here, norms = self._layer(layer), 2 * self.normalised.get(layer, 0)
        if here.kind in ("add", "concat", "pad", "upsample"):
            return Count(norms=norms)
        if unstated := self._unstated(layer):
            raise ValueError(f'layer "{unstated[-1]}" has no stated number of maps, so nothing can be counted')
        if here.kind == "image":
            return Count(prod(here.size) * here.maps, here.maps, norms=norms)
        neurons, _, wires = self._wiring(layer)
        weights, biases = self.learned.get(layer, (0, 0))
        return Count(neurons, here.maps, weights, biases, wires, wires + (neurons if biases else 0), norms)

    def total(self, *roles: str) -> Count:
        """The sum over all layers, or over those of some roles: "image", "conv", "dense", "max_pool", …"""
        for role in roles:
            if role not in ("image", "dense", *KINDS):
                raise ValueError(f'no layer has the role "{role}", only image, dense, {", ".join(KINDS)}')
        layers = (layer for layer in self.layers if not roles or self.role(layer) in roles)
        return sum(map(self.count, layers), Count())

    def _unstated(self, name):
        """Which of a layer and those it reads have no stated number of maps."""
        return [each for each in (name, *self.layers[name].reads) if self.layers[each].maps is None]

    def _wiring(self, name):
        """Neurons of a layer, weights of its kernels, and wires between its neurons and those below."""
        here = self.layers[name]
        below = self.layers[here.reads[0]]
        neurons = prod(here.size) * here.maps
        slices = sum(map(len, here.table)) if here.table else here.maps * below.maps // here.groups
        if here.kind == "everything":
            return neurons, 0, prod(here.size) * slices * prod(below.size)
        kernels = slices * prod(axis.window.size for axis in here.axes)
        places = below.size if here.kind == "transposed" else here.size
        return neurons, kernels, prod(places) * kernels
