"""Sources and links: pages cite `sources.md` by key, nothing in it is idle, and every answer leads to what shows it."""

import re
from difflib import get_close_matches
from itertools import pairwise

import pytest
import yaml
from conftest import DOCS, ROOT

from figures_src import pages

TEXTS = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md"))}
ENTRY = re.compile(r"^\*\*(.+?)\*\*\{ #([\w-]+) \}$")
CITED = re.compile(r"\]\(sources\.md#([\w-]+)\)")
EXTERNAL = re.compile(r"https?://[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*")
OURS = (  # addresses that are no sources: this site's own, and its licence
    "https://github.com/where-is-the-neuron/where-is-the-neuron",
    "https://creativecommons.org/licenses/",
)


def lines_of(text):
    """Numbered lines, with facts filled in and code left out: what a reader meets."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r" *(```|~~~)", line):
            fenced = not fenced
        elif not fenced:
            yield number, pages.FACT.sub(lambda m: m[0] if m[1] else pages.facts().get(m[2], m[0]), line)


def entries(texts):
    """The keys of sources.md with the lines of their names, repeated ones included."""
    return [(m[2], n) for n, line in lines_of(texts["sources.md"]) if (m := ENTRY.match(line))]


def citations(texts):
    """Who cites which key: (page, line, key)."""
    return [
        (page, n, key)
        for page, text in texts.items()
        if page != "sources.md"
        for n, line in lines_of(text)
        for key in CITED.findall(line)
    ]


def repeated_keys(texts):
    seen = {}
    return [
        f"docs/sources.md:{n}: key {key!r} is taken in line {seen[key]}: give this entry another key"
        for key, n in entries(texts)
        if seen.setdefault(key, n) != n
    ]


def missing_keys(texts):
    headings = re.findall(r"^## (.+)$", texts["sources.md"], re.M)
    known = {key for key, _ in entries(texts)} | {re.sub(r"[^\w]+", "-", h.lower()) for h in headings}
    found = []
    for page, n, key in citations(texts):
        if key not in known:
            near = ", ".join(get_close_matches(key, known)) or "none"
            found.append(f"docs/{page}:{n}: no source {key!r}; close keys: {near}; or add an entry to docs/sources.md")
    return found


def unused_entries(texts):
    cited = {key for _, _, key in citations(texts)}
    return [
        f"docs/sources.md:{n}: no page cites {key!r}: cite it as `[name](sources.md#{key})`, or take the entry out"
        for key, n in entries(texts)
        if key not in cited
    ]


def addresses(line):
    return [address.rstrip(".,;:*") for address in EXTERNAL.findall(line)]


def unlisted_addresses(texts):
    """External addresses that sources.md does not have, and any under "Sources", where pages cite by key."""
    listed = {address for _, line in lines_of(texts["sources.md"]) for address in addresses(line)}
    found = []
    for page, text in texts.items():
        below_sources = False
        for n, line in lines_of(text) if page != "sources.md" else ():
            if line.startswith("## "):
                below_sources = line == "## Sources"
            for address in addresses(line):
                if address.startswith(OURS):
                    continue
                if below_sources:
                    found.append(
                        f"docs/{page}:{n}: {address}: under Sources, cite by key: `[name](sources.md#key): what`"
                    )
                elif address not in listed:
                    found.append(f"docs/{page}:{n}: {address} is not in docs/sources.md: add an entry and cite its key")
    return found


def sources_without_citation(texts):
    found = []
    for page, text in texts.items():
        section = re.search(r"^## Sources\n(.*?)(?=^## |\Z)", text, re.M | re.S)
        if section and not CITED.search(section[1]):
            line = text.count("\n", 0, section.start()) + 1
            found.append(f"docs/{page}:{line}: Sources cites no key: write `* [name](sources.md#key): what was taken`")
    return found


CHECKS = [repeated_keys, missing_keys, unused_entries, unlisted_addresses, sources_without_citation]
SOUND = {
    "sources.md": "# S\n\n## Books\n\n**One**{ #one }\n:   [Title](https://example.org/one).\n",
    "page.md": "# P\n\nSee [the page](https://example.org/one) and [these](sources.md#books).\n\n"
    "## Sources\n\n* [One](sources.md#one): words.\n",
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_sources_and_pages_agree(check):
    found = check(TEXTS)
    assert found == [], "\n" + "\n".join(found)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_sound_site_passes(check):
    assert check(SOUND) == []


@pytest.mark.parametrize(
    ("check", "page", "old", "new", "says"),
    [
        (repeated_keys, "sources.md", "## Books", "**Two**{ #one }\n:   Words.", "sources.md:6: key 'one' is taken in line 3"),
        (missing_keys, "page.md", "#one", "#onne", "page.md:7: no source 'onne'; close keys: one; or add"),
        (unused_entries, "page.md", "sources.md#one", "page.md", "sources.md:5: no page cites 'one'"),
        (unlisted_addresses, "page.md", "org/one", "org/on", "page.md:3: https://example.org/on is not in docs/sources.md"),
        (unlisted_addresses, "page.md", "sources.md#one", "https://example.org/one", "page.md:7: .*cite by key"),
        (sources_without_citation, "page.md", "[One](sources.md#one)", "One", "page.md:5: Sources cites no key"),
    ],
)  # fmt: skip
def test_each_fault_is_found_and_named(check, page, old, new, says):
    assert old in SOUND[page]
    (found,) = check(SOUND | {page: SOUND[page].replace(old, new)})
    assert re.search(says, found)


# Every question, term, erratum and point leads on.

INTERNAL = re.compile(r"\]\(([\w-]+\.md(?:#[\w-]+)?|#[\w-]+)\)")
TERM = re.compile(r"^(?!:|#|\s|>|\[\[)(.+)\n(?::  .*\n(?:(?:    .*)?\n)*)+", re.M)


def pieces(page, text):
    """What a page answers, one by one: (line, name, text)."""
    body = re.sub(r"\A---\n.*?\n---\n", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
    body = re.split(r"^## Sources$", body, maxsplit=1, flags=re.M)[0] + "\n"
    found = [(m.start(), m[1], m[0]) for m in TERM.finditer(body)]
    if page == "questions.md":
        found = [(m.start(), m[1], m[0]) for m in re.finditer(r"^### (.+?)(?: \{.*)?\n(?:(?!##).*\n)+", body, re.M)]
    if page == "errata.md":
        listed = body[body.find("## Answers in circulation") :]
        start = len(body) - len(listed)
        found += [
            (start + m.start(), m[1], m[0]) for m in re.finditer(r"^\* \*\*(.+?)\*\*.*\n(?:  .*\n)*", listed, re.M)
        ]
    return [(body.count("\n", 0, at) + 1, name, piece) for at, name, piece in found]


def leading_nowhere(page, text):
    """Pieces without a link into the site, other than to the list of sources and to the page itself."""
    found = []
    for line, name, piece in pieces(page, text):
        targets = [t for t in INTERNAL.findall(piece) if not t.startswith("sources.md")]
        if not targets:
            found.append(f"docs/{page}:{line}: {name[:60]!r} leads nowhere: link the page and picture that show it")
        for target in targets:
            if "#" not in target and not target.startswith(("index.md", "try-your-own.md")):
                found.append(
                    f"docs/{page}:{line}: {name[:60]!r}: {target}: name the section or picture, `{target}#...`"
                )
    return found


LEADING = {"questions.md": 60, "glossary.md": 30, "errata.md": 60, "the-thread.md": 35}  # with at least so many pieces


@pytest.mark.parametrize("page", LEADING)
def test_every_piece_leads_to_what_shows_it(page):
    assert len(pieces(page, TEXTS[page])) >= LEADING[page]
    found = leading_nowhere(page, TEXTS[page])
    assert found == [], "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("page", "text", "says"),
    [
        ("questions.md", "### Why? {#why}\n\nSo.\n\nShown: here\n", "questions.md:1: 'Why.' leads nowhere"),
        ("glossary.md", "# G\n\nterm\n:   Words.\n", "glossary.md:3: 'term' leads nowhere"),
        ("glossary.md", "# G\n\nterm\n:   See [it](words.md).\n", "glossary.md:3: 'term': words.md: name the section"),
        ("errata.md", "**Slip**{ #s } · *slip*\n:   [That](sources.md#s).\n", "errata.md:1: .* leads nowhere"),
        ("errata.md", "## Answers in circulation\n\n* **No.** Yes,\n  it is.\n", "errata.md:3: 'No.' leads nowhere"),
    ],
)
def test_a_piece_that_leads_nowhere_is_found(page, text, says):
    (found,) = leading_nowhere(page, text)
    assert re.search(says, found)


class Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml`, whose values may come from the environment."""


