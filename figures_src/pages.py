"""Python-Markdown extension: facts, pictures and formulas in a page."""

import html
import re
import traceback
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import click
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from figures_src import gallery, markup, store

FACT = re.compile(r"(\\?)\{\{ *([\w-]+) *\}\}")
LIKE_A_LIST = re.compile(r"^(\s*\{\{ *\w+ *\}\})(?=[.)]\s)", re.M)
PER_CENT = re.compile(r"(```.*?```|`[^`\n]*`)|(?<=\d) %", re.S)  # not in code
PICTURE = re.compile(r"(?:\.\./)*figures/(.+)\.svg")


class PageError(click.ClickException):
    """A page asks for something that is not there: said in one line, with the page, the line and close names."""


@cache
def facts():
    """All facts as text, by name; computed only if something they depend on changed."""
    sources = gallery._sources()
    files = sorted(gallery.FACTS.glob("*.py"))
    try:
        key = sources.key(*files, extra=["facts", *(f.name for f in files)])
        found = store.read(key)
        if found is None:
            from figures_src.facts import values

            found = values()
            store.keep(key, found)
    except Exception as error:
        raise PageError(f"{_line_in_facts(error)}{type(error).__name__}: {error}") from error
    sources.remember()
    return found


def _line_in_facts(error):
    """`figures_src/facts/page.py:12: ` for an error that a fact raised; empty if no line of a fact is to blame."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).parent == gallery.FACTS and "__init__" not in f.filename]  # fmt: skip
    if isinstance(error, SyntaxError):
        return f"{Path(error.filename or '?').name}:{error.lineno}: "
    return f"{Path(frames[-1].filename).relative_to(store.ROOT).as_posix()}:{frames[-1].lineno}: " if frames else ""


def refresh_pictures(docs):
    """Draw all pictures that are not fresh; a PageError names every broken one and the page that shows it."""
    try:
        gallery.refresh(say=lambda text: click.echo(text, err=True))
    except gallery.PictureError as error:
        written = {p.relative_to(docs).as_posix(): p.read_text("utf-8").splitlines() for p in Path(docs).rglob("*.md")}
        lines = []
        for name, why in sorted(error.broken.items()):
            users = [
                f"{page}:{n}"
                for page, text in written.items()
                for n, line in enumerate(text, 1)
                if f"figures/{name}.svg" in line
            ]
            lines.append(f"{', '.join(users) or 'no page'}: picture {name!r}: {why}")
        raise PageError("\n".join(lines)) from None


def _file(md):
    """The page that is read, where the generator tells (MkDocs and ProperDocs do), or None."""
    relpath = "relpath" in md.treeprocessors and md.treeprocessors["relpath"]
    return getattr(relpath, "file", None)


def _page(md):
    return getattr(_file(md), "src_uri", None)


def _place(md, written):
    """`page.md:line` of what is written, as far as the generator tells."""
    file = _file(md)
    if not file:
        return "a page"
    lines = file.content_string.splitlines()
    try:  # the front matter has been cut off: count in the file itself
        with open(file.abs_src_path, encoding="utf-8-sig") as source:
            lines = source.read().splitlines()
    except (OSError, TypeError):
        pass
    return f"{file.src_uri}:{next((n for n, line in enumerate(lines, 1) if written in line), '?')}"


def _unknown(md, kind, name, known, written):
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"close names: {', '.join(near)}" if near else f"there are {len(known)}, none of them close"
    return PageError(f"{_place(md, written)}: no {kind} {name!r}; {hint}")


def filled(text, unknown):
    """Text with its facts in place, and each per cent sign on the line of its number; `unknown` makes the error of a name."""

    def value(match):
        if match[1]:
            return match[0][1:]
        if match[2] not in facts():
            raise unknown(match)
        return facts()[match[2]]

    text = LIKE_A_LIST.sub(r"\1\\", text)  # "917." at the start of a line would begin a list
    return PER_CENT.sub(lambda match: match[1] or "\N{NO-BREAK SPACE}%", FACT.sub(value, text))


class Facts(Preprocessor):
    """`{{ name }}` becomes the fact of that name; `\\{{ name }}` stays as it is, without the backslash."""

    def run(self, lines):
        text = "\n".join(lines)
        if "{{" not in text and " %" not in text:
            return lines

        return filled(text, lambda match: _unknown(self.md, "fact", match[2], facts(), match[0])).split("\n")


class Pictures(Treeprocessor):
    """An image of `figures/` becomes the drawing itself, inside its figure with caption, downloads and states."""

    def run(self, root):
        framed, placed, bodies = set(), [], []
        for figure in root.iter("figure"):
            for image in figure.iter("img"):
                match = PICTURE.fullmatch(image.get("src", ""))
                if match:
                    framed.add(image)
                    picture, body = self.place(figure, image, match[1])
                    placed.append(picture)
                    bodies.append(body)
                    break
        for image in root.iter("img"):
            match = PICTURE.fullmatch(image.get("src", ""))
            if match and image not in framed:
                raise PageError(
                    f"{_place(self.md, image.get('src'))}: picture {match[1]!r} has no caption; "
                    "write `/// caption`, the text and `///` below it"
                )
        symbols = markup.shared([body.text for body in bodies])
        for body in bodies:
            body.text = self.md.htmlStash.store(markup.sharing(body.text, symbols))
        hidden = markup.style(placed) + markup.defined(symbols)
        if hidden:
            ElementTree.SubElement(root, "div", {"hidden": ""}).text = self.md.htmlStash.store(hidden)

    def place(self, figure, image, name):
        """Fill the figure with the picture's panels and states; returns the picture, and its body with HTML as text."""
        src, alt = image.get("src"), (image.get("alt") or "").strip()
        if name not in gallery.names():
            raise _unknown(self.md, "picture", name, gallery.names(), src)
        caption = figure.find("figcaption")
        if caption is None or not "".join(caption.itertext()).strip():
            raise PageError(f"{_place(self.md, src)}: the caption of picture {name!r} is empty")
        if not alt:
            raise PageError(f"{_place(self.md, src)}: picture {name!r} has no alt text; write it between ![ and ]")
        try:
            picture = gallery.rendered(name)
        except gallery.PictureError as error:
            raise PageError(f"{_place(self.md, src)}: {error}") from None
        figure.set("class", "picture")
        ident = name.replace("/", "--")
        figure.set("id", ident)
        drawing = next(child for child in figure if child is not caption and image in child.iter("img"))
        place = list(figure).index(drawing)
        figure.remove(drawing)
        block = ElementTree.Element("div", {"class": "picture-body"})
        block.text = markup.body(picture, ident, alt)
        if picture["states"]:
            block.append(markup.sentences(picture, ident))
        figure.insert(place, block)
        caption.append(markup.downloads(name, src))
        return picture, block


