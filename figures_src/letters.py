"""The font that pictures are measured and painted with: a wide one, what readers see is narrower."""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

SIZE = 100  # the size in pixels that texts are measured in


@cache
def font(size, bold=False):
    """DejaVu Sans, which matplotlib brings along, so that all machines have the same; matplotlib is not loaded for it."""
    from PIL import ImageFont

    folder = Path(find_spec("matplotlib").origin).parent / "mpl-data/fonts/ttf"
    file = folder / f"DejaVuSans{'-Bold' if bold else ''}.ttf"
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def width(text, size, bold=False):
    """How wide a line of text of some size is, in the unit of the size."""
    return font(SIZE, bold).getlength(text) * size / SIZE
