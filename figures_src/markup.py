"""A finished picture as HTML: its panels, its states and their film, downloads, and the list of all pictures."""

import html
import json
import os
import re
import zlib
from collections import Counter
from itertools import groupby
from xml.etree import ElementTree

from figures_src import gallery, store

HOME = "https://github.com/where-is-the-neuron/where-is-the-neuron"
SECONDS = 0.9  # how long a film shows one state


def body(picture, ident, alt):
    """The HTML of a picture: its panels with their labels and, if it has states, their sentences."""
    states = picture["states"]
    shown = next((i for i, (key, _) in enumerate(states) if key == picture["default"]), None)
    single = len(picture["panels"]) == 1
    panels = []
    for number, ((label, svg), size) in enumerate(zip(picture["panels"], picture["sizes"], strict=True)):
        name = alt if single else label or alt
        role = f'role="img" aria-label="{html.escape(name)}" data-search-exclude class="drawing"'
        svg = svg.replace("<svg ", f"<svg {role} ", 1)
        if shown is not None:
            svg = svg.replace(f'class="s s{shown}"', f'class="s s{shown} on"')
        if number == 0 and picture["plays"]:
            svg = svg.replace('<g class="ink">', f'<g class="ink" id="{ident}-ink">', 1)
        head = f'<p class="panel-label">{html.escape(label)}</p>' if label else ""
        # Its size is known, so a browser need not look inside before it comes into view: `content-visibility` in site.css.
        known = "" if head else ' style="width:{0}px;aspect-ratio:{0}/{1}"'.format(*size)
        panels.append(f'<div class="panel"{known}>{head}{svg}</div>')
    group = "" if single else f' role="group" aria-label="{html.escape(alt)}"'
    strip = key_frames(picture["panels"][0][1], len(states), ident) if picture["plays"] else ""
    return f'<div class="panels"{group}>{"".join(panels)}</div>{strip}'


def style(pictures):
    """The style of a page whose pictures have states: what hover, `:target` and Play show, without a script."""
    most = max((len(picture["states"]) for picture in pictures), default=0)
    lines = [
        f".picture:not([data-held]):has(.t{i}:hover) .s.s{i},"
        f".picture:not([data-ready],:has(.t:hover)):has(li.s{i}:target) .s.s{i}{{visibility:visible;display:revert}}"
        for i in range(most)
    ]
    for count in sorted({len(picture["states"]) for picture in pictures if picture["plays"]}):
        lines.append(
            f"@keyframes film{count}{{0%{{visibility:visible}}{100 / count:.4g}%{{visibility:hidden}}}}"
            f".picture:has(.play{count} :checked) .s{{visibility:hidden;display:revert;"
            f"animation:film{count} {count * SECONDS:.1f}s step-end infinite}}"
        )
    if any(picture["plays"] for picture in pictures):
        lines += [f".picture:has(.play :checked) .s.s{i}{{animation-delay:{i * SECONDS:.1f}s}}" for i in range(most)]
    return f"<svg><style>{''.join(lines)}</style></svg>" if lines else ""


BITMAP = re.compile(r'<image ((?:\w+="[\d.-]+" )+)([^>]*xlink:href="data:[^"]{800,}")/>')


def shared(bodies):
    """Bitmaps that the pictures of a page show more than once: {what they are: id}; a page carries each once."""
    seen = Counter(content for body in bodies for _, content in BITMAP.findall(body))
    return {content: f"b{zlib.crc32(content.encode()):x}" for content, times in seen.items() if times > 1}


def sharing(body, symbols):
    """A picture's HTML that refers to shared bitmaps in place of carrying them."""
    return BITMAP.sub(lambda m: f'<use {m[1]}xlink:href="#{symbols[m[2]]}"/>' if m[2] in symbols else m[0], body)


def defined(symbols):
    """The shared bitmaps, each once."""
    frame = 'viewBox="0 0 1 1" preserveAspectRatio="none"'
    return "".join(
        f'<svg><symbol id="{name}" {frame}><image width="1" height="1" {content}/></symbol></svg>'
        for content, name in symbols.items()
    )


