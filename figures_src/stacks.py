"""Stacks of layers as short texts, the language of the page's calculator: "224-c7s2p3-m3s2p1-r3p1x2"."""

from __future__ import annotations

import re
from typing import NamedTuple

from figures_src.tracing import Graph

KINDS = {"c": "convolution", "m": "pooling", "t": "transposed", "r": "residual block", "b": "concat block"}
ROW = re.compile(r"([cmtrb])(\d+)(?:s(\d+))?(?:p(\d+))?(?:d(\d+))?(?:x(\d+))?")


class Row(NamedTuple):
    """A layer or a block of layers, and how many times it stands there, one over the other."""

    kind: str
    size: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    repeats: int = 1


def rows(text: str) -> list[Row]:
    """The rows of a stack; ValueError for a row that is not a letter, a size and then s, p, d, x with numbers."""
    found, (side, *all_written) = [], text.split("-")
    if not side.isdecimal():
        raise ValueError(f'a stack begins with the side of its image, not with "{side}"')
    for written in all_written:
        match = ROW.fullmatch(written)
        if not match:
            raise ValueError(f'"{written}" is not a row like c3, m2s2 or r3s2p1x2; kinds are {", ".join(KINDS)}')
        kind, *numbers = match.groups()
        given = {name: int(n) for name, n in zip(Row._fields[1:], numbers, strict=True) if n}
        if given.get("repeats") == 0:
            raise ValueError(f'"{written}" stands there 0 times: x must be at least 1')
        found.append(Row(kind, **given))
    return found


def stack(text: str) -> Graph:
    """A stack as a graph along one axis, its image side first; the last layer of row 1 is named "1", and so on.

    A residual block is two convolutions, the first with the stride, added to a 1×1 convolution of the same
    stride; a concat block is that 1×1 convolution beside one convolution.
    """
    layers, net = rows(text), Graph(int(text.split("-")[0]))
    for number, row in enumerate(layers, start=1):
        for again in range(1, row.repeats + 1):
            _add(net, f"{number}" if again == row.repeats else f"{number}.{again}", row)
    return net


def _add(net, name, row):
    below, window = next(reversed(net.layers)), {"padding": row.padding, "dilation": row.dilation}
    if row.kind == "r":
        net.conv(f"{name}/first", row.size, stride=row.stride, **window)
        net.conv(f"{name}/branch", row.size, **window)
        net.conv(f"{name}/shortcut", 1, stride=row.stride, reads=below)
        net.add(name, (f"{name}/shortcut", f"{name}/branch"))
    elif row.kind == "b":
        net.conv(f"{name}/one", 1, stride=row.stride)
        net.conv(f"{name}/wide", row.size, stride=row.stride, **window, reads=below)
        net.concat(name, (f"{name}/one", f"{name}/wide"))
    else:
        layer = {"c": net.conv, "m": net.max_pool, "t": net.transposed}[row.kind]
        layer(name, row.size, stride=row.stride, **window)
