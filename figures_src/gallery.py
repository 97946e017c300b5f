"""Finds the pictures, draws those that are no longer fresh, and keeps them."""

import ast
import functools
import gc
import os
import traceback
from importlib import import_module
from pathlib import Path

from figures_src import store

FIGURES = store.PACKAGE / "figures"
FACTS = store.PACKAGE / "facts"
RENDERERS = [store.PACKAGE / "vector.py", store.PACKAGE / "raster.py"]
PREVIEW = "home/_preview"  # stands on no page: what a shared link shows
FILES = ("svg", "png")  # what a picture can be downloaded as
MONTH = 30 * 24 * 3600


class PictureError(Exception):
    """One or more pictures could not be drawn: `broken` maps their names to what went wrong, with file and line."""

    def __init__(self, broken):
        self.broken = broken
        super().__init__("\n".join(f"picture {name!r}: {why}" for name, why in sorted(broken.items())))


@functools.cache
def names():
    """All pictures, as page/picture: their addresses without `figures/` and `.svg`."""
    paths = [path for path in FIGURES.glob("*/*.py") if not path.stem.startswith("_")]  # neither helpers nor __init__
    found = {path.relative_to(FIGURES).with_suffix("").as_posix(): path for path in paths}
    if dashed := {name: path for name, path in found.items() if "-" in name}:
        raise PictureError(
            {
                n: f"{p.relative_to(store.ROOT)}: a module has underscores in its name: {p.name.replace('-', '_')}"
                for n, p in dashed.items()
            }
        )
    return sorted(name.replace("_", "-") for name in found)


def source(name):
    """The file that draws a picture: `one-number/one-filter` is drawn by `figures/one_number/one_filter.py`."""
    return FIGURES / f"{name.replace('-', '_')}.py"


def message(name):
    """The one line that the picture says: the first line of its module docstring."""
    return _docstring(name).split("\n")[0]


def _docstring(name):
    return ast.get_docstring(ast.parse(source(name).read_bytes())) or ""


@functools.cache
def _sources():
    return store.Sources()


@functools.cache
def _style():
    return (store.PACKAGE / "style.mplstyle").read_text("utf-8")


@functools.cache
def key(name):
    """The key under which a picture is stored as it is now."""
    return _sources().key(source(name), *RENDERERS, extra=[name, _style()])


@functools.cache
def _kept(name):
    return store.read(key(name))


@functools.cache
def rendered(name):
    """A finished picture, drawn if need be.

    says: its message; panels: [label, svg], their sizes: [width, height], and the size of them all; states: [key, sentence],
    default, asks, plays, across; and of each of its FILES the digest.
    """
    found = _kept(name) or store.read(key(name))  # looked for once before it was drawn, and once after
    if found is None:
        found = _draw(name, key(name))
    if isinstance(found, str):
        raise PictureError({name: found})
    return found


def file(name, ending):
    """The bytes of one of a picture's FILES; both are light, the bitmap on white."""
    content = store.read_file(key(name), ending, rendered(name)[ending])
    if content is None:  # gone or damaged: the picture is there, its file is not
        content = draw(name)[ending]
        store.keep_file(key(name), ending, content)
    return content


def refresh(wanted=None, *, say=lambda text: None):
    """Draw everything that is not fresh, on all cores; raises PictureError that names every broken picture."""
    whole, keys, broken = wanted is None, {}, {}
    for name in [*names(), *([PREVIEW] if source(PREVIEW).is_file() else [])] if whole else wanted:
        try:
            keys[name] = key(name)
        except SyntaxError as error:  # in the picture, or in a module that it imports
            broken[name] = f"{Path(error.filename).relative_to(store.ROOT)}:{error.lineno}: SyntaxError: {error.msg}"
    stale = [name for name in keys if _kept(name) is None]
    _sources().remember()
    for count, (name, result) in enumerate(_draw_all(stale, keys), 1):
        say(f"picture {count} of {len(stale)}: {name}")
        if isinstance(result, str):
            broken[name] = result
    if broken:
        raise PictureError(broken)
    if stale and whole:
        store.sweep([store.SOURCES, *keys.values()], age=MONTH)
    return stale


def _draw_all(stale, keys):
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # arrays are small here, and starting threads costs more than they save
    workers = min(len(stale) // 3, os.cpu_count() or 1)  # a worker costs the import of numpy
    if workers < 2:
        for name in stale:
            yield name, _draw(name, keys[name])
        return
    from concurrent.futures import ProcessPoolExecutor  # not needed, and not loaded, when all is fresh

    with ProcessPoolExecutor(workers, mp_context=_workers()) as pool:
        for name, result in zip(stale, pool.map(_draw, stale, [keys[n] for n in stale]), strict=True):
            yield name, result


def _workers():
    """How workers begin: as copies of one process that has the libraries already, where the system can do that."""
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    # Only what others wrote: that process outlives an edit of our own modules.
    context.set_forkserver_preload(
        ["numpy", "PIL.ImageDraw", "PIL.ImageFont", "PIL.PngImagePlugin", "PIL.WebPImagePlugin"]
    )
    return context


def _draw(name, key):
    """Draw a picture and store it; returns it, or what went wrong."""
    result = attempt(name)
    if not isinstance(result, str):
        result |= {ending: store.keep_file(key, ending, result[ending]) for ending in FILES}
        store.keep(key, result)
    return result


def attempt(name):
    """Draw a picture now: as `draw`, or what went wrong as text with the line of the picture's source."""
    gc.disable()  # matplotlib makes so many objects that collecting them costs as much as drawing
    try:
        return draw(name)
    except Exception as error:
        frames = [(Path(f.filename), f.lineno) for f in traceback.extract_tb(error.__traceback__)]
        ours = [(path, line) for path, line in frames if path == source(name) or path.parent == FACTS]
        path, line = ours[-1] if ours else (source(name), None)  # a fact that fails is to blame, not who asked for it
        return f"{path.relative_to(store.ROOT)}{f':{line}' if line else ''}: {type(error).__name__}: {error}"
    finally:
        gc.enable()


def draw(name):
    """Draw a picture now, whatever is stored: as `rendered`, with the bytes of each of its FILES."""
    from figures_src import raster, vector

    picture = load(name)
    panels = [[panel.label, vector.svg(panel, picture.states)] for panel in picture.panels]
    shows = next((i for i, state in enumerate(picture.states) if state.key == picture.default), None)
    svg = vector.published(panels, title=message(name), description=_docstring(name), shows=shows)
    return {
        "says": message(name),
        "panels": panels,
        "sizes": [list(vector.size(panel)) for _, panel in panels],
        "size": list(vector.size(svg)),
        "states": [[state.key, state.says] for state in picture.states],
        "default": picture.default,
        "asks": picture.asks,
        "plays": picture.plays,
        "across": picture.across,
        "svg": svg.encode(),
        "png": raster.png(picture),
    }


def load(name):
    """Import a picture's module and let it draw: a `Picture`."""
    from figures_src.drawing import Panel, Picture

    module = "figures_src.figures." + name.replace("-", "_").replace("/", ".")
    picture = import_module(module).draw()
    picture = Picture(picture) if isinstance(picture, Panel) else picture
    if not isinstance(picture, Picture):
        raise TypeError(f"draw() returned {type(picture).__name__}, not a Panel or a Picture")
    if picture.default and not any(state.key == picture.default and state.at for state in picture.states):
        raise ValueError(f"the picture begins with {picture.default!r}, which is no state that can be pointed at")
    return picture
