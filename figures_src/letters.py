"""The letters of pictures: how wide a line of text is, and its outlines."""

from functools import cache, lru_cache

SIZE = 100  # the size in pixels that letters are measured in


@cache
def _font(bold):
    from matplotlib import get_data_path
    from matplotlib.ft2font import FT2Font

    font = FT2Font(f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf")
    font.set_size(SIZE, 72)
    return font


@cache
def letter(character, bold=False):
    """A letter as the points and codes of a matplotlib path, and how far on the next one stands."""
    from matplotlib.ft2font import LoadFlags

    glyph = _font(bold).load_char(ord(character), flags=LoadFlags.NO_HINTING)
    points, codes = _font(bold).get_path()
    return points.tolist(), codes.tolist(), glyph.linearHoriAdvance / 65536


@lru_cache(maxsize=4096)
def width(text, bold=False):
    """How wide a line of text of SIZE is, by the metrics of a wide font: what readers see is narrower."""
    return sum(letter(character, bold)[2] for character in text)
