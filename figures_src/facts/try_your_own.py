"""Facts of the page "Try your own": the stacks it starts from, and what the neurons of their rows see."""

from figures_src.networks import network
from figures_src.stacks import KINDS, rows, stack
from figures_src.windows import Window, field


def _table(text):
    net, lines = (
        stack(text),
        [["Layer", "Kernel", "Stride", "Padding", "Dilation", "Field", "Jump", "Start", "Neurons"]],
    )
    for number, row in enumerate(rows(text), start=1):
        seen = net.field(f"{number}")
        again = f" × {row.repeats}" if row.repeats > 1 else ""
        window = (row.size, row.stride, row.padding, row.dilation)
        place = (seen.size, f"{seen.jump}", seen.start, net.size(f"{number}")[0])
        lines.append([f"{number} {KINDS[row.kind]}{again}", *window, *place])
    return lines


def _unseen(text):
    """How many pixels between the first and the last do not reach a neuron of the last row."""
    net, top = stack(text), f"{len(rows(text))}"
    return net.field(top).size - len(net.reads(top, 0, clipped=False))


stack_alexnet = "227-c11s4-m3s2-c5p2-m3s2-c3p1x3-m3s2"
stack_lenet5 = "32-c5-m2s2-c5-m2s2-c5"
stack_vgg16 = "224-c3p1x2-m2s2-c3p1x2-m2s2-c3p1x3-m2s2-c3p1x3-m2s2-c3p1x3-m2s2"
stack_resnet18 = "224-c7s2p3-m3s2p1-r3p1x2-r3s2p1-r3p1-r3s2p1-r3p1-r3s2p1-r3p1"
stack_googlenet = "224-c7s2p3-m3s2p1-c3p1-m3s2p1-b5p2x2-m3s2p1-b5p2x5-m3s2p1-b5p2x2"
stack_dilated = "64-c3p1-c3p2d2-c3p8d8"
stack_up_again = "33-c3s2p1-c3p1-t3s2p1"

rows_alexnet = _table(stack_alexnet)
rows_lenet5 = _table(stack_lenet5)
rows_vgg16 = _table(stack_vgg16)
rows_resnet18 = _table(stack_resnet18)
rows_googlenet = _table(stack_googlenet)
rows_dilated = _table(stack_dilated)
rows_up_again = _table(stack_up_again)

dilated_field = stack(stack_dilated).field("3").size
dilated_unseen = _unseen(stack_dilated)
googlenet_padded = -stack(stack_googlenet).field("9").start
googlenet_padding = -network("GoogLeNet").field("5b").start
alexnet_middle = (stack(stack_alexnet).size("6")[0] - 1) // 2


def _one_stride(where):
    """The field of three 3×3 layers of which one has stride 2."""
    return field(Window(3, stride=2 if i == where else 1) for i in range(3)).size


stride_first, stride_second, stride_third = map(_one_stride, range(3))
