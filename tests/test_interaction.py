"""Every picture with states, in a real browser: pointer, finger, keys, slider and address show what the build wrote."""

import ast
import gzip
import operator
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import floor
from statistics import median

import numpy as np
import pytest
from conftest import DOCS
from numpy.lib.stride_tricks import sliding_window_view

from figures_src import gallery, markup
from figures_src.examples import COLOUR_BIASES, COLOUR_KERNELS, COLOUR_PATCH, HOOK, VERTICAL_EDGE

FIGURE = 8000  # bytes of a picture's HTML with its bitmaps, gzipped
SELECTION = 8  # milliseconds, layout included


@dataclass(frozen=True)
class Linked:
    """A picture with states as the build wrote it, and the page it stands on."""

    name: str
    page: str
    keys: list
    sentences: list
    first: int

    @property
    def ident(self):
        return self.name.replace("/", "--")

    def __len__(self):
        return len(self.keys)


@pytest.fixture(scope="module")
def linked(site):
    """All pictures with states."""
    found = []
    for source in sorted(DOCS.glob("*.md")):
        for name in re.findall(r"\]\((?:\.\./)*figures/(.+?)\.svg\)", source.read_text("utf-8")):
            picture = gallery.rendered(name)
            if picture["states"]:
                keys, sentences = map(list, zip(*picture["states"], strict=True))
                page = "" if source.stem == "index" else f"{source.stem}/"
                found.append(Linked(name, page, keys, sentences, keys.index(picture["default"])))
    assert len({picture.page for picture in found}) > 3
    return found


def each(linked, check):
    """Run a check over all linked pictures; every fault is named by its picture."""
    found = {}
    for picture in linked:
        try:
            check(picture)
        except AssertionError as error:
            found[picture.name] = str(error)
    assert found == {}


class Tabs:
    """One browser window: each page is loaded once, then kept."""

    def __init__(self, address, chromium, **how):
        self.context, self.address, self.pages = chromium.new_context(**how), address, {}
        self.front = None

    def of(self, picture):
        """The tab of a picture and the picture in it, in view and at rest, with the pointer away from it."""
        if picture.page not in self.pages:
            self.pages[picture.page] = self.context.new_page()
            self.pages[picture.page].goto(self.address + picture.page)
        tab = self.pages[picture.page]
        if tab is not self.front:
            tab.bring_to_front()  # tabs behind others paint seldom
            self.front = tab
        tab.mouse.move(0, 0)
        figure = tab.locator(f'[id="{picture.ident}"]')
        figure.evaluate(OPEN)
        figure.evaluate("figure => figure.scrollIntoView({ block: 'center', behavior: 'instant' })")
        while figure.evaluate(UNDRAWN):  # nobody points at a picture before it is drawn
            tab.wait_for_timeout(10)
        return tab, figure


def tabs(**how):
    @pytest.fixture(scope="module")
    def opened(address, chromium):
        made = Tabs(address, chromium, **how)
        yield made
        made.context.close()

    return opened


OPEN = """figure => { // a picture that stands in one of several tabs
  const block = figure.closest(".tabbed-block")
  if (block) block.closest(".tabbed-set").children[[...block.parentNode.children].indexOf(block)].click()
}"""
UNDRAWN = """figure => [...figure.querySelectorAll(".panel svg")].some(svg => {
  const { top, bottom } = svg.getBoundingClientRect()
  return top < innerHeight && bottom > 0 && !svg.checkVisibility({ contentVisibilityAuto: true })
})"""
WIDE = {"viewport": {"width": 1280, "height": 1400}}
PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}
silent = tabs(java_script_enabled=False, **WIDE)
live = tabs(**WIDE)
touched = tabs(**PHONE)

LOOK = """figure => {
  const seen = element => element.checkVisibility({ visibilityProperty: true })
  const state = group => Number(group.classList[1].slice(1))
  const groups = [...figure.querySelectorAll(".panels g.s")], shown = groups.filter(seen)
  const states = [...new Set(shown.map(state))]
  return { marks: states, whole: groups.every(group => seen(group) === states.includes(state(group))),
    said: [...figure.querySelectorAll(".says li")].filter(seen).map(li => li.textContent),
    spoken: figure.querySelector("[role=status]")?.textContent ?? null }
}"""


