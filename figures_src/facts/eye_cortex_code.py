"""Numbers of the page on eye and cortex: what the simulated cells answer, and how many units machines had."""

import numpy as np

from figures_src import cells
from figures_src.networks import alexnet, lenet5

_active, _silent = cells.measured(cells.REST), cells.measured(0)
rate_at_rest = cells.REST
rate_at_least = cells.REST + int(_active.min())
places_active = int((_active != 0).sum())
places_silent = int((_silent != 0).sum())

_angles = np.linspace(0, 90, 9001)
_simple = cells.tuning(cells.SIMPLE, _angles)
half_angle = f"{_angles[np.argmax(_simple < _simple.max() / 2)]:.0f}"
_ganglion = cells.tuning(cells.GANGLION, _angles)
ganglion_least = f"{100 * _ganglion.min() / _ganglion.max():.0f}"

_shifts = np.linspace(-8, 8, 1601)
_each, _whole = cells.slide(_shifts)
simple_width = f"{(_each[4] >= 50).sum() / 100:.0f}"
complex_width = f"{(_whole >= 50).sum() / 100:.0f}"
pooled_cells = cells.REACH

lenet_units = lenet5().total().neurons
places_missed = places_active - places_silent

brain_cells = "86.1"  # Azevedo and others 2009, in thousand millions
_alexnet = alexnet()
alexnet_units = _alexnet.total("conv").neurons
alexnet_kernels = sum(layer.maps for layer in _alexnet.layers.values() if layer.name.startswith("conv"))
brain_per_alexnet = int(round(float(brain_cells) * 1e9 / alexnet_units, -3))
