"""The calculator of "Try your own" in a real browser: its answers are Python's, and everyone can use it."""

import gzip
import random
import re
from fractions import Fraction

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import DOCS
from test_oracle import build, nodes, read

from figures_src.facts import try_your_own
from figures_src.stacks import rows, stack
from figures_src.tracing import Spread

pytestmark = pytest.mark.browser
STACKS = {name: value for name, value in vars(try_your_own).items() if name.startswith("stack_")}


def opened(address, chromium):
    """The page in a browser; no message may appear in its console."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    messages = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    tab.goto(f"{address}try-your-own/")
    yield tab
    context.close()
    assert messages == []


@pytest.fixture
def tab(address, chromium):
    """The page, freshly opened."""
    yield from opened(address, chromium)


@pytest.fixture(scope="module")
def shared(address, chromium):
    """The page for tests that begin with a stack of their own."""
    yield from opened(address, chromium)


def field(tab, row, name):
    return tab.locator(f"#calculator .row:nth-child({row}) [name={name}]")


def address_says(tab, text):
    """Change the part of the address behind the #, as a link or a reader does."""
    tab.evaluate(
        """text => new Promise(done => {
        addEventListener("hashchange", done, { once: true })
        location.hash = text
    })""",
        text,
    )


def values(tab, row):
    """What a row says: field, jump, start, neurons, as texts."""
    return tab.locator(f"#calculator .row:nth-child({row}) dd").all_text_contents()


def expanded(runs):
    return [p for first, last in runs for p in range(first, last + 1)]


# The walk against measured cases


def plain(graph, axis):
    """The layers of a graph along one axis as the calculator's `grow` takes them."""
    names, layers = list(graph.layers), []
    for layer in list(graph.layers.values())[1:]:
        how = layer.axes[axis]
        window = getattr(how, "window", None)
        before, after = window.padding if window else (how.before, how.after)
        given = {"before": before, "after": after}
        if window:
            given |= {"size": window.size, "stride": window.stride, "dilation": window.dilation}
        if isinstance(how, Spread):
            given |= {"transposed": True, "extra": how.output_padding}
        layers.append({"reads": [names.index(below) for below in layer.reads], "window": given})
    return layers


WALK = """cases => cases.map(({ n, layers, top }) => {
  const net = calculator.image(n)
  for (const { reads, window } of layers) calculator.grow(net, reads, window)
  const neurons = [...Array(net[top].n).keys()]
  return { sizes: net.map(layer => layer.n), field: calculator.field(net, top), set0: calculator.seen(net, top, 0),
    clipped: neurons.map(u => calculator.seen(net, top, u, true)) }
})"""


