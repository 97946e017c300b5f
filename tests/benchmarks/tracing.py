"""Times tracing through 200 layers over a 224×224 image: `python -m tests.benchmarks.tracing`."""

from time import perf_counter

from figures_src.tracing import Graph


def residual_network(size: int, blocks: tuple[int, ...] = (3, 24, 36, 3)) -> tuple[Graph, str]:
    """ResNet-200's pattern: a stem, then bottleneck blocks of three convolutions with a skip around each."""
    graph = Graph((size, size), maps=3)
    graph.conv("stem", 7, stride=2, padding=3, maps=64)
    top = graph.max_pool("pool", 3, stride=2, padding=1)
    for stage, count in enumerate(blocks):
        for block in range(count):
            name, stride = f"{stage + 2}.{block + 1}", 2 if stage and not block else 1
            maps = 64 * 2**stage
            reduced = graph.conv(f"{name}.1x1", 1, maps=maps, reads=top)
            spatial = graph.conv(f"{name}.3x3", 3, stride=stride, padding=1, maps=maps, reads=reduced)
            restored = graph.conv(f"{name}.out", 1, maps=4 * maps, reads=spatial)
            skip = top if block else graph.conv(f"{name}.skip", 1, stride=stride, maps=4 * maps, reads=top)
            top = graph.add(name, [skip, restored])
    return graph, top


def milliseconds(work, repeats: int = 5) -> float:
    """The fastest of a few runs."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * min(times)


if __name__ == "__main__":
    graph, top = residual_network(224)
    convolutions = sum(layer.kind == "conv" for layer in graph.layers.values())
    print(f"{convolutions} convolutions, a field of {graph.field(top).size} pixels")
    unit = tuple(n // 2 for n in graph.size(top))
    for what, work in {
        "build the graph": lambda: residual_network(224),
        "intervals of all neurons, clipped": lambda: graph.intervals(top),
        "intervals of all neurons, unclipped": lambda: graph.intervals(top, clipped=False),
        "positions of one neuron along one axis": lambda: graph.reads(top, unit[0]),
        "field with jump, holes and misaligned joins": lambda: graph.field(top),
        "exact two-dimensional mask of one neuron": lambda: graph.mask(top, unit),
    }.items():
        print(f"{what:45s} {milliseconds(work):8.1f} ms")
