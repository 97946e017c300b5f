"""Numbers of the page on convolution arithmetic: the output size of every case."""

from figures_src import arithmetic
from figures_src.windows import Window, ceil_mode

_HERE, _THERE = "", "transposed-arithmetic.md"
_CASES = [  # page, anchor, name, number of the relationship in the guide, case
    (_HERE, "no-padding", "No padding", 1, arithmetic.NO_PADDING),
    (_HERE, "arbitrary-padding", "Any padding", 2, arithmetic.ARBITRARY_PADDING),
    (_HERE, "half-padding", "Half padding", 3, arithmetic.HALF_PADDING),
    (_HERE, "full-padding", "Full padding", 4, arithmetic.FULL_PADDING),
    (_HERE, "strides", "Stride", 5, arithmetic.STRIDES),
    (_HERE, "strides-padding", "Stride and padding", 6, arithmetic.STRIDES_PADDING),
    (_HERE, "strides-odd", "Stride and padding, with a remainder", 6, arithmetic.STRIDES_ODD),
    (_HERE, "pooling", "Pooling", 7, arithmetic.POOLING),
    (_THERE, "no-padding", "Transposed: no padding", 8, arithmetic.TRANSPOSED),
    (_THERE, "arbitrary-padding", "Transposed: any padding", 9, arithmetic.TRANSPOSED_ARBITRARY),
    (_THERE, "half-padding", "Transposed: half padding", 10, arithmetic.TRANSPOSED_HALF),
    (_THERE, "full-padding", "Transposed: full padding", 11, arithmetic.TRANSPOSED_FULL),
    (_THERE, "strides", "Transposed: stride", 12, arithmetic.TRANSPOSED_STRIDES),
    (_THERE, "strides-padding", "Transposed: stride and padding", 13, arithmetic.TRANSPOSED_STRIDES_PADDING),
    (_THERE, "strides-odd", "Transposed: stride and padding, with a remainder", 14, arithmetic.TRANSPOSED_STRIDES_ODD),
    (_HERE, "dilation", "Dilation 2", 15, arithmetic.DILATION),
]


def _row(page, anchor, name, number, case):
    window = case.window
    return [
        f"[{name}]({page}#{anchor})",
        number,
        case.inputs,
        window.size,
        window.stride,
        window.padding[0],
        case.outputs,
    ]


arithmetic_cases = [
    ["case", "no.", "inputs", "kernel", "stride", "padding", "outputs"],
    *(_row(*case) for case in _CASES),
]

no_padding_outputs = arithmetic.NO_PADDING.outputs
arbitrary_padding_outputs = arithmetic.ARBITRARY_PADDING.outputs
half_padding_outputs = arithmetic.HALF_PADDING.outputs
full_padding_outputs = arithmetic.FULL_PADDING.outputs
strides_outputs = arithmetic.STRIDES.outputs
strides_padding_outputs = arithmetic.STRIDES_PADDING.outputs
strides_odd_outputs = arithmetic.STRIDES_ODD.outputs
pooling_outputs = arithmetic.POOLING.outputs
pooling_ceil_outputs = Window(2, stride=2, padding=ceil_mode(5, size=2, stride=2)).outputs(5)
dilation_outputs = arithmetic.DILATION.outputs

resnet_steps = f"{(224 + 2 * 3 - 7) / 2:.1f}"
resnet_outputs = Window(7, stride=2, padding=3).outputs(224)
resnet_unpadded = Window(7, stride=2).outputs(224)
resnet_whole_steps, resnet_rounded_up = (224 + 2 * 3 - 7) // 2, -(-(224 + 2 * 3 - 7) // 2) + 1
