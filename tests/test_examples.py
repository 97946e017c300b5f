"""The examples that pages share: the photograph at any size, against another way to make it smaller."""

import numpy as np
import pytest

from figures_src.examples import portrait


@pytest.mark.parametrize(("side", "cuts"), [(48, 3), (42, 3), (56, 1), (224, 1)])
def test_a_smaller_portrait_is_the_mean_over_areas(side, cuts):
    fine = portrait().repeat(cuts, axis=0).repeat(cuts, axis=1)  # pieces that lie in one of the smaller pixels each
    block = len(fine) // side
    means = fine.reshape(side, block, side, block, 3).mean(axis=(1, 3))
    assert np.abs(portrait(side) - means).max() <= 0.5
    assert np.abs(portrait(side, grey=True) - means @ [0.299, 0.587, 0.114]).max() <= 0.5 + 1e-9


@pytest.mark.parametrize("side", [0, 3.5, 225])
def test_a_portrait_without_pixels_or_with_invented_ones_is_refused(side):
    with pytest.raises(ValueError, match=f"a portrait of {side} by {side} pixels: the stored one has 224 by 224"):
        portrait(side)
