"""`python -m figures_src`: begin, list, draw, verify and clear pictures, or write the site as plain files without MkDocs."""

import argparse
import sys
from pathlib import Path

from click import ClickException

from figures_src import compare as comparison
from figures_src import gallery, scaffold, store


def main(arguments=None):
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m figures_src", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every picture, whether it is fresh, and what it says")
    draw = commands.add_parser("draw", help="draw pictures that are not fresh (all, or those named)")
    draw.add_argument("names", nargs="*", metavar="page/picture")
    commands.add_parser("verify", help="draw every picture again and compare it with what is stored")
    commands.add_parser("clear", help="forget everything that is stored")
    build = commands.add_parser(
        "build", help="write every page as Markdown and every picture as SVG and PNG, without MkDocs"
    )
    build.add_argument("folder", type=Path)
    compare = commands.add_parser("compare", help="say which pictures differ between two folders of `build`")
    compare.add_argument("before", type=Path)
    compare.add_argument("after", type=Path)
    new = commands.add_parser("new", help="begin a page or a picture from a template")
    new.add_argument("kind", choices=["page", "picture"])
    new.add_argument("name", help="my-page, or my-page/my-picture")
    chosen = parser.parse_args(arguments)
    try:
        return globals()[f"_{chosen.command}"](chosen)
    except (gallery.PictureError, ValueError, SyntaxError, OSError) as error:
        print(error, file=sys.stderr)
    except ClickException as error:  # what a page or a fact is to blame for
        print(error.format_message(), file=sys.stderr)
    return 1


def _list(_):
    for name in gallery.names():
        fresh = "fresh" if store.read(gallery.key(name)) else "stale"
        print(f"{fresh}  {name:50} {gallery.message(name)}")


def _draw(chosen):
    unknown = sorted(set(chosen.names) - set(gallery.names()))
    if unknown:
        print(f"no picture {', '.join(unknown)}; `python -m figures_src list` names them all", file=sys.stderr)
        return 2
    drawn = gallery.refresh(chosen.names or None, say=print)
    print(f"{len(drawn)} drawn, the others were fresh")


def _verify(_):
    wrong = []
    for name in gallery.names():
        made = gallery.attempt(name)
        if isinstance(made, str):
            wrong.append(made)
        else:
            wrong += [f"differs: {name}.{end}" for end in gallery.FILES if made[end] != gallery.file(name, end)]
    print("\n".join(wrong) or f"all {len(gallery.names())} pictures are as stored")
    return bool(wrong)


def _clear(_):
    print(f"{store.sweep((), age=-1)} entries removed from {store.FOLDER.name}/")


def _build(chosen):
    from figures_src import plain  # Markdown is needed by no other command

    count, pictures = plain.write(chosen.folder, say=print)
    print(f"{count} pages and {pictures} pictures in {chosen.folder}")


def _compare(chosen):
    found = comparison.changes(chosen.before, chosen.after)
    beside = chosen.after.parent / "compare.html"
    beside.write_text(comparison.page(found, chosen.before, chosen.after), "utf-8")
    print(comparison.summary(found))


def _new(chosen):
    for path in getattr(scaffold, chosen.kind)(chosen.name):
        print(f"{path.relative_to(store.ROOT)}: edit it, and see it with `mkdocs serve`")


if __name__ == "__main__":
    sys.exit(main())
