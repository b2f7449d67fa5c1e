"""Options that belong together: a command takes them as one dataclass, Typer one by one."""

import functools
import inspect
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from typing import Any


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command as Typer takes it, with the fields of each dataclass as parameters of its own.

    Each field keeps its name, annotation, default and place. Raises `ValueError` if two groups
    have a field of the same name.
    """
    taken = inspect.signature(command)
    groups = {
        name: inspect.signature(parameter.annotation).parameters
        for name, parameter in taken.parameters.items()
        if isinstance(parameter.annotation, type) and is_dataclass(parameter.annotation)
    }

    @functools.wraps(command)
    def called(**values: Any) -> None:
        for name, fields in groups.items():
            group = taken.parameters[name].annotation
            values[name] = group(**{field: values.pop(field) for field in fields})
        command(**values)

    def each() -> Iterator[inspect.Parameter]:
        for name, parameter in taken.parameters.items():
            yield from groups[name].values() if name in groups else [parameter]

    # By keyword only, as a required option may then come after one with a default.
    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in each()]
    vars(called)["__signature__"] = taken.replace(parameters=parameters)
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called
