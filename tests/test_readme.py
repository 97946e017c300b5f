"""The README: its commands are those that are checked, its picture is the one the site shows, its table names real files."""

import re

from conftest import ROOT

from figures_src import gallery

README = (ROOT / "README.md").read_text("utf-8")


def test_there_are_exactly_two_commands():
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.S)
    assert [command.split("uv run ")[-1] for command in commands] == ["mkdocs serve", "pytest"]


def test_every_file_named_exists():
    names = re.findall(r"`((?:docs|figures_src|tests)/[\w./-]+)`", README) + re.findall(r"\]\(([^)#:]+)\)", README)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_the_picture_is_the_one_the_site_shows():
    ours = (ROOT / "docs/assets/linked-window.svg").read_text("utf-8")
    site = gallery.file("one-number/linked-window", "svg").decode()
    assert ours == site, (
        "write it again: python -m figures_src build OUT; copy OUT/figures/one-number/linked-window.svg there"
    )
