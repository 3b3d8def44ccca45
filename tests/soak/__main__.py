"""`python -m tests.soak PART [--minutes N] [--fresh]`, or `--seed N` for one case."""

from __future__ import annotations

import argparse
import importlib
import json

from rich.console import Console

from tests.soak.runner import KEPT, PARTS, show, soak


def main() -> int:
    """Run what is asked for; 1 if anything was lost or broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("part", choices=[*PARTS, "all"])
    parser.add_argument("--minutes", type=float, default=30, help="of each part, earlier runs included")
    parser.add_argument("--fresh", action="store_true", help="start over")
    parser.add_argument("--seed", type=int, help="run this one case and print its outcome")
    parser.add_argument("--seconds", type=float, help="length of that case")
    asked = parser.parse_args()
    if asked.seed is not None:
        part = PARTS[asked.part]
        run = importlib.import_module(f"tests.soak.{part.module}").run
        outcome = run(asked.seed, asked.seconds or part.length)
        print(json.dumps(outcome.plain()))
        return int(bool(outcome.lost or outcome.broken))
    parts = list(PARTS) if asked.part == "all" else [asked.part]
    if asked.fresh:
        for name in parts:
            (KEPT / f"{name}.json").unlink(missing_ok=True)
    console = Console()
    return int(not show([soak(name, asked.minutes, console) for name in parts], console))


if __name__ == "__main__":
    raise SystemExit(main())
