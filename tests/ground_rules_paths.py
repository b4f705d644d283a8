"""Which files the ground rules hold for."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXEMPT = ("migrations/", "generated/", "node_modules/", "dist/")


def source_files(*patterns: str) -> list[Path]:
    """Files that git tracks or would track, without migrations and generated code."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [ROOT / name for name in listed if not any(part in name for part in EXEMPT) and (ROOT / name).is_file()]
