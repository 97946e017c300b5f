"""An even kernel has no middle pixel: the centres of its fields lie half a pixel off the grid."""

from figures_src.drawing import Panel
from figures_src.windows import Window

PIXELS, UNIT = 6, 0.85


def draw():
    """Kernels of 2, 3 and 4 over six pixels: the first window, and a dot under the centre of each."""
    panel = Panel()
    for row, (size, padding) in enumerate([(2, 0), (3, 1), (4, 1)]):
        window = Window(size, padding=padding)
        text = f"{size} wide, padding {padding}: first centre {halves(window.centre)}"
        axis(panel, window, PIXELS, row * 2.3, text, unit=UNIT)
    return panel


def axis(panel, window, n, y, text, *, unit):
    """Pixels in a row with their padding, the first and the last window, and the neurons at their centres."""
    before, after = window.padding
    pixels = panel.cells([[str(i) for i in range(n)]], (0, y), unit=unit)
    panel.padding(pixels, (0, 0, before, after))
    last = window.outputs(n) - 1
    read = {i for u in range(last + 1) for i in window.positions(u)}
    panel.unread([pixels.cell(0, i) for i in range(n) if i not in read])
    panel.frame(pixels.cells(0, window.start, 1, window.span))
    middle = [(pixels.cell(0, window.centre + u * window.stride).centre[0], y + unit + 0.32) for u in range(last + 1)]
    panel.dots(middle[1:], size=0.26)
    panel.dots(middle[:1], size=0.36)
    panel.lines([[(x, y + unit), (x, y + unit + 0.14)] for x, _ in middle], role="neuron", weight=1)
    panel.note(text, (0, y - 0.36), align="left")
    return pixels


def halves(value):
    """A multiple of one half as it is read: 1½."""
    whole, half = divmod(round(2 * value), 2)
    return f"{whole or ''}½" if half else f"{whole}"
