"""Where the padding goes decides where the neurons sit, and whether the last pixel is read at all."""

from figures_src.drawing import Panel
from figures_src.figures.where_it_sits.even_kernels import axis
from figures_src.windows import Window, same

PIXELS, SIZE, STRIDE, UNIT = 10, 3, 2, 0.67


def draw():
    """A 3-wide layer of stride 2 over ten pixels: no padding, TensorFlow's SAME, and one on each side."""
    panel = Panel()
    for row, (padding, says) in enumerate([
        (0, "“VALID”, no padding"),
        (same(PIXELS, size=SIZE, stride=STRIDE), "“SAME”, 0 before and 1 after"),
        (1, "1 on each side"),
    ]):  # fmt: skip
        window = Window(SIZE, stride=STRIDE, padding=padding)
        text = f"{says}: {window.outputs(PIXELS)} neurons"
        axis(panel, window, PIXELS, row * 2.1, text, unit=UNIT)
    return panel
