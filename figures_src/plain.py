"""The site as plain files, without a site generator: its pages as Markdown with facts and code filled in, and its pictures."""

import os
import re
import shutil

from markdown import Markdown

from figures_src import announce, gallery, pages, store

DOCS = store.ROOT / "docs"


def write(folder, say=lambda text: None):
    """Write everything into a folder; returns how many pages and pictures."""
    gallery.refresh(say=say)
    for name in gallery.names():
        put(folder / f"figures/{name}.svg", gallery.rendered(name)["file"].encode())
        put(folder / f"figures/{name}.png", gallery.png(name))
    shutil.copytree(DOCS / "assets", folder / "assets", dirs_exist_ok=True)
    put(folder / "assets/preview.png", gallery.png(gallery.PREVIEW))
    sources = sorted(DOCS.glob("*.md"))
    for path in sources:
        put(folder / path.name, page(path.read_text("utf-8"), path.name).encode())
    for name, content in announced().items():
        put(folder / name, content.encode())
    return len(sources), len(gallery.names())


def put(path, content):
    """Write one file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def page(text, file):
    """A page as Markdown that needs nothing of ours: facts as text, included code in its place, the list of pictures."""
    known = pages.facts()

    def value(match):
        if match[1]:
            return match[0][1:]
        if match[2] not in known:
            line = text[: match.start()].count("\n") + 1
            raise ValueError(f"{file}:{line}: no fact {match[2]!r}; `mkdocs build` names those that are close")
        return known[match[2]]

    snippets = {"base_path": [str(store.ROOT)], "check_paths": True, "dedent_subsections": True}
    reader = Markdown(extensions=["pymdownx.snippets"], extension_configs={"pymdownx.snippets": snippets})
    text = "\n".join(reader.preprocessors["snippet"].run(pages.FACT.sub(value, text).split("\n")))
    text = re.sub(r"^\[\[faq\]\]$\n?", "", text, flags=re.M)  # data for search engines, made from the HTML
    return re.sub(r"^\[\[pictures\]\]$", lambda _: catalogue(), text, flags=re.M).rstrip("\n") + "\n"


def catalogue():
    """All pictures as a list in Markdown, with what each of them says."""
    return "\n".join(f"* [{name}](figures/{name}.svg): {gallery.message(name)}" for name in gallery.names())


def announced():
    """The list of pages and the feed, by file name; who the site is stands in mkdocs.yml."""
    said = dict(re.findall(r"^site_(name|description): (.+)$", (store.ROOT / "mkdocs.yml").read_text("utf-8"), re.M))
    site = os.environ.get("SITE_URL") or "http://127.0.0.1:8000/"
    feed = announce.feed(site=site, name=said["name"], repository=pages.markup.home())
    return {"llms.txt": announce.llms(DOCS, site=site, **said), "feed.xml": feed}
