"""Misspelled Kazakh words: letters that never meet, letters mistaken for others, words one letter away from known ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from alignment.checks.check_tables import CHECK_TABLES
from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.checks.slips import OFTEN, USUAL, differ_in_endings, likelihood, rank_of, slips_of
from alignment.checks.vocabulary import has_stem, is_known, kazakh_words
from alignment.checks.word_lists import pattern_of
from alignment.files import known_rows
from alignment.languages import breaks_harmony, fold, impossible
from alignment.records import said, template

_EVIDENCE = evidence("spelling")
_WORD = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)[а-яёәғқңөұүһіА-ЯЁӘҒҚҢӨҰҮҺІ]{4,}(?![^\W\d_])(?!-[а-яәғқңөұүһі]{4})")
_SHORT_WORD = 3  # letters up to which a word is not looked at
_ENOUGH = 500  # words that tell how many of a text are unknown
_BETWEEN = {"space": " ", "hyphen": "-", "hyphen with spaces": r"(?:-\s?|\s-)", "joined": ""}


def _joined_words() -> Iterator[tuple[re.Pattern[str], str]]:
    """Words that many join, part or hyphenate against the rules: the pattern and what stands in its place."""
    for row in known_rows(CHECK_TABLES / "joined_words.tsv"):
        first = row["first"].replace(" ", "|")
        second = "|".join(
            pattern_of(form) if form.endswith("*") else rf"{pattern_of(form)}\b" for form in row["second"].split("; ")
        )
        pattern = re.compile(rf"\b({first}){_BETWEEN[row['written']]}(?={second})", re.IGNORECASE)
        yield pattern, rf"\1{_BETWEEN[row['proper']]}"


_JOINED = tuple(_joined_words())
_GENITIVE = re.compile(r"(?:[аоұыуя][^\W\d_]*[ыай](?:нын|дын)|[еөүіә][^\W\d_]*[іей](?:нін|дін))$")
_STAMMER = re.compile(r"(лі|лы)(?=\1)|ла(?=лы[қғ])|ле(?=лі[кг])")
_PLURAL_AFTER_Y = re.compile(r"й(?:дар|дер)(?:ы|і|да|де|ға|ге|ды|ді|дың|дің|ын|ін)?$")
_ACRONYM_TAIL = re.compile(r"(?<![^\W\d_])([А-ЯЁӘҒҚҢӨҰҮҺІ]{2,6})([а-яёәғқңөұүһі]{1,12})(?![^\W\d_])")
_ACRONYM_ENDINGS = re.compile(
    r"(?:лар|лер|дар|дер|тар|тер)?(?:ы|і|сы|сі)?(?:ның|нің|дың|дің|тың|тің|ны|ні|ды|ді|ты|ті|ға|ге|қа|ке|на|не|да|де|та|те|"
    r"дан|ден|тан|тен|нан|нен|мен|бен|пен|дағы|дегі|тағы|тегі)?(?:дағы|дегі)?"
)

# What is said of a word, and of one whose proper form is known.
_REASONS = {
    "three times the same letter": (
        template("{word}: three times the same letter"),
        template("{word}: three times the same letter; {fix}?"),
    ),
    "a doubled vowel": (template("{word}: a doubled vowel"), template("{word}: a doubled vowel; {fix}?")),
    "the ending twice": (template("{word}: the ending twice"), template("{word}: the ending twice; {fix}?")),
    "ғ or г after п": (template("{word}: ғ or г after п"), template("{word}: ғ or г after п; {fix}?")),
    "қ or ғ before a front vowel": (
        template("{word}: қ or ғ before a front vowel"),
        template("{word}: қ or ғ before a front vowel; {fix}?"),
    ),
    "қ after a front vowel": (template("{word}: қ after a front vowel"), template("{word}: қ after a front vowel; {fix}?")),
    "a letter is mistaken for another": (
        template("{word}: a letter is mistaken for another"),
        template("{word}: a letter is mistaken for another; {fix}?"),
    ),
    "no known word": (template("{word}: no known word"), template("{word}: no known word; {fix}?")),
    "a syllable is written twice": (
        template("{word}: a syllable is written twice"),
        template("{word}: a syllable is written twice; {fix}?"),
    ),
    "the plural after й is -лар": (
        template("{word}: the plural after й is -лар"),
        template("{word}: the plural after й is -лар; {fix}?"),
    ),
    "н for ң": (template("{word}: н for ң"), template("{word}: н for ң; {fix}?")),
}


def find(material: Material) -> Iterator[Candidate]:
    """Words of the Kazakh units that are misspelled for certain or very likely, with the proper word where it is clear."""
    counts: Counter[str] = Counter()
    for word, count in material.kk_words.items():
        if word[0].islower():
            counts[word] += count
    speller = Speller(counts)
    for text in material.kk:
        if not text.text.isupper():
            yield from _words(text, speller)
            yield from _joined(text)
            yield from _acronym_tails(text)


CHECK = Check(
    name="spelling",
    help="Misspelled words.",
    example=Example(
        "The doctors examined the child again.",
        "Дәрігерлер баланы кайта қарады.",
        "Дәрігерлер баланы қайта қарады.",
    ),
    category="Linguistic conventions/Spelling",
    severity="minor",
    find=find,
    rank=20,
)


def _words(text: Text, speller: Speller) -> Iterator[Candidate]:
    for match in _WORD.finditer(text.without_web):
        word = match[0]
        if word.isupper() or (word[0].isupper() and not _starts_sentence(text.text, match.start())):
            continue
        if verdict := speller.judge(word.lower()):
            reason, score, proper = verdict
            if word[0].isupper() and score < _EVIDENCE["a name"]:
                continue  # a name, for all that is known
            fix = proper.capitalize() if proper and word[0].isupper() else proper
            message = said(_REASONS[reason][1], word=word, fix=fix) if fix else said(_REASONS[reason][0], word=word)
            yield Candidate(message, text.mark(*match.span()), None, score, fix=fix)


def _joined(text: Text) -> Iterator[Candidate]:
    for pattern, proper in _JOINED:
        for match in pattern.finditer(text.text):
            end = match.end()
            while end < len(text.text) and text.text[end].isalpha():
                end += 1
            whole = match.expand(proper) + text.text[match.end() : end]
            message = said("{word}: is written {whole}", word=text.text[match.start() : end], whole=whole)
            yield Candidate(message, text.mark(match.start(), end), None, _EVIDENCE["joined"], fix=whole)


def _acronym_tails(text: Text) -> Iterator[Candidate]:
    for match in _ACRONYM_TAIL.finditer(text.without_web):
        if not _ACRONYM_ENDINGS.fullmatch(match[2]):
            message = said("{ending} is no ending of {word}", ending=match[2], word=match[1])
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["ending of an abbreviation"])


def _starts_sentence(text: str, place: int) -> bool:
    return bool(re.search(r"(?:^|[.!?:«“]\s*)$", text[max(0, place - 3) : place]))


@lru_cache(maxsize=1)
def _listed_twins() -> dict[str, frozenset[str]]:
    """The lexicon's words by what they are folded to."""
    twins: dict[str, set[str]] = defaultdict(set)
    for word in kazakh_words():
        twins[fold(word)].add(word)
    return {folded: frozenset(words) for folded, words in twins.items()}