def test_every_measured_case_is_walked_right(shared):
    asked, expected = [], []
    for case in read("cases.jsonl"):
        layers = nodes(case)
        graph, output = build(case, layers), case.get("output", layers[-1]["name"])
        for axis, measured in enumerate(case["expected"]["axes"]):
            sizes = [size[axis] for size in graph.sizes().values()]
            top = list(graph.layers).index(output)
            asked.append({"n": sizes[0], "layers": plain(graph, axis), "top": top})
            expected.append((case["id"], sizes, measured))
    answers = shared.evaluate(WALK, asked)
    assert len(answers) > 241
    for answer, (name, sizes, measured) in zip(answers, expected, strict=True):
        hulls = [[runs[0][0], runs[-1][1]] if runs else None for runs in answer["clipped"]]
        counts = [len(expanded(runs)) for runs in answer["clipped"]]
        found = {"sizes": answer["sizes"], "clipped": hulls, "clipped_count": counts}
        assert found == {"sizes": sizes, **{key: measured[key] for key in ("clipped", "clipped_count")}}, name
        if measured["stride_consistent"]:
            said, period = answer["field"], measured["period"]
            assert said["jump"] == str(Fraction(*measured["jump"])), name
            assert said["sizes"] == measured["rf_sizes_by_phase"] * (len(said["sizes"]) // period), name
            assert (said["start"], bool(said["unseen"])) == (measured["unit0"]["start"], measured["holes"]), name
            assert expanded(answer["set0"]) == measured.get("set0", expanded(answer["set0"])), name


# Whole answers against Python's, on random stacks


def random_stack(luck):
    """A stack of 1 to 8 rows, its strides multiplying up to 64 at most; about one in five is impossible somewhere."""
    made, strides = [], 1
    for _ in range(luck.randint(1, 8)):
        kind = luck.choice("cccmmrrbt")
        size, padding, dilation = luck.randint(1, 5), luck.randint(0, 3), luck.choice((1, 1, 1, 2, 5))
        stride, repeats = luck.choice((1, 1, 2, 3)), luck.choice((1, 1, 2))
        stride = stride if strides * stride**repeats <= 64 else 1
        strides *= stride**repeats
        if kind in "rb" and luck.random() < 0.9:  # blocks whose branches fit
            size, padding = 2 * padding + 1, dilation * padding
        if kind == "t":  # every neuron above reads something, or it would be no question where its field lies
            size, dilation = max(size, stride), 1
        if kind == "t" and [row[0] for row in made].count("t") == 2:
            kind = "c"
        made.append(f"{kind}{size}s{stride}p{padding}d{dilation}x{repeats}")
    return "-".join([f"{luck.randint(16, 64)}", *made])


def python_answer(text):
    """What Python says of every row until one is impossible."""
    said, (side, *written) = [], text.split("-")
    for number in range(1, len(written) + 1):
        try:
            net = stack("-".join([side, *written[:number]]))
        except ValueError:
            return [*said, None]
        said.append(net)
    return said


def test_five_hundred_random_stacks_are_answered_as_in_python(shared):
    luck = random.Random(7)
    texts = [random_stack(luck) for _ in range(500)]
    answers = shared.evaluate(
        """texts => texts.map(text => {
        const { net, rows } = calculator.answer(calculator.parse(text))
        const top = net.length - 1, middle = (net[top].n - 1) >> 1
        return { rows, middle, real: calculator.seen(net, top, middle, true) }
    })""",
        texts,
    )
    impossible = 0
    for text, answer in zip(texts, answers, strict=True):
        nets = python_answer(text)
        assert len(answer["rows"]) == len(nets), text
        for number, (said, net) in enumerate(zip(answer["rows"], nets, strict=True), start=1):
            if net is None:
                impossible += 1
                assert set(said) == {"at", "text"}, text
                continue
            traced, sizes = net.field(f"{number}"), said["sizes"]
            counts = [len(net.reads(f"{number}", u, clipped=False)) for u in range(len(sizes))]
            unseen = max(size - count for size, count in zip(sizes, counts, strict=True))
            assert said == {
                "n": net.size(f"{number}")[0],
                "start": traced.start,
                "jump": str(traced.jump),
                "size": traced.size,
                "sizes": list(traced.sizes) * (len(sizes) // traced.period),
                "unseen": unseen,
            }, text
        if nets[-1] is not None:
            assert expanded(answer["real"]) == nets[-1].reads(f"{len(nets)}", answer["middle"]).tolist(), text
    assert 50 < impossible < 250


# What the page shows


@pytest.mark.parametrize("text", STACKS.values(), ids=STACKS)
def test_every_offered_stack_shows_the_values_of_its_static_table(shared, text):
    (name,) = (name for name, value in STACKS.items() if value == text)
    head, *lines = getattr(try_your_own, name.replace("stack_", "rows_"))
    shared.select_option("#calculator [name=preset]", text)
    assert shared.locator("#calculator .row").count() == len(lines) == len(rows(text))
    for number, line in enumerate(lines, start=1):
        expected = dict(zip(head, line, strict=True))
        shown = [str(expected[key]).replace("-", "−") for key in ("Field", "Jump", "Start", "Neurons")]
        assert values(shared, number) == shown
        for key in ("Kernel", "Stride", "Padding", "Dilation"):
            assert field(shared, number, key.lower()).input_value() == str(expected[key])


def test_the_page_opens_on_alexnet_and_says_window_and_field(tab):
    assert values(tab, 6) == ["195", "32", "−64", "6"]
    says = tab.locator("#calculator .says").text_content()
    assert "reads a window of 3×3 in the layer below and sees a field of 195×195 pixels, 32 from" in says
    assert "Neuron 2 sees pixels 0 to 194, 195 of 227 along each side." in says


def test_holes_and_uneven_neighbours_are_said(shared):
    shared.select_option("#calculator [name=preset]", try_your_own.stack_dilated)
    assert "2 of 23 pixels inside are not seen." in shared.locator("#calculator .says").text_content()
    gaps = shared.locator("#try-your-own--field-on-the-image svg g path").nth(1).get_attribute("d")
    assert gaps.count("M") == 3
    shared.select_option("#calculator [name=preset]", try_your_own.stack_up_again)
    assert "Neighbours differ: 7 or 9." in shared.locator("#calculator .says").text_content()


def test_the_slider_moves_the_field_over_the_image(tab):
    svg = tab.locator("#try-your-own--field-on-the-image svg")
    tab.locator("#calculator [type=range]").focus()
    assert svg.get_attribute("aria-label").endswith("neuron 2, pixels 0 to 194 in both directions")
    tab.keyboard.press("ArrowRight")
    assert svg.get_attribute("aria-label").endswith("neuron 3, pixels 32 to 226 in both directions")
    tab.keyboard.press("Home")
    assert svg.get_attribute("aria-label").endswith("neuron 0, pixels −64 to 130 in both directions")
    assert "sees pixels 0 to 130, 131 of 227" in tab.locator("#calculator .says").text_content()
    frame = svg.locator("path").nth(3).get_attribute("d")
    x0, x1 = (float(n) for n in re.match(r"M([\d.]+) [\d.]+H([\d.]+)", frame).groups())
    image = svg.locator("path").nth(0).get_attribute("d")
    i0, i1 = (float(n) for n in re.match(r"M([\d.]+) [\d.]+H([\d.]+)", image).groups())
    assert (x1 - x0) / (i1 - i0) == pytest.approx(195 / 227, abs=0.001)
    assert (i0 - x0) / (i1 - i0) == pytest.approx(64 / 227, abs=0.001)
    seen = svg.locator("image").evaluate("e => (b => [b.x, b.y, b.x + b.width, b.y + b.height])(e.getBBox())")
    assert seen == pytest.approx([i0, i0, i1, i1], abs=0.02), "the photo fills the outline of the image"


# What cannot be


@pytest.mark.parametrize(
    ("text", "row", "name", "said"),
    [
        ("5-c3-c3p3-c11p1", 3, "kernel", "Kernel 11 does not fit a padded input of 9."),
        ("9-c3d4-c5", 2, "kernel", "Kernel 5 does not fit a padded input of 1."),
        ("7-c3d4", 1, "kernel", "Kernel 3, spanning 9, does not fit a padded input of 7."),
        ("9-r3", 1, "padding", "The branches give 9 and 5 neurons; they cannot be joined."),
        ("9-b5p1", 1, "padding", "The branches give 9 and 7 neurons; they cannot be joined."),
        ("1-t3p2", 1, "padding", "Cutting 2 off each side leaves nothing."),
        ("64-c32", 1, "kernel", "The kernel must be a whole number from 1 to 31."),
        ("64-c3-c3s0", 2, "stride", "The stride must be a whole number from 1 to 16."),
        (
            "4000-c31p99d7x24-c31p99d7x24-c31p99d7x24",
            2,
            "repeats",
            "More than 10000 pixels or neurons are not walked here.",
        ),
    ],
)
def test_the_impossible_is_explained_beside_its_field(shared, text, row, name, said):
    address_says(shared, text)
    error = shared.locator(f"#calculator .row:nth-child({row}) .error")
    assert error.text_content() == said
    assert values(shared, row) == ["—"] * 4
    wrong = field(shared, row, name)
    assert wrong.get_attribute("aria-invalid") == "true"
    assert wrong.get_attribute("aria-describedby") == error.get_attribute("id")
    assert shared.locator("#calculator [aria-invalid=true]").count() == 1
    assert shared.locator("#calculator .says").text_content() == f"Layer {row}: {said}"


@pytest.mark.parametrize("typed", ["", "0", "1.5", "-3", "4097"])
def test_numbers_that_are_none_are_refused_until_mended(tab, typed):
    side = tab.locator("#calculator [name=side]")
    side.fill(typed)
    assert tab.locator("#calculator-top").text_content() == "The image side must be a whole number from 1 to 4096."
    assert side.get_attribute("aria-invalid") == "true"
    assert values(tab, 1) == ["—"] * 4
    side.fill("227")
    assert tab.locator("#calculator .error:not(:empty)").count() == 0
    assert values(tab, 6) == ["195", "32", "−64", "6"]


# The address


def test_the_address_says_the_stack_and_brings_it_back(tab):
    field(tab, 3, "dilation").fill("2")
    field(tab, 3, "padding").fill("4")
    field(tab, 5, "kind").select_option("residual")
    assert tab.url.endswith("#227-c11s4-m3s2-c5p4d2-m3s2-r3p1x3-m3s2")
    before = [values(tab, row) for row in range(1, 7)]
    tab.reload()
    assert [values(tab, row) for row in range(1, 7)] == before
    assert field(tab, 5, "kind").input_value() == "r"
    assert tab.locator("#calculator [name=preset]").input_value() == ""
    address_says(tab, try_your_own.stack_lenet5)
    assert tab.locator("#calculator [name=preset] option:checked").text_content() == "LeNet-5"
    assert values(tab, 5) == ["32", "4", "0", "1"]


def test_text_and_rows_go_round_in_a_circle(shared):
    luck = random.Random(3)
    texts = [random_stack(luck) for _ in range(200)]
    short = shared.evaluate("texts => texts.map(text => calculator.write(calculator.parse(text)))", texts)
    assert [rows(text) for text in short] == [rows(text) for text in texts]
    assert shared.evaluate("texts => texts.map(text => calculator.write(calculator.parse(text)))", short) == short
    assert list(STACKS.values()) == shared.evaluate(
        "texts => texts.map(text => calculator.write(calculator.parse(text)))", list(STACKS.values())
    )


@pytest.mark.parametrize(
    "hash", ["", "%", "100%", "sources", "224", "224-", "224-k3", "c3-c3", "-".join(["64", *["c1"] * 13])]
)
def test_an_address_that_is_no_stack_opens_alexnet(tab, address, hash):
    tab.goto(f"{address}try-your-own/?again#{hash}")
    assert values(tab, 6) == ["195", "32", "−64", "6"]


def test_the_address_and_the_code_can_be_copied(tab):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.locator("#calculator [name=copy]").click()
    assert tab.evaluate("navigator.clipboard.readText()") == f"{tab.url}#{try_your_own.stack_alexnet}"
    tab.locator("#calculator-code summary").first.click()
    tab.locator("#calculator-code [name=copy]").first.click()
    assert tab.evaluate("navigator.clipboard.readText()").startswith("import torch\n")
    assert tab.locator("#calculator [role=status]").text_content() == "Copied"


# The code


@pytest.mark.parametrize("text", STACKS.values(), ids=STACKS)
def test_the_python_code_runs_and_says_the_same(shared, text, capsys):
    shared.select_option("#calculator [name=preset]", text)
    code = shared.locator("#calculator-code code").nth(1).text_content()
    size, jump, start, neurons = (value.replace("−", "-") for value in values(shared, len(rows(text))))
    exec(compile(code, "copied", "exec"), {})
    printed = capsys.readouterr().out
    if "windows" in code:
        assert printed == f"{size} {jump} {start} {neurons}\n"
    else:
        assert f"start={start}, " in printed
        assert f"size={size}, jump=Fraction({jump}, 1)" in printed
        assert printed.endswith(f"({neurons},)\n")


class Recorder:
    """Stands in for torch and torch.nn: every call is kept as (name, arguments, keywords)."""

    Module = object

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        return lambda *given, **named: self.calls.append((name, given, named)) or name


def test_the_pytorch_code_names_the_same_windows(shared):
    text = "64-c5s2p2-m3s2-t4s2p1-c3p2d2x2"
    address_says(shared, text)
    code = shared.locator("#calculator-code code").first.text_content()
    nn = Recorder()
    built = compile(code.replace("import torch\nfrom torch import nn\n", "").replace("print", "#"), "copied", "exec")
    exec(built, {"nn": nn})
    layers = [(name, given[-1], named) for name, given, named in nn.calls if name != "Sequential"]
    assert layers == [
        ("LazyConv2d", 5, {"stride": 2, "padding": 2}),
        ("MaxPool2d", 3, {"stride": 2}),
        ("LazyConvTranspose2d", 4, {"stride": 2, "padding": 1}),
        ("LazyConv2d", 3, {"padding": 2, "dilation": 2}),
        ("LazyConv2d", 3, {"padding": 2, "dilation": 2}),
    ]
    assert "stride=1" in shared.evaluate("calculator.torch(calculator.parse('9-m3'))")  # PyTorch's own default is 3


def test_the_pytorch_code_of_blocks_is_python(shared):
    address_says(shared, "64-r3s2p1-b5p2x2")
    code = shared.locator("#calculator-code code").first.text_content()
    compile(code, "copied", "exec")
    conv = "nn.LazyConv2d(64, 3, stride=2, padding=1), nn.LazyConv2d(64, 3, padding=1)"
    assert f"Join(sum, nn.LazyConv2d(64, 1, stride=2), nn.Sequential({conv}))," in code
    assert "Join(torch.hstack, nn.LazyConv2d(64, 1), nn.LazyConv2d(64, 5, padding=2)) for _ in range(2)]" in code


# For everyone


def test_the_keyboard_does_everything(tab):
    tab.locator("#calculator [name=preset]").focus()
    for name in ("side", "copy", "kind", "kernel"):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.name") == name
    tab.keyboard.press("ArrowUp")
    assert (field(tab, 1, "kernel").input_value(), values(tab, 1)[0]) == ("12", "12")
    tab.locator("#calculator [name=add]").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#calculator .row").count() == 7
    assert tab.evaluate("document.activeElement === document.querySelector('.row:nth-child(7) [name=kernel]')")
    field(tab, 7, "up").focus()
    tab.keyboard.press("Space")
    assert tab.evaluate("document.activeElement === document.querySelector('.row:nth-child(6) [name=up]')")
    assert field(tab, 7, "kind").input_value() == "m"
    field(tab, 6, "remove").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#calculator .row").count() == 6
    assert tab.evaluate("document.activeElement === document.querySelector('.row:nth-child(6) [name=remove]')")


def test_there_are_one_to_twelve_rows(tab):
    add = tab.locator("#calculator [name=add]")
    for _ in range(6):
        add.click()
    assert tab.locator("#calculator .row").count() == 12
    assert add.is_disabled()
    for _ in range(11):
        field(tab, 1, "remove").click()
    assert field(tab, 1, "remove").is_disabled()
    assert field(tab, 1, "up").is_disabled()
    assert tab.locator("#calculator .row").count() == 1


def test_the_summary_is_spoken_once_typing_rests(tab):
    spoken = tab.locator("#calculator [role=status]")
    assert spoken.text_content() == ""
    field(tab, 1, "kernel").fill("9")
    tab.wait_for_timeout(200)
    field(tab, 1, "kernel").fill("7")
    tab.wait_for_timeout(350)
    assert spoken.text_content() == ""
    tab.wait_for_timeout(300)
    assert spoken.text_content() == tab.locator("#calculator .says").text_content() != ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_it_is_accessible_after_use_and_fits(address, chromium, scheme, width):
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.goto(f"{address}try-your-own/#9-c3-c11-r3p1")
    tab.locator("#calculator [name=add]").click()
    for summary in tab.locator("#calculator-code summary").all():
        summary.click()
    violations = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in Axe().run(tab).response["violations"]]
    targets = tab.evaluate(
        """[...document.querySelectorAll(":is(#calculator, #calculator-code) :is(button, input, select, summary)")]
        .map(e => [e.name || e.tagName, e.getBoundingClientRect()]).filter(([, b]) => b.width < 44 || b.height < 44)
        .map(([name]) => name)"""
    )
    fits = tab.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert violations == []
    assert targets == []
    assert fits == width


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("hash", ["", f"#{try_your_own.stack_vgg16}"])
def test_nothing_jumps_while_the_page_loads(address, chromium, width, hash):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    tab = context.new_page()
    tab.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().map(e => e.value)))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    tab.goto(f"{address}try-your-own/{hash}")
    tab.wait_for_timeout(300)
    shifts = tab.evaluate("shifts")
    context.close()
    assert sum(shifts) <= 0.01


