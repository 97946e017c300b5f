"""Facts of the front page: the three answers in numbers."""

from figures_src.windows import Window

neurons_on_224 = Window(5).outputs(224) ** 2
