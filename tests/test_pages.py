"""Pages and facts: every fact is quoted, every name exists, and what goes wrong is said in one helpful line."""

import json
import re
from itertools import pairwise
from xml.etree import ElementTree

import markdown
import pytest
from conftest import DOCS

from figures_src import facts, gallery, pages

TEXTS = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md"))}
QUOTED = {name for text in TEXTS.values() for name in re.findall(r"(?<!\\)\{\{ (\w+) \}\}", text)}
EXTENSIONS = [
    "admonition",
    "attr_list",
    "tables",
    "pymdownx.blocks.caption",
    "pymdownx.arithmatex",
    "figures_src.pages",
]


def render(text):
    return markdown.markdown(text, extensions=EXTENSIONS, extension_configs={"pymdownx.arithmatex": {"generic": True}})


@pytest.fixture
def known(monkeypatch):
    monkeypatch.setattr(pages, "facts", lambda: {"neurons": "784", "table": "| a |\n| --- |\n| 1 |"})


def test_every_fact_is_quoted_on_a_page():
    unquoted = sorted(set(facts.values()) - QUOTED)
    assert unquoted == [], "write `{{ name }}` for each of them on its page, or delete its line in figures_src/facts/"


def test_every_quoted_fact_exists():
    assert sorted(QUOTED - set(facts.values())) == []


@pytest.mark.parametrize("page", sorted(TEXTS))
def test_page_has_one_title_a_description_and_headings_in_order(page):
    text = re.sub(r"^(```|~~~).*?^\1", "", TEXTS[page], flags=re.S | re.M)
    levels = [len(m) for m in re.findall(r"^(#+) ", text, re.M)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - level <= 1 for level, later in pairwise(levels))
    assert 50 <= len(re.search(r"^description: (.+)$", TEXTS[page], re.M)[1]) <= 170


QUOTES = sorted({quote for text in TEXTS.values() for quote in re.findall(r'^--8<-- "([^":]+:[^"]+)"', text, re.M)})
WIDEST = 78  # characters that fit beside each other in a box of code


def quoted_lines(quote):
    """The lines of source that a page shows for `file.py:section`, each with its number in the file."""
    path, section = quote.split(":")
    lines = list(enumerate((DOCS.parent / path).read_text("utf-8").split("\n"), 1))
    first, last = (next(n for n, line in lines if f"[{edge}:{section}]" in line) for edge in ("start", "end"))
    shown = lines[first : last - 1]
    indent = min(len(line) - len(line.lstrip()) for _, line in shown if line)
    return [(n, line[indent:]) for n, line in shown]


def test_quoted_code_does_not_scroll():
    assert QUOTES
    wide = [
        f"{quote.split(':')[0]}:{n}: {len(line)} characters, as shown, of at most {WIDEST}"
        for quote in QUOTES
        for n, line in quoted_lines(quote)
        if len(line) > WIDEST
    ]
    assert not wide, "a page quotes these lines, shorten them:\n" + "\n".join(wide)


def test_a_fact_is_filled_in_everywhere(known):
    assert "<strong>784</strong>" in render("**{{ neurons }}**") == render("**{{neurons}}**")
    assert "<td>1</td>" in render("Before\n\n{{ table }}\n")
    assert ">784</mn>" in render("$n = {{ neurons }}$")


def test_a_fact_with_a_full_stop_begins_no_list(known):
    listed = render("* There are\n  {{ neurons }}. [More](https://example.org)")
    assert listed.count("<li>") == 1
    assert "784. <a" in listed


def test_a_per_cent_sign_stays_with_its_number(known):
    assert "784\N{NO-BREAK SPACE}% and 3\N{NO-BREAK SPACE}%" in render("{{ neurons }} % and 3 %")
    assert "only 3\N{NO-BREAK SPACE}%" in render("only 3 %")
    assert "<code>7 % 2</code>" in render("`7 % 2`")


