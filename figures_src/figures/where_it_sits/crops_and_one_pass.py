"""Without padding a crop gives the numbers of the whole image; with padding it makes a border of its own."""

from figures_src.drawing import Panel, Picture
from figures_src.examples import portrait
from figures_src.facts.where_it_sits import crop_differences

SIDE, FIRST, CROP, WIDTH = 28, 7, 14, 4.4


def draw():
    """The crop on the portrait, and the neurons of its map that differ from those of the whole image."""
    photo = Panel("Image and crop")
    pixels = photo.photo(portrait(SIDE, grey=True), width=WIDTH)
    photo.frame(pixels.cells(FIRST, FIRST, CROP, CROP), "ink")
    return Picture(photo, comparison(0), comparison(1))


def comparison(padding):
    """The crop's map, each neuron filled that got another number than in the pass over the whole image."""
    differs = crop_differences(padding, side=SIDE, first=FIRST, crop=CROP) > 0
    panel = Panel(f"Padding {padding}: {differs.sum()} of {differs.size} differ")
    unit = WIDTH / CROP
    rim = (CROP - len(differs)) / 2 * unit
    panel.cells(differs, (rim, rim), unit=unit, role="neuron", numbers=False)
    panel.hold((0.12, 0.12), (WIDTH - 0.12, WIDTH - 0.12))
    return panel
