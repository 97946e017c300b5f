"""Prints what each page of a built site weighs, compressed: `python tests/benchmarks/pages.py SITE`."""

import gzip
import sys
from pathlib import Path


def main(site):
    """Print a Markdown table of pages, heaviest first: bytes of HTML, plain and compressed."""
    pages = {path: path.read_bytes() for path in site.rglob("index.html")}
    print("| page | kB | compressed kB |\n| --- | ---: | ---: |")
    weights = {path: len(gzip.compress(content, mtime=0)) for path, content in pages.items()}
    for path in sorted(pages, key=weights.get, reverse=True):
        name = path.parent.relative_to(site).as_posix()
        print(f"| {name} | {len(pages[path]) / 1000:.0f} | {weights[path] / 1000:.1f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
