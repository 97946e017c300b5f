"""Run by mkdocs-gen-files: the only file that knows MkDocs."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.exit("This script runs inside `mkdocs build`; `python -m figures_src build OUT` writes the pictures alone.")
# No .pyc in a watched folder, from here or from a process that draws: one rebuild for each save.
sys.dont_write_bytecode, os.environ["PYTHONDONTWRITEBYTECODE"] = True, "1"
for name in [n for n in sys.modules if n == "figures_src" or n.startswith("figures_src.")]:
    del sys.modules[name]  # edited modules, and our Markdown extension, take effect

import mkdocs_gen_files  # noqa: E402
from mkdocs.structure.files import File  # noqa: E402
from mkdocs.utils import clean_directory  # noqa: E402

from figures_src import announce, gallery, pages, store  # noqa: E402

config = mkdocs_gen_files.config
# A strict build that fails must not leave a site that looks whole.
config.plugins.events["build_error"].append(lambda error, **_: clean_directory(config.site_dir))


INVALID = {
    ' tabindex=""': "",
    'id="__drawer" autocomplete="off"': 'id="__drawer"',
    'id="__search" autocomplete="off"': 'id="__search"',
}


def valid(output, **_):
    """A page without what is not valid HTML in Material's templates; none of it does anything."""
    for text, instead in INVALID.items():
        output = output.replace(text, instead)
    return output


for event in ("post_page", "post_template"):  # pages, and the page that says that there is none
    config.plugins.events[event].append(valid)

kept = []


def publish(name, ending, address):
    """One of a picture's files at an address of the site: the stored file itself, not a copy, where the store could keep it."""
    content, path = gallery.file(name, ending), store.file(gallery.key(name), ending)
    if path.is_file():
        kept.append(File.generated(config, address, abs_src_path=str(path)))
    else:
        with mkdocs_gen_files.open(address, "wb") as file:
            file.write(content)


def with_kept(files, **_):
    """The files of the site, and those that are published from the store."""
    for file in kept:
        files.append(file)
    return files


config.plugins.events["files"].append(with_kept)  # runs once this script has ended
pages.refresh_pictures(config.docs_dir)
for name in gallery.names():
    for ending in gallery.FILES:
        publish(name, ending, f"figures/{name}.{ending}")
publish(gallery.PREVIEW, "png", "assets/preview.png")

said = {"site": config.site_url or "/", "name": config.site_name}
with mkdocs_gen_files.open("llms.txt", "w") as file:
    file.write(announce.llms(Path(config.docs_dir), description=config.site_description, **said))
with mkdocs_gen_files.open("feed.xml", "w") as file:
    file.write(announce.feed(repository=pages.markup.home(), **said))
