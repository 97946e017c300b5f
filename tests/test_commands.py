"""The commands of `python -m figures_src`: templates that leave the checks green, and comparing two builds."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

from figures_src import compare, gallery, pages, plain, store
from figures_src.__main__ import main


@pytest.fixture
def copy(tmp_path):
    """The project somewhere else, to be written to."""
    for name in ("figures_src", "docs", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(folder), "FIGURES_STORE": str(store.FOLDER)},
    )


def test_a_new_page_and_picture_leave_the_checks_green(copy):
    assert run(copy, "-m", "figures_src", "new", "page", "my-page").returncode == 0
    assert run(copy, "-m", "figures_src", "new", "picture", "my-page/first-try").returncode == 0
    text = (copy / "docs/my-page.md").read_text("utf-8")
    assert text.index("first-try.svg") < text.index("!!! question") < text.index("## Sources")
    assert "    - My page: my-page.md\n" in (copy / "mkdocs.yml").read_text("utf-8")
    chosen = [
        "tests/test_gallery.py",
        "tests/test_pages.py",
        "tests/test_prose.py",
        "-k",
        "my-page or first-try or my_page",
    ]
    done = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen)
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


def test_a_new_picture_stands_before_the_sources_of_a_page_that_asks_nothing(copy):
    page = copy / "docs/my-page.md"
    page.write_text("# Title\n\nWords.\n\n## Sources\n\n* One.\n", "utf-8")
    assert run(copy, "-m", "figures_src", "new", "picture", "my-page/first-try").returncode == 0
    assert page.read_text("utf-8").endswith("///\n\n## Sources\n\n* One.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["picture", "nowhere/first"],
            "there is no page nowhere.md; `python -m figures_src new page nowhere` begins one",
        ),
        (["picture", "one-number/linked-window"], "linked_window.py exists already"),
        (
            ["picture", "Linked_Window"],
            "a picture is called page/picture in small letters and dashes, not 'Linked_Window'",
        ),
        (["page", "one-number"], "docs/one-number.md exists already"),
    ],
)
def test_a_template_never_overwrites_and_says_what_is_wrong(copy, arguments, said):
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    done = run(copy, "-m", "figures_src", "new", *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert {
        path: path.read_bytes() for path in copy.rglob("*") if path.is_file() and "__pycache__" not in str(path)
    } == before


def test_comparing_two_builds_names_what_is_new_gone_and_changed(tmp_path):
    for side, name, content in [("a", "same", "1"), ("b", "same", "1"), ("a", "other", "1"), ("b", "other", "2"),
                                ("a", "gone", "1"), ("b", "new", "1")]:  # fmt: skip
        (tmp_path / side).mkdir(exist_ok=True)
        (tmp_path / side / f"{name}.svg").write_text(content)
    found = compare.changes(tmp_path / "a", tmp_path / "b")
    assert found == {"gone": "gone", "new": "new", "other": "changed"}
    assert "| other | changed |" in compare.summary(found)
    assert compare.summary({}) == "No picture changed.\n"
    shown = compare.page(found, tmp_path / "a", tmp_path / "b")
    assert {tmp_path / src for src in re.findall(r'src="(.+?)"', shown)} == {
        tmp_path / src for src in ("a/gone.svg", "b/new.svg", "a/other.svg", "b/other.svg")
    }


def test_a_build_that_is_not_there_has_not_lost_its_pictures(tmp_path):
    with pytest.raises(ValueError, match="nowhere holds no pictures"):
        compare.changes(tmp_path / "nowhere", tmp_path)


def test_the_plain_site_is_not_written_into_what_is_read():
    with pytest.raises(ValueError, match="lies in docs/, which is read"):
        plain.write(plain.DOCS / "site")


def test_the_plain_site_is_not_written_over_another(tmp_path, capsys):
    (tmp_path / "figures").mkdir()
    assert main(["build", str(tmp_path)]) == 1
    assert "is not empty: name a new folder" in capsys.readouterr().err


def test_an_address_without_its_last_slash_is_completed(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/site")
    assert "https://example.org/site/one-number/" in plain.announced()["llms.txt"]


def test_verify_names_what_differs_and_what_breaks(monkeypatch, capsys):
    one, two = gallery.names()[:2]
    stored = {ending: gallery.file(one, ending) for ending in gallery.FILES}

    def draw(name):
        if name == two:
            raise ZeroDivisionError("no stride")
        return stored | {"svg": b"<svg>"}

    monkeypatch.setattr(gallery, "draw", draw)
    monkeypatch.setattr(gallery, "names", lambda: [one, two])
    assert main(["verify"]) == 1
    differs, breaks = capsys.readouterr().out.splitlines()
    assert differs == f"differs: {one}.svg"
    assert breaks.endswith(".py: ZeroDivisionError: no stride")


def test_a_command_says_what_a_fact_is_to_blame_for(monkeypatch, capsys):
    def raises(chosen):
        raise pages.PageError("figures_src/facts/page.py:3: ValueError: no such layer")

    monkeypatch.setattr("figures_src.__main__._list", raises)
    assert main(["list"]) == 1
    assert "page.py:3: ValueError: no such layer" in capsys.readouterr().err


def test_build_writes_the_whole_site_as_plain_files_without_mkdocs(tmp_path):
    out = tmp_path / "out"
    without = (
        "import sys; sys.modules.update(mkdocs=None, mkdocs_gen_files=None); from figures_src.__main__ import main; "
    )
    done = run(ROOT, "-c", f"{without}sys.exit(main(['build', {str(out)!r}]))")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.glob("*.md")} == {path.name for path in (ROOT / "docs").glob("*.md")}
    for path in out.glob("*.md"):
        text = path.read_text("utf-8")
        quoted = (ROOT / "docs" / path.name).read_text("utf-8").count("\\{{ ")  # shown, not filled in
        assert len(re.findall(r"\{\{ \w+ \}\}", text)) == quoted
        assert '--8<-- "' not in text
        for target, anchor in re.findall(r"\]\(([\w-]*\.md)?#([\w-]+)\)", text):
            if "--" in anchor:  # a picture's
                assert f'<a id="{anchor}"></a>' in (out / (target or path.name)).read_text("utf-8")
        assert [a for a in re.findall(r"\]\((figures/[^)#\s]+)", text) if not (out / a).is_file()] == []
    for name in gallery.names():
        assert (out / f"figures/{name}.svg").read_bytes() == gallery.file(name, "svg")
    assert {"llms.txt", "feed.xml"} < {path.name for path in out.iterdir()}


def test_that_test_would_notice_mkdocs():
    done = run(ROOT, "-c", "import sys; sys.modules.update(mkdocs=None); import mkdocs.utils")
    assert "mkdocs" in done.stderr
    assert done.returncode == 1
