"""Facts of "The thread, answered": the few numbers that no other page quotes."""

from figures_src.counting import Network
from figures_src.networks import alexnet, lenet5

_lenet = lenet5()
lenet_layer_fields = "{}, {}, {}, {} and {}".format(*(_lenet.field(c).size for c in ("C1", "S2", "C3", "S4", "C5")))

_unshared = Network((32, 32), maps=3)
_unshared.conv("layer", 5, maps=1, shared=False)
unshared_parameters = _unshared.count("layer").parameters

_alexnet = alexnet()
alexnet_conv2_read = len(_alexnet.channels("conv2", 0, of="pool1"))
alexnet_conv2_below = _alexnet.layers["pool1"].maps

_first = Network(_alexnet.size("image"), maps=3)
_first.dense("conv1", maps=_alexnet.count("conv1").neurons)
alexnet_conv1_dense = f"{_first.count('conv1').weights / 1e9:.1f}"
