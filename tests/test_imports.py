"""Who may import whom: numbers never import ink, ink computes no numbers, only publish.py knows MkDocs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "figures_src"
NUMBERS = {
    "windows", "convolution", "tracing", "influence", "counting", "networks",
    "examples", "learning", "arithmetic", "cells", "stacks", "facts",
}  # fmt: skip
INK = {"palette", "drawing", "letters"}
ALLOWED = {  # module: what it may import of ours
    "windows": set(),
    "examples": set(),
    "convolution": {"windows"},
    "tracing": {"windows"},
    "counting": {"tracing"},
    "networks": {"tracing", "counting"},
    "stacks": {"tracing"},
    "influence": {"windows", "convolution"},
    "learning": {"convolution", "examples"},
    "arithmetic": {"windows", "convolution"},
    "cells": {"windows", "convolution"},
    "facts": NUMBERS,
    "palette": set(),
    "letters": set(),
    "drawing": {"palette", "letters"},
    "figures": NUMBERS | {"palette", "drawing"},
    "charts": {"drawing"},
    "vector": {"palette", "drawing", "charts"},
    "raster": {"palette", "drawing", "letters", "charts"},
    "store": set(),
    "gallery": {"store", "vector", "raster", "drawing"},
    "markup": {"gallery", "store"},
    "pages": {"gallery", "markup", "store", "facts"},
    "scaffold": {"gallery", "store"},
    "announce": {"store"},
    "publish": {"announce", "gallery", "pages", "store"},
    "compare": set(),
    "plain": {"announce", "gallery", "pages", "store"},
    "__main__": {"compare", "plain", "gallery", "scaffold", "store"},
    "__init__": set(),
}


def imports(source):
    """Top-level names that a source imports: ours without `figures_src.`, others as they are."""
    ours, others = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:  # relative ones are banned
            modules = [node.module] if node.module != "figures_src" else [f"figures_src.{a.name}" for a in node.names]
        else:
            continue
        for module in modules:
            head, _, rest = module.partition(".")
            (ours if head == "figures_src" else others).add(rest.split(".")[0] if head == "figures_src" else head)
    return ours, others


def home(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def faults(path, source):
    module = home(path)
    ours, others = imports(source)
    found = [f"{path.name} imports figures_src.{name}" for name in sorted(ours - ALLOWED[module] - {module, ""})]
    if module in NUMBERS and others & {"matplotlib", "mkdocs", "mkdocs_gen_files", "markdown"}:
        found.append(f"{path.name} is made of numbers and imports {sorted(others)}")
    if module != "publish" and others & {"mkdocs", "mkdocs_gen_files"}:
        found.append(f"{path.name} knows MkDocs; only publish.py may")
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_in_the_allowed_directions_only(path):
    found = faults(path, path.read_text("utf-8"))
    assert found == [], (
        f"{path.relative_to(PACKAGE.parent)}: numbers never import drawing, drawing computes no numbers; a picture in "
        "figures_src/figures/ may import both. What each module may import is ALLOWED in tests/test_imports.py"
    )


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("windows.py", "from figures_src import drawing"),
        ("tracing.py", "from figures_src.convolution import correlate"),
        ("drawing.py", "from figures_src.windows import Window"),
        ("examples.py", "import matplotlib.image"),
        ("gallery.py", "from mkdocs.utils import log"),
    ],
)
def test_a_forbidden_import_is_found(module, source):
    assert faults(PACKAGE / module, source)


def loaded_by(code):
    script = f"import sys; {code}; print('matplotlib' in sys.modules)"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_numbers_does_not_load_matplotlib():
    assert loaded_by("import figures_src.facts as f; f.values()") == "False"


def test_that_check_would_notice_matplotlib():
    assert loaded_by("import matplotlib") == "True"
