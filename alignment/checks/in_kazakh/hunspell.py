"""Spelling by Hunspell's kk_KZ dictionary, where the program and the dictionary are installed.

The dictionary lacks a third of the word forms of a report, so the check is off until a user asks for it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.records import said

_EVIDENCE = evidence("hunspell")
_WORD = re.compile(r"(?<![^\W\d_])[а-яёәғқңөұүһі]{4,}(?![^\W\d_])")
_DICTIONARY = "kk_KZ"
_SECONDS = 20


def find(material: Material) -> Iterator[Candidate]:
    """Words that the dictionary does not know; nothing where Hunspell is not installed."""
    words = sorted({word for text in material.kk for word in _WORD.findall(text.without_web)})
    unknown = _unknown(words)
    if not unknown:
        return
    for text in material.kk:
        for match in _WORD.finditer(text.without_web):
            if match[0] in unknown:
                message = said("{word}: not in Hunspell's dictionary", word=match[0])
                yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["unknown word"])


CHECK = Check(
    name="hunspell",
    help="Words that Hunspell does not know.",
    example=Example("The book is on the table.", "Үстелде кітапп тұр.", "Үстелде кітап тұр."),
    category="Linguistic conventions/Spelling",
    severity="minor",
    find=find,
    rank=30,
    is_on=False,  # the dictionary lacks a third of the word forms of a report
)


@lru_cache(maxsize=1)
def is_installed() -> bool:
    """Whether the program and its Kazakh dictionary are there."""
    if not (program := shutil.which("hunspell")):
        return False
    done = subprocess.run(  # noqa: S603 – no text of a document is among the arguments
        [program, "-D"], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_SECONDS
    )
    return _DICTIONARY.encode() in done.stderr + done.stdout


def _unknown(words: list[str]) -> frozenset[str]:
    program = shutil.which("hunspell")
    if not words or not program or not is_installed():
        return frozenset()
    done = subprocess.run(  # noqa: S603 – the words go in as its input
        [program, "-l", "-d", _DICTIONARY, "-i", "utf-8"],
        input="\n".join(words).encode(),
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    return frozenset(done.stdout.decode("utf-8", "replace").split())