def test_a_fact_written_with_a_backslash_stays(known, monkeypatch):
    monkeypatch.setattr(pages, "glossary", dict)
    assert render(r"write \{{ neurons }}") == "<p>write {{ neurons }}</p>"


def test_an_unknown_fact_is_an_error_with_close_names(known):
    with pytest.raises(pages.PageError, match="no fact 'neuron'; close names: neurons"):
        render("{{ neuron }}")
    with pytest.raises(pages.PageError, match="no fact 'my-neurons'"):
        render("{{my-neurons}}")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (290400, "290,400"),
        (-3, "−3"),
        ("2.4 %", "2.4 %"),
        ([["a", "b"], [1, 2]], "| a | b |\n| --- | ---: |\n| 1 | 2 |"),
    ],
)
def test_a_fact_is_shown(value, text):
    assert facts.shown("name", value) == text


def test_a_table_with_a_cell_missing_is_refused():
    with pytest.raises(ValueError, match="'counts' is a table whose rows are not equally long"):
        facts.shown("counts", [["a", "b"], [1]])


@pytest.mark.parametrize("value", [0.5, True, None, []])
def test_a_fact_that_hides_its_rounding_is_refused(value):
    with pytest.raises(ValueError, match="fact 'share' is"):
        facts.shown("share", value)


def some_picture():
    return gallery.names()[0]


def test_a_picture_without_a_caption_is_an_error():
    with pytest.raises(pages.PageError, match="has no caption"):
        render(f"![words](figures/{some_picture()}.svg)")


def test_a_picture_with_an_empty_caption_is_an_error():
    with pytest.raises(pages.PageError, match=r"caption of picture .* is empty"):
        render(f"![words](figures/{some_picture()}.svg)\n/// caption\n///")


def test_a_picture_without_alt_text_is_an_error():
    with pytest.raises(pages.PageError, match="has no alt text"):
        render(f"![](figures/{some_picture()}.svg)\n/// caption\nWords.\n///")


def test_an_unknown_picture_is_an_error_with_close_names():
    wrong = some_picture() + "x"
    with pytest.raises(pages.PageError, match=f"no picture '{wrong}'; close names: {some_picture()}"):
        render(f"![words](figures/{wrong}.svg)\n/// caption\nWords.\n///")


def test_a_picture_stands_in_the_page_with_caption_and_downloads():
    name = some_picture()
    page = render(f"![words for it](figures/{name}.svg)\n/// caption\nA caption.\n///")
    assert "<svg" in page
    assert 'aria-label="words for it"' in page
    assert f'href="figures/{name}.png"' in page
    assert "A caption." in page


def test_a_formula_becomes_mathml():
    page = render(r"$\lfloor \frac{n + 2p - k}{s} \rfloor + 1$")
    assert "<mfrac>" in page
    assert "\\" not in page


def test_a_formula_with_a_mistake_is_an_error_that_quotes_it():
    with pytest.raises(pages.PageError, match=re.escape(r"formula '\\left( x'")):
        render(r"$\left( x$")


@pytest.mark.parametrize(("tex", "wrong"), [(r"\fra{1}{2}", r"there is no \fra"), (r"\frac{1}", "half a fraction")])
def test_a_formula_that_would_look_wrong_is_an_error(tex, wrong):
    with pytest.raises(pages.PageError, match=re.escape(f": {wrong}")):
        render(f"${tex}$")


def test_a_formula_keeps_the_full_stop_behind_it():
    page = render("There are $n$. All of $m$ (or $k$) remain.")
    assert page.count("</math>.</span> All") == page.count("</math>)</span> remain") == 1
    assert "</math></span> (or" in page


@pytest.fixture
def terms(monkeypatch):
    monkeypatch.setattr(pages, "glossary", lambda: {"map": "All neurons with one kernel.", "feature map": "A map."})


