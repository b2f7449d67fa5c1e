"""The signs that a reader may write between an outcome and a number: 'false breaches < 1'."""

import operator
from collections.abc import Callable

from simulator.model.parameters import Array

SIGNS: dict[str, Callable[[Array, float], Array]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
