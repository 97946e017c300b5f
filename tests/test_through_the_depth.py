"""Channels added up, and the counts of layers that read them in part, against sums and products written out."""

import numpy as np
import pytest

from figures_src.convolution import correlate, relu
from figures_src.examples import COLOUR_BIASES, COLOUR_KERNELS, COLOUR_PATCH
from figures_src.facts import through_the_depth as facts
from figures_src.figures.through_the_depth.who_reads_whom import connected
from figures_src.networks import C3_TABLE


def test_the_patch_is_equally_bright_everywhere():
    assert (COLOUR_PATCH.sum(axis=0) == 3).all()
    assert (COLOUR_PATCH >= 0).all()


def test_slices_add_up_to_the_neuron_on_paper():
    red = 2 - 0 + 2 - 0 + 1 - 0
    green = -1
    blue = -1 + 1 - 1 + 2 - 1 + 3
    neurons = relu(correlate(COLOUR_PATCH, COLOUR_KERNELS, bias=COLOUR_BIASES))[:, 1, 1]
    assert neurons[0] == red + green + blue - 2
    assert neurons[1] == max(0, -(2 + 2 + 1) + (1 + 1 + 1) + 0 + 1)
    assert facts.centre_sum == "5 − 1 + 3 − 2 = 5"


def test_one_slice_for_all_channels_sees_nothing_in_the_patch():
    reused = np.stack([COLOUR_KERNELS[0, 0]] * 3)[None]
    assert not correlate(COLOUR_PATCH, reused).any()
    assert correlate(COLOUR_PATCH, COLOUR_KERNELS[:1]).any()


@pytest.mark.parametrize(
    ("how", "slices"), [({}, 6 * 16), ({"groups": 2}, 3 * 16), ({"table": C3_TABLE}, 6 * 3 + 9 * 4 + 6)]
)
def test_slices_that_exist(how, slices):
    assert connected(16, 5, **how).sum() == slices


def test_which_slices_exist():
    assert connected(6, 3, groups=6).tolist() == np.eye(6, dtype=int).tolist()
    assert [np.flatnonzero(column).tolist() for column in connected(16, 5, table=C3_TABLE).T] == C3_TABLE


def test_counts_written_out():
    assert facts.two_layers[1][1:] == [32, 28 * 28 * 32, 28 * 28 * 32 * 9, 32 * (9 + 1)]
    assert facts.two_layers[2][1:] == [64, 28 * 28 * 64, 28 * 28 * 64 * 9 * 32, 64 * (9 * 32 + 1)]
    assert (facts.inputs_inside, facts.inputs_at_the_edge, facts.inputs_in_the_corner) == (9 * 32, 6 * 32, 4 * 32)
    assert (facts.c3_parameters, facts.c3_full_parameters) == (60 * 25 + 16, 16 * (6 * 25 + 1))
    assert facts.c3_readers * 6 == facts.c3_slices
    assert (facts.alexnet_conv2_inputs, facts.alexnet_conv2_full_inputs) == (5 * 5 * 48, 5 * 5 * 96)
    assert (facts.small_pointwise, facts.small_dense) == (2 + 1, 8 * 4 + 4)
    assert (facts.depthwise_weights, facts.separable_weights) == (32 * 9, 32 * 9 + 32 * 64)
    assert facts.ordinary_weights == 64 * 32 * 9
    assert facts.pointwise_parameters == 256 * 64 + 64
    assert (facts.pixelwise_dense, facts.flattened_dense) == (3 * 512 + 512, 32 * 32 * 3 * 512 + 512)
    assert facts.dense_as_convolution == 7 * 7 * 512 * 4096
