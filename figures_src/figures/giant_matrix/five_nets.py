"""Five networks of 1989: without sharing as many weights as links, with it fewer weights for more links."""

from figures_src.drawing import Panel
from figures_src.facts.giant_matrix import five_nets


def draw():
    """Each network as a point, its links to the right and its weights upwards."""
    panel = Panel()
    chart = panel.chart(6.3, 4.6, x="links", y="weights")
    chart.line([0, 3700], [0, 3700], "muted", dashed=True)
    chart.note("one weight a link", (3850, 3650), "muted")
    for number, (links, weights) in five_nets().items():
        chart.line([links], [weights], "kernel", dots=True)
        alone = weights == links
        place = (links - 150, weights + 60) if alone else (links, weights + 330)
        chart.note(f"Net-{number}", place, align="right" if alone else "center")
    thousands = {n: f"{n:,}" for n in range(0, 7000, 1000)}
    chart.scale(
        x=(0, 7000),
        y=(0, 4000),
        xticks={n: thousands[n] for n in (0, 2000, 4000, 6000)},
        yticks={n: thousands[n] for n in (1000, 2000, 3000)},
    )
    return panel
