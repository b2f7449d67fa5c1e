"""Rules, clocks and promises: a simulator of ceasefire violations and the responses to them.

In a notebook:

    import simulator

    simulator.scenarios()
    simulator.run("one-drone").outcomes
    simulator.compare("one-drone", "twenty-strikes")

The names are listed in `__init__.pyi`; each is imported when it is first used, so that
`import simulator` costs nothing.
"""

from typing import Any

import lazy_loader

_public, _, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> Any:
    """A public name from its home, or the version, when it is first asked for."""
    if name == "__version__":
        from simulator.cli.version import number

        return number()
    return _public(name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
