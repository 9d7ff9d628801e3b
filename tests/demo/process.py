"""`python -m demo` as a process of its own: how it is started, and what it says."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def started(home: Path, *words: str, **variables: str) -> subprocess.Popen[str]:
    """Start it with its data in a folder; Ctrl-C in a terminal does not reach it."""
    command = [sys.executable, "-m", "demo", "--home", str(home), *words]
    return subprocess.Popen(
        command,
        env=dict(os.environ) | variables | {"PYTHONPATH": str(ROOT)},  # noqa: TID251  # the child's
        cwd=home.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # who started it ends it, once
    )


def heard(process: subprocess.Popen[str], words: str) -> str:
    """Read on until it says this; StopIteration if it ends before."""
    return next(line for line in process.stdout or () if words in line)
