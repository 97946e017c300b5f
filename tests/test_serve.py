"""`mkdocs serve`: whatever is saved is on the page after one rebuild, and an error costs one save, not the preview."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from conftest import QUIET, ROOT

FILES = {
    "docs/index.md": "---\ndescription: A small site.\n---\n# Home\n\nThere are {{ my_cells }} cells.\n\n"
    "![Two cells with a number each, and a chart](figures/home/one.svg)\n/// caption\n**Two cells.** Look.\n///\n",
    "docs/assets/site.css": "p { color: black }\n",
    "figures_src/facts/home.py": '"""Facts."""\n\nfrom figures_src.examples import VALUES\n\nmy_cells = len(VALUES) + 40\n',
    "figures_src/examples.py": '"""Numbers."""\n\nVALUES = [71, 72]\n',
    "figures_src/figures/home/_preview.py": '"""What others see."""\n\nfrom figures_src.figures.home.one import draw\n',
    "figures_src/figures/home/_helper.py": '"""A helper."""\n\n\ndef label():\n    return "before"\n',
    "figures_src/figures/home/one.py": '"""Two cells with a number each, and a chart."""\n\nfrom figures_src.drawing import Panel\n'
    "from figures_src.examples import VALUES\nfrom figures_src.figures.home._helper import label\n\n\ndef draw():\n    panel = Panel(label())\n"
    '    panel.cells([VALUES])\n    panel.chart(3, 2, (4, 0)).note("in the chart", (0, 0))\n    return panel\n',
}
# so many that several processes draw them
FILES |= {f"figures_src/figures/home/more_{i}.py": FILES["figures_src/figures/home/one.py"] for i in range(5)}
PAGE = ""
EDITS = {  # what is edited: the file, what is replaced there, by what; the address and what is seen there afterwards
    "a page": ("docs/index.md", "Look.", "Look twice.", PAGE, "Look twice\\."),
    "a fact": ("figures_src/facts/home.py", "+ 40", "+ 50", PAGE, "There are 52 cells"),
    "a picture": ("figures_src/figures/home/one.py", "[VALUES]", "[VALUES, [81, 82]]", PAGE, ">82</text>"),
    "a helper": ("figures_src/figures/home/_helper.py", "before", "after", PAGE, "panel-label\">after<"),
    "numbers": ("figures_src/examples.py", "72", "73", PAGE, ">73</text>"),
    "the drawing vocabulary": ("figures_src/drawing.py", "NUMBER, NOTE, SMALL = 15,", "NUMBER, NOTE, SMALL = 16,", PAGE, 'font-size="16"[^>]*>71<'),
    "the style": ("figures_src/style.mplstyle", "xtick.labelsize: 12", "xtick.labelsize: 11", PAGE, 'font-size="11"'),
    "the Markdown extension": ("figures_src/markup.py", '("PNG", ', '("PNG file", ', PAGE, ">PNG file</a>"),
    "the style sheet": ("docs/assets/site.css", "black", "navy", "assets/site.css", "navy"),
}  # fmt: skip
ERRORS = {
    "a picture that raises": ("figures_src/figures/home/one.py", "return panel", "return panel + 1"),
    "an unknown fact": ("docs/index.md", "{{ my_cells }}", "{{ my_sells }}"),
    "a syntax error in the numbers": ("figures_src/examples.py", "VALUES = [", "VALUES = (["),
}


class Preview:
    """A small site under `mkdocs serve`."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("mkdocs.yml", "docs/.theme", "figures_src"):
            source, target = ROOT / name, folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__")) if source.is_dir() else shutil.copy(source, target)  # fmt: skip
        for path in [*folder.glob("figures_src/facts/[a-z]*.py"), folder / "figures_src/examples.py"]:
            path.unlink()
        shutil.rmtree(folder / "figures_src/figures")
        (folder / "figures_src/figures").mkdir()
        for name, text in FILES.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        config = (folder / "mkdocs.yml").read_text("utf-8")
        config = re.sub(r"^nav:\n(  .*\n)+|^extra_javascript:.*\n", "", config, flags=re.M)
        (folder / "mkdocs.yml").write_text(config, "utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = (folder / "log").open("w+")
        environment = os.environ | QUIET | {"PYTHONPATH": str(folder), "FIGURES_STORE": str(folder / ".cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a compiled module in a watched folder would be a second save
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--verbose", "-a", f"127.0.0.1:{self.port}"],
            cwd=folder, stdout=self.log, stderr=self.log, env=environment,
        )  # fmt: skip

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.log.close()

    def said(self):
        return (self.folder / "log").read_text("utf-8")

    def edit(self, name, old, new):
        """Save a file in one step: between emptying it and writing it, the server would see one save more."""
        path, draft = self.folder / name, self.folder / "draft"
        text = path.read_text("utf-8")
        assert old in text
        draft.write_text(text.replace(old, new), "utf-8")
        draft.replace(path)

    def wait(self, seen, what, seconds=30):
        """Wait until `seen()` is true."""
        end = time.monotonic() + seconds
        while not seen():
            assert time.monotonic() < end, f"{what} within {seconds} s; the server said:\n{self.said()[-2000:]}"
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)

    def shows(self, where, pattern):
        """Wait until the address shows what is looked for."""

        def seen():
            try:
                text = urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{where}", timeout=30).read().decode()
            except OSError:
                return False
            return re.search(pattern, text) is not None

        self.wait(seen, f"{pattern!r} was not seen at /{where}")


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    preview = Preview(tmp_path_factory.mktemp("preview"))
    try:
        preview.shows(PAGE, "There are 42 cells")
    except BaseException:
        preview.stop()
        raise
    yield preview
    preview.stop()


@pytest.mark.parametrize("what", EDITS)
def test_one_save_is_one_rebuild_that_shows(preview, what):
    name, old, new, where, seen = EDITS[what]
    before = len(preview.said())
    preview.edit(name, old, new)
    preview.shows(where, seen)
    time.sleep(1)  # a second rebuild would have begun by now
    said = preview.said()[before:]
    assert said.count("Building documentation") == 1, re.findall(r".*(?:Event\(|Building doc|Detected).*", said)


@pytest.mark.parametrize("what", ERRORS)
def test_after_an_error_the_next_save_shows(preview, what):
    name, old, new = ERRORS[what]
    complaints = preview.said().count("An error happened during the rebuild")
    preview.edit(name, old, new)
    preview.wait(
        lambda: preview.said().count("An error happened during the rebuild") > complaints, "no error was reported"
    )
    preview.edit(name, new, old)
    preview.edit("docs/index.md", "# Home", f"# Home after {what}")
    preview.shows(PAGE, f"Home after {what}")
    preview.edit("docs/index.md", f"# Home after {what}", "# Home")
