"""Times convolution and the gradient of one neuron against PyTorch: `python -m tests.benchmarks.convolution`.

PyTorch is no dependency of this project; README.md beside this file says how to run it, and what came out.
"""

import os
from time import perf_counter

import numpy as np
import torch

from figures_src.convolution import correlate
from figures_src.influence import Chain, Layer, input_gradient_of_neuron
from figures_src.windows import Window

DEEP = 20


def fastest(*works, calls: int, rounds: int = 15) -> list[float]:
    """Seconds of one call of each work in its fastest round; the works take turns, a few calls a round."""
    times = [[] for _ in works]
    for _ in range(rounds):
        for work, found in zip(works, times, strict=True):
            start = perf_counter()
            for _ in range(calls):
                work()
            found.append((perf_counter() - start) / calls)
    return [min(found) for found in times]


def forward(channels: int, side: int, kernels: int, size: int, stride: int, padding: int):
    """One layer over one image: ours, PyTorch's, and whether they agree."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1, channels, side, side)).astype(np.float32)
    kernel = rng.normal(size=(kernels, channels, size, size)).astype(np.float32)
    bias = rng.normal(size=kernels).astype(np.float32)
    tensors = [torch.from_numpy(array) for array in (x, kernel, bias)]

    def ours():
        return correlate(x, kernel, bias=bias, stride=stride, padding=padding)

    @torch.inference_mode()
    def theirs():
        return torch.nn.functional.conv2d(*tensors, stride=stride, padding=padding)

    assert np.allclose(ours(), theirs().numpy(), atol=1e-3)
    return ours, theirs


def gradient(channels: int, side: int = 128):
    """The gradient of one neuron through a deep stack: ours inside its field, PyTorch's over the image."""
    rng = np.random.default_rng(0)
    layers = [Layer(Window(3, padding=1))] * (DEEP - 1) + [Layer(Window(3, padding=1), "linear")]
    network = Chain.random(layers, rng, channels=channels, maps=channels)
    network = Chain(
        network.layers,
        tuple(kernel.astype(np.float32) for kernel in network.kernels),
        tuple(bias.astype(np.float32) for bias in network.biases),
    )
    x = rng.normal(size=(channels, side, side)).astype(np.float32)
    kernels = [torch.from_numpy(kernel) for kernel in network.kernels]
    biases = [torch.from_numpy(bias) for bias in network.biases]
    image = torch.from_numpy(x)[None].requires_grad_()
    middle = side // 2

    def ours():
        return input_gradient_of_neuron(network, x, (middle, middle))

    def theirs():
        y = image
        for i, (kernel, bias) in enumerate(zip(kernels, biases, strict=True)):
            y = torch.nn.functional.conv2d(y, kernel, bias, padding=1)
            y = torch.relu(y) if i < DEEP - 1 else y
        return torch.autograd.grad(y[0, 0, middle, middle], image)[0][0]

    assert np.allclose(ours(), theirs().numpy(), atol=1e-4)
    return ours, theirs


if __name__ == "__main__":
    threads = int(os.environ.get("OMP_NUM_THREADS", torch.get_num_threads()))
    torch.set_num_threads(threads)
    print(f"numpy {np.__version__}, torch {torch.__version__}, {threads} thread(s)")
    for what, works, calls, most in (
        ("forward 32×32×3 -> 6, 5×5", forward(3, 32, 6, 5, 1, 0), 100, 0.6),
        ("forward 224×224×3 -> 64, 7×7, stride 2", forward(3, 224, 64, 7, 2, 3), 10, 1.5),
        (f"gradient of a neuron, {DEEP} layers, 8 channels", gradient(8), 3, 0.1),
        (f"gradient of a neuron, {DEEP} layers, 32 channels", gradient(32), 1, 0.1),
    ):
        ours, theirs = fastest(*works, calls=calls)
        print(f"{what:48s} {1000 * ours:8.3f} ms / {1000 * theirs:8.3f} ms = {ours / theirs:.2f} (at most {most})")