def shown(picture, state, seen, *, spoken=None):
    """Whether a picture shows one state: its marks in all panels, its sentence, nothing of any other."""
    assert seen["marks"] == [state], f"marks of {named(picture, seen['marks'])} instead of {picture.keys[state]}"
    assert seen["whole"], f"{picture.keys[state]}: some of its marks are missing"
    assert seen["said"] == [picture.sentences[state]], picture.keys[state]
    if spoken is not None:
        assert seen["spoken"] == (picture.sentences[state] if spoken else ""), picture.keys[state]


def named(picture, states):
    return [picture.keys[state] for state in states]


def in_turn(linked):
    """The states to try one by one with a real pointer: every number that a page has, from its pictures by turns."""
    chosen = {picture.name: {0, picture.first, len(picture) - 1} for picture in linked}
    for page in {picture.page for picture in linked}:
        here = [picture for picture in linked if picture.page == page]
        for state in range(max(map(len, here))):
            able = [picture for picture in here if state < len(picture)]
            chosen[able[state % len(able)].name].add(state)
    return {name: sorted(states) for name, states in chosen.items()}


def middle(figure, state):
    """Where on the screen the first place of a state is."""
    box = figure.locator(f".t{state}").first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# Without a script


@pytest.mark.browser
def test_hover_and_address_show_a_state_without_a_script(linked, silent):
    turns = in_turn(linked)
    middles = """(figure, states) => states.map(state => {
      const box = figure.querySelector(".t" + state).getBoundingClientRect()
      return [state, [box.x + box.width / 2, box.y + box.height / 2]]
    })"""

    def check(picture):
        tab, figure = silent.of(picture)
        shown(picture, picture.first, figure.evaluate(LOOK))
        for state, at in figure.evaluate(middles, turns[picture.name]):
            tab.mouse.move(*at)
            shown(picture, state, figure.evaluate(LOOK))
        tab.mouse.move(0, 0)
        for state in turns[picture.name]:
            tab.goto(f"{silent.address}{picture.page}#{markup.address(picture.ident, picture.keys[state])}")
            shown(picture, state, figure.evaluate(LOOK))
        # the pointer previews even where the address has chosen
        silent.of(picture)
        tab.mouse.move(*middle(figure, picture.first))
        shown(picture, picture.first, figure.evaluate(LOOK))

    each(linked, check)


@pytest.mark.browser
def test_every_place_can_be_pointed_at(linked, silent):
    """No place lies below another one, and every state has one."""
    under = """figure => [...figure.querySelectorAll(".t")].map(place => {
      const box = place.getBoundingClientRect()
      return [Number(place.classList[1].slice(1)),
        document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === place]
    })"""

    def check(picture):
        _, figure = silent.of(picture)
        places = figure.evaluate(under)
        assert {state for state, _ in places} == set(range(len(picture)))
        assert [picture.keys[state] for state, free in places if not free] == []

    each(linked, check)


@pytest.mark.browser
def test_nothing_is_dead_without_a_script_and_all_is_there_as_text(linked, silent):
    controls = """figure => [...figure.querySelectorAll("button, input, select, [tabindex], [role=button]")]
      .filter(control => control.checkVisibility()).map(control => [control.closest("label")?.className, control.disabled])"""
    press = "(figure, kind) => figure.querySelector(kind + ' input').click()"
    moving = "figure => figure.getAnimations({ subtree: true }).length"
    read = """figure => [...figure.querySelectorAll(".says li")].filter(li => li.checkVisibility({ visibilityProperty: true })
      && li.getBoundingClientRect().height > 10).map(li => li.textContent)"""

    def check(picture):
        _, figure = silent.of(picture)
        plays = f"play play{len(picture)}"
        assert figure.evaluate(controls) in ([["all", False]], [[plays, False], ["all", False]])
        assert figure.evaluate(moving) == 0
        figure.evaluate(press, ".all")
        assert figure.evaluate(read) == picture.sentences
        figure.evaluate(press, ".all")
        if figure.locator(".play").count():
            figure.evaluate(press, ".play")
            assert figure.evaluate(moving) >= len(picture)
            figure.evaluate(press, ".play")

    each(linked, check)


