"""Which pictures two builds drew differently: a summary in Markdown, and a page that shows both."""

import html
import os

STYLE = (
    "body{font:16px system-ui;margin:2em}td{vertical-align:top;padding:8px}img{max-width:44vw;border:1px solid #888}"
)


def changes(before, after):
    """Pictures that are new, gone or different between two folders: {name: "new" | "gone" | "changed"}.

    Raises ValueError for a folder without pictures: a build that failed has not lost them.
    """
    old, new = (pictures(folder) for folder in (before, after))
    return {
        name: "new" if name not in old else "gone" if name not in new else "changed"
        for name in sorted(old | new)
        if old.get(name) != new.get(name)
    }


def pictures(folder):
    """The pictures of one build: {name: its SVG}."""
    found = {path.relative_to(folder).with_suffix("").as_posix(): path.read_bytes() for path in folder.rglob("*.svg")}
    if not found:
        raise ValueError(f"{folder} holds no pictures: `python -m figures_src build {folder}` writes them")
    return found


def summary(found):
    """The changes as Markdown."""
    if not found:
        return "No picture changed.\n"
    rows = "".join(f"| {name} | {what} |\n" for name, what in found.items())
    return f"| picture | |\n| --- | --- |\n{rows}\nBefore and after, side by side: `pictures/compare.html` in the artifact.\n"


def page(found, before, after):
    """The changes as one HTML page that shows each picture before and after; it lies beside the folder `after`."""
    folders = {"before": os.path.relpath(before, after.parent), "after": after.name}
    rows = []
    for name, what in found.items():
        sides = ("after",) if what == "new" else ("before",) if what == "gone" else ("before", "after")
        cells = "".join(
            f'<td>{side}<br><img src="{folders[side]}/{html.escape(name)}.svg" alt=""></td>' for side in sides
        )
        rows.append(f"<tr><th colspan=2>{html.escape(name)}: {what}</th></tr><tr>{cells}</tr>")
    return f"<!doctype html><meta charset=utf-8><title>Pictures</title><style>{STYLE}</style><table>{''.join(rows)}</table>"
