"""The store of pictures: redrawn when anything a picture reaches has changed, not otherwise; never wrong after an accident."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT

from figures_src import store

PICTURE = """'''A picture of one helper's number for the tests of the store.'''

from figures_src.drawing import Panel
from figures_src.helper import value


def draw():
    panel = Panel()
    panel.cells([[value()]])
    return panel
"""
DATA = "'''Holds a number.'''\n\nNUMBERS = 'numbers.txt'\n\nSTART = 1\n"
HELPER = "'''Makes a number.'''\n\nfrom figures_src import deeper\n\n\ndef value():\n    return deeper.START + 1\n"


@pytest.fixture
def project(tmp_path):
    """A small project with one picture, a helper, a helper of the helper and a data file."""
    package = tmp_path / "figures_src"
    package.mkdir()
    for name in ("__init__", "store", "gallery", "drawing", "vector", "raster", "charts", "letters", "palette"):
        shutil.copy(ROOT / f"figures_src/{name}.py", package)
    shutil.copy(ROOT / "figures_src/style.mplstyle", package)
    for name, text in {"helper.py": HELPER, "deeper.py": DATA, "other.py": "A = 1\n", "data/numbers.txt": "1", "figures/page/one.py": PICTURE}.items():  # fmt: skip
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


# What is tested here is when a picture is drawn, not how: this stands for the drawing, and costs no matplotlib.
QUICK = "gallery.draw = lambda name: {'panels': '<svg>' + gallery.source(name).read_text(), 'svg': b'<svg>', 'png': b'png'};"


def python(project, code, *, draw=QUICK, **environment):
    done = subprocess.run(
        [sys.executable, "-c", f"import json; from figures_src import gallery, store; {draw} {code}"],
        cwd=project, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(project)} | environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def drawn(project):
    """Names of the pictures that a build draws now."""
    return json.loads(python(project, "print(json.dumps(gallery.refresh()))").splitlines()[-1])


def rendered(project):
    return python(project, "print(json.dumps(gallery.rendered('page/one')))")


def edit(project, name, old, new):
    path = project / "figures_src" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


EDITS = {
    "the picture": ("figures/page/one.py", "[[value()]]", "[[value(), 1]]"),
    "a helper": ("helper.py", "+ 1", "+ 2"),
    "a helper of the helper": ("deeper.py", "START = 1", "START = 2"),
    "a data file": ("data/numbers.txt", "1", "2"),
    "the style": ("style.mplstyle", "font.size: 14", "font.size: 13"),
    "the drawing vocabulary": ("drawing.py", "CELL = 40", "CELL = 41"),
    "the writer": ("vector.py", "system-ui", "ui-rounded"),
    "the painter": ("raster.py", "FINE = 2", "FINE = 3"),
    "the charts": ("charts.py", "if angle else", "if not angle else"),
}


@pytest.mark.parametrize("what", EDITS)
def test_a_picture_is_drawn_again_after_a_change_of(project, what):
    assert drawn(project) == ["page/one"]
    assert drawn(project) == []
    first = rendered(project)
    name, old, new = EDITS[what]
    edit(project, name, old, new)
    assert drawn(project) == ["page/one"]
    edit(project, name, new, old)  # undone: the first result comes back without drawing
    assert drawn(project) == []
    assert rendered(project) == first


@pytest.mark.parametrize("package", ["numpy", "matplotlib", "pillow", "python"])
def test_a_picture_is_drawn_again_after_a_change_of_version(project, package):
    assert drawn(project) == ["page/one"]
    place = ["python", "numpy", "matplotlib", "pillow"].index(package)
    change = f"now = store.versions(); now[{place}] = '9'; store.versions = lambda: now; print(json.dumps(gallery.refresh()))"
    assert json.loads(python(project, change)) == ["page/one"]


def test_touch_comment_format_and_unrelated_modules_draw_nothing(project):
    assert drawn(project) == ["page/one"]
    package = project / "figures_src"
    os.utime(package / "helper.py")
    edit(project, "helper.py", "+ 1", "+  1  # one more")
    edit(project, "other.py", "1", "2")
    assert drawn(project) == []


DAMAGE = {
    "empty": lambda text: "",
    "cut": lambda text: text[: len(text) // 2],
    "one letter": lambda text: text.replace("svg", "svG", 1),
    "not text": None,
    "foreign": lambda text: '{"panels": []}',
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_entry_is_drawn_again(project, damage):
    drawn(project)
    first = rendered(project)
    [entry] = [path for path in (project / ".cache/figures").glob("*.json") if path.stem != store.SOURCES]
    if DAMAGE[damage]:
        entry.write_text(DAMAGE[damage](entry.read_text()))
    else:
        entry.write_bytes(b"\xff\x00\xfe" * 100)
    assert drawn(project) == ["page/one"]
    assert rendered(project) == first


@pytest.mark.parametrize(("ending", "content"), [("svg", b"<svg>"), ("png", b"png")])
def test_a_lost_or_damaged_file_is_drawn_again(project, ending, content):
    code = f"print(gallery.file('page/one', '{ending}'))"
    assert python(project, code) == str(content)
    [stored] = (project / ".cache/figures").glob(f"*.{ending}")
    stored.write_bytes(content[:-1])
    assert python(project, code) == str(content)
    assert stored.read_bytes() == content
    stored.unlink()
    assert python(project, code) == str(content)


CURRENT = "print(gallery.key('page/one'))"


def test_an_entry_under_another_name_is_not_taken_for_ours(project):
    drawn(project)
    edit(project, "helper.py", "+ 1", "+ 2")
    folder = project / ".cache/figures"
    [old] = [path for path in folder.glob("*.json") if path.stem != store.SOURCES]
    shutil.copy(old, folder / f"{python(project, CURRENT)}.json")
    assert drawn(project) == ["page/one"]


def test_a_sweep_that_keeps_nothing_forgets_all(project):
    drawn(project)
    stored = {path.suffix for path in (project / ".cache/figures").iterdir()}
    assert stored == {".json", ".svg", ".png"}
    python(project, "store.sweep((), age=-1)")
    assert list((project / ".cache/figures").iterdir()) == []
    assert drawn(project) == ["page/one"]


def test_a_build_killed_in_the_middle_leaves_nothing_wrong(project):
    begun = project / "begun"
    edit(
        project, "helper.py", "def value():", f"def value():\n    open({str(begun)!r}, 'w'); import time; time.sleep(2)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", "from figures_src import gallery; gallery.refresh()"],
        cwd=project, env=os.environ | {"PYTHONPATH": str(project)},
    )  # fmt: skip
    while not begun.exists():
        assert child.poll() is None
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert drawn(project) == ["page/one"]
    assert drawn(project) == []


def test_a_full_disk_costs_time_but_not_the_build(project):
    code = "store.os.replace = lambda *a: (_ for _ in ()).throw(OSError(28, 'No space left on device')); print(json.dumps(gallery.refresh()))"
    assert "No space left on device" in python(project, code)
    assert list((project / ".cache/figures").glob("*.part")) == []
    assert drawn(project) == ["page/one"]


def test_two_builds_at_once_agree(project):
    code = "from figures_src import gallery; gallery.refresh(); print(gallery.file('page/one', 'svg'))"
    builds = [
        subprocess.Popen([sys.executable, "-c", code], cwd=project, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(project)})
        for _ in range(2)
    ]  # fmt: skip
    results = {build.communicate()[0] for build in builds}
    assert len(results) == 1
    assert "<svg" in results.pop()
    assert drawn(project) == []


def test_when_all_is_fresh_neither_matplotlib_nor_numpy_is_imported(project):
    drawn(project)
    code = (
        "gallery.refresh(); gallery.rendered('page/one'); import sys; print({'matplotlib', 'numpy'} & set(sys.modules))"
    )
    assert python(project, code) == "set()"


def test_one_broken_picture_does_not_hide_the_others_and_is_named_with_its_line(project):
    broken = project / "figures_src/figures/page/two.py"
    broken.write_text("'''Broken.'''\n\n\ndef draw():\n    raise ValueError('zero stride')\n")
    code = "\ntry:\n    gallery.refresh()\nexcept gallery.PictureError as error:\n    print(error)"
    said = python(project, code, draw="")
    assert said == "picture 'page/two': figures_src/figures/page/two.py:5: ValueError: zero stride"
    broken.write_text('"""Broken."""\n\ndef draw(:\n')
    said = python(project, code, draw="")
    assert said == "picture 'page/two': figures_src/figures/page/two.py:3: SyntaxError: invalid syntax"
    facts = project / "figures_src/facts"
    facts.mkdir()
    (facts / "page.py").write_text("zero = 1 // 0\n")
    broken.write_text('"""Broken."""\n\nfrom figures_src.facts.page import zero\n')
    said = python(project, code, draw="")
    assert said.startswith("picture 'page/two': figures_src/facts/page.py:1: ZeroDivisionError")
    broken.rename(broken.with_name("my-two.py"))
    said = python(project, code, draw="")
    assert said.endswith("page/my-two.py: a module has underscores in its name: my_two.py")
    broken.with_name("my-two.py").unlink()
    assert drawn(project) == []


def test_old_entries_are_swept(project):
    drawn(project)
    old = project / ".cache/figures/old.json"
    old.write_text("x")
    os.utime(old, (0, 0))
    edit(project, "helper.py", "+ 1", "+ 2")
    drawn(project)
    assert not old.exists()


def test_a_value_comes_back_as_it_was_kept(tmp_path):
    store.write(tmp_path / "key.json", {"a": ["×", 1]})
    assert store._read(tmp_path / "key.json") == {"a": ["×", 1]}
    assert store._read(tmp_path / "missing.json") is None