# With it: everything that chooses


@pytest.mark.browser
def test_a_click_on_any_place_chooses_says_and_speaks_its_state(linked, live):
    clicks = f"""figure => {{
      const look = {LOOK}
      return [...figure.querySelectorAll(".t")].map(place => {{
        place.dispatchEvent(new MouseEvent("click", {{ bubbles: true }}))
        return [Number(place.classList[1].slice(1)), look(figure), figure.querySelector("[type=range]").ariaValueText ??
          figure.querySelector("[type=range]").getAttribute("aria-valuetext"),
          [...figure.querySelectorAll("[aria-pressed=true]")].map(other => Number(other.classList[1].slice(1))),
          place.getAttribute("aria-label"), [...place.ownerSVGElement.querySelectorAll('[tabindex="0"]')].length]
      }})
    }}"""

    def check(picture):
        tab, figure = live.of(picture)
        for state, seen, value, pressed, label, stops in figure.evaluate(clicks):
            shown(picture, state, seen, spoken=True)
            assert (value, label) == (picture.sentences[state], picture.sentences[state])
            assert (set(pressed), stops) == ({state}, 1)
        for state in sorted({0, picture.first, len(picture) - 1}):  # and by a real pointer
            tab.mouse.click(*middle(figure, state))
            shown(picture, state, figure.evaluate(LOOK), spoken=True)
            tab.mouse.move(0, 0)
            shown(picture, state, figure.evaluate(LOOK), spoken=True)

    each(linked, check)


@pytest.mark.browser
def test_the_pointer_previews_in_silence(linked, live):
    def check(picture):
        tab, figure = live.of(picture)
        tab.mouse.click(*middle(figure, picture.first))
        other = 0 if picture.first else len(picture) - 1
        tab.mouse.move(*middle(figure, other))
        seen = figure.evaluate(LOOK)
        assert seen.pop("spoken") == picture.sentences[picture.first]
        shown(picture, other, seen)
        tab.mouse.move(0, 0)
        shown(picture, picture.first, figure.evaluate(LOOK))

    each(linked, check)


@pytest.mark.browser
def test_a_tap_chooses(linked, touched):
    def check(picture):
        tab, figure = touched.of(picture)
        for state in (0, len(picture) - 1):
            figure.locator(f".t{state}").first.scroll_into_view_if_needed()
            tab.touchscreen.tap(*middle(figure, state))
            shown(picture, state, figure.evaluate(LOOK), spoken=True)
        button = figure.get_by_role("button", name="Next", exact=False).last
        before = figure.evaluate(LOOK)["marks"][0]
        button.tap()
        after = figure.evaluate(LOOK)
        assert after["marks"] != [before]
        shown(picture, after["marks"][0], after, spoken=True)

    each(linked, check)


def neighbour(boxes, at, key):
    """The place a reader expects behind an arrow key: the next one in the same row or column, if there is one."""
    x, y = boxes[at][:2]
    row = key in ("ArrowLeft", "ArrowRight")
    sign = 1 if key in ("ArrowRight", "ArrowDown") else -1
    line = [i for i, box in enumerate(boxes) if abs((box[1] - y) if row else (box[0] - x)) < 1]
    ahead = [i for i in line if sign * (boxes[i][0 if row else 1] - (x if row else y)) > 1]
    return min(ahead, key=lambda i: abs(boxes[i][0] - x) + abs(boxes[i][1] - y)) if ahead else None


