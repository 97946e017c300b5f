"""What machines read of the site: a list of its pages, and a feed of its changes."""

import html
import re
import subprocess

from figures_src import store


def pages(docs):
    """All pages of a folder as (file name, title, description), by their front matter and first heading."""
    found = []
    for path in sorted(docs.glob("*.md")):
        text = path.read_text("utf-8")
        title, description = re.search(r"^# (.+)$", text, re.M), re.search(r"^description: (.+)$", text, re.M)
        if title:
            found.append((path.name, title[1], description[1] if description else ""))
    return found


def llms(docs, *, site, name, description):
    """The site in one text for language models: https://llmstxt.org."""
    lines = [f"# {name}", "", f"> {description}", "", "## Pages", ""]
    for file, title, says in pages(docs):
        stem = file.removesuffix(".md")
        lines.append(f"- [{title}]({site}{'' if stem == 'index' else stem + '/'}): {says}")
    return "\n".join(lines) + "\n"


def changes(count=30):
    """The latest changes of pages and pictures, newest first, as (commit, date, subject); empty without git or a repository."""
    command = ["git", "log", f"-{count}", "--format=%H%x09%cI%x09%s", "--", "docs", "figures_src/figures"]
    try:
        done = subprocess.run(command, cwd=store.ROOT, capture_output=True, text=True)
    except FileNotFoundError:  # there is no git
        return []
    return [tuple(line.split("\t", 2)) for line in done.stdout.splitlines()] if done.returncode == 0 else []


def feed(*, site, name, repository):
    """The changes as an Atom feed."""
    latest = changes()
    entries = "".join(
        f"<entry><id>{repository}/commit/{commit}</id><title>{html.escape(subject)}</title><updated>{date}</updated>"
        f'<link href="{repository}/commit/{commit}"/></entry>'
        for commit, date, subject in latest
    )
    updated = next((date for _, date, _ in latest), "1970-01-01T00:00:00+00:00")
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>{site}</id>'
        f"<title>{html.escape(name)}</title><updated>{updated}</updated><author><name>{html.escape(name)}</name></author>"
        f'<link href="{site}"/><link rel="self" href="{site}feed.xml"/>{entries}</feed>\n'
    )
