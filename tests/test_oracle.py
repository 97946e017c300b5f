"""Every case of the reference data: measured by back-propagation elsewhere, traced here.

Set ORACLE_DIR to run the same tests over another folder with files of the same names and schema.
"""

import json
import os
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from figures_src.tracing import Graph

OWN = Path(__file__).parent / "data" / "oracle"
FOLDER = Path(os.environ.get("ORACLE_DIR", OWN))

KINDS = {"maxpool": "max_pool", "avgpool": "average_pool", "transposed-conv": "transposed"}
SPATIAL = ("conv", "max_pool", "average_pool", "transposed", "upsample", "pad", "add", "concat")
WORDS = {"kernel": "size", "ceil_mode": "ceil"}


def read(name, folder=FOLDER):
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def nodes(case):
    """The layers of a case as a graph; those of a sequence are named L1, L2, … from below."""
    names = ["input"] + [f"L{i + 1}" for i in range(len(case.get("layers", [])))]
    chain = zip(case.get("layers", []), names[1:], names, strict=False)
    return case.get("nodes") or [{**layer, "name": name, "inputs": [below]} for layer, name, below in chain]


def build(case, layers):
    """The case's graph in this project's words."""
    translated = []
    for node in layers:
        layer = {WORDS.get(key, key): value for key, value in node.items() if key not in ("op", "inputs")}
        layer["kind"] = KINDS.get(node["op"], node["op"])
        layer["reads"] = ["image" if name == "input" else name for name in node["inputs"]]
        if node["op"] in ("maxpool", "avgpool"):
            layer.setdefault("stride", 1)
        translated.append(layer)
    return Graph.from_layers(tuple(case["input_size"]), translated)


def interval(first, last):
    return [int(first), int(last)] if first <= last else None


def trace(graph, output, axis):
    """All that the reference data can say of one axis."""
    n, field = graph.size("image")[axis], graph.field(output, axis=axis)
    clipped = [interval(*pair) for pair in graph.intervals(output, axis=axis)]
    unclipped = graph.intervals(output, axis=axis, clipped=False)
    cut = [interval(max(first, 0), min(last, n - 1)) for first, last in unclipped]
    neurons = range(graph.size(output)[axis])
    traced = {
        "output_size": len(neurons),
        "clipped": clipped,
        "clipped_count": [len(graph.reads(output, u, axis=axis)) for u in neurons],
        "stride_consistent": field.jump is not None,
    }
    if field.jump is None:
        return traced | dict.fromkeys(("jump", "period", "unit0", "rf_size", "holes"))
    sets = [graph.reads(output, u, clipped=False, axis=axis).tolist() for u in range(field.period)]
    unit0 = {"start": field.start, "end": field.end, "centre": field.centre, "size": field.sizes[0]}
    return traced | {
        "jump": list(field.jump.as_integer_ratio()),
        "period": field.period,
        "unit0": unit0 | {"count": len(sets[0])},
        "rf_sizes_by_phase": list(field.sizes),
        "phase_hulls": [[s[0], s[-1]] if s else None for s in sets],
        "rf_size": field.size if len(set(field.sizes)) == 1 else None,
        "rf_size_max": field.size,
        "holes": field.holes,
        "set0": sets[0],
        "clip_is_intersection": cut == clipped,
    }


def agrees(expected, traced):
    assert {key: traced[key] for key in expected} == expected


@pytest.mark.parametrize("case", read("cases.jsonl"), ids=lambda case: case["id"])
def test_measured_case(case):
    layers, expected = nodes(case), case["expected"]
    graph, output = build(case, layers), case.get("output", layers[-1]["name"])
    assert list(graph.size(output)) == expected["output_size"]
    assert {n: list(size) for n, size in graph.sizes().items() if n != "image"} == expected["layer_sizes"]
    for name, padding in expected.get("resolved_padding", {}).items():
        assert [list(axis.window.padding) for axis in graph.layers[name].axes] == padding
    for axis, axis_expected in enumerate(expected["axes"]):
        agrees(axis_expected, trace(graph, output, axis))
    if centre := expected.get("centre_unit_2d"):
        rows, columns = np.nonzero(graph.mask(output, centre["unit"]))
        box = [[rows.min(), rows.max()], [columns.min(), columns.max()]]
        assert {"unit": centre["unit"], "count": len(rows), "box": box} == centre


