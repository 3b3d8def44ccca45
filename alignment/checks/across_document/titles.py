"""Names in quotation marks: each with them throughout."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.checks.vocabulary import kazakh_words
from alignment.languages import find_phrases, is_form_of
from alignment.records import said

_EVIDENCE = evidence("titles")
_QUOTED = re.compile(r"[«“]([А-ЯЁӘҒҚҢӨҰҮҺІA-Z][^«»“”\n]{2,60})[»”]")
_SITE = re.compile(r"(?<![\w./@-])[\w-]+\.(?:kz|com|org|ru|net)\b(?![/\w])", re.IGNORECASE)
_WORDS = 4  # a longer quotation is no name
_STARTS = re.compile(r"(?:[.!?:…]\s+|^)$")


def find(material: Material) -> Iterator[Candidate]:
    """Names that stand bare though they are quoted elsewhere."""
    quoted: dict[str, list[tuple[Text, re.Match[str]]]] = defaultdict(list)
    for text in material.kk:
        for match in _QUOTED.finditer(text.text):
            if len(match[1].split()) <= _WORDS and match[1][-1].isalnum():
                quoted[match[1]].append((text, match))
    # A name with an ending inside the marks is the name without it.
    names = {
        name: uses[0]
        for name, uses in quoted.items()
        if not any(other != name and is_form_of(name.lower(), other.lower()) for other in quoted)
    }
    bare: dict[str, list[Candidate]] = defaultdict(list)
    for text in material.kk:
        for name, candidate in _bare(text, names):
            bare[name].append(candidate)
    # Quoted less often than not, it is the quotation marks that are the exception.
    yield from (one for name, found in bare.items() if len(found) <= len(quoted[name]) for one in found)
    yield from _sites(material)


CHECK = Check(
    name="titles",
    help="Names with and without quotation marks.",
    example=Example(
        "The Ak Bulak orchestra played. ¶ Today the Ak Bulak orchestra left.",
        "«Ақ Бұлақ» оркестрі ойнады. ¶ Бүгін Ақ Бұлақ оркестрі кетті.",
        "«Ақ Бұлақ» оркестрі ойнады. ¶ Бүгін «Ақ Бұлақ» оркестрі кетті.",
    ),
    category="Linguistic conventions/Punctuation",
    severity="minor",
    find=find,
    rank=40,
)


def _bare(text: Text, quoted: dict[str, tuple[Text, re.Match[str]]]) -> Iterator[tuple[str, Candidate]]:
    for name, (first, match) in quoted.items():
        if name[:4] not in text.text:
            continue
        for start, end in find_phrases(name, text.words):
            lone = " " not in name and (
                len(name) < 4 or name[0].isascii() or _is_common(name, text.text[max(0, start - 3) : start])
            )
            if text.text[max(0, start - 1) : start] in ("«", "“", '"', "”"):
                continue
            if " " not in name and not text.text[start:end].startswith(name[:-1]):
                continue  # «ЭКСПО-2017» is not ЭКСПО
            if lone or not text.text[start].isupper() or text.text[:start].count("«") > text.text[:start].count("»"):
                continue
            if text.text[:start].count("“") > text.text[:start].count("”"):
                continue
            # Every word of a name of several has its capitals, else it is the words themselves.
            if all(
                a[0].isupper() == b[0].isupper() for a, b in zip(name.split(), text.text[start:end].split(), strict=False)
            ):
                yield (
                    name,
                    Candidate(
                        said("{name} stands without quotation marks here, with them elsewhere", name=text.text[start:end]),
                        text.mark(start, end),
                        None,
                        _EVIDENCE["a name"],
                        others=(first.mark(*match.span()),),
                    ),
                )


def _is_common(name: str, before: str) -> bool:
    """Whether the capital is the sentence's and the word one of everyday."""
    return bool(_STARTS.search(before)) and name.lower() in kazakh_words()


def _sites(material: Material) -> Iterator[Candidate]:
    """Sites in running text that are quoted now and bare then."""
    ways: dict[bool, list[Mark]] = {True: [], False: []}
    for text in material.kk:
        for match in _SITE.finditer(text.text):
            before = text.text[max(0, match.start() - 1) : match.start()]
            ways[before in ("«", "“")].append(text.mark(*match.span()))
    quoted, bare = ways[True], ways[False]
    if len(quoted) > 2 and bare:
        for mark in bare:
            message = said("the site's name stands bare here, in quotation marks elsewhere ({name})", name=quoted[0].text)
            yield Candidate(message, mark, None, _EVIDENCE["a site"], others=(quoted[0],))
