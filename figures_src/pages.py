"""Python-Markdown extension: facts, pictures and formulas in a page."""

import html
import os
import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import click
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from figures_src import gallery, store

FACT = re.compile(r"(\\?)\{\{ (\w+) \}\}")
PICTURE = re.compile(r"(?:\.\./)*figures/(.+)\.svg")
HOME = "https://github.com/where-is-the-neuron/where-is-the-neuron"


SECONDS = 0.9  # how long a film shows one state
FILM = (
    "@keyframes {ident}{{0%{{visibility:visible}}{share:.4g}%{{visibility:hidden}}}}"
    "#{ident}:has(.play :checked) .s{{visibility:hidden;animation:{ident} step-end infinite}}"
)


class PageError(click.ClickException):
    """A page asks for something that is not there: said in one line, with the page, the line and close names."""


@cache
def facts():
    """All facts as text, by name; computed only if something they depend on changed."""
    sources = gallery._sources()
    files = sorted((store.PACKAGE / "facts").glob("*.py"))
    key = sources.key(*files, extra=["facts", *(f.name for f in files)])
    found = store.read(key)
    if found is None:
        from figures_src.facts import values

        found = values()
        store.keep(key, found)
    sources.remember()
    return found


def refresh_pictures(docs):
    """Draw all pictures that are not fresh; a PageError names every broken one and the page that shows it."""
    try:
        gallery.refresh(say=lambda text: click.echo(text, err=True))
    except gallery.PictureError as error:
        written = {p.relative_to(docs).as_posix(): p.read_text("utf-8").splitlines() for p in Path(docs).rglob("*.md")}
        lines = []
        for name, why in sorted(error.broken.items()):
            users = [f"{page}:{n}" for page, text in written.items() for n, line in enumerate(text, 1) if f"figures/{name}.svg" in line]
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


class Facts(Preprocessor):
    """`{{ name }}` becomes the fact of that name; `\\{{ name }}` stays as it is, without the backslash."""

    def run(self, lines):
        text = "\n".join(lines)
        if "{{ " not in text:
            return lines

        def value(match):
            if match[1]:
                return match[0][1:]
            if match[2] not in facts():
                raise _unknown(self.md, "fact", match[2], facts(), match[0])
            return facts()[match[2]]

        return FACT.sub(value, text).split("\n")


class Pictures(Treeprocessor):
    """An image of `figures/` becomes the drawing itself, inside its figure with caption, downloads and states."""

    def run(self, root):
        framed = set()
        for figure in root.iter("figure"):
            for image in figure.iter("img"):
                match = PICTURE.fullmatch(image.get("src", ""))
                if match:
                    framed.add(image)
                    self.place(figure, image, match[1])
                    break
        for image in root.iter("img"):
            match = PICTURE.fullmatch(image.get("src", ""))
            if match and image not in framed:
                raise PageError(
                    f"{_place(self.md, image.get('src'))}: picture {match[1]!r} has no caption; "
                    "write `/// caption`, the text and `///` below it"
                )

    def place(self, figure, image, name):
        """Fill the figure with the picture's panels and states."""
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
        block.text = self.md.htmlStash.store(body(picture, ident, alt))
        figure.insert(place, block)
        caption.append(downloads(name, src))


def body(picture, ident, alt):
    """The HTML of a picture: its panels with their labels and, if it has states, their sentences."""
    states = picture["states"]
    shown = next((i for i, (key, _) in enumerate(states) if key == picture["default"]), None)
    single = len(picture["panels"]) == 1
    panels = []
    for number, (label, svg) in enumerate(picture["panels"]):
        name = alt if single else label or alt
        role = f'role="img" aria-label="{html.escape(name)}" data-search-exclude class="drawing"'
        svg = svg.replace("<svg ", f"<svg {role} ", 1)
        if shown is not None:
            svg = svg.replace(f'class="s s{shown}"', f'class="s s{shown} on"')
        if number == 0 and states:
            film = FILM.format(ident=ident, share=100 / len(states)) + passing(states, ident) if picture["plays"] else ""
            svg = svg.replace(">", f"><style>{rules(states, ident)}{film}</style>", 1)
            svg = svg.replace('<g class="ink">', f'<g class="ink" id="{ident}-ink">', 1) if film else svg
        head = f'<p class="panel-label">{html.escape(label)}</p>' if label else ""
        panels.append(f'<div class="panel">{head}{svg}</div>')
    group = "" if single else f' role="group" aria-label="{html.escape(alt)}"'
    strip = key_frames(picture["panels"][0][1], len(states), ident) if picture["plays"] else ""
    return f'<div class="panels"{group}>{"".join(panels)}</div>{strip}{sentences(picture, ident, shown)}'


