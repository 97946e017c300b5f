"""The words of the pages: spelling, vocabulary, style; each finding names page, line and the way to mend it."""

import re
import shutil
import subprocess
import sys

import pytest
from conftest import DOCS, ROOT

PAGES = sorted(DOCS.rglob("*.md"))
RULES = {  # what is not written here: what to write instead
    r"filter size|size of the filter": "kernel size (a shape), window, or receptive field: say which is meant",
    r"receptive field \(?(?:or|i\.e\.),? (?:kernel|filter)": "these are different things; see how-far-back.md",
    r"\bsimply\b|\bobviously\b|\bof course\b|\bclearly\b|\btrivial(?:ly)?\b": "leave it out",
    r"\bjust\b(?! (?:one|two|before|after|as|now))": "leave it out, or write `only`",
    r"let's|let us|\bdive in\b|it is important to note|note that|as we (?:will|shall) see|in this (?:page|section) we": "say it, do not announce it",
    r"\bcolor(?:s|ed|ful)?\b|\bgray\b|\bcenter(?:s|ed)?\b|\bneighbor|\bbehavior|\bmodeling\b|\blabeled\b": "British spelling",
    r"\b(?:normaliz|generaliz|initializ|optimiz|summariz|visualiz|recogniz|realiz|organiz|minimiz|maximiz)\w*": "British spelling: -is-",
    r"\bTODO\b|\bFIXME\b|\bXXX\b|lorem ipsum|\bTBD\b": "finish it, or take it out",
    r"[\U0001F300-\U0001FAFF]": "no emoji",
    r"\w!(?=\s|$)": "no exclamation marks",
    r"(?<=\d) [×·] (?=\d)": "no spaces in a size or a product: 3×3, 16·4",
    r"(?<=\d)\.\.(?=\d)|(?<= )--(?= )": "a proper dash or `to`",
}


def prose(text):
    """A page with everything blanked that is not prose: front matter, code, addresses, formulas, HTML."""

    def blank(match):
        return re.sub(r"[^\n]", " ", match[0])

    for pattern in (
        r"\A---\n.*?\n---\n", r"^( *)(```|~~~).*?^\1\2", r"`[^`\n]+`", r"\[[^\]]*\]\(https?://[^)]*\)", r"\]\([^)]*\)", r"<[^>]+>", r"\$\$.*?\$\$", r"\$[^$\n]+\$",
        r"\{[^}\n]*\}", r"^(?:!!!|\?\?\?|///|--8<--).*$", r"https?://\S+", r"“[^”]*”", r"\*\"[^\"]*\"\*", r"\"[^\"\n]*\"",
    ):  # fmt: skip
        text = re.sub(pattern, blank, text, flags=re.S | re.M)
    return text


def test_links_say_where_they_lead():
    vague = re.compile(r"\[(?:click )?(?:here|this|more|start|link|page|this page|learn more)\]\(", re.I)
    assert vague.search("look [here](x.md)")
    found = [f"{page.name}: {match[0]}" for page in PAGES for match in vague.finditer(page.read_text("utf-8"))]
    assert found == [], "out of its sentence, a link must still say where it leads"


def findings(text):
    return [
        (text.count("\n", 0, match.start()) + 1, match[0], instead)
        for pattern, instead in RULES.items()
        for match in re.finditer(pattern, prose(text), re.I)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_prose_keeps_to_the_house_style(page):
    found = [
        f"{page.relative_to(ROOT)}:{line}: {what!r}: {instead}"
        for line, what, instead in findings(page.read_text("utf-8"))
    ]
    assert found == [], "\n" + "\n".join(found)


BROKEN = [
    "The filter size is 3.", "The receptive field (or kernel) is 3.", "This is simply so.", "It just works.", "Let's begin.",
    "Gray pixels.", "We visualize it.", "TODO", "\N{GRINNING FACE}", "Look!", "3 × 3 pixels", "2..5",
]  # fmt: skip


@pytest.mark.parametrize(("text", "instead"), list(zip(BROKEN, RULES.values(), strict=True)))
def test_each_rule_can_be_broken(text, instead):
    assert [advice for _, _, advice in findings(text)] == [instead]


def test_code_and_addresses_are_not_prose():
    assert findings("`color = gray` and [here](https://example.org/center!)") == []


def run(*command):
    tool = shutil.which(command[0], path=str(ROOT / ".venv/bin")) or shutil.which(command[0]) or command[0]
    return subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-m", "ruff", "check", "--output-format", "concise", "."),
        (sys.executable, "-m", "ruff", "format", "--check", "."),
        ("rumdl", "check", "docs", "README.md"),
        ("codespell", "docs", "figures_src", "tests", "README.md"),
    ],
    ids=["ruff check", "ruff format", "rumdl", "codespell"],
)
def test_the_tools_find_nothing(command):
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr
