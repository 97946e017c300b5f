"""The kernel editor of "Stored or summoned" in a real browser: its maps are numpy's, and everyone can use it."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from numpy.lib.stride_tricks import sliding_window_view

from figures_src.examples import KERNELS, portrait

pytestmark = pytest.mark.browser
PAGE = "stored-or-summoned/"
PHOTO = portrait(48, grey=True).astype(int)
RANDOM = np.random.default_rng(7).integers(-99, 100, (3, 3, 3))
OTHERS = {"nothing": np.zeros((3, 3), int), **{f"random {i}": kernel for i, kernel in enumerate(RANDOM)}}


def answers(kernel):
    """Every sum of products of a kernel and a window of the photograph: (46, 46)."""
    return np.einsum("rcij,ij->rc", sliding_window_view(PHOTO, (3, 3)), kernel)


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture
def tab(address, chromium, scheme):
    """The page with the editor ready; no message may appear in its console."""
    context = chromium.new_context(viewport={"width": 375, "height": 900}, color_scheme=scheme, has_touch=True)
    tab = context.new_page()
    messages = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    tab.goto(address + PAGE)
    tab.evaluate("editor.ready")
    yield tab
    context.close()
    assert messages == []


def weights(tab):
    return tab.locator("#kernel-editor [name=weight]")


def write(tab, kernel):
    for place, weight in enumerate(kernel.flat):
        weights(tab).nth(place).fill(str(weight))


def says(tab):
    return tab.locator("#kernel-editor [role=status]").inner_text()


def test_every_value_is_that_of_numpy(tab):
    for name, kernel in (KERNELS | OTHERS).items():
        write(tab, kernel)
        assert np.array_equal(np.reshape(tab.evaluate("editor.map()"), (46, 46)), answers(kernel)), name


def test_what_is_drawn_is_stronger_where_the_value_is_larger(tab):
    write(tab, KERNELS["blur"])
    alpha = tab.evaluate(
        """() => { const canvas = document.querySelector("#kernel-editor canvas")
        return [...canvas.getContext("2d").getImageData(0, 0, 46, 46).data].filter((_, i) => i % 4 === 3) }"""
    )
    values = answers(KERNELS["blur"])
    expected = np.clip(values / np.sort(values, axis=None)[int(0.98 * values.size)], 0, 1) * 255
    assert np.abs(np.reshape(alpha, values.shape) - expected).max() <= 1


def test_the_sum_of_the_chosen_neuron_is_worked_out(tab):
    write(tab, KERNELS["vertical edges"])
    tab.get_by_label("Row", exact=True).fill("10")
    tab.get_by_label("Column", exact=True).fill("20")
    assert says(tab).startswith("Row 10, column 20: (−1)×")
    value = answers(KERNELS["vertical edges"])[10, 20]
    assert f"= {value}".replace("-", "−") in says(tab)
    tab.keyboard.press("ArrowRight")
    assert says(tab).startswith("Row 10, column 21: ")


def test_a_tap_on_the_map_chooses_the_neuron_there(tab):
    canvas = tab.locator("#kernel-editor canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    tab.touchscreen.tap(box["x"] + box["width"] * 30.5 / 46, box["y"] + box["height"] * 12.5 / 46)
    assert says(tab).startswith("Row 12, column 30: ")
    assert tab.get_by_label("Column", exact=True).input_value() == "30"


@pytest.mark.parametrize("text", ["", "1.5", "100", "-1e3"])
def test_what_is_no_weight_is_explained_and_the_map_waits(tab, text):
    write(tab, KERNELS["blur"])
    weights(tab).nth(4).fill(text)
    assert "row 1, column 1: a whole number from −99 to 99" in tab.locator("#kernel-error").inner_text()
    invalid = [place for place in range(9) if weights(tab).nth(place).get_attribute("aria-invalid") == "true"]
    assert invalid == [4]
    assert weights(tab).nth(4).get_attribute("aria-describedby") == "kernel-error"
    assert np.array_equal(np.reshape(tab.evaluate("editor.map()"), (46, 46)), answers(KERNELS["blur"]))
    weights(tab).nth(4).fill("4")
    assert tab.locator("#kernel-error").inner_text() == ""


def test_it_has_no_barrier_after_use(tab):
    write(tab, KERNELS["emboss"])
    weights(tab).nth(0).fill("")
    found = Axe().run(tab, context={"include": [["#kernel-editor"]]}, options={"resultTypes": ["violations"]}).response
    assert [rule["id"] for rule in found["violations"]] == []


def test_without_a_script_nothing_of_it_is_there_and_the_six_maps_are(address, chromium):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    figure = "figure[id$=what-a-kernel-answers-to]"
    for place, name in enumerate(KERNELS):
        tab.goto(f"{address}{PAGE}#what-a-kernel-answers-to-{name.replace(' ', '-')}")
        assert tab.locator("#what-a-kernel-answers-to-" + name.replace(" ", "-")).is_visible()
        maps = [tab.locator(f"{figure} g.s.s{other} rect").is_visible() for other in range(len(KERNELS))]
        assert [other for other, seen in enumerate(maps) if seen] == [place]
    assert not tab.locator("#kernel-editor").is_visible()
    context.close()
