"""How many errors the checks find that a program has put into clean text: `python -m benchmarks.seeded DIR`.

DIR holds sentence pairs of five registers (see `REGISTERS`). One pair in five, chosen by its hash, is given one fault: a
digit, a month, a name, a negation, a clause, an ending; and so are further ones, until each kind has 40 or no material is
left. The pairs of a register go through the checks as documents of 200 pairs, in order, linked one to one, once as they are
and once with their faults. Odd lines are for tuning, even ones for reporting.

- *found*: seeds that a finding overlaps, of whatever check, on the side of the fault or where the other side has what it
  renders; a finding does not count if the clean text gets one of the same check on the same words (`luck`: so many more
  would count). *by kind*: those found by a check of the kind of the fault (`CHECKS_OF`).
- Check by check: *clean/1,000*: findings in the clean text, a thousand pairs. *true*: seeds found by it. *false*: its
  findings in the pairs without a seed, in the text with the faults. As some four pairs in five have none, *precision*
  weighs each false one by the number of pairs with a seed over the number of pairs without, so that there would be as many
  of both: true / (true + false · seeded / unseeded). Findings in a pair with a seed beside its fault count neither way.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from alignment.checks import CHECKS
from benchmarks.seeded_faults import GENERATORS, ONE_IN
from benchmarks.seeded_scoring import (
    REGISTERS,
    Result,
    Told,
    blocks,
    materials_of,
    read_clean,
    read_faulty,
    read_register,
    read_seeded,
    seeded,
)

HALVES = ("even", "odd")

CHECKS_OF: dict[str, tuple[str, ...]] = {
    "numbers": ("numbers", "bounds", "money", "percentages", "number format", "doubled numbers", "numbering"),
    "dates": ("dates",),
    "names": ("names", "acronyms", "name spellings", "titles"),
    "negation": ("negation",),
    "omissions": ("omissions",),
    "terms": ("terminology", "renderings"),
    "spelling": ("spelling", "hunspell", "compounds", "script", "hidden letters"),
    "grammar": ("grammar",),
    "untranslated": ("untranslated",),
    "punctuation": ("quotations", "spacing", "commas", "pairs", "capitals", "script", "end marks", "hidden letters"),
    "repetition": ("repeats", "same sentences", "repeated sentences"),
    "web": ("web",),
}
"""The checks that look for each kind of fault."""

FAULTY = Path(__file__).with_name("seeded_faulty.txt")


def main(arguments: list[str]) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="even", help="lines; odd ones are for tuning")
    parser.add_argument("--part", choices=[*map(str, range(ONE_IN)), "all"], default="0", help="which fifth gets faults")
    parser.add_argument("--register", choices=REGISTERS, action="append", help="only this one; may be given again")
    parser.add_argument("--verbose", action="store_true", help="each sort of fault, too")
    parser.add_argument("--list", metavar="KIND", choices=[*GENERATORS, "all"], help="print the missed seeds of a kind")
    parser.add_argument(
        "--seeds", metavar="KIND", choices=[*GENERATORS, "all"], help="print the seeds of a kind and check nothing"
    )
    parser.add_argument("--false", metavar="CHECK", choices=[*CHECKS], help="print what a check finds in clean text")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every seed and every finding")
    given = parser.parse_args(arguments)
    parts = range(ONE_IN) if given.part == "all" else [int(given.part)]
    lines, faulty = [], read_faulty(FAULTY)
    for register, name in REGISTERS.items():
        lines += read_register(given.folder / name, register, faulty)
    material = materials_of(lines)
    halves = [[line for line in lines if line.number % 2 == odd] for odd in (1, 0) if given.half in (HALVES[odd], "both")]
    rounds = [[result for own in halves for result in seeded(own, material, part)] for part in parts]
    rounds = [[own for own in many if not given.register or own.line.register in given.register] for many in rounds]
    results = [result for many in rounds for result in many]
    if given.seeds:
        _print_seeds(result for result in results if result.seed and given.seeds in (result.seed.kind, "all"))
        return
    together = list(zip(*map(blocks, rounds), strict=True))
    for alternatives in track(together, "checking", console=Console(stderr=True), transient=True):
        read_clean(alternatives[0])
        for block in alternatives:
            for result, first in zip(block, alternatives[0], strict=True):
                result.clean = first.clean
            read_seeded(block)
    if given.list:
        _print_seeds(r for r in results if r.seed and not r.found and given.list in (r.seed.kind, "all"))
    if given.false:
        _print_false(results, given.false)
    if given.json:
        given.json.write_text(
            json.dumps([_record(result) for result in results], ensure_ascii=False, indent=1), encoding="utf-8"
        )
    if not given.list and not given.false:
        print_tables(results, verbose=given.verbose)


def print_tables(results: Sequence[Result], *, verbose: bool = False) -> None:
    """Kinds of fault over all registers and in each, then check by check."""
    seeds = [result for result in results if result.seed]
    registers = list(dict.fromkeys(result.line.register for result in results))
    print(f"{len(results):,} pairs, {len(seeds)} with a fault: found/seeds by register")
    print(
        f"{'':34}{'seeds':>6}{'found':>6}{'recall':>8}{'by kind':>8}{'luck':>5}  "
        + "".join(f"{name:>9}" for name in registers)
    )
    for kind in GENERATORS:
        own = [result for result in seeds if result.seed and result.seed.kind == kind]
        if own:
            print(_row(kind, own, registers))
            for sub in sorted({result.seed.sub for result in own if result.seed}) if verbose else ():
                print(_row(f"  {sub}", [result for result in own if result.seed and result.seed.sub == sub], registers))
    print(_row("all", seeds, registers))
    weight = len(seeds) / max(len(results) - len(seeds), 1)
    print(f"\n{'check':18}{'clean/1,000':>12}{'true':>6}{'false':>7}{'precision':>11}   kinds of the true ones")
    for name in CHECKS:
        clean = _count((result.clean for result in results), name)
        hit = Counter(r.seed.kind for r in seeds if r.seed and any(told.check == name for told in r.found))
        true, false = hit.total(), _count((result.beside for result in results if not result.seed), name)
        if clean or true or false:
            precision = f"{true / (true + false * weight):.2f}" if true or false else "–"
            kinds = ", ".join(f"{kind} {count}" for kind, count in hit.most_common())
            print(f"{name:18}{1000 * clean / len(results):12.1f}{true:6}{false:7}{precision:>11}   {kinds}")
    clean = sum(len(result.clean) for result in results)
    false = sum(len(result.beside) for result in results if not result.seed)
    found = sum(bool(result.found) for result in seeds)
    total = f"{found / max(found + false * weight, 1):.2f}"
    print(f"{'all':18}{1000 * clean / max(len(results), 1):12.1f}{found:6}{false:7}{total:>11}")


def _count(told: Iterable[list[Told]], name: str) -> int:
    return sum(one.check == name for many in told for one in many)


def _row(name: str, own: Sequence[Result], registers: Sequence[str]) -> str:
    found = [result for result in own if result.found]
    luck = sum(bool(result.lucky) and not result.found for result in own)
    kind = sum(any(told.check in CHECKS_OF[result.seed.kind] for told in result.found) for result in own if result.seed)
    cells = []
    for register in registers:
        part = [result for result in own if result.line.register == register]
        cells.append(f"{sum(bool(result.found) for result in part)}/{len(part)}" if part else "")
    recall = len(found) / max(len(own), 1)
    return f"{name:34}{len(own):6}{len(found):6}{recall:8.2f}{kind:8}{luck:5}  " + "".join(f"{cell:>9}" for cell in cells)


def _print_seeds(results: Iterable[Result]) -> None:
    for result in results:
        if seed := result.seed:
            side, start, end = seed.spans[0]
            place = f"{result.line.register}:{result.line.number}"
            print(f"{place} {seed.kind}: {seed.sub} ({side} {start}–{end}, was {seed.was!r})")
            for text, own in zip(seed.pair, ("kk", "en"), strict=True):
                print(f"    {_marked(text, [span for span in seed.spans if span[0] == own])}")
            for told in [*result.lucky, *result.beside]:
                print(f"      beside: {told.check}: {told.message}")


def _marked(text: str, spans: Iterable[tuple[str, int, int]]) -> str:
    for _, start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


def _print_false(results: Iterable[Result], check: str) -> None:
    for result in results:
        for told in result.clean:
            if told.check == check:
                print(f"{result.line.register}:{result.line.number} {told.message}")
                for text, side in zip(result.line.pair, ("kk", "en"), strict=True):
                    print(f"    {_marked(text, [span for span in told.spans if span[0] == side])}")


def _record(result: Result) -> dict[str, object]:
    def told(many: Iterable[Told]) -> list[dict[str, object]]:
        return [{"check": one.check, "spans": one.spans, "message": one.message} for one in many]

    seed = result.seed
    kk, en = seed.pair if seed else result.line.pair
    own: dict[str, object] = {"register": result.line.register, "line": result.line.number, "kk": kk, "en": en}
    if seed:
        own |= {"kind": seed.kind, "sub": seed.sub, "spans": seed.spans, "was": seed.was}
        own |= {"found": told(result.found), "lucky": told(result.lucky)}
    return own | {"beside": told(result.beside), "clean": told(result.clean)}


if __name__ == "__main__":
    main(sys.argv[1:])