@cache
def glossary():
    """The glossary's terms, in lower case, with the first sentence of each as plain text."""
    page = store.ROOT / "docs" / "glossary.md"
    text = page.read_text("utf-8") if page.is_file() else ""
    found = {}
    for term, meaning in re.findall(r"^(\w[^\n]*)\n: +(.+)$", text, re.M):
        plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", meaning).replace("*", "").replace("`", "")
        found[term.lower()] = plain.split(". ")[0].rstrip(".") + "."
    return found


@cache
def any_of(terms):
    """What finds the first of some terms, in the singular or with an s; the longest one where several begin."""
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(terms, key=len, reverse=True)))})(s?)\b", re.I)


class Terms(Treeprocessor):
    """The first time a page uses a term of the glossary, its meaning is there as a tooltip."""

    def run(self, root):
        if _page(self.md) == "glossary.md" or not glossary():
            return
        waiting = dict(glossary())
        for block in list(root.iter()):
            if block.tag in ("p", "li", "dd") and not (block.get("class") or "").startswith("s s"):
                self.mark(block, waiting)

    def mark(self, element, waiting):
        """Put `<abbr>` around the first use of each waiting term in the element's own text."""
        self.split(element, None, element.text, waiting)
        for child in list(element):
            if child.tag in ("strong", "em"):
                self.mark(child, waiting)
            self.split(element, child, child.tail, waiting)

    def split(self, parent, before, text, waiting):
        """Look for terms in the text behind the child `before` (or at the beginning of the parent)."""
        while text and waiting:
            match = any_of(tuple(waiting)).search(text)
            if not match:
                return
            abbreviation = ElementTree.Element("abbr", {"title": waiting.pop(match[1].lower())})
            abbreviation.text, rest = match[0], text[match.end() :]
            abbreviation.tail = rest
            if before is None:
                parent.text = text[: match.start()]
                parent.insert(0, abbreviation)
            else:
                before.tail = text[: match.start()]
                parent.insert(list(parent).index(before) + 1, abbreviation)
            before, text = abbreviation, rest


class Catalogue(Treeprocessor):
    """A paragraph `[[pictures]]` becomes the list of all pictures, page by page, with what each of them says."""

    def run(self, root):
        for block in list(root):
            if block.tag == "p" and (block.text or "").strip() == "[[pictures]]":
                place = list(root).index(block)
                root.remove(block)
                for element in reversed(list(markup.catalogue())):
                    root.insert(place, element)


class Faq(Treeprocessor):
    """A paragraph `[[faq]]` becomes data for search engines: each h3 of the page, with the paragraph below it."""

    def run(self, root):
        for block in root:
            if block.tag == "p" and (block.text or "").strip() == "[[faq]]":
                block.text = self.md.htmlStash.store(markup.faq(self.answers(root)))

    def answers(self, root):
        """The questions of a page and their answers, as plain text."""
        for heading, below in pairwise(root):
            if heading.tag == "h3":
                question, answer = (html.unescape("".join(e.itertext())) for e in (heading, below))
                question, answer = " ".join(question.split()), " ".join(answer.split())
                if below.tag != "p" or not answer or "\x02" in question + answer:
                    raise PageError(
                        f"{_place(self.md, f'### {question}')}: the question {question!r} needs a paragraph below it, "
                        "without formulas, HTML or backslashes"
                    )
                yield question, answer


class Choices(Treeprocessor):
    """A `question` box with a list becomes a question with answers to choose from; the one in bold is right.

    Each item is an answer, a colon, and what is right or wrong with it, which is seen once the answer is chosen.
    """

    def run(self, root):
        asked = set()
        for box in root.iter("div"):
            answers = box.find("ul")
            if (box.get("class") or "").split() == ["admonition", "question"] and box.find("ol") is not None:
                title = "".join(box[0].itertext())
                raise PageError(f"{_place(self.md, title)}: answers to choose from begin with `*`, not with numbers")
            if (box.get("class") or "").split() == ["admonition", "question"] and answers is not None:
                title = "".join(box[0].itertext())
                if title in asked:
                    raise PageError(f"{_place(self.md, title)}: two questions of the page ask {title!r}")
                asked.add(title)
                options = [self.option(item, title) for item in answers]
                if (
                    len(options) < 2
                    or sum(right for _, right, _ in options) != 1
                    or len({a for a, _, _ in options}) < len(options)
                ):
                    raise PageError(
                        f"{_place(self.md, title)}: the question needs two different answers or more, and the right one in bold"
                    )
                replace(box, markup.choices(title, options))

    def option(self, item, title):
        """An item as (answer, whether it is right, paragraph that says why)."""
        right = len(item) > 0 and item[0].tag == "strong" and not (item.text or "").strip()
        answer = "".join(item[0].itertext()).rstrip(":") if right else (item.text or "").partition(": ")[0]
        why = markup.element("p", item[0].tail if right else (item.text or "").partition(": ")[2])
        why.extend(item[1:] if right else item)
        if not answer.strip() or not "".join(why.itertext()).strip():
            raise PageError(
                f"{_place(self.md, title)}: an answer is plain words, or bold if it is right, a colon and a reason: `* 12: Why it is not 12.`"
            )
        return answer.strip(), right, why


def replace(element, other):
    """Make an element of a tree another one."""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = other.tag, other.text, tail
    element.attrib.update(other.attrib)
    element.extend(other)


def misread(formula):
    """What is wrong with MathML that was made from a mistake without complaint, or None."""
    if command := re.search(r">(\\\w+)<", formula):
        return f"there is no {command[1]}"
    fractions = ElementTree.fromstring(formula).iter("{http://www.w3.org/1998/Math/MathML}mfrac")
    return "half a fraction" if any(len(parts) != 2 for parts in fractions) else None


class Formulas(Treeprocessor):
    """`$…$` and `$$…$$`, found by arithmatex, become MathML."""

    def run(self, root):
        for element in root.iter():
            if "arithmatex" in element.get("class", "").split() and element.text:
                from latex2mathml.converter import convert

                tex = html.unescape(str(element.text)).strip()[2:-2]
                block = element.tag == "div"
                try:
                    formula = convert(tex, display="block" if block else "inline")
                    wrong = misread(formula)
                except Exception as error:  # each mistake has a class of its own there, and no message
                    raise PageError(f"{_place(self.md, tex)}: formula {tex!r}: {type(error).__name__}") from error
                if wrong:
                    raise PageError(f"{_place(self.md, tex)}: formula {tex!r}: {wrong}")
                element.text = self.md.htmlStash.store(formula)
                if block:
                    element.set("tabindex", "0")  # a wide formula scrolls, so it must take the focus
                elif (element.tail or " ")[0] in ".,;:)":  # what ends a sentence does not begin a line
                    element.text, element.tail = element.text + element.tail[0], element.tail[1:]


class PagesExtension(Extension):
    """Facts before snippets (so shown code stays as it is), pictures after inline patterns and before link checks."""

    def extendMarkdown(self, md):
        md.preprocessors.register(Facts(md), "facts", 40)
        md.treeprocessors.register(Pictures(md), "pictures", 15)
        md.treeprocessors.register(Catalogue(md), "catalogue", 15)
        md.treeprocessors.register(Formulas(md), "formulas", 14)
        md.treeprocessors.register(Choices(md), "choices", 14)
        md.treeprocessors.register(Terms(md), "terms", 13)
        md.treeprocessors.register(Faq(md), "faq", 6)  # once ids are read, before headings have permalinks


def makeExtension(**options):
    """What Python-Markdown calls to load the extension."""
    return PagesExtension(**options)
