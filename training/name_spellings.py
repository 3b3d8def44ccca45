"""How names that are written with the letters of one language are written with those of the other:
`python -m training.name_spellings`.

Learnt from the names that the package knows in both languages, by expectation and maximization over all ways to cut both
spellings into pieces that answer to one another (the many-to-many aligner of Jiampojamarn, Kondrak and Sherif, 2007). Pairs
that the pieces cannot explain, names that are translated, are left out as they come to light. What is learnt is written to
`alignment/languages/tables/name_pieces.tsv`; the same names give the same table.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

from alignment.files import read_table
from alignment.languages import bare_name
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.settings import RESOURCES

TABLE = LANGUAGE_TABLES / "name_pieces.tsv"
_LONGEST_EN, _LONGEST_KK = 4, 2
_ROUNDS = 10
# By the round, nats a Kazakh letter from which a pair is taken for a translation: strict once the pieces are known.
_LIMITS = {2: 3.0, 3: 2.6, 4: 2.3, 5: 2.1, 6: 2.0}
# The first guess: pieces of one letter each are the likeliest, by their lengths.
_FIRST = {
    (1, 1): 0.6, (0, 1): 0.02, (1, 0): 0.1, (2, 1): 0.1, (1, 2): 0.05, (2, 2): 0.05,
    (3, 1): 0.02, (3, 2): 0.01, (2, 0): 0.01, (4, 1): 0.005, (4, 2): 0.002,
}  # fmt: skip
_LETTERS = 40
_INSERTED = 0.02  # the chance of a Kazakh letter that nothing in English stands for
_LONG = 0.75  # a longer piece must be worth it
_SEEN = 1.5  # as if each piece had been seen so often with something else
_LEAST = 0.02
_FLOOR = {(1, 1): 2e-4, (1, 0): 1e-3, (0, 1): 2e-4}  # of what was never seen
_NAME = re.compile(r"[^\W\d_]+")

Pieces = Mapping[tuple[str, str], float]
"""By an English and a Kazakh piece, the chance of the second where the first stands. `^` and `$` are the word's ends."""


def known_pairs() -> list[tuple[str, str]]:
    """English and Kazakh names of one word each, in lower case."""
    pairs = set()
    for path in (LANGUAGE_TABLES / "known_names.tsv", RESOURCES / "lexicon.tsv"):
        for _, row in read_table(path):
            if row.get("pos", "name") != "name":
                continue
            for english in row["en"].split("; "):
                kk = _NAME.findall(row["kk"])
                en = [bare_name(name) for name in _NAME.findall(re.sub("['’]", "", english)) if name[0].isupper()]
                if len(kk) != len(en):
                    continue
                for one, other in zip(en, kk, strict=True):
                    if min(len(one), len(other)) > 1 and not english.isupper() and not other.isupper():
                        pairs.add((one, other.lower()))
    return sorted(pairs)


def learn(pairs: list[tuple[str, str]]) -> Pieces:
    """The pieces that explain the pairs best. O(rounds · letters of all pairs)."""
    chances: Pieces | None = None
    left = list(pairs)
    for number in range(_ROUNDS):
        counts: Counter[tuple[str, str]] = Counter()
        explained = []
        for en, kk in left:
            total = _count(f"^{en}$", f"^{kk}$", chances, counts)
            if total and -math.log(total) / len(kk) <= _LIMITS.get(number, math.inf):
                explained.append((en, kk))
        left = explained
        chances = _estimate(counts)
    return chances or {}


def _chance(en: str, kk: str, chances: Pieces | None) -> float:
    if en.startswith("^") != kk.startswith("^") or en.endswith("$") != kk.endswith("$"):
        return 0.0
    if chances is None:
        return _FIRST.get((len(en), len(kk)), 0.0) / _LETTERS ** len(kk)
    known = chances.get((en, kk))
    if known is not None:
        return known
    return 0.0 if {*en, *kk} & {"^", "$"} else _FLOOR.get((len(en), len(kk)), 0.0)


def _steps(en: str, kk: str, i: int, j: int) -> Iterator[tuple[int, int]]:
    """The lengths of pieces that may stand next."""
    for a, b in product(range(min(_LONGEST_EN, len(en) - i) + 1), range(min(_LONGEST_KK, len(kk) - j) + 1)):
        if (a, b) in _FIRST:
            yield a, b


def _count(en: str, kk: str, chances: Pieces | None, counts: Counter[tuple[str, str]]) -> float:
    """Add to the counts how often each piece is expected in a pair; returns the pair's chance."""
    before = [[0.0] * (len(kk) + 1) for _ in range(len(en) + 1)]
    before[0][0] = 1.0
    taken = []
    for i, j in product(range(len(en) + 1), range(len(kk) + 1)):
        if not before[i][j]:
            continue
        for a, b in _steps(en, kk, i, j):
            chance = _chance(en[i : i + a], kk[j : j + b], chances)
            if chance:
                before[i + a][j + b] += before[i][j] * chance
                taken.append((i, j, a, b, chance))
    total = before[-1][-1]
    if not total:
        return 0.0
    after = [[0.0] * (len(kk) + 1) for _ in range(len(en) + 1)]
    after[-1][-1] = 1.0
    for i, j, a, b, chance in reversed(taken):
        after[i][j] += chance * after[i + a][j + b]
        weight = before[i][j] * chance * after[i + a][j + b] / total
        if weight > 1e-5:
            counts[en[i : i + a], kk[j : j + b]] += weight
    return total


def _estimate(counts: Counter[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Chances from counts. A longer piece loses part of its count, so that it stays only where the single letters fail."""
    kept = {}
    for (en, kk), count in counts.items():
        size = len(en.strip("^$")) + len(kk.strip("^$"))
        single = len(en) <= 1 and len(kk) <= 1
        loss = 0.0 if single else 0.3 if size <= 3 else 0.8 if size <= 4 else 1.0
        loss += 0.3 if len(en) > 1 and {*en} & {"^", "$"} else 0.0
        if count - loss > _LEAST:
            kept[en, kk] = count - loss
    totals: Counter[str] = Counter()
    for (en, _), count in kept.items():
        totals[en] += count
    return {
        (en, kk): _INSERTED * count / totals[""]
        if not en
        else count / (totals[en] + _SEEN) * (_LONG if len(en.strip("^$")) > 1 else 1.0)
        for (en, kk), count in kept.items()
    }


def main() -> None:
    """Write the table."""
    pairs = known_pairs()
    chances = learn(pairs)
    lines = ["en\tkk\tcost\treason"]
    for (en, kk), chance in sorted(chances.items()):
        if en not in ("^", "$"):
            lines.append(f"{en or '-'}\t{kk or '-'}\t{-math.log(chance):.2f}\tlearnt from {len(pairs):,} names")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(lines) - 1} pieces out of {len(pairs)} pairs")


if __name__ == "__main__":
    main()
