"""Where and with what a benchmark ran."""

import os
import platform
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from simulator.cli.version import version as version_of_ours

OURS = ("wasmtime", "numba", "numpy", "simpy")
THEIRS = ("salabim", "simulsi")


def machine() -> str:
    """Processor, cores and system in one line."""
    info = Path("/proc/cpuinfo")
    model = platform.processor() or platform.machine()
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(":", 1)[1].strip() if names else model
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def busy() -> float:
    """How many processes wanted a core in the last quarter of an hour, on average."""
    return os.getloadavg()[2]


def versions(others: Mapping[str, str]) -> list[str]:
    """Python, the libraries and the compiler, each with its version."""
    found = [version_of_ours(), f"Python {platform.python_version()}"]
    found += [f"{name} {version(name)}" for name in OURS]
    for name in THEIRS:
        python = others.get(f"plain_{name}")
        if python is not None:
            asked = f"from importlib.metadata import version; print(version({name!r}))"
            said = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
            found.append(f"{name} {said.stdout.strip()}")
    compiler = shutil.which("g++")
    if compiler is not None:
        said = subprocess.run([compiler, "-dumpfullversion"], capture_output=True, text=True)
        found.append(f"g++ {said.stdout.strip()}")
    return found