def test_without_scripts_the_stacks_are_there_and_nothing_dead(address, chromium):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}try-your-own/")
    assert not tab.locator("#calculator").is_visible()
    assert not tab.locator("#calculator-code").is_visible()
    assert tab.get_by_text("The calculator needs its script.").is_visible()
    tables = tab.locator("details.example table")
    assert tables.count() == len(STACKS)
    assert tables.nth(2).locator("tr").last.locator("td").all_text_contents()[5:] == ["212", "32", "−90", "7"]
    context.close()


def test_other_pages_do_not_load_it_and_it_is_small(address, chromium):
    context = chromium.new_context()
    tab = context.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    tab.goto(f"{address}one-number/")
    assert "site.js" in asked
    assert "calculator.js" not in asked
    tab.goto(f"{address}try-your-own/")
    context.close()
    assert {"calculator.js", "calculator.css"} <= set(asked)
    assert len(gzip.compress((DOCS / "assets" / "calculator.js").read_bytes())) <= 6 * 1024


# The sortable table of "Networks you know"


def test_a_table_can_be_sorted_by_pointer_and_key(address, chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{address}networks-you-know/")
    table = tab.locator(".sortable table")

    def column(number):
        return table.locator(f"tbody tr td:nth-child({number})").all_text_contents()

    def by_first_number(texts):
        return [float(re.match(r"[−\d.,]+", text)[0].replace(",", "").replace("−", "-")) for text in texts]

    written, names = column(3), column(1)
    head = table.locator("th").nth(2)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert by_first_number(column(3)) == sorted(by_first_number(written))
    tab.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert by_first_number(column(3)) == sorted(by_first_number(written), reverse=True)
    tab.keyboard.press("Space")
    assert head.get_attribute("aria-sort") is None
    assert column(1) == names
    table.locator("th button").first.click()
    assert column(1)[0].startswith("AlexNet")
    assert column(1)[-1].startswith("ZFNet")
    table.locator("th button").nth(9).click()  # published: cells without a value come last, either way
    assert column(10)[0].startswith("70")
    assert column(10)[-1] == ""
    table.locator("th button").nth(9).click()
    assert column(10)[0].startswith("3,039")
    assert column(10)[-1] == ""
    violations = [v["id"] for v in Axe().run(tab).response["violations"]]
    context.close()
    assert violations == []
