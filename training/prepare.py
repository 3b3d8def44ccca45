"""Lay out what the shipped model is trained on: `python -m training.prepare PACKAGES -o FOLDER --corpus PAIRS.tsv …`.

Writes FOLDER/catalogs.tsv (see `catalogs`), a copy of each corpus and of the lexicon, and FOLDER/taught.txt (what a teacher
is asked about), all without what is held out of training, and FOLDER/prepared.json, which says how much that was.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from alignment.corpora import read_pairs
from alignment.files import read_table
from alignment.settings import RESOURCES
from training.catalogs import catalog_pairs, unpacked
from training.held_out import HeldOut, texts_of

_ENGLISH_WORDS = 25_000  # of the most frequent
_KAZAKH_WORD = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі-]{3,}")
_ENGLISH_WORD = re.compile(r"[a-z'-]{3,}")


def words_of(packages: Path, kazakh: Iterable[str]) -> Iterator[str]:
    """Words of both languages: the spelling dictionary's stems (hunspell-kk, taken under the MPL), the forms that the
    Kazakh texts have, and the most frequent English ones (wordfreq, CC BY-SA 4.0)."""
    from wordfreq import top_n_list

    with unpacked(next(packages.glob("hunspell-kk_*.deb"))) as folder:
        dictionary = next(folder.rglob("kk_KZ.dic")).read_text(encoding="utf-8-sig")
    for line in dictionary.splitlines()[1:]:  # the first is their number
        if _KAZAKH_WORD.fullmatch(stem := line.split("/")[0].strip()):
            yield stem
    forms = Counter(word for text in kazakh for word in _KAZAKH_WORD.findall(text.lower()))
    yield from (word for word, _ in forms.most_common())
    english = (word for word in top_n_list("en", 2 * _ENGLISH_WORDS) if _ENGLISH_WORD.fullmatch(word))
    yield from islice(english, _ENGLISH_WORDS)


def _texts_of_pairs(folder: Path) -> Iterator[str]:
    """The lexicon's texts and the sentences'; of news and of what programs say there is enough without them."""
    for name in ("lexicon.tsv", "sentences.tsv"):
        for pair in read_pairs(folder / name, lexicon=name == "lexicon.tsv"):
            yield from pair


def copy_allowed(source: Path, target: Path, held_out: HeldOut) -> None:
    """Copy a table of pairs without the rows that are held out."""
    rows = [row for _, row in read_table(source) if held_out.allows(*texts_of(row))]
    _write(target, rows)


def _write(target: Path, rows: list[dict[str, str]]) -> None:
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", type=Path, help="Folder with language packs, wheels and hunspell-kk, as they come.")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="Further table of pairs. Repeatable.")
    parser.add_argument("--bench", type=Path, action="append", default=[], help="Folder of benchmarks. Repeatable.")
    parser.add_argument("--hashes", type=Path, action="append", default=[], help="Folder of hashes of what is held out.")
    arguments = parser.parse_args()
    held_out = HeldOut(arguments.bench, arguments.hashes)
    dropped = {}
    output: Path = arguments.output
    output.mkdir(parents=True, exist_ok=True)

    pairs = [pair for pair in catalog_pairs(arguments.packages) if held_out.allows(*pair)]
    _write(output / "catalogs.tsv", [{"kk": kk, "en": en} for kk, en in pairs])
    dropped["catalogs.tsv"] = held_out.dropped
    for source in (RESOURCES / "lexicon.tsv", RESOURCES / "sentences.tsv", *arguments.corpus):
        before = held_out.dropped
        copy_allowed(source, output / source.name, held_out)
        dropped[source.name] = held_out.dropped - before
    kazakh = (kk for name in sorted(dropped) for kk, _ in read_pairs(output / name))
    taught = [*_texts_of_pairs(output), *words_of(arguments.packages, kazakh)]
    (output / "taught.txt").write_text("\n".join(dict.fromkeys(taught)) + "\n", encoding="utf-8")
    record = {"dropped": dropped, "catalog pairs": len(pairs)}
    (output / "prepared.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(record))


if __name__ == "__main__":
    main()
