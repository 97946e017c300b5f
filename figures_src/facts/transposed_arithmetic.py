"""Numbers of the page on transposed convolution: output sizes, and the matrix of the first layer."""

import numpy as np

from figures_src import arithmetic
from figures_src.convolution import as_matrix
from figures_src.windows import Window

_matrix = as_matrix(np.ones((3, 3), int), (4, 4))
transpose_rows, transpose_columns = _matrix.T.shape
transpose_weights = int(_matrix.sum())

transposed_outputs = arithmetic.TRANSPOSED.outputs
transposed_arbitrary_outputs = arithmetic.TRANSPOSED_ARBITRARY.outputs
transposed_half_outputs = arithmetic.TRANSPOSED_HALF.outputs
transposed_full_outputs = arithmetic.TRANSPOSED_FULL.outputs
transposed_strides_outputs = arithmetic.TRANSPOSED_STRIDES.outputs
transposed_strides_padding_outputs = arithmetic.TRANSPOSED_STRIDES_PADDING.outputs
transposed_strides_odd_outputs = arithmetic.TRANSPOSED_STRIDES_ODD.outputs

_case = arithmetic.TRANSPOSED_STRIDES
_reads = [len(_case.reads(row, column)) for row, column in np.ndindex(_case.output.shape)]
laid_products = _case.outputs**2 * _case.window.size**2
spread_products = sum(_reads)
*_few, _most = sorted(set(_reads))
reads_by_place = f"{', '.join(map(str, _few))} or {_most}"
spread_middle = _case.output[2, 2]

_forward = arithmetic.STRIDES_PADDING.window
ambiguous_sizes = " and ".join(str(n) for n in range(1, 20) if _forward.outputs(n) == 3)
doubled_outputs = _forward.transposed_outputs(16)
doubled_unpadded = Window(3, stride=2).transposed_outputs(16)
doubled_widened = doubled_unpadded + 2 * 1
