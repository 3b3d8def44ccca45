"""`python -m tests.soak PART [--minutes N] [--fresh]`, or `--seed N` for one case."""

from __future__ import annotations

import argparse
import json

from rich.console import Console

from tests.soak.runner import KEPT, PARTS, module_of, show, soak


def main() -> int:
    """Run what is asked for; 1 if anything was lost or broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("part", choices=[*PARTS, "all"])
    parser.add_argument("--minutes", type=float, default=30, help="of each part, earlier runs included")
    parser.add_argument("--fresh", action="store_true", help="start over")
    parser.add_argument("--seed", type=int, help="run this one case and print its outcome")
    parser.add_argument("--seconds", type=float, help="length of that case")
    parser.add_argument("--of", nargs="+", default=(), metavar="KIND", help="kinds that it tries, where a part has some")
    asked = parser.parse_args()
    if asked.seed is not None:
        bounds = {"of": asked.of} if asked.of else {}
        outcome = module_of(asked.part).run(asked.seed, asked.seconds or PARTS[asked.part].length, **bounds)
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