def key_frames(svg, count, ident):
    """For paper: the first, two middle and the last state of a film, side by side."""
    view = re.search(r'viewBox="[^"]+"', svg)[0]
    marks = dict(re.findall(r'<g class="s s(\d+)">(.*?)</g>', svg))
    chosen = sorted({0, count // 3, 2 * count // 3, count - 1})
    frames = (
        f'<svg class="drawing" data-search-exclude {view}><use xlink:href="#{ident}-ink"/>{marks.get(str(i), "")}</svg>'
        for i in chosen
    )
    return f'<div class="strip" aria-hidden="true">{"".join(frames)}</div>'


def address(ident, key):
    """The anchor of one state of a picture, for links from the prose: `linked-window-2-3`."""
    return f"{ident.split('--')[-1]}-{key}"


def sentences(picture, ident):
    """What the states say, as elements: a list of which one sentence is seen, with a switch that shows them all.

    Elements, not text: so the site generator finds their ids when it checks links.
    """
    states = picture["states"]
    says = ElementTree.Element(
        "section", {"class": "says", "data-search-exclude": ""}
    )  # a div inside a div would end it
    steps = element("div", **{"class": "steps", "data-asks": picture["asks"] or "neuron"})
    if picture["across"]:
        steps.set("data-across", "")
    says.append(steps)
    items = ElementTree.SubElement(says, "ul")
    for i, (key, sentence) in enumerate(states):
        on = " on" if key == picture["default"] else ""
        items.append(element("li", sentence, **{"id": address(ident, key), "class": f"s s{i}{on}"}))
    if picture["plays"]:
        says.append(switch(f"play play{len(states)}", " Play"))
    says.append(switch("all", f" Show all {len(states)} as text"))
    return says


def switch(kind, text):
    """A box to tick with its label; the style sheet does what it says, without a script."""
    label = ElementTree.Element("label", {"class": kind})
    ElementTree.SubElement(label, "input", {"type": "checkbox"}).tail = text
    return label


def home():
    """The address of the repository that this site is built from."""
    return os.environ.get("REPO_URL") or HOME


def downloads(name, src):
    """A line of links below a caption: the picture as SVG and PNG, and the code that drew it."""
    line = ElementTree.Element("p", {"class": "downloads", "data-search-exclude": ""})
    code = f"{home()}/blob/main/{gallery.source(name).relative_to(store.ROOT).as_posix()}"
    what = name.rsplit("/", 1)[-1].replace("-", " ")
    links = [("SVG", src), ("PNG", src.removesuffix("svg") + "png"), ("Python", code)]
    for i, (text, href) in enumerate(links):
        link = ElementTree.SubElement(line, "a", {"href": href, "aria-label": f"{text}: {what}"})
        link.text, link.tail = text, " · " if i < len(links) - 1 else None
    return line


def catalogue():
    """All pictures, page by page, as elements: message, downloads, source, and a thumbnail once a reader asks for it."""
    for page, group in groupby(gallery.names(), key=lambda name: name.partition("/")[0]):
        names = list(group)
        yield element("h2", page.replace("-", " ").capitalize(), id=page)
        yield switch("all", f" Show {f'these {len(names)} pictures' if len(names) > 1 else 'this picture'}")
        cards = ElementTree.Element("ul", {"class": "catalogue"})
        for name in names:
            card = ElementTree.SubElement(cards, "li")
            src = f"figures/{name}.svg"
            picture = gallery.rendered(name)
            width, height = (f"{float(side):.0f}" for side in picture["size"])  # HTML wants whole numbers
            link = element("a", href=f"{'index' if page == 'home' else page}.md#{name.replace('/', '--')}")
            # A lazy image that is not displayed is not fetched either: all of them would be twice the weight of a page.
            link.append(element("img", src=src, alt="", loading="lazy", width=width, height=height))
            says = ElementTree.SubElement(link, "span")
            says.text = picture["says"]
            card.extend([link, downloads(name, src)])
        yield cards


def choices(question, options):
    """A question with answers to choose from, each (answer, whether it is right, paragraph that says why).

    No script: what is wrong with an answer is shown by the style sheet as long as the answer is chosen.
    """
    box = ElementTree.Element("fieldset", {"class": "choices"})
    box.append(element("legend", question))
    name = f"choice-{zlib.crc32(question.encode()):x}"
    for number, (answer, right, why) in enumerate(options):
        choice = ElementTree.SubElement(box, "div", {"class": "choice"})
        label = ElementTree.SubElement(choice, "label")
        told = f"{name}-{number}"
        radio = {"type": "radio", "name": name, "aria-describedby": told}
        ElementTree.SubElement(label, "input", radio).tail = f" {answer}"
        why.set("id", told)
        verdict = element("strong", "Right." if right else "No.")
        verdict.tail, why.text = f" {(why.text or '').lstrip()}", None
        why.insert(0, verdict)
        choice.append(why)
    return box


def faq(answers):
    """Questions with their answers as a script of linked data, which search engines read and browsers do not run."""
    entries = [
        {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for question, answer in answers
    ]
    data = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entries}
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")  # "</script" in an answer would end the script
    return f'<script type="application/ld+json">{text}</script>'


def element(tag, text=None, **attributes):
    """An element with text and attributes."""
    made = ElementTree.Element(tag, attributes)
    made.text = text
    return made
