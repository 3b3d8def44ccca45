"""How fast each format of `alignment export` writes a million pairs that come one by one, and in how much memory.

    python benchmarks/formats.py [--pairs N] [FORMAT ...]

Each format is written in a process of its own to the null device. The seconds are the processor's; those that making the
pairs takes, which are measured by themselves as `none`, are not the writer's and are taken off.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from alignment.corpora import FORMATS, Corpus
from alignment.corpora.entries import LinkEntry
from alignment.exceptions import OutputException
from alignment.records import Link, ReviewedLink, Sentence

LINE_FORMATS = ("tsv", "csv", "jsonl", "moses")
LEAST_PAIRS, MOST_MEMORY = 50_000, 300  # a second for line formats; MB for all that stream


def pairs(count: int) -> Iterator[LinkEntry]:
    """Pairs of sentences as a corpus has them: about 90 characters a side, each another text."""
    for place in range(count):
        kk = f"Үкімет {place}-қаулысында 2017 жылғы 5 мамырдан бастап 12,5 пайыз мөлшерінде төленеді деп жазды."
        en = f"In its decision no. {place} the government wrote that 12.5 percent is paid from May 5, 2017."
        units = (
            Sentence(f"kk.{place + 1}.1", "body", kk, (place + 1, place + 1), place, (0, len(kk))),
            Sentence(f"en.{place + 1}.1", "body", en, (place + 1, place + 1), place, (0, len(en))),
        )
        link = Link((place,), (place,), 0.5 + place % 997 / 2000, place % 991 / 1000)
        yield LinkEntry(ReviewedLink(link), units[:1], units[1:])


def measure(name: str, count: int) -> dict[str, object]:
    """Write so many pairs; the name `none` only makes them."""
    corpus = Corpus("kk.txt", "en.txt", "sentence", "kk-en-static", "", pairs(count))
    started, refused = time.process_time(), ""
    if name == "none":
        for _ in corpus.entries:
            pass
    else:
        form = FORMATS[name]
        try:
            if len(form.endings) > 1:
                files = [open("/dev/null", "wb") for _ in form.endings]  # noqa: PTH123, SIM115
                form.write(files, corpus)
            else:
                from alignment.corpora import write_stream

                with open("/dev/null", "wb") as file:  # noqa: PTH123
                    write_stream(file, corpus, name)
        except OutputException as refusal:
            refused = str(refusal)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"format": name, "seconds": seconds, "memory": memory, "refused": refused}


def main() -> None:
    """Print a table; exit 1 where a figure falls short."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("formats", nargs="*", default=[*FORMATS])
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.formats[0], chosen.pairs)))
        return
    print(f"{chosen.pairs:,} pairs\nformat     pairs/s  seconds  peak MB")
    short: list[str] = []
    making = 0.0
    for name in ("none", *chosen.formats):
        command = [sys.executable, __file__, name, "--one", "--pairs", str(chosen.pairs)]
        got = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        seconds = got["seconds"] - making
        rate = chosen.pairs / seconds
        making = making or seconds
        if got["refused"]:
            print(f"{name:8} {'':>9} {seconds:8.1f} {got['memory']:8.0f}  {got['refused']}", flush=True)
            continue
        print(f"{name:8} {rate:9,.0f} {seconds:8.1f} {got['memory']:8.0f}", flush=True)
        if (name in LINE_FORMATS and rate < LEAST_PAIRS) or got["memory"] > MOST_MEMORY:
            short.append(name)
    if short:
        print(f"short of {LEAST_PAIRS:,} pairs/s (line formats) or above {MOST_MEMORY} MB: {', '.join(short)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
