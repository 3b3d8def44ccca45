"""A sentence that was translated twice, one time after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.records import said

_EVIDENCE = evidence("repeated sentences")
_WORDS = 4  # fewer recur by nature: "Ол үндемеді."
_REACH = 3  # sentences
_SENTENCE = re.compile(r"[^\s.!?…][^.!?…]*+[.!?…]*[»”\"]?")  # whole sentences would not be found surer
_WORD = re.compile(r"\w+")


def find(material: Material) -> Iterator[Candidate]:
    """Kazakh sentences that stand again a few sentences on, where no English sentence does."""
    # Lists, refrains and forms repeat on both sides.
    recurs = {plain for _, _, plain in _repeated(material.en)}
    for first, again, _ in _repeated(material.kk):
        owner = material.pair_of(again.unit, None)
        en = [plain for place in (owner[1] if owner else ()) for _, plain in _sentences(material.en[place])]
        if not any(plain in recurs for plain in en):
            yield Candidate(
                said("this sentence stands here a second time"), again, None, _EVIDENCE["again"], others=(first,)
            )


CHECK = Check(
    name="repeated sentences",
    help="A sentence translated twice.",
    example=Example(
        "The bridge was opened in the spring. Ships go under it.",
        "Көпір көктемде салтанатты түрде ашылды. Көпір көктемде салтанатты түрде ашылды. Астынан кемелер өтеді.",
        "Көпір көктемде салтанатты түрде ашылды. Астынан кемелер өтеді.",
    ),
    category="Accuracy/Addition",
    severity="major",
    find=find,
    rank=70,
)


def _repeated(texts: Sequence[Text]) -> Iterator[tuple[Mark, Mark, str]]:
    """Sentences that stand again within reach: the first place, the second, and the words."""
    earlier: list[tuple[str, Mark]] = []
    for text in texts:
        for (start, end), plain in _sentences(text):
            if len(plain.split()) >= _WORDS:
                mark = text.mark(start, end)
                first = next((own for words, own in earlier[-_REACH:] if words == plain), None)
                if first:
                    yield first, mark, plain
            earlier.append((plain, text.mark(start, end)))


def _sentences(text: Text) -> Iterator[tuple[tuple[int, int], str]]:
    for match in _SENTENCE.finditer(text.text):
        yield match.span(), " ".join(_WORD.findall(match[0].lower()))
