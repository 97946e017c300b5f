"""Every page in a real Chromium: light, still, readable at any width, in any colours, on paper and by keyboard."""

import gzip
import http.server
import json
import re
import threading
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import DOCS
from test_interaction import LOOK

from figures_src import gallery

PAGES = ["", *(f"{path.stem}/" for path in sorted(DOCS.glob("*.md")) if path.stem != "index"), "404.html"]
WIDTHS = (320, 375, 768, 1280, 2560)
PAGE, REQUESTS = 130_000, 14  # bytes, compressed, with all figures
SCRIPT, WITH_CALCULATOR, STYLE = 8000, 14_000, 5000  # bytes of our own, gzipped
SHIFT, TEXT = 0.01, 12  # share of the screen that moves by itself; pixels
SLOWLY, PAUSE = 12, 0.06  # pieces in which a page comes over a slow line, and seconds between them
SHEET = {"width": 718, "height": 1000}  # an A4 sheet inside its margins
KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".xml": "text/xml", ".txt": "text/plain",
}  # fmt: skip
TEXTUAL = set(KINDS) - {".png", ".woff2"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(site):
    """The site as a real host serves it, text gzipped: its address and a list of what was asked for."""
    packed = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            path = site / self.path.partition("?")[0].lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            found = path.is_file()
            path = path if found else site / "404.html"
            kind = KINDS[path.suffix]
            if path not in packed:
                data = path.read_bytes()
                packed[path] = gzip.compress(data, mtime=0) if path.suffix in TEXTUAL else data
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(packed[path])))
            if path.suffix in TEXTUAL:
                self.send_header("Content-Encoding", "gzip")
            head = sum(map(len, self._headers_buffer)) + 2
            self.end_headers()
            pieces = SLOWLY if "slowly" in self.path and path.suffix == ".html" else 1
            step = -(-len(packed[path]) // pieces)
            for start in range(0, len(packed[path]), step):
                self.wfile.write(packed[path][start : start + step])
                time.sleep(PAUSE if pieces > 1 else 0)
            log.append((self.path, head + len(packed[path])))

        def log_message(self, *arguments):
            pass

    log = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", log
    server.shutdown()
    server.server_close()


SHIFTS = """window.shifts = []
new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput)
  shifts.push([entry.value, entry.sources.map(source => source.node?.className || source.node?.nodeName).join()])
}).observe({ type: "layout-shift", buffered: true })"""
SCROLL = """async () => {
  const last = document.documentElement.scrollHeight
  for (let y = 0; y < last; y += 1500) { scrollTo(0, y); await new Promise(requestAnimationFrame) }
  scrollTo(0, last)
}"""
SMALL = """() => [...document.querySelectorAll("svg.drawing text")].filter(text => text.checkVisibility()).map(text => {
  const scale = text.getScreenCTM()
  return [text.closest("figure").id, text.textContent, parseFloat(getComputedStyle(text).fontSize) * Math.hypot(scale.b, scale.d)]
})"""
STOP = """() => {
  const at = document.activeElement, label = at.matches(".md-option") ? document.querySelector("label.md-header__button:not([hidden])[for^=__palette]") : at
  const box = label.getBoundingClientRect(), style = getComputedStyle(label)
  return { what: at.classList[0] ?? at.localName, href: at.getAttribute("href"), name: at.getAttribute("aria-label") || at.textContent.trim(),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), seen: box.width > 0 && box.bottom > 0 && box.right > 0 &&
    box.x < innerWidth && box.y < innerHeight && Number(style.opacity) > 0.5 }
}"""
PAPER = """() => {
  const shade = (colour, none = 1) => { // how light a colour is, 0 to 1
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number)
    return a === 0 ? none : (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255
  }
  const style = element => getComputedStyle(element), all = query => [...document.querySelectorAll(query)]
  const shown = element => element.checkVisibility({ visibilityProperty: true })
  return { paper: Math.min(...all("html, body, .md-main, .md-content, .md-typeset, .md-container").map(e => shade(style(e).backgroundColor))),
    ink: Math.max(...all(".md-content .md-typeset, .md-content .md-typeset :is(h1, h2, p, li, td)").filter(shown).map(e => shade(style(e).color, 0))),
    drawn: Math.max(0, ...all(".drawing text").filter(text => text.getAttribute("fill") === "#1b1c20").map(e => shade(style(e).fill))),
    controls: all(".picture :is(button, input, label, .downloads), .md-header, .md-sidebar, .md-footer, .md-search, .headerlink, .md-content__button")
      .filter(shown).map(e => e.className || e.localName),
    wide: all(".picture, .picture svg, .md-typeset table, .md-typeset pre, math").filter(e => shown(e) && e.getBoundingClientRect().right > innerWidth + 1)
      .map(e => e.closest("figure")?.id || e.localName) }
}"""
CONTRAST = {"runOnly": ["color-contrast"]}


def barriers(tab, options=None, context=None):
    """What axe finds: the rule, and up to three places."""
    options = {"resultTypes": ["violations"]} | (
        options or {}
    )  # what passes is not listed, which takes most of the time
    found = Axe().run(tab, context=context, options=options).response["violations"]
    return {rule["id"]: [node["target"] for node in rule["nodes"]][:3] for rule in found}


@pytest.fixture(scope="module")
def visited(served, chromium):
    """Each page visited twice, wide and light, then narrow and dark: all that was measured, by page."""
    address, log = served
    seen = {}

    def visit(page):
        if page not in seen:
            seen[page] = wide(chromium, address, log, page) | narrow(chromium, address, page)
        return seen[page]

    return visit


def wide(chromium, address, log, page):
    """The first visit: what comes over the line, what moves, the first stops of the Tab key, axe."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.add_init_script(SHIFTS)
    hosts = []
    tab.on("request", lambda request: hosts.append(request.url))
    log.clear()
    tab.goto(address + page)
    tab.evaluate(SCROLL)
    tab.wait_for_load_state("networkidle")
    found = {"asked": list(log), "strangers": [u for u in hosts if not u.startswith((address, "data:", "blob:"))]}
    tab.evaluate("scrollTo(0, 0)")
    found["shifts"] = tab.evaluate("shifts")
    stops = []
    for _ in range(3):
        tab.keyboard.press("Tab")
        tab.wait_for_timeout(300)  # the theme fades its link in
        stops.append(tab.evaluate(STOP))
    found["stops"] = stops
    found["skips"] = tab.evaluate("hash => !!hash && !!document.getElementById(hash.slice(1))", stops[0]["href"])
    tab.evaluate("document.activeElement.blur()")
    found["axe"] = {"light": barriers(tab)}
    tab.emulate_media(forced_colors="active")
    found["axe"]["forced colours"] = barriers(tab, CONTRAST)
    tab.emulate_media(forced_colors="none")
    if tab.locator(".picture .t").count():
        for figure in tab.locator("figure.picture:has(.t)").all():
            figure.evaluate(
                """figure => { const [, on] = figure.querySelectorAll(".steps button"); on.click(); on.click()
                figure.querySelector(".all input").click() }"""
            )
            assert figure.evaluate(LOOK)["spoken"]
        found["axe"]["pictures after use"] = barriers(tab, context={"include": [["figure.picture:has(.t)"]]})
    context.close()
    return found


def narrow(chromium, address, page):
    """The second visit: a telephone in the dark, then all widths, then paper."""
    context = chromium.new_context(
        viewport={"width": 375, "height": 812}, color_scheme="dark", reduced_motion="reduce", has_touch=True
    )
    tab = context.new_page()
    tab.add_init_script(SHIFTS)
    tab.goto(address + page)
    tab.evaluate(SCROLL)
    tab.wait_for_load_state("networkidle")
    found = {"narrow shifts": tab.evaluate("shifts"), "small": [t for t in tab.evaluate(SMALL) if t[2] < TEXT - 0.005]}
    tab.evaluate("scrollTo(0, 0)")
    found["narrow axe"] = {"dark, 375 px": barriers(tab)}
    found["widths"] = {}
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.wait_for_timeout(60)  # the theme's drawers move
        found["widths"][width] = tab.evaluate("document.documentElement.scrollWidth")
    tab.set_viewport_size({"width": 1280, "height": 900})
    found["narrow axe"]["dark"] = barriers(tab, CONTRAST)
    tab.set_viewport_size(SHEET)
    tab.emulate_media(media="print")
    found["print"] = tab.evaluate(PAPER)
    found["narrow axe"]["paper, from dark"] = barriers(tab, CONTRAST)
    tab.emulate_media(media="screen")
    found["pdf"] = tab.pdf(format="A4")[:5]
    context.close()
    return found


@pytest.mark.parametrize("page", PAGES)
def test_page_is_light(visited, page):
    """Too heavy: smaller bitmaps, fewer states, `loading="lazy"` does not help here. Requests: see what was asked for."""
    asked = visited(page)["asked"]
    total = sum(size for _, size in asked)
    heaviest = sorted(asked, key=lambda a: -a[1])[:5]
    print(f"{page or 'home'}: {total / 1000:.1f} kB, {len(asked)} requests")
    assert total <= PAGE, heaviest
    assert len(asked) <= REQUESTS, asked
    assert visited(page)["strangers"] == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_on_a_page_moves_by_itself(visited, page):
    """What moved is named; give it its size before it loads."""
    for kind in ("shifts", "narrow shifts"):
        moved = visited(page)[kind]
        assert sum(value for value, _ in moved) <= SHIFT, (kind, moved)


@pytest.mark.parametrize("page", ["where-it-sits/", "through-the-depth/", "how-far-back/"])
def test_nothing_moves_while_a_page_comes_in(served, chromium, page):
    """Pictures of several panels, cut off anywhere by a slow line, are where they will be once they are whole."""
    address, _ = served
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.add_init_script(SHIFTS)
    tab.goto(f"{address}{page}?slowly", wait_until="commit")
    tab.evaluate("""async () => {
      while (document.readyState === "loading") { scrollTo(0, document.documentElement.scrollHeight); await new Promise(requestAnimationFrame) }
    }""")
    tab.wait_for_load_state("load")
    moved = tab.evaluate("shifts")
    context.close()
    assert moved == []


@pytest.mark.parametrize("page", PAGES)
def test_page_fits_every_screen(visited, page):
    """Let what is too wide wrap or scroll inside its own box."""
    widths = visited(page)["widths"]
    assert {asked: got for asked, got in widths.items() if asked != got} == {}


@pytest.mark.parametrize("page", PAGES)
def test_words_in_pictures_are_large_enough_on_a_telephone(visited, page):
    """Draw the picture narrower (at most 343 pixels), or its text larger."""
    assert visited(page)["small"] == []


@pytest.mark.parametrize("page", PAGES)
def test_page_has_no_barrier(visited, page):
    """The rule of axe and up to three places, by how the page was looked at."""
    found = visited(page)["axe"] | visited(page)["narrow axe"]
    assert {how: what for how, what in found.items() if what} == {}


@pytest.mark.parametrize("page", PAGES)
def test_page_prints_on_light_paper(visited, page):
    """From the dark scheme: colours are set in the print part of site.css, and what is no use on paper is hidden there."""
    found = visited(page)["print"]
    assert found["paper"] > 0.95
    assert found["ink"] < 0.45
    assert found["drawn"] < 0.2
    assert found["controls"] == []
    assert found["wide"] == []
    assert visited(page)["pdf"] == b"%PDF-"


@pytest.mark.parametrize("page", PAGES)
def test_the_tab_key_begins_at_the_link_to_the_content(visited, page):
    """The first stop skips to the content, and every stop can be seen."""
    stops = visited(page)["stops"]
    if page != "404.html":  # which has nothing to skip to
        assert stops[0]["what"] == "md-skip"
        assert visited(page)["skips"]
    assert [stop for stop in stops if not stop["seen"] or stop["ring"] < 2 or not stop["name"]] == []


def test_the_list_of_all_pictures_shows_a_page_of_them_when_asked(served, chromium):
    """Each switch fetches and shows the pictures below it and no others; at first there is none to fetch."""
    address, log = served
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    log.clear()
    tab.goto(address + "pictures/")
    switches = tab.locator("label.all:has(+ .catalogue)")
    assert switches.count() == len({name.partition("/")[0] for name in gallery.names()})
    asked = set()
    for switch in switches.all():
        switch.click()
        shown = switch.locator("+ .catalogue img")
        for picture in shown.all():
            picture.scroll_into_view_if_needed()
        tab.wait_for_load_state("networkidle")
        asked |= {
            f"/figures/{name}"
            for name in shown.evaluate_all("all => all.map(i => i.getAttribute('src').split('figures/')[1])")
        }
        assert {path for path, _ in log if path.startswith("/figures/")} == asked
        assert shown.evaluate_all("all => all.every(i => i.naturalWidth > 0 && i.checkVisibility())")
    assert len(asked) == len(gallery.names())
    assert barriers(tab) == {}
    context.close()


def test_our_own_scripts_and_styles_are_small(site):
    def size(name):
        return len(gzip.compress((site / "assets" / name).read_bytes(), mtime=0))

    assert size("site.js") + size("kernel.js") <= SCRIPT
    assert size("site.js") + size("kernel.js") + size("calculator.js") <= WITH_CALCULATOR
    assert size("site.css") <= STYLE
    for path in site.rglob("index.html"):
        ours = set(re.findall(r'(?:src|href)="[^"]*?assets/([\w.-]+\.(?:js|css))"', path.read_text("utf-8")))
        assert ours <= {"site.js", "site.css", "kernel.js", "calculator.js", "calculator.css"}, path
        assert "calculator.js" not in ours or path.parent.name == "try-your-own"
        assert "kernel.js" not in ours or path.parent.name == "stored-or-summoned"


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_the_search_does_not_know_the_digits_of_cells(site):
    known = {}
    for entry in json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]:
        page = entry["location"].partition("#")[0]
        known[page] = known.get(page, "") + squeezed(entry["text"])
    asked = 0
    for page, text in known.items():
        source = Path(site / page / "index.html").read_text("utf-8")
        for drawing in re.findall(r'<svg [^>]*class="drawing".*?</svg>', source, re.S):
            cells = squeezed("".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawing)))
            if len(cells) >= 20:
                asked += 1
                assert cells not in text, page
        for sentence in re.findall(r'<li class="s s\d+[^>]*>([^<]*)</li>', source):
            assert squeezed(sentence) not in text, page
    assert asked > 30


WORDS = {
    "where are the neurons": ("", "stored-or-summoned/", "one-number/"),
    "filter size": ("words/", "questions/"),
    "receptive field": ("how-far-back/", "words/", "glossary/"),
    "dilation": ("convolution-arithmetic/", "holes/"),
    "transposed": ("transposed-arithmetic/",),
    "deconvolution": ("transposed-arithmetic/", "questions/", "words/"),
    "effective receptive field": ("what-it-really-uses/", "words/"),
    "weight sharing": ("one-weight-many-witnesses/", "questions/", "the-thread/"),
    "calculator": ("try-your-own/",),
    "visual cortex": ("eye-cortex-code/",),
}


def test_the_search_finds_pages_in_the_words_of_readers(served, chromium):
    """Among the first three pages found is one that answers."""
    address, _ = served
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(address)
    missed = {}
    box = tab.locator("input.md-search__input")
    box.focus()
    for words, wanted in WORDS.items():
        box.fill("")
        tab.wait_for_function("!document.querySelector('.md-search-result__item')")
        box.press_sequentially(words)
        tab.wait_for_selector(".md-search-result__item", state="attached")
        tab.wait_for_timeout(100)
        found = tab.evaluate("[...document.querySelectorAll('.md-search-result__item > a')].map(a => a.href)")
        pages = list(dict.fromkeys(url.removeprefix(address).partition("?")[0].partition("#")[0] for url in found))
        if not set(pages[:3]) & set(wanted):
            missed[words] = pages[:5]
    context.close()
    assert not missed, str(missed)