def _unknown_share(counts: Counter[str]) -> float:
    """The share of a text's words that cannot be made out, in hundredths; the usual one in a short text."""
    words = {word: count for word, count in counts.items() if len(word) > _SHORT_WORD}
    total = sum(words.values())
    if total < _ENOUGH:
        return USUAL
    return round(sum(count for word, count in words.items() if not is_known(word)) / total, 2)


class Speller:
    """What is known of the document's and the lexicon's words."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self._judged: dict[str, tuple[str, float, str | None] | None] = {}
        self._own: dict[str, set[str]] = defaultdict(set)
        for word, count in counts.items():
            if count > 1:
                self._own[fold(word)].add(word)
        self._unknown_share = _unknown_share(counts)

    def _twins(self, word: str) -> frozenset[str]:
        """The words that differ from this one in letters that are mistaken for one another only."""
        return _listed_twins().get(folded := fold(word), frozenset()) | self._own.get(folded, set())

    def judge(self, word: str) -> tuple[str, float, str | None] | None:
        """What is wrong with a word in lower case, how sure that is, and the proper word; `None` for a word in order."""
        if word not in self._judged:
            self._judged[word] = self._judge(word)
        return self._judged[word]

    def _judge(self, word: str) -> tuple[str, float, str | None] | None:
        listed = word in kazakh_words()
        if not listed and (wrong := impossible(word)):
            twice = wrong[1] == "the ending twice"  # орталығының, not орталығынының
            return wrong[1], _EVIDENCE["impossible"], f"{word[:-5]}{word[-3:]}" if twice else self._proper(word)
        verdict: tuple[str, float, str | None] | None = None
        if listed or self.counts[word] > 3:
            pass
        elif (stammer := _STAMMER.search(word)) and (proper := self._without_stammer(word, stammer)):
            verdict = "a syllable is written twice", _EVIDENCE["syllable twice"], proper
        elif not is_known(word):
            verdict = self._unknown(word)
        elif (plural := _PLURAL_AFTER_Y.search(word)) and is_known(word[: plural.start() + 1]):
            score = _EVIDENCE["plural after й" if plural.start() > 2 else "plural after й in a short word"]
            verdict = "the plural after й is -лар", score, f"{word[: plural.start() + 1]}л{word[plural.start() + 2 :]}"
        elif _GENITIVE.search(word) and self.counts[f"{word[:-1]}ң"]:
            verdict = "н for ң", _EVIDENCE["genitive"], f"{word[:-1]}ң"
        return verdict

    def _without_stammer(self, word: str, stammer: re.Match[str]) -> str | None:
        """The word with the syllable once, where that is a word that stands somewhere and the longer one is not."""
        head = word[: stammer.start()]
        proper = head + word[stammer.end() :]
        # -лы and -лы-лық are endings, -ла-лық is none.
        stands = stammer[0] in ("ла", "ле") or self.counts[proper] > 0 or proper in kazakh_words()
        return proper if len(head) >= 3 and head + stammer[0] not in kazakh_words() and stands else None

    def _unknown(self, word: str) -> tuple[str, float, str | None]:
        """What is said of a word that cannot be made out: how sure it is by what is near it, and where that is attested."""
        near = self.near(word)
        if near is None:
            return "no known word", likelihood("nowhere", "none", len(word), self._unknown_share), None
        attested, slip, proper = near
        reason = "a letter is mistaken for another" if slip == "mistaken letter" else "no known word"
        return reason, likelihood(attested, slip, len(word), self._unknown_share), proper

    def near(self, word: str) -> tuple[str, str, str] | None:
        """The likeliest known word one slip away: where it is attested, the slip, and the word."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        others = [("mistaken letter", twin) for twin in self._twins(word)] + list(slips_of(word))
        sound = not breaks_harmony(word)
        for slip, other in others:
            attested = self._attested(word, other)
            if (
                attested
                and not differ_in_endings(word, other)
                and other != word
                and not impossible(other)
                and not (sound and breaks_harmony(other))
            ):
                found[attested, slip].append(other)
        if not found:
            for slip, other in others:
                if slip in OFTEN and other != word and not (sound and breaks_harmony(other)) and has_stem(other):
                    found["by its stem", slip].append(other)
        if not found:
            return None
        attested, slip = min(found, key=rank_of)
        proper = max(found[attested, slip], key=lambda other: (self.counts[other], other))
        return attested, slip, proper

    def _attested(self, word: str, other: str) -> str:
        if self.counts[other] > max(1, self.counts[word]):
            return "in the document"
        return "in the lexicon" if other in kazakh_words() else ""

    def _proper(self, word: str) -> str | None:
        """The likeliest known word one slip away."""
        near = self.near(word)
        return near[2] if near else None