def smallest_path(case, layers, axis):
    """The smallest field that a single path has: every join replaced by one of its branches."""
    joins = {node["name"]: node["inputs"] for node in layers if node["op"] in ("add", "concat")}
    sizes = []
    for choice in product(*joins.values()):
        chosen = dict(zip(joins, choice, strict=True))
        path = [
            {"op": "pad", "padding": 0, "name": node["name"], "inputs": [chosen[node["name"]]]}
            if node["name"] in chosen
            else node
            for node in layers
        ]
        sizes.append(build(case, path).field(case["output"], axis=axis).size)
    return min(sizes)


def stated(case, layers, key, value):
    """What we say to one published value, in its own terms: a number, or one an axis."""
    graph, output = build(case, layers), case.get("output", layers[-1]["name"])
    fields = [graph.field(output, axis=axis) for axis in range(case["dims"])]
    if key == "resolved_padding":
        return list(graph.layers["L1"].axes[0].window.padding)
    if key == "raises":  # the tool refuses to give one field for branches that do not lie over each other
        return value if fields[0].misaligned else "nothing to refuse"
    if key == "clipped":
        return {u: len(graph.reads(output, int(u))) for u in value}
    if key == "unit":
        return {u: graph.intervals(output, clipped=False)[int(u)].tolist() for u in value}
    answers = {
        "output_size": lambda axis: graph.size(output)[axis],
        "rf": lambda axis: fields[axis].size,
        "rf_min": lambda axis: smallest_path(case, layers, axis),
        "jump": lambda axis: fields[axis].jump,
        "left": lambda axis: fields[axis].start,
        "pad": lambda axis: -fields[axis].start,
        "centre_edge": lambda axis: fields[axis].centre + 1 / 2,  # pixel i covers [i, i + 1)
    }
    each = [answers[key](axis) for axis in range(case["dims"])]
    return each if isinstance(value, list) else each[0]


# what a source states about something else than the layers of its case
ASIDES = {"formula", "pad_reported"}


@pytest.mark.parametrize("case", read("peer_cases.jsonl"), ids=lambda case: f"{case['tool']}: {case['test']}")
def test_published_case(case):
    layers = nodes(case)
    graph, output = build(case, layers), case.get("output", layers[-1]["name"])
    for axis, expected in enumerate(case["oracle"]["axes"]):
        agrees(expected, trace(graph, output, axis))
    published = {key: value for key, value in case["published"].items() if key not in ASIDES}
    ours = {key: stated(case, layers, key, value) for key, value in published.items()}
    if case["expected_to_agree"]:
        assert ours == published
    else:
        assert ours != published


def test_the_cases_cover_every_kind_of_layer_and_every_disagreement():
    cases, peers = read("cases.jsonl", OWN), read("peer_cases.jsonl", OWN)
    assert (len(cases), len(peers)) == (241, 112)
    assert {KINDS.get(node["op"], node["op"]) for case in cases for node in nodes(case)} == set(SPATIAL)
    wrong = {
        (case["tool"], key)
        for case in peers
        if not case["expected_to_agree"]
        for key, value in case["published"].items()
        if stated(case, nodes(case), key, value) != value
    }
    assert wrong == {
        ("port of Hien's script run at n=284 (GitHub README)", "centre_edge"),
        ("khirotaka/pytorch-receptive-field", "centre_edge"),
        ("frgfm/torch-scan", "rf"),
        ("frgfm/torch-scan", "pad"),
    }


def test_a_wrong_value_would_be_noticed():
    case = read("cases.jsonl", OWN)[0]
    layers = nodes(case)
    traced = trace(build(case, layers), case.get("output", layers[-1]["name"]), 0)
    agrees(case["expected"]["axes"][0], traced)
    with pytest.raises(AssertionError):
        agrees({**case["expected"]["axes"][0], "jump": [7, 1]}, traced)
