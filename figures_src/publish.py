"""Run by mkdocs-gen-files: the only file that knows MkDocs."""

import re
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.exit("This script runs inside `mkdocs build`; `python -m figures_src build OUT` writes the pictures alone.")
sys.dont_write_bytecode = True  # no .pyc in a watched folder: one rebuild for each save
for name in [n for n in sys.modules if n == "figures_src" or n.startswith("figures_src.")]:
    del sys.modules[name]  # edited modules, and our Markdown extension, take effect

import mkdocs_gen_files  # noqa: E402
from mkdocs.utils import clean_directory  # noqa: E402

from figures_src import announce, gallery, pages  # noqa: E402

config = mkdocs_gen_files.config
# A strict build that fails must not leave a site that looks whole.
config.plugins.events["build_error"].append(lambda error, **_: clean_directory(config.site_dir))


def valid(output, **_):
    """A page without the two things in Material's templates that are not valid HTML; neither does anything."""
    return re.sub(r'(<label [^>]*) tabindex=""|(<input [^>]*type="checkbox"[^>]*) autocomplete="off"', r"\1\2", output)


for event in ("post_page", "post_template"):  # pages, and the page that says that there is none
    config.plugins.events[event].append(valid)

pages.refresh_pictures(config.docs_dir)
for name in gallery.names():
    with mkdocs_gen_files.open(f"figures/{name}.svg", "w") as file:
        file.write(gallery.rendered(name)["file"])
    with mkdocs_gen_files.open(f"figures/{name}.png", "wb") as file:
        file.write(gallery.png(name))
with mkdocs_gen_files.open("assets/preview.png", "wb") as file:
    file.write(gallery.png(gallery.PREVIEW))

said = {"site": config.site_url or "/", "name": config.site_name}
with mkdocs_gen_files.open("llms.txt", "w") as file:
    file.write(announce.llms(Path(config.docs_dir), description=config.site_description, **said))
with mkdocs_gen_files.open("feed.xml", "w") as file:
    file.write(announce.feed(repository=pages.markup.home(), **said))
