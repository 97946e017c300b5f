"""At a padded border many paths end in padding: the bell is not only cut off there but dented."""

from figures_src.drawing import SMALL, Panel
from figures_src.facts.what_it_really_uses import border_paths, threes
from figures_src.influence import path_counts

GAP = 0.85


def draw():
    """The paths from pixels 0 to 3 to neuron 0 above three padded layers; below them, the counts away from a border."""
    panel, rows = Panel(), [row[row > 0] for row in border_paths()]
    for depth, counts in enumerate(rows):
        y, pixels = depth * (1 + GAP), depth == len(rows) - 1
        grid = panel.cells(counts[None], (0, y), role="ink" if pixels else "neuron", bold=pixels)
        if depth == 0:
            panel.ring(grid.cell(0, 0))
        else:
            panel.padding(grid, (0, 0, 1, 0))
            panel.lines([[(0.5, y - GAP), (-0.5, y)]], role="grid", weight=1, dashed=True)
            pairs = [(u, u + tap) for u in range(len(rows[depth - 1])) for tap in (-1, 0, 1) if u + tap >= 0]
            panel.wires([(u + 0.5, y - GAP) for u, _ in pairs], [(p + 0.5, y) for _, p in pairs])
        name = "pixels" if pixels else f"layer {len(rows) - 1 - depth}"
        panel.note(name, (len(counts) + 0.2, y + 0.5), "muted", align="left", size=SMALL)
    far = path_counts(threes(3))[len(rows) - 1 :]
    for i, count in enumerate(far):
        panel.note(str(count), (i + 0.5, y + 1.4), "muted")
    panel.note("far from the border", (len(far) + 0.2, y + 1.4), "muted", align="left", size=SMALL)
    return panel