def test_the_first_use_of_a_term_explains_itself(terms):
    page = render("A feature map is one map; **maps** differ. [map](x.md)\n\n`map`")
    assert page.startswith(
        '<p>A <abbr title="A map.">feature map</abbr> is one <abbr title="All neurons with one kernel.">map</abbr>;'
    )
    assert page.count("<abbr") == 2


def test_words_that_only_contain_a_term_stay(terms):
    assert "<abbr" not in render("Mapping and roadmap.")


def linked_data(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])


def test_questions_become_one_list_for_search_engines(known):
    page = render(
        "[[faq]]\n\n## Group\n\n### Is a *filter* a neuron? {#is-it}\n\nNo. It makes\n[{{ neurons }}](x.md) of `y`.\n\n"
        "Shown: elsewhere.\n\n### And a map?\n\nNo."
    )
    assert page.count("<script") == 1
    assert "[[faq]]" not in page
    assert "<p><script" not in page
    found = linked_data(page)
    assert found["@type"] == "FAQPage"
    assert [(entry["name"], entry["acceptedAnswer"]["text"]) for entry in found["mainEntity"]] == [
        ("Is a filter a neuron?", "No. It makes 784 of y."),
        ("And a map?", "No."),
    ]


def test_a_page_without_the_mark_has_no_such_list():
    assert "<script" not in render("### A question?\n\nAn answer.")


def test_no_answer_can_end_the_list_early():
    page = render("[[faq]]\n\n### What is `</script><!--`?\n\nText with `</script>`.")
    assert page.count("</script>") == 1
    assert linked_data(page)["mainEntity"][0]["name"] == "What is </script><!--?"


@pytest.mark.parametrize("answer", ["", "* a list", "A formula $x$.", "Raw <b>HTML</b>.", r"An escaped \*."])
def test_a_question_without_a_plain_answer_is_an_error(answer):
    with pytest.raises(pages.PageError, match=r"question 'Why\?' needs a paragraph"):
        render(f"[[faq]]\n\n### Why?\n\n{answer}\n\n## Next")


QUESTION = """
!!! question "Predict: how wide is the field?"
    * 3: That is its *window*.
    * **5:** Two more on [each side](x.md).
    * 9: It would be 3·3 if windows did not overlap.
"""


def test_a_question_is_answered_by_choosing():
    box = ElementTree.fromstring(render(QUESTION))
    assert (box.tag, box.get("class"), box.find("legend").text) == (
        "fieldset",
        "choices",
        "Predict: how wide is the field?",
    )
    labels = [label[0].tail.strip() for label in box.iter("label")]
    assert labels == ["3", "5", "9"]
    why = {element.get("id"): "".join(element.itertext()) for element in box.iter("p")}
    radios = list(box.iter("input"))
    assert len({radio.get("name") for radio in radios}) == 1
    assert [why[radio.get("aria-describedby")] for radio in radios] == [
        "No. That is its window.",
        "Right. Two more on each side.",
        "No. It would be 3·3 if windows did not overlap.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("**5:**", "5:", "two different answers or more, and the right one in bold"),
        ("* 3: That", "* **3:** That", "two different answers or more, and the right one in bold"),
        ("* 9: It", "* 3: It", "two different answers or more, and the right one in bold"),
        ("3: That is its *window*.", "3", "an answer is plain words, or bold if it is right, a colon and a reason"),
    ],
)
def test_a_question_that_cannot_be_answered_is_an_error(old, new, said):
    assert old in QUESTION
    with pytest.raises(pages.PageError, match=said):
        render(QUESTION.replace(old, new))


def test_a_question_with_numbered_answers_is_an_error():
    with pytest.raises(pages.PageError, match="answers to choose from begin with"):
        render(re.sub(r"^    \* ", "    1. ", QUESTION, flags=re.M))


def test_two_questions_in_the_same_words_are_an_error():
    with pytest.raises(pages.PageError, match="two questions of the page ask 'Predict: how wide"):
        render(f"{QUESTION}\n\n{QUESTION}")
