"""`make bench`: on SQLite, then on PostgreSQL from a wheel."""

import subprocess
import sys

BENCH = [sys.executable, "-m", "tests.bench.turns_bench"]

if __name__ == "__main__":
    codes = [
        subprocess.run([*BENCH, *sys.argv[1:]], check=False).returncode,
        subprocess.run([sys.executable, "-m", "tests.backing_services", *BENCH, *sys.argv[1:]], check=False).returncode,
    ]
    sys.exit(max(codes))
