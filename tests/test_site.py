"""The built site in a real browser: both schemes, phone to desktop, no message, no stranger."""

import re
import struct
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlparse

import pytest
from conftest import DOCS, ROOT, build

PAGES = ["", *(f"{path.stem}/" for path in sorted(DOCS.glob("*.md")) if path.stem != "index"), "404.html"]
SCHEMES = ["light", "dark"]


class Links(HTMLParser):
    """Collects ids, addresses and headings of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name in ("href", "src"):
            if attributes.get(name) and tag != "base":
                self.links.append(attributes[name])


@pytest.fixture(scope="module")
def parsed(site):
    pages = sorted(site.rglob("*.html"))
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): Links(path.read_text("utf-8")) for path in pages
    }


def broken(site, parsed, page, links):
    """Addresses on a page that lead nowhere within the site."""
    found = []
    for link in links:
        target = urlparse(urljoin(f"http://site/{page}", link))
        if target.scheme not in ("http", "https") or target.hostname not in ("site", "127.0.0.1"):
            continue
        path = unquote(target.path).lstrip("/")
        known = path in parsed or (site / path).is_file()
        anchor = unquote(target.fragment)
        if not known or (anchor and path in parsed and anchor not in parsed[path].ids and anchor != "__toc"):
            found.append(link)
    return found


def test_every_link_and_anchor_leads_somewhere(site, parsed):
    faults = {page: broken(site, parsed, page, links.links) for page, links in parsed.items()}
    assert {page: links for page, links in faults.items() if links} == {}


def test_a_broken_link_would_be_found(site, parsed):
    assert broken(site, parsed, "one-number/", ["../nowhere/", "#nothing"]) == ["../nowhere/", "#nothing"]


def raw(page):
    """Markdown that a reader would see as such, outside of code: half links, stars, braces and slashes."""
    text = re.sub(r"<(script|style|pre|code)\b.*?</\1>|<[^>]+>", "", page, flags=re.S)
    return re.findall(r".{0,60}(?:\]\(|\*\*|\{\{|///).{0,40}", text)


def test_no_markdown_is_left_on_a_page(site):
    found = {path.relative_to(site).as_posix(): raw(path.read_text("utf-8")) for path in site.rglob("*.html")}
    assert {page: left for page, left in found.items() if left} == {}


def test_left_over_markdown_would_be_seen():
    assert raw("<p>a guide](sources.md#key), footnote</p><code>**kept**</code>") == [
        "a guide](sources.md#key), footnote"
    ]


def test_ids_are_unique_on_every_page(parsed):
    assert {page for page, links in parsed.items() if len(links.ids) != len(set(links.ids))} == set()


INVALID = [
    r'tabindex=""',
    r'<input [^>]*type="checkbox"[^>]* autocomplete=',
    r" image-rendering=",
]


def test_nothing_that_a_validator_refused_is_back(site):
    texts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    assert [
        (page, found[0]) for page, text in texts.items() for p in INVALID for found in re.findall(f"({p})", text)
    ] == []


@pytest.mark.parametrize(
    "text",
    ['<label tabindex="">', '<input id="a" type="checkbox" autocomplete="off">', "<image image-rendering='pixelated'>"],
)
def test_what_a_validator_refuses_would_be_seen(text):
    assert any(re.search(pattern, text) for pattern in INVALID)


def test_every_page_names_the_preview_picture_and_it_is_as_large_as_promised(site):
    head = (site / "assets" / "preview.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (1200, 630)
    meta = r'<meta property="og:image" content="https?://[^"]+/assets/preview\.png">'
    assert [path.name for path in site.rglob("*.html") if not re.search(meta, path.read_text("utf-8"))] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("page", PAGES)
def test_page_is_quiet_and_self_contained(address, chromium, page, scheme):
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    messages, strangers = [], []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    tab.on("request", lambda r: strangers.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    tab.goto(address + page)
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == {
        "light": "rgb(255, 255, 255)", "dark": "rgb(30, 33, 41)"}[scheme]  # fmt: skip
    context.close()
    assert messages == []
    assert strangers == []


@pytest.mark.browser
def test_the_check_for_strangers_would_see_one(address, chromium):
    context = chromium.new_context()
    tab = context.new_page()
    seen = []
    tab.on("request", lambda request: seen.append(request.url))
    tab.route("https://stranger.example/*", lambda route: route.abort())
    tab.goto(address)
    tab.evaluate("new Image().src = 'https://stranger.example/x.png'")
    tab.wait_for_timeout(100)
    context.close()
    assert any(not url.startswith(address) for url in seen)


def test_formulas_came_out_whole(site):
    for path in site.rglob("*.html"):
        for formula in re.findall(r"<math.*?</math>", path.read_text("utf-8"), re.S):
            assert "<mi>&amp;</mi>" not in formula
            assert "<mi>\\" not in formula
            assert ">amp;" not in formula


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("Words {{ no_such_fact }}.", "broken-page.md:5: no fact 'no_such_fact'"),
        ("![alt](figures/one-number/nothing.svg)\n/// caption\nWords.\n///", "broken-page.md:5: no picture 'one-number/nothing'"),
        ("[away](nowhere.md)", "'nowhere.md'"),
        ("[here](#nothing)", "'#nothing'"),
    ],
)  # fmt: skip
def test_a_mistake_on_a_page_stops_the_build_and_leaves_no_site(tmp_path, page, said):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "broken-page.md").write_text(f"---\ndescription: x\n---\n# Title\n{page}\n", "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"^nav:\n(  .*\n)+", "", config, flags=re.M)
    for ours in ("docs/.theme", "figures_src/publish.py", "[figures_src]"):
        config = config.replace(ours, ours.replace("[", f"[{ROOT}/") if "[" in ours else f"{ROOT}/{ours}")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    done = build(tmp_path / "site", "--strict", "-f", str(tmp_path / "mkdocs.yml"))
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert not list((tmp_path / "site").rglob("*.html"))
