"""Every derived number the pages quote, by name: one module for each page, one line for each fact.

A fact is an int (shown as 290,400), a text (shown as it is: round a fraction here, on purpose), or a list of rows
(shown as a table, the first row being its head). Names in small letters are facts; helpers begin with an underscore.
"""

import re
from importlib import import_module
from pathlib import Path


def values():
    """All facts as the pages show them: name -> text. Raises ValueError for a fact that is neither int, text nor table."""
    found, homes = {}, {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem == "__init__":
            continue
        module = import_module(f"figures_src.facts.{path.stem}")
        for name, value in vars(module).items():
            if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or callable(value) or isinstance(value, type(module)):
                continue  # helpers begin with _ or are written in capitals
            if name in found:
                raise ValueError(f"fact {name!r} stands in {homes[name]} and in {path.name}: keep one")
            try:
                found[name], homes[name] = shown(name, value), path.name
            except ValueError as error:
                raise ValueError(f"{path.name}: {error}") from None
    return found


def shown(name, value):
    """A fact as pages show it: thousands with commas, a true minus sign, tables in Markdown."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace("-", "−")
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(row, list | tuple) for row in value):
        rows = [[cell if isinstance(cell, str) else shown(name, cell) for cell in row] for row in value]
        if len({len(row) for row in rows}) > 1:
            raise ValueError(f"fact {name!r} is a table whose rows are not equally long")
        head, *body = rows
        rule = ["---" if i == 0 else "---:" for i in range(len(head))]
        return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *body])
    if hasattr(value, "item"):  # numpy's own integers
        return shown(name, value.item())
    raise ValueError(f"fact {name!r} is {value!r}: give an int, or a text that rounds it on purpose")
