"""What machines read: every page is in the list, the feed is XML, and both name absolute addresses."""

from xml.etree import ElementTree

from conftest import DOCS

from figures_src import announce

SAID = {"site": "https://site.example/", "name": "Site"}


def test_the_list_names_every_page_with_its_description():
    text = announce.llms(DOCS, description="About.", **SAID)
    assert text.startswith("# Site\n\n> About.\n")
    assert text.count("\n- [") == len(list(DOCS.glob("*.md")))
    assert "(https://site.example/one-number/): " in text
    assert "(https://site.example/): " in text


def test_the_feed_is_well_formed_and_escapes_subjects(monkeypatch):
    monkeypatch.setattr(announce, "changes", lambda: [("abc", "2026-11-25T04:00:00+00:00", "Fields < windows & more")])
    feed = ElementTree.fromstring(announce.feed(repository="https://code.example/x", **SAID))
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.find(f"{atom}entry/{atom}title").text == "Fields < windows & more"
    assert feed.find(f"{atom}entry/{atom}link").get("href") == "https://code.example/x/commit/abc"


def test_without_git_the_feed_is_empty(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert announce.changes() == []


def test_outside_a_repository_the_feed_is_empty(monkeypatch, tmp_path):
    monkeypatch.setattr(announce.store, "ROOT", tmp_path)
    assert announce.changes() == []
    assert "<entry>" not in announce.feed(repository="https://code.example/x", **SAID)
