"""Begins a new page or a new picture from a template, so that the tests stay green."""

import re

from figures_src import gallery, store

PICTURE = '''"""A kernel of {size} by {size} cells reads as many cells of the image: say here what yours says."""

import numpy as np

from figures_src.drawing import Panel


def draw():
    """Replace this window on an image by what your picture shows."""
    panel = Panel("Image")
    image = panel.cells(np.eye(5, dtype=int))
    panel.frame(image.cells(1, 1, 3, 3))
    return panel
'''

IMAGE = """
![Five by five cells with ones on the diagonal; a frame surrounds three by three of them](figures/{name}.svg)

/// caption
**Say first what the picture claims.** Then what to notice, with one sum: 3×3 = 9 cells.
///
"""

PAGE = """---
description: One sentence of at most 155 characters that would stand alone as the answer in a list of search results.
---
# {title}

Say the one idea of the page here, in a sentence or two that would stand alone as the answer.

!!! question "Predict: ask one thing that can be answered wrongly for the usual reason?"
    * **The right answer:** Why it is right, with the sum.
    * The usual wrong one: What it forgets.
    * Another wrong one: What it forgets.

!!! note "Where experts would object"
    Name the caveats, and the conventions that differ between sources.

## Sources

* [CS231n notes](sources.md#cs231n): what was taken from it, in a few words; or another entry of [Sources](sources.md), by its key.
"""


def picture(name):
    """Write a new picture `page/picture` and put it before its page's question or sources; returns the files it touched."""
    page = store.ROOT / "docs" / f"{'index' if name.startswith('home/') else name.partition('/')[0]}.md"
    if not re.fullmatch(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*", name):
        raise ValueError(f"a picture is called page/picture in small letters and dashes, not {name!r}")
    if not page.is_file():
        raise ValueError(f"there is no page {page.name}; `python -m figures_src new page {page.stem}` begins one")
    source = gallery.source(name)
    if source.exists():
        raise ValueError(f"{source.relative_to(store.ROOT)} exists already")
    source.parent.mkdir(exist_ok=True)
    source.write_text(PICTURE.format(size=3), "utf-8")
    text = page.read_text("utf-8")
    end = re.search(r"^(!!! question|## Sources)|\Z", text, re.M).start()
    before, after = text[:end].rstrip("\n"), text[end:]
    page.write_text(f"{before}\n{IMAGE.format(name=name)}" + (f"\n{after}" if after else ""), "utf-8")
    return [source, page]


def page(name, title=""):
    """Write a new page and enter it at the end of the navigation; returns the files it touched."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise ValueError(f"a page is called in small letters and dashes, not {name!r}")
    path, navigation = store.ROOT / "docs" / f"{name}.md", store.ROOT / "mkdocs.yml"
    if path.exists():
        raise ValueError(f"docs/{name}.md exists already")
    title = title or name.replace("-", " ").capitalize()
    path.write_text(PAGE.format(title=title), "utf-8")
    text = navigation.read_text("utf-8")
    entry = f"    - {title}: {name}.md\n"
    navigation.write_text(re.sub(r"(^nav:\n(?:  .*\n)+)", lambda m: m[1] + entry, text, flags=re.M), "utf-8")
    return [path, navigation]
