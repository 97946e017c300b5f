"""The site as plain files, without a site generator: its pages as Markdown with facts and code filled in, and its pictures."""

import os
import re
import shutil

from markdown import Markdown

from figures_src import announce, gallery, pages, store

DOCS = store.ROOT / "docs"


def write(folder, say=lambda text: None):
    """Write everything into a folder; returns how many pages and pictures.

    Raises ValueError for a folder within docs/, and for one that holds something: what is gone would stay in it.
    """
    if folder.resolve().is_relative_to(DOCS):
        raise ValueError(f"{folder} lies in docs/, which is read: name a folder elsewhere")
    if folder.is_dir() and any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty: name a new folder, or remove this one first")
    gallery.refresh(say=say)
    for name in gallery.names():
        for ending in gallery.FILES:
            put(folder / f"figures/{name}.{ending}", gallery.file(name, ending))
    shutil.copytree(DOCS / "assets", folder / "assets", dirs_exist_ok=True)
    put(folder / "assets/preview.png", gallery.file(gallery.PREVIEW, "png"))
    sources = {path.name: path.read_text("utf-8") for path in sorted(DOCS.glob("*.md"))}
    linked = {anchor for text in sources.values() for anchor in re.findall(r"\]\([^)#]*#([^)\s]+)\)", text)}
    for name, text in sources.items():
        put(folder / name, page(text, name, linked).encode())
    for name, content in announced().items():
        put(folder / name, content.encode())
    return len(sources), len(gallery.names())


def put(path, content):
    """Write one file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def page(text, file, linked=()):
    """A page as Markdown that needs nothing of ours: facts as text, included code in its place, the list of pictures.

    `linked` are the anchors that some page links to: those of pictures and their states stand before the image.
    """

    def unknown(match):
        line = text[: match.start()].count("\n") + 1
        return ValueError(f"{file}:{line}: no fact {match[2]!r}; `mkdocs build` names those that are close")

    def anchored(match):
        name = match[2]
        if name not in gallery.names():
            return match[0]
        ident = name.replace("/", "--")
        ids = [ident, *(pages.markup.address(ident, key) for key, _ in gallery.rendered(name)["states"])]
        return "".join(f'<a id="{anchor}"></a>' for anchor in ids if anchor in linked) + match[1]

    text = re.sub(r"^(!\[.*?\]\(figures/(.+?)\.svg\))", anchored, text, flags=re.M | re.S)
    snippets = {"base_path": [str(store.ROOT)], "check_paths": True, "dedent_subsections": True}
    reader = Markdown(extensions=["pymdownx.snippets"], extension_configs={"pymdownx.snippets": snippets})
    text = "\n".join(reader.preprocessors["snippet"].run(pages.filled(text, unknown).split("\n")))
    text = re.sub(r"^\[\[faq\]\]$\n?", "", text, flags=re.M)  # data for search engines, made from the HTML
    return re.sub(r"^\[\[pictures\]\]$", lambda _: catalogue(), text, flags=re.M).rstrip("\n") + "\n"


def catalogue():
    """All pictures as a list in Markdown, with what each of them says."""
    return "\n".join(f"* [{name}](figures/{name}.svg): {gallery.rendered(name)['says']}" for name in gallery.names())


def announced():
    """The list of pages and the feed, by file name; who the site is stands in mkdocs.yml."""
    said = dict(re.findall(r"^site_(name|description): (.+)$", (store.ROOT / "mkdocs.yml").read_text("utf-8"), re.M))
    site = (os.environ.get("SITE_URL") or "http://127.0.0.1:8000").rstrip("/") + "/"
    feed = announce.feed(site=site, name=said["name"], repository=pages.markup.home())
    return {"llms.txt": announce.llms(DOCS, site=site, **said), "feed.xml": feed}
