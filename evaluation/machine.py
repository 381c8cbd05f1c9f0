"""What a figure was measured on: the machine and the commit."""

import os
import platform
import re
import subprocess
from pathlib import Path

from rag.settings import ROOT


def machine() -> str:
    """Return cores, architecture and processor: "2 cores, x86_64, …"."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {_processor()}"


def commit() -> str:
    """Return the short hash of the commit that is checked out, "unknown" where there is none."""
    try:
        run = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
        )
    except OSError:  # no git here
        return "unknown"
    return run.stdout.strip() or "unknown"


def _processor() -> str:
    """Return the name of the processor, as the system gives it."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    found = re.search(r"model name\s*: (.+)", text)
    return found[1] if found else platform.processor()