@pytest.mark.browser
def test_keys_move_through_every_panel(linked, live):
    """Arrows to the neighbour, Home and End, Enter and Space speak, Escape back; a resting pointer does not interfere."""
    places = """svg => [...svg.querySelectorAll(".t")].map(place => {
      const box = place.getBoundingClientRect()
      return [box.x + box.width / 2, box.y + box.height / 2, Number(place.classList[1].slice(1))]
    })"""

    def check(picture):
        tab, figure = live.of(picture)
        for svg in figure.locator("svg.drawing:has(.t)").all():
            boxes = svg.evaluate(places)
            x, y, state = boxes[-1]
            tab.mouse.click(x, y)  # and there the pointer stays
            tab.keyboard.press("Home")
            shown(picture, boxes[0][2], figure.evaluate(LOOK), spoken=False)
            at, tried = 0, 0
            for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp"):
                beside = neighbour(boxes, at, key)
                if beside is not None:
                    tab.keyboard.press(key)
                    at, tried = beside, tried + 1
                    shown(picture, boxes[at][2], figure.evaluate(LOOK), spoken=False)
            assert tried or len(boxes) == 1
            for key in ("Enter", " "):
                tab.keyboard.press("Home" if key == "Enter" else "End")
                state = boxes[0 if key == "Enter" else -1][2]
                shown(picture, state, figure.evaluate(LOOK), spoken=False)
                tab.keyboard.press(key)
                shown(picture, state, figure.evaluate(LOOK), spoken=True)
            tab.keyboard.press("Escape")
            shown(picture, picture.first, figure.evaluate(LOOK), spoken=True)
            tab.mouse.move(0, 0)

    each(linked, check)


@pytest.mark.browser
def test_keys_of_the_browser_stay_its_own(linked, live):
    picture = linked[0]
    tab, figure = live.of(picture)
    tab.mouse.click(*middle(figure, picture.first))
    tab.mouse.move(0, 0)
    kept = """figure => ["ArrowLeft", "ArrowRight", "Home"].map(key => figure.querySelector('.t[tabindex="0"]')
      .dispatchEvent(new KeyboardEvent("keydown", { key, altKey: true, bubbles: true, cancelable: true })))"""
    assert figure.evaluate(kept) == [True, True, True]
    shown(picture, picture.first, figure.evaluate(LOOK))


@pytest.mark.browser
def test_slider_and_buttons_step_through_the_states_of_the_first_panel_shown_or_of_all(linked, live):
    slide = f"""figure => {{
      const look = {LOOK}, slider = figure.querySelector("[type=range]")
      return [...Array(Number(slider.max) + 1).keys()].map(value => {{
        slider.value = value
        slider.dispatchEvent(new Event("input", {{ bubbles: true }}))
        return look(figure)
      }})
    }}"""
    row = """(figure, first) => [...(figure.querySelector("[data-across]") ? figure
      : figure.querySelector(".t" + first).ownerSVGElement).querySelectorAll(".t")]
      .map(place => Number(place.classList[1].slice(1)))"""

    def check(picture):
        tab, figure = live.of(picture)
        steps = list(dict.fromkeys(figure.evaluate(row, picture.first)))
        seen = figure.evaluate(slide)
        assert len(seen) == len(steps) > 1
        for state, look in zip(steps, seen, strict=True):
            shown(picture, state, look, spoken=True)
        assert figure.evaluate("figure => figure.querySelectorAll('.steps [role=status]').length") == 1
        slider, (back, on) = figure.locator("[type=range]"), figure.locator(".steps button").all()
        assert re.match("Choose the ", slider.get_attribute("aria-label"))
        assert re.match("Previous ", back.get_attribute("aria-label"))
        assert re.match("Next ", on.get_attribute("aria-label"))
        slider.focus()
        for key, at in (("Home", 0), ("ArrowRight", 1), ("ArrowLeft", 0), ("End", -1)):
            tab.keyboard.press(key)
            shown(picture, steps[at], figure.evaluate(LOOK), spoken=True)
        tab.keyboard.press("Escape")
        shown(picture, picture.first, figure.evaluate(LOOK), spoken=True)
        start = steps.index(picture.first)
        for button, at in ((on, start + 1), (back, start), (back, start - 1)):
            button.click()
            shown(picture, steps[at % len(steps)], figure.evaluate(LOOK), spoken=True)
            assert slider.input_value() == str(at % len(steps))

    each(linked, check)


