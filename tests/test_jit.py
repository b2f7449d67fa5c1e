"""What the marks leave of functions and rows."""

import numpy as np

from simulator import jit


def test_a_marked_function_stays_plain_python() -> None:
    def twice(x: int) -> int:
        return 2 * x

    assert jit.jit(twice) is twice
    assert jit.inlined(twice) is twice


def test_a_row_of_a_struct_has_its_fields_as_attributes_in_plain_python() -> None:
    rows = np.zeros(2, jit.struct([("x", "i8"), ("y", "f8")]))
    rows[1].x = 3
    assert (rows[1].x, rows["x"].tolist()) == (3, [0, 3])