def rules(states, ident):
    """The style that links a place to point at with what it shows: hover and `:target`, no script."""
    head = f"#{ident}"
    lines = []
    for i, (key, _) in enumerate(states):
        link = f"{head}:not([data-ready]):has(#{address(ident, key)}:target) .s{i}"
        lines.append(f"{head}:has(.t{i}:hover) .s{i},{link}{{visibility:visible}}")
    return "".join(lines)


def passing(states, ident):
    """When each state of a film has its turn."""
    return "".join(
        f"#{ident}:has(.play :checked) .s{i}{{animation-delay:{i * SECONDS:.1f}s;animation-duration:{len(states) * SECONDS:.1f}s}}"
        for i in range(len(states))
    )


def key_frames(svg, count, ident):
    """For paper: the first, two middle and the last state of a film, side by side."""
    view = re.search(r'viewBox="[^"]+"', svg)[0]
    marks = dict(re.findall(r'<g class="s s(\d+)">(.*?)</g>', svg))
    chosen = sorted({0, count // 3, 2 * count // 3, count - 1})
    frames = (
        f'<svg class="drawing" {view}><use xlink:href="#{ident}-ink"/>{marks.get(str(i), "")}</svg>' for i in chosen
    )
    return f'<div class="strip" aria-hidden="true">{"".join(frames)}</div>'


def address(ident, key):
    """The anchor of one state of a picture, for links from the prose: `linked-window-2-3`."""
    return f"{ident.split('--')[-1]}-{key}"


def sentences(picture, ident, shown):
    """What the states say, as a list of which one sentence is seen, with a switch that shows them all."""
    states = picture["states"]
    if not states:
        return ""
    items = "".join(
        f'<li id="{address(ident, key)}" class="s s{i}{" on" if i == shown else ""}">{html.escape(says)}</li>'
        for i, (key, says) in enumerate(states)
    )
    asks = html.escape(picture["asks"] or "neuron")
    play = '<label class="play"><input type="checkbox"> Play</label>' if picture["plays"] else ""
    return (
        f'<div class="says" data-search-exclude><div class="steps" data-asks="{asks}"></div><ul>{items}</ul>'
        f'{play}<label class="all"><input type="checkbox"> Show all {len(states)} as text</label></div>'
    )


def downloads(name, src):
    """A line of links below a caption: the picture as SVG and PNG, and the code that drew it."""
    line = ElementTree.Element("p", {"class": "downloads"})
    home = os.environ.get("REPO_URL") or HOME
    code = f"{home}/blob/main/{gallery.source(name).relative_to(store.ROOT).as_posix()}"
    what = name.rsplit("/", 1)[-1].replace("-", " ")
    links = [("SVG", src), ("PNG", src.removesuffix("svg") + "png"), ("Python", code)]
    for i, (text, href) in enumerate(links):
        link = ElementTree.SubElement(line, "a", {"href": href, "aria-label": f"{text}: {what}"})
        link.text, link.tail = text, " · " if i < len(links) - 1 else None
    return line


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


class Terms(Treeprocessor):
    """The first time a page uses a term of the glossary, its meaning is there as a tooltip."""

    def run(self, root):
        if _page(self.md) == "glossary.md" or not glossary():
            return
        waiting = dict(glossary())
        for block in list(root.iter()):
            if block.tag in ("p", "li", "dd"):
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
            terms = "|".join(map(re.escape, sorted(waiting, key=len, reverse=True)))
            match = re.search(rf"\b({terms})(s?)\b", text, re.I)
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


class Formulas(Treeprocessor):
    """`$…$` and `$$…$$`, found by arithmatex, become MathML."""

    def run(self, root):
        for element in root.iter():
            if "arithmatex" in element.get("class", "").split() and element.text:
                from latex2mathml.converter import convert

                tex = html.unescape(str(element.text)).strip()[2:-2]
                block = element.tag == "div"
                element.text = self.md.htmlStash.store(convert(tex, display="block" if block else "inline"))
                if block:
                    element.set("tabindex", "0")  # a wide formula scrolls, so it must take the focus


class PagesExtension(Extension):
    """Facts before snippets (so shown code stays as it is), pictures after inline patterns and before link checks."""

    def extendMarkdown(self, md):
        md.preprocessors.register(Facts(md), "facts", 40)
        md.treeprocessors.register(Pictures(md), "pictures", 15)
        md.treeprocessors.register(Formulas(md), "formulas", 14)
        md.treeprocessors.register(Terms(md), "terms", 13)


def makeExtension(**options):  # noqa: N802, the name that Python-Markdown looks for
    """What Python-Markdown calls to load the extension."""
    return PagesExtension(**options)