@pytest.mark.browser
def test_a_link_to_a_state_chooses_it(linked, live):
    go = "text => new Promise(done => { addEventListener('hashchange', done, { once: true }); location.hash = text })"

    def check(picture):
        tab, figure = live.of(picture)
        last = len(picture) - 1
        tab.mouse.click(*middle(figure, 0))  # the pointer stays: the link wins until it moves
        tab.evaluate(go, markup.address(picture.ident, picture.keys[last]))
        shown(picture, last, figure.evaluate(LOOK), spoken=True)

    each(linked, check)


@pytest.mark.browser
def test_a_selection_with_its_layout_is_quick(linked, live):
    measure = """figure => [...figure.querySelectorAll(".t")].map(place => Math.min(...[0, 1, 2].map(() => {
      figure.querySelector(".steps button").click()
      figure.getBoundingClientRect()
      const start = performance.now()
      place.dispatchEvent(new MouseEvent("click", { bubbles: true }))
      document.documentElement.scrollHeight
      getComputedStyle(figure.querySelector(".says li.on")).visibility
      return performance.now() - start
    })))"""

    def check(picture):
        _, figure = live.of(picture)
        took = median(figure.evaluate(measure))
        print(f"{picture.name}: {took:.1f} ms")
        assert took <= SELECTION

    each(linked, check)


# What is shown is true


def calculated(text):
    """The value of a sum as it is written: ×, ·, −, brackets, and a fraction inside ⌊ ⌋, which round down."""
    code = text.replace("×", "*").replace("·", "*").replace("−", "-").replace(",", "")
    code = code.replace("⌊", "floor(").replace("⌋", ")")

    def value(node):
        if isinstance(node, ast.Constant):
            return Fraction(str(node.value))
        if isinstance(node, ast.UnaryOp):
            return -value(node.operand) if isinstance(node.op, ast.USub) else value(node.operand)
        if isinstance(node, ast.Call):
            return Fraction(floor(value(node.args[0])))
        left, right = value(node.left), value(node.right)
        operate = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
        return operate[type(node.op)](left, right)

    return value(ast.parse(code.strip(), mode="eval").body)


TERM = r"(?:\d+(?:,\d{3})*(?:\.\d+)?|[\s()+−×·/⌊⌋])+"
SUM = re.compile(rf"(?=[\d(−⌊]){TERM}(?:={TERM})+")


def wrong(sentence):
    """The sums of a sentence that do not add up, and those that cannot be read."""
    sums = SUM.findall(sentence)
    unread = sentence.count("=") - sum(text.count("=") for text in sums)
    bad = [text for text in sums if len({calculated(part) for part in text.split("=")}) > 1]
    return bad + ["?"] * unread


def test_every_sum_in_a_sentence_adds_up(linked):
    faults = {
        f"{picture.name} {key}": wrong(sentence)
        for picture in linked
        for key, sentence in zip(picture.keys, picture.sentences, strict=True)
        if wrong(sentence)
    }
    assert faults == {}
    assert sum("=" in sentence for picture in linked for sentence in picture.sentences) > 300


@pytest.mark.parametrize(
    "text", ["so: 2 × 3 + 1 = 8.", "(1×(−1) + 2×2) = 3 = 4.", "−2 − 1 = −5, so far", "x = 3", "⌊3/2⌋ + 1 = 3"]
)
def test_a_wrong_sum_would_be_found(text):
    assert wrong(text)


@pytest.mark.parametrize(
    "text", ["so: 2 × 3 + 1 = 7.", "(1×(−1) + 2×2) = 3 = 1 + 2.", "−2 − 1 = −3, so far", "no sum", "⌊3/2⌋ + 1 = 2"]
)
def test_a_right_sum_passes(text):
    assert wrong(text) == []


MARKS = """figure => {
  const box = shape => { const b = shape.getBoundingClientRect(); return [b.x, b.y, b.right, b.bottom] }
  const state = element => Number(element.classList[1].slice(1)), panels = [...figure.querySelectorAll(".panels svg")]
  const places = [...figure.querySelectorAll(".t")].map(place => [state(place), ...box(place)])
  const style = document.head.appendChild(document.createElement("style"))
  style.textContent = ".picture .drawing .s { display: inline !important }" // those not shown have no place otherwise
  const marks = [...figure.querySelectorAll(".panels g.s")].flatMap(group => [...group.children].map(shape =>
    [state(group), shape.localName, shape.getAttribute("fill"), shape.getAttribute("stroke"), ...box(shape)]))
  style.remove()
  return { places, marks }
}"""
FIELD, KERNEL, NEURON = "#2463c9", "#c04304", "#5a0a3c"