Loader.add_constructor("!ENV", lambda loader, node: None)


def in_order(nav):
    """Pages in the order of the navigation."""
    for entry in nav:
        for value in entry.values():
            yield from in_order(value) if isinstance(value, list) else [value]


def wrong_next(texts, order):
    found = []
    for page, follows in pairwise(order):
        named = re.search(r"^Next: \[[^\]]+\]\(([\w-]+\.md)\)", texts[page], re.M)
        if named and named[1] != follows:
            line = texts[page].count("\n", 0, named.start()) + 1
            found.append(f"docs/{page}:{line}: Next leads to {named[1]}; in mkdocs.yml {follows} follows")
    return found


def test_next_is_the_page_that_follows():
    order = list(in_order(yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)["nav"]))
    assert wrong_next(TEXTS, order) == []
    assert wrong_next({"a.md": "Next: [C](c.md)\n"}, ["a.md", "b.md"]) == [
        "docs/a.md:1: Next leads to c.md; in mkdocs.yml b.md follows"
    ]


def not_on_the_front(texts):
    """Pages that the front page does not link."""
    linked = set(re.findall(r"\]\(([\w-]+\.md)", texts["index.md"])) | {"index.md"}
    return [f"docs/index.md: no link to {page}: add it to its part" for page in sorted(set(texts) - linked)]


def test_the_front_page_leads_to_every_page():
    assert not_on_the_front(TEXTS) == []
    assert not_on_the_front({"index.md": "[A](a.md)", "a.md": "", "b.md": ""}) == [
        "docs/index.md: no link to b.md: add it to its part"
    ]
