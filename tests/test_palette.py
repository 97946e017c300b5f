"""Colours are readable in both schemes, for every eye, and the style sheet has the same ones."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from figures_src.palette import DARK, LIGHT, STRONGEST, contrast, over

SCHEMES = {"light": LIGHT, "dark": DARK}
CSS = (Path(__file__).parents[1] / "docs/assets/site.css").read_text("utf-8")
# Machado, Oliveira, Fernandes 2009: what a missing kind of cone makes of linear RGB
EYES = {
    "usual": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip


def oklab(colour, eye):
    """A colour in OKLab, times 100, as an eye sees it."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    r, g, b = np.clip(eye @ linear, 0, 1)
    lms = np.cbrt([
        0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
        0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
        0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
    ])  # fmt: skip
    return 100 * (
        np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                  [0.0259040371, 0.7827717662, -0.8086757660]]) @ lms
    )  # fmt: skip


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the usual example of a near miss


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("role", "least"), [("ink", 4.5), ("muted", 4.5), ("field", 4.5), ("kernel", 4.5), ("neuron", 4.5), ("grid", 3)])  # fmt: skip
def test_every_role_stands_out_from_the_paper(scheme, role, least):
    colour, paper = SCHEMES[scheme][role], SCHEMES[scheme]["paper"]
    told = f"figures_src/palette.py, {scheme.upper()}: {role} {colour} on {paper}: too close to be read; choose it farther from the paper"
    assert contrast(colour, paper) >= least, told


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("role", sorted(set(STRONGEST) - {"paper"}))
def test_ink_is_read_on_the_strongest_fill(scheme, role):
    colours = SCHEMES[scheme]
    assert contrast(colours["ink"], over(colours[role], STRONGEST[role], colours["paper"])) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eye", EYES)
def test_roles_are_told_apart_by_every_eye(scheme, eye):
    colours = [SCHEMES[scheme][role] for role in ("field", "kernel", "neuron")]
    for one, other in combinations(colours, 2):
        assert np.linalg.norm(oklab(one, EYES[eye]) - oklab(other, EYES[eye])) >= 15


def test_red_and_green_would_fail_that_check():
    assert np.linalg.norm(oklab("#c0504d", EYES["deutan"]) - oklab("#6f8a2a", EYES["deutan"])) < 15


def declared(selector):
    block = re.search(re.escape(selector) + r"\s*\{(.*?)\}", CSS, re.S)[1]
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))


def test_the_style_sheet_has_the_same_colours():
    told = "a colour stands twice, in figures_src/palette.py and in docs/assets/site.css: change both"
    assert declared("[data-md-color-scheme]").items() >= LIGHT.items(), told
    assert declared('[data-md-color-scheme="slate"]').items() >= DARK.items(), told
    for role, colour in LIGHT.items():
        assert f'.drawing [fill="{colour}"] {{ fill: var(--{role}); }}' in CSS
        assert f'.drawing [stroke="{colour}"] {{ stroke: var(--{role}); }}' in CSS
