"""How often slips and clean words that nobody knows have a known word near them: `python -m benchmarks.fit_slips DIR`.

DIR is that of `benchmarks.seeded`; odd lines alone are looked at. Printed are the rows of `checks/tables/slips.tsv`: of the
words with a slip that a program has put in (up to two in a pair), and of the words of the clean text, those that cannot be
made out, by where the nearest known word is attested, the slip between the two, and the letters of the word.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from random import Random

from alignment.checks.in_kazakh.spelling import Speller
from alignment.checks.slips import size_of
from alignment.checks.vocabulary import is_known
from benchmarks.seeded_material import Material
from benchmarks.seeded_scoring import REGISTERS, read_faulty, read_register
from benchmarks.seeded_writing import spelling

_WORD = re.compile(r"(?<![\w-])[а-яёәғқңөұүһі]{4,}(?![\w-])")
_NONE_OF_IT = frozenset({"Latin letter", "joined", "split"})
_OFTEN = 3  # a word that stands there more often is no slip


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    faulty = read_faulty(Path(__file__).parent / "seeded_faulty.txt")
    clean: Counter[tuple[str, str, str]] = Counter()
    seeded: Counter[tuple[str, str, str]] = Counter()
    for register, name in REGISTERS.items():
        lines = read_register(folder / name, register, faulty)
        material = Material.of([line.pair for line in lines])
        lines = [line for line in lines if line.number % 2]
        counts = Counter(word for line in lines for word in _WORD.findall(line.pair[0]))
        speller = Speller(counts)
        clean.update(_kind(speller, word) for word in counts if counts[word] <= _OFTEN and not is_known(word))
        chance = Random(3)
        for line in lines:
            edits = [edit for edit in spelling(line.pair, material, chance) if edit.sub not in _NONE_OF_IT]
            for edit in chance.sample(edits, min(2, len(edits))):
                text = line.pair[0][: edit.start] + edit.new + line.pair[0][edit.end :]
                word = next((m[0] for m in _WORD.finditer(text) if m.start() <= edit.start < m.end()), "")
                if word and not is_known(word):
                    seeded[_kind(speller, word)] += 1
    for kind in sorted({*clean, *seeded}):
        print("\t".join((*kind, str(seeded[kind]), str(clean[kind]))))


def _kind(speller: Speller, word: str) -> tuple[str, str, str]:
    near = speller.near(word)
    return (near[0], near[1], size_of(len(word))) if near else ("nowhere", "none", "any")


if __name__ == "__main__":
    main()