def touching(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def covered(box, places):
    """The states whose place lies, with its middle, in a box."""
    return {s for s, *p in places if box[0] < (p[0] + p[2]) / 2 < box[2] and box[1] < (p[1] + p[3]) / 2 < box[3]}


@pytest.mark.browser
def test_a_state_marks_the_place_that_was_pointed_at(linked, silent):
    def check(picture):
        found = silent.of(picture)[1].evaluate(MARKS)
        for state, key in enumerate(picture.keys):
            here = [place for s, *place in found["places"] if s == state]
            marks = [box for s, _, _, _, *box in found["marks"] if s == state]
            assert any(touching(mark, place) for mark in marks for place in here), key

    each(linked, check)


def marked_places(picture, silent):
    """Every state's key, with the keys of the places that its marks cover: by (what, colour)."""
    found = silent.of(picture)[1].evaluate(MARKS)
    result = {key: {} for key in picture.keys}
    for state, shape, fill, stroke, *box in found["marks"]:
        what = ("ring" if shape == "circle" else "fill" if stroke is None else "frame", stroke or fill)
        keys = {picture.keys[s] for s in covered(box, found["places"])}
        result[picture.keys[state]].setdefault(what, set()).update(keys)
    return result


def one(linked, name):
    return next(picture for picture in linked if picture.name == name)


@pytest.mark.browser
def test_the_linked_window_frames_what_numpy_reads(linked, silent):
    picture = one(linked, "one-number/linked-window")
    windows = sliding_window_view(np.arange(HOOK.size).reshape(HOOK.shape), VERTICAL_EDGE.shape)
    pixel = [f"pixel-{r}-{c}" for r, c in np.ndindex(HOOK.shape)]
    for key, marks in marked_places(picture, silent).items():
        kind, *where = ["neuron", *key.split("-")] if key[0].isdigit() else key.split("-")
        r, c = map(int, where)
        if kind == "neuron":
            assert marks["frame", FIELD] == {pixel[i] for i in windows[r, c].flat}, key
            assert marks["ring", NEURON] == {key}
        elif kind == "weight":
            assert marks["frame", KERNEL] == {key, *(pixel[i] for i in windows[:, :, r, c].flat)}, key
        else:
            readers = np.argwhere((windows == r * HOOK.shape[1] + c).any(axis=(2, 3)))
            assert marks["fill", FIELD] == {f"{i}-{j}" for i, j in readers}, key
            assert marks["frame", FIELD] == {key}


def test_the_linked_window_multiplies_and_adds_as_numpy_does(linked):
    picture = one(linked, "one-number/linked-window")
    said = dict(zip(picture.keys, picture.sentences, strict=True))
    windows = sliding_window_view(HOOK, VERTICAL_EDGE.shape)
    values = np.einsum("rcij,ij->rc", windows, VERTICAL_EDGE)
    for (r, c), value in np.ndenumerate(values):
        plain = said[f"{r}-{c}"].replace("−", "-")
        pairs = np.array(re.findall(r"(\d+)×\(?(-?\d+)", plain), int)
        assert (pairs == np.stack([windows[r, c].ravel(), VERTICAL_EDGE.ravel()], axis=1)).all()
        assert int(re.search(r"= (-?\d+)\.$", plain)[1]) == value
    readers = np.zeros(HOOK.shape, int)
    for r, c in np.ndindex(values.shape):
        readers[r : r + 3, c : c + 3] += 1
    for (r, c), count in np.ndenumerate(readers):
        assert re.search(rf"\bread by {count} neuron", said[f"pixel-{r}-{c}"])


def test_channels_add_up_as_numpy_adds_them(linked):
    picture = one(linked, "through-the-depth/channels-add-up")
    said = dict(zip(picture.keys, picture.sentences, strict=True))
    patches = sliding_window_view(COLOUR_PATCH, (3, 3), axis=(1, 2))
    parts = np.einsum("crsij,kcij->krsc", patches, COLOUR_KERNELS)  # of each kernel, at each place, by channel
    for kernel in (0, 1):
        numbers = {k.split("-")[1]: [int(n) for n in re.findall(r"-?\d+", t.replace("−", "-"))] for k, t in said.items() if k[0] == str(kernel)}  # fmt: skip
        slices = [numbers["red"][-1], numbers["green"][-2], numbers["blue"][-2]]
        places = [place for place in np.ndindex(parts.shape[1:3]) if list(parts[(kernel, *place)]) == slices]
        total = sum(slices) + COLOUR_BIASES[kernel]
        assert places, slices
        assert numbers["blue"][-1] == sum(slices)
        assert numbers["bias"][-1] == total
        assert numbers["relu"][1:3] == [total, max(0, total)]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "stride", "dilations"),
    [("cone", 1, (1, 1, 1)), ("strided-cone", 2, (1, 1, 1)), ("dilated-cone", 1, (1, 2, 4))],
)
def test_a_cone_fills_what_a_chain_of_matrices_reaches(linked, silent, name, stride, dilations):
    picture = one(linked, f"how-far-back/{name}")
    pixels = sum(key.startswith("pixel") for key in picture.keys)
    places = [np.arange(pixels), *[np.arange(0, pixels, stride)] * 3]  # where the neurons of each row stand
    steps = [
        np.isin(np.abs(np.subtract.outer(above, below)), (0, dilation * (stride if row else 1))).astype(int)
        for row, (above, below, dilation) in enumerate(zip(places[1:], places, dilations, strict=False))
    ]
    names = [[f"pixel-{i}" for i in range(pixels)], *([f"{n}-{i}" for i in range(len(places[n]))] for n in (1, 2, 3))]

    def connected(low, high):
        """Ways from each place of a low row to each of a high one: (high, low)."""
        return reduce(np.matmul, steps[low:high][::-1], np.eye(len(places[high]), dtype=int))

    for key, marks in marked_places(picture, silent).items():
        level, unit = ("0", key.split("-")[1]) if key.startswith("pixel") else key.split("-")
        level, unit = int(level), int(unit)
        other = range(level) if level else range(1, 4)
        reached = {
            names[n][i]
            for n in other
            for i in np.flatnonzero(connected(n, level)[unit] if n < level else connected(level, n)[:, unit])
        }
        assert marks["fill", FIELD if level else NEURON] == reached, key
        sentence = picture.sentences[picture.keys.index(key)]
        if level:
            first, last, count = map(int, re.search(r"pixels (\d+) (?:to|and) (\d+): (\d+) of", sentence).groups())
            assert {f"pixel-{i}" for i in range(first, last + 1)} == {name for name in reached if name[0] == "p"}
            assert count == last - first + 1
            cut = re.search(r"for (\d+) of its (\d+)", sentence)
            assert not cut or int(cut[2]) - int(cut[1]) == count


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_the_address_of_a_state_opens_the_tab_of_its_picture(address, chromium, scripts):
    context = chromium.new_context(java_script_enabled=scripts, **WIDE)
    tab = context.new_page()
    tab.goto(f"{address}how-far-back/#dilated-cone-3-7")
    figure = tab.locator('[id="how-far-back--dilated-cone"]')
    figure.wait_for(state="visible", timeout=5000)
    assert figure.evaluate(LOOK)["said"][0].startswith("Neuron 7 of layer 3 reads neurons 3, 7 and 11")
    context.close()


# What it weighs


def test_a_picture_on_a_page_is_light(site):
    heavy = {}
    for path in sorted(site.rglob("index.html")):
        page = path.read_text("utf-8")
        figures = re.findall(r'<figure class="picture" id="(.+?)">(.*?)</figure>', page, re.S)
        assert len(figures) == page.count('class="picture"')
        for ident, text in figures:
            size = len(gzip.compress(text.encode(), mtime=0))
            if size > FIGURE:
                heavy[ident] = f"{size} bytes gzipped, more than {FIGURE}"
    assert heavy == {}
