"""The pages on convolution arithmetic: printed formulas against counting, and films against what they show."""

import gzip
import re

import numpy as np
import pytest
from conftest import DOCS

from figures_src import arithmetic, gallery, markup
from figures_src.arithmetic import Case
from figures_src.drawing import Line, Text
from figures_src.facts import convolution_arithmetic, transposed_arithmetic
from figures_src.palette import LIGHT
from figures_src.vector import svg
from figures_src.windows import Window

FORWARD, BACK = "convolution-arithmetic", "transposed-arithmetic"
FACTS = vars(convolution_arithmetic) | vars(transposed_arithmetic)


# --- the formulas, as they are printed -----------------------------------------------------------------------------

RELATIONSHIPS = {  # where each of the fifteen is printed, and for which layers it holds
    1: (FORWARD, "no-padding", lambda i, k, s, p, d: s == 1 and p == 0 and d == 1),
    2: (FORWARD, "arbitrary-padding", lambda i, k, s, p, d: s == 1 and d == 1),
    3: (FORWARD, "half-padding", lambda i, k, s, p, d: s == 1 and d == 1 and k % 2 and p == k // 2),
    4: (FORWARD, "full-padding", lambda i, k, s, p, d: s == 1 and d == 1 and p == k - 1),
    5: (FORWARD, "strides", lambda i, k, s, p, d: p == 0 and d == 1),
    6: (FORWARD, "strides-padding", lambda i, k, s, p, d: d == 1),
    7: (FORWARD, "pooling", lambda i, k, s, p, d: p == 0 and d == 1),
    8: (BACK, "no-padding", lambda i, k, s, p, d: s == 1 and p == 0 and d == 1),
    9: (BACK, "arbitrary-padding", lambda i, k, s, p, d: s == 1 and d == 1),
    10: (BACK, "half-padding", lambda i, k, s, p, d: s == 1 and d == 1 and k % 2 and p == k // 2),
    11: (BACK, "full-padding", lambda i, k, s, p, d: s == 1 and d == 1 and p == k - 1),
    12: (BACK, "strides", lambda i, k, s, p, d: p == 0 and d == 1 and (i - k) % s == 0),
    13: (BACK, "strides-padding", lambda i, k, s, p, d: d == 1 and (i + 2 * p - k) % s == 0),
    14: (BACK, "strides-odd", lambda i, k, s, p, d: d == 1),
    15: (FORWARD, "dilation", lambda i, k, s, p, d: True),
}


def places(i, k, s=1, p=0, d=1):
    """How often a window fits, counted place by place."""
    start, count = -p, 0
    while start + d * (k - 1) < i + p:
        start, count = start + s, count + 1
    return count


GRID = [
    (i, k, s, p, d)
    for i in range(1, 13) for k in range(1, 6) for s in range(1, 5) for p in range(5) for d in range(1, 4)
    if places(i, k, s, p, d)
]  # fmt: skip


def printed(page, anchor):
    """The formula below a heading: what it says in letters, and what it says in numbers."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    text = re.sub(r"\{\{ (\w+) \}\}", lambda m: str(FACTS[m[1]]), text)
    section = text.split(f"{{#{anchor}}}\n")[1].split("\n#")[0]
    letters, numbers = re.search(r"^\$\\displaystyle o'? ?(.*)\$ \$\\displaystyle = (.+)\$$", section, re.M).groups()
    return [side.strip() for side in letters.split("=")[1:]], numbers.split(" = ")


def value(tex, **letters):
    """What a side of a formula amounts to; a fraction stands inside floor brackets, so it is rounded down."""
    text = tex.replace(r"\left\lfloor", "(").replace(r"\right\rfloor", ")").replace(r"\cdot", "*").replace("i'", "j")
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1) // (\2))", text)
    text = re.sub(r"(?<=[\w)]) *(?=\()|(?<=\d)(?=[a-z])", "*", text)
    return eval(text, {"__builtins__": {}}, letters)


def wrong(number, sides):
    """Layers of the grid for which a printed side differs from what was counted."""
    page, _, holds = RELATIONSHIPS[number]
    found = []
    for i, k, s, p, d in GRID:
        if holds(i, k, s, p, d):
            o = places(i, k, s, p, d)
            given, wanted = ({"i": i}, o) if page == FORWARD else ({"j": o, "a": (i + 2 * p - k) % s}, i)
            if any(value(side, k=k, s=s, p=p, d=d, **given) != wanted for side in sides):
                found.append((i, k, s, p, d))
    return found


@pytest.mark.parametrize("number", RELATIONSHIPS)
def test_every_printed_formula_agrees_with_counting(number):
    letters, _ = printed(*RELATIONSHIPS[number][:2])
    assert letters
    assert wrong(number, letters) == []


def test_wrong_formulas_would_be_found():
    assert wrong(6, [r"\left\lfloor \frac{i + p - k}{s} \right\rfloor + 1"])
    assert wrong(14, ["s(i' - 1) + k - 2p"])


WORKED = {  # the sizes of the cases that the guide draws: inputs, kernel, stride, padding, dilation, outputs
    (FORWARD, "no-padding"): (4, 3, 1, 0, 1, 2),
    (FORWARD, "arbitrary-padding"): (5, 4, 1, 2, 1, 6),
    (FORWARD, "half-padding"): (5, 3, 1, 1, 1, 5),
    (FORWARD, "full-padding"): (5, 3, 1, 2, 1, 7),
    (FORWARD, "strides"): (5, 3, 2, 0, 1, 2),
    (FORWARD, "strides-padding"): (5, 3, 2, 1, 1, 3),
    (FORWARD, "strides-odd"): (6, 3, 2, 1, 1, 3),
    (FORWARD, "pooling"): (5, 2, 2, 0, 1, 2),
    (FORWARD, "dilation"): (7, 3, 1, 0, 2, 3),
    (BACK, "no-padding"): (2, 3, 1, 0, 1, 4),
    (BACK, "arbitrary-padding"): (6, 4, 1, 2, 1, 5),
    (BACK, "half-padding"): (5, 3, 1, 1, 1, 5),
    (BACK, "full-padding"): (7, 3, 1, 2, 1, 5),
    (BACK, "strides"): (2, 3, 2, 0, 1, 5),
    (BACK, "strides-padding"): (3, 3, 2, 1, 1, 5),
    (BACK, "strides-odd"): (3, 3, 2, 1, 1, 6),
}


@pytest.mark.parametrize(("page", "anchor"), WORKED)
def test_every_formula_is_worked_with_the_numbers_of_its_film(page, anchor):
    i, k, s, p, d, o = WORKED[page, anchor]
    letters, numbers = printed(page, anchor)
    assert [value(side) for side in numbers] == [o] * len(numbers)
    given = {"i": i} if page == FORWARD else {"j": i, "a": (o + 2 * p - k) % s}
    assert {value(side, k=k, s=s, p=p, d=d, **given) for side in letters} <= {o}


def test_the_table_leads_to_every_case_and_gives_its_sizes():
    _, *rows = convolution_arithmetic.arithmetic_cases
    found = {}
    for name, _, *sizes in rows:
        page, anchor = re.search(r"\((.*)#(.*)\)", name).groups()
        found[page.removesuffix(".md") or FORWARD, anchor] = tuple(sizes)
    assert found == {place: (i, k, s, p, o) for place, (i, k, s, p, _, o) in WORKED.items()}
    assert sorted(row[1] for row in rows) == sorted([*range(1, 16), 6])


# --- the films, as they are drawn ----------------------------------------------------------------------------------


def seen(panel):
    """The numbers on a panel as {(x, y): number} in cells, below the words that head them: Input, Kernel, Output."""
    left, top, *_ = panel.bounds
    found, head = {}, None
    for x, y, text in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', svg(panel)):
        if text.isdigit():
            found[head][float(x) / 40 + left, (float(y) - 4.5) / 40 + top] = int(text)
        else:
            head = text.split()[0].strip(",")
            found[head] = {}
    return found


def square(numbers):
    """Numbers in reading order as a square array."""
    side = round(len(numbers) ** 0.5)
    return np.array(list(numbers.values())).reshape(side, side)


def inside(box, numbers):
    """The numbers that lie in a box, with their places in it, in shares of its width and height."""
    return [
        ((x - box.x) / box.width, (y - box.y) / box.height, n)
        for (x, y), n in numbers.items()
        if box.x < x < box.x + box.width and box.y < y < box.y + box.height
    ]


def by_hand(x, kernel, s, p, d):
    """The outputs of a layer, one product after another."""
    side = places(len(x), len(kernel), s, p, d)
    out = np.zeros((side, side), int)
    for r, c, i, j in np.ndindex(side, side, *kernel.shape):
        row, column = r * s - p + i * d, c * s - p + j * d
        if 0 <= row < len(x) and 0 <= column < len(x):
            out[r, c] += x[row, column] * kernel[i, j]
    return out


def by_hand_transposed(x, kernel, s, p, side):
    """The outputs of a transposed layer: every input adds its multiple of the kernel."""
    out = np.zeros((side, side), int)
    for r, c, i, j in np.ndindex(*x.shape, *kernel.shape):
        row, column = r * s - p + i, c * s - p + j
        if 0 <= row < side and 0 <= column < side:
            out[row, column] += x[r, c] * kernel[i, j]
    return out


@pytest.mark.parametrize(("page", "anchor"), WORKED)
def test_the_numbers_of_a_film_are_those_of_its_layer(page, anchor):
    i, k, s, p, d, o = WORKED[page, anchor]
    drawn = seen(gallery.load(f"{page}/{anchor}").panels[0])
    x, out = square(drawn["Input"]), square(drawn["Output"])
    assert (len(x), len(out)) == (i, o)
    if anchor == "pooling":
        assert out.tolist() == [
            [max(x[r, c], x[r, c + 1], x[r + 1, c], x[r + 1, c + 1]) for c in (0, 2)] for r in (0, 2)
        ]
        return
    kernel = square(drawn["Kernel"])
    assert len(kernel) == k
    if page == FORWARD:
        assert out.tolist() == by_hand(x, kernel, s, p, d).tolist()
    else:
        assert out.tolist() == by_hand_transposed(x, kernel[::-1, ::-1], s, p, o).tolist()


@pytest.mark.parametrize(("page", "anchor"), WORKED)
def test_in_every_state_the_framed_inputs_give_the_ringed_output(page, anchor):
    picture = gallery.load(f"{page}/{anchor}")
    drawn = seen(picture.panels[0])
    kernel = None if anchor == "pooling" else square(drawn["Kernel"])
    rung = []
    for state in picture.states:
        frames = [mark.box for mark in state.shows if mark.kind == "frame"]
        [ring] = [mark.box for mark in state.shows if mark.kind == "ring"]
        [(_, _, output)] = inside(ring, drawn["Output"])
        rung.append((ring.y, ring.x))
        if len(frames) == 1:
            read = inside(frames[0], drawn["Input"])
            if kernel is None:
                assert max(n for *_, n in read) == output
                continue
            products = [n * kernel[int(y * len(kernel)), int(x * len(kernel))] for x, y, n in read]
        else:
            read = [inside(box, drawn["Input"])[0] for box in frames]
            products = [n * w for (*_, n), w in zip(read, kernel.flat, strict=True)]
        assert sum(products) == output
        said = re.fullmatch(r"Row \d, column \d \((\d+) inputs?(?:, (\d+) zeros?)?\): (.*) = (\d+)\.", state.says)
        assert int(said[1]) == len(read)
        assert int(said[1]) + int(said[2] or 0) == kernel.size
        assert eval(said[3].replace("×", "*"), {"__builtins__": {}}) == int(said[4]) == output
    assert rung == sorted(set(rung))
    assert len(rung) == len(drawn["Output"])


def test_what_the_inputs_spread_adds_up_to_the_output():
    picture = gallery.load(f"{BACK}/spread")
    drawn = seen(picture.panels[0])
    total = dict.fromkeys(drawn["Output"], 0)
    for state in picture.states:
        for mark in state.shows:
            if mark.kind == "text":
                [place] = [place for place in total if inside(mark.box, {place: 0})]
                total[place] += int(mark.text)
    assert total == drawn["Output"]
    assert list(total.values()) == list(seen(gallery.load(f"{BACK}/strides").panels[0])["Output"].values())


FILMS = [n for n in gallery.names() if n.startswith((FORWARD, BACK)) and n != f"{FORWARD}/four-cases"]


@pytest.mark.parametrize("name", FILMS)
def test_a_film_is_small_and_stands_still_until_it_is_asked_to_play(name):
    picture = gallery.rendered(name)
    assert picture["plays"]
    assert len(gzip.compress(markup.body(picture, name.replace("/", "--"), "words").encode())) < 12_000


# --- four cases side by side ---------------------------------------------------------------------------------------

SIDE_BY_SIDE = {
    "valid": (6, 3, 1, 0, 1),
    "same": (6, 3, 1, 1, 1),
    "stride": (6, 3, 2, 0, 1),
    "dilation": (6, 3, 1, 0, 2),
}


def windows_of(i, k, s, p, d):
    """The positions each window covers, found by laying it on the padded row, place by place."""
    row = {*range(-p, i + p)}
    windows = [[start + d * tap for tap in range(k)] for start in range(-p, i + p, s)]
    return [window for window in windows if row.issuperset(window)]


def pictured(case):
    """The panel of a case, its states, and where it has its input: digits by place, below the neurons."""
    picture = gallery.load(f"{FORWARD}/four-cases")
    states = [state for state in picture.states if state.key.startswith(f"{case}-")]
    panel = states[0].at[0].panel
    digits = [shape for shape in panel.ink if isinstance(shape, Text) and shape.text.isdigit()]
    lowest = max(shape.at[1] for shape in digits)
    return panel, states, {shape.at[0]: int(shape.text) for shape in digits if shape.at[1] == lowest}


def hatched(panel):
    """Where along the row the slanted lines of hatching have their middles."""
    lines = [shape for shape in panel.ink if isinstance(shape, Line) and shape.weight == 0.75]
    return [sum(x for x, _ in path) / len(path) for shape in lines for path in shape.paths]


@pytest.mark.parametrize("case", SIDE_BY_SIDE)
def test_side_by_side_the_framed_columns_are_those_of_brute_force(case):
    given = SIDE_BY_SIDE[case]
    wanted = windows_of(*given)
    _, states, columns = pictured(case)
    assert len(states) == len(wanted) == places(*given)
    assert list(columns.values()) == [*range(given[0])]
    ends = list(columns)
    step = ends[1] - ends[0]
    for u, (state, window) in enumerate(zip(states, wanted, strict=True)):
        assert state.key == f"{case}-{u}"
        frames = [mark.box for mark in state.shows if mark.kind == "frame"]
        covered = [n for n in range(-3, 10) if any(b.x < ends[0] + n * step < b.x + b.width for b in frames)]
        assert covered == window
        [ring] = [mark.box for mark in state.shows if mark.kind == "ring"]
        assert ring == state.at[0]
        assert ring.centre[0] == pytest.approx(ends[0] + step * np.mean(window))


@pytest.mark.parametrize("case", SIDE_BY_SIDE)
def test_side_by_side_the_sentences_say_what_brute_force_says(case):
    i, k, s, p, d = SIDE_BY_SIDE[case]
    wanted = windows_of(i, k, s, p, d)
    never = sorted({*range(i)} - {n for window in wanted for n in window})
    panel, states, columns = pictured(case)
    for state, window in zip(states, wanted, strict=True):
        formula = f"⌊({i} + 2×{p} − {d}×({k} − 1) − 1)/{s}⌋ + 1 = "
        assert f": {formula}" in state.says
        assert f" = {len(wanted)} neurons." in state.says
        reads, *rest = re.search(r"reads columns (.*)", state.says)[1].split(" Column ")
        reads, _, skipped = reads.partition(" and skips ")
        assert [int(n) for n in re.findall(r"\d+", reads)] == [n for n in window if 0 <= n < i]
        assert ("a zero of the padding" in reads) == any(not 0 <= n < i for n in window)
        assert [int(n) for n in re.findall(r"\d+", skipped)] == sorted({*range(window[0], window[-1])} - {*window})
        assert [int(n) for n in re.findall(r"\d+", " ".join(rest))] == never
    ends = list(columns)
    step = ends[1] - ends[0]
    missing = {*never, *range(-p, 0), *range(i, i + p)}
    assert {round((x - ends[0]) / step) for x in hatched(panel)} == missing
    said = [shape.text for shape in panel.ink if isinstance(shape, Text)]
    assert said.count("never read") == len(never)
    assert said.count("padding") == 2 * bool(p)
    assert panel.label.endswith(f": {len(wanted)} neurons")


def test_side_by_side_wires_show_the_first_and_the_last_window():
    for case, given in SIDE_BY_SIDE.items():
        wanted = windows_of(*given)
        panel, _, columns = pictured(case)
        ends = list(columns)
        wires = [path for shape in panel.ink if isinstance(shape, Line) and shape.colour == LIGHT["kernel"] for path in shape.paths]  # fmt: skip
        found = [round((path[1][0] - ends[0]) / (ends[1] - ends[0])) for path in wires]
        assert found == wanted[0] + wanted[-1]


# --- the cases behind them -----------------------------------------------------------------------------------------

CASES = [
    Case(i, Window(k, stride=s, padding=p, dilation=d))
    for i in (3, 5, 7) for k in (3, 4) for s in (1, 2, 3) for p in (0, 1, 2) for d in (1, 2) if places(i, k, s, p, d)
] + [
    Case(i, Window(k, stride=s, padding=p), transposed=True, extra=a)
    for i in (2, 3, 5) for k in (3, 4) for s in (1, 2, 3) for p in (0, 1, 2) for a in range(s) if (i - 1) * s + k + a > 2 * p
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_windows_laid_on_inputs_and_zeros_give_the_output(case):
    assert case.output.shape == (case.outputs, case.outputs)
    for row, column in np.ndindex(case.output.shape):
        assert sum(v * w for v, w in case.products(row, column)) == case.output[row, column]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_inputs_that_an_output_reads_are_those_whose_change_it_notices(case, monkeypatch):
    ones = {size: np.ones((size, size), int) for size in arithmetic.KERNELS}
    monkeypatch.setattr(arithmetic, "KERNELS", ones)
    readers = np.zeros((case.inputs, case.inputs), int)
    for row, column in np.ndindex(case.output.shape):
        for place in case.reads(row, column):
            readers[place] += 1
    for place in np.ndindex(readers.shape):
        changed = arithmetic.DIGITS.copy()
        changed[place] += 1
        before = case.output.sum()
        with monkeypatch.context() as patch:
            patch.setattr(arithmetic, "DIGITS", changed)
            assert case.output.sum() - before == readers[place]


def test_unread_rows_are_those_behind_the_last_window():
    assert arithmetic.POOLING.unread == 5 - 2 * 2
    assert arithmetic.STRIDES_ODD.unread == 6 + 2 * 1 - (2 * 2 + 3)
    assert arithmetic.STRIDES_PADDING.unread == 5 + 2 * 1 - (2 * 2 + 3)


# --- the films, as they play ---------------------------------------------------------------------------------------

FILM = f"#{FORWARD}--no-padding"
MOVING = "document.getAnimations().filter(a => a.animationName?.startsWith('film')).length"
SHOWN = f"[...document.querySelectorAll('{FILM} .panels .s')].map(s => getComputedStyle(s).visibility)"


@pytest.mark.browser
def test_a_film_plays_when_asked_and_not_before(address, chromium):
    tab = chromium.new_page()
    tab.goto(f"{address}{FORWARD}/")
    assert tab.evaluate(MOVING) == 0
    tab.locator(f"{FILM} .play input").check()
    assert tab.evaluate(MOVING) > 0
    for turn in range(4):
        tab.evaluate(f"document.getAnimations().forEach(a => {{ a.pause(); a.currentTime = {900 * turn + 450} }})")
        assert tab.evaluate(SHOWN) == ["visible" if i == turn else "hidden" for i in range(4)]
    tab.locator(f"{FILM} button").last.click()
    assert tab.evaluate(MOVING) == 0
    tab.close()


@pytest.mark.browser
def test_a_film_stands_still_for_readers_who_prefer_that(address, chromium):
    context = chromium.new_context(reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(f"{address}{FORWARD}/")
    assert not tab.locator(f"{FILM} .play").is_visible()
    tab.evaluate(f"document.querySelector('{FILM} .play input').checked = true")
    assert tab.evaluate(MOVING) == 0
    assert tab.evaluate(SHOWN) == ["visible", "hidden", "hidden", "hidden"]
    context.close()


@pytest.mark.browser
def test_a_film_prints_as_a_strip_of_key_frames(address, chromium):
    tab = chromium.new_page()
    tab.goto(f"{address}{FORWARD}/")
    assert not tab.locator(f"{FILM} .strip").is_visible()
    tab.emulate_media(media="print")
    assert tab.locator(f"{FILM} .strip svg").count() == 4
    assert tab.locator(f"{FILM} .strip").is_visible()
    assert not tab.locator(f"{FILM} .panels").is_visible()
    tab.close()


@pytest.mark.parametrize(
    "case",
    [
        Case(5, Window(3, padding=(0, 1))),
        Case(5, Window(3, padding=1), pooled=True),
        Case(7, Window(2, dilation=2, stride=2), pooled=True),
        Case(3, Window(3, dilation=2), transposed=True),
        Case(3, Window(3, stride=2, padding=(1, 0)), transposed=True, extra=1),
    ],
)
def test_a_case_makes_as_many_outputs_as_it_says(case):
    assert case.output.shape == (case.outputs, case.outputs)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Case(9, Window(3)), "at most 7 inputs a side, not 9"),
        (lambda: Case(5, Window(5)), "no kernel of size 5, only of 3, 4"),
    ],
)
def test_a_case_beyond_the_digits_and_kernels_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
