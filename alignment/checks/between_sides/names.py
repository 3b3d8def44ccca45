"""Names: those of one side that the other spells as another, misspells, or lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.name_book import english_names
from alignment.checks.name_candidates import LIKELY, SURE, Name, is_people
from alignment.checks.name_pairs import DocumentNames, NamedLink, NamePair, is_known_pair, is_like, is_one_name, likeness
from alignment.checks.word_lists import word_list
from alignment.languages import NAME_KINDS, bare_name, fold, spelling_costs, stem_lengths, unheard_of
from alignment.records import said

_EVIDENCE = evidence("names")
_CONSONANTS = frozenset("бвгғджзкқлмнңпрстфхһцчшщ")
_NEAR: dict[str, list[str]] = {}
for _one, _other in (pair.split() for pair in word_list("names", "near letters")):
    _NEAR.setdefault(_one, []).append(_other)
    _NEAR.setdefault(_other, []).append(_one)
_ARTICLES = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their", "our", "my", "your"})
_SHORT = 3
_BESIDE = 1  # characters between a first name and a surname


def find(material: Material) -> Iterator[Candidate]:
    """Names of persons and places that the other side spells as another, misspells, or lacks."""
    document = material.names
    for link in document.links:
        for pair in _once(link.pairs):
            yield from _misspelled(link, pair, document)
    yield from _left_over(document)


CHECK = Check(
    name="names",
    help="Names that the other side spells as another, or lacks.",
    example=Example(
        "The exhibition was held in Kostanay this year.",
        "Көрме биыл Көкшетауда өтті.",
        "Көрме биыл Қостанайда өтті.",
    ),
    category="Accuracy/Mistranslation",
    severity="major",
    find=find,
    rank=60,
)


def _once(pairs: Sequence[NamePair]) -> Iterator[NamePair]:
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        if (pair.en.key, pair.stem) not in seen:
            seen.add((pair.en.key, pair.stem))
            yield pair


def _misspelled(link: NamedLink, pair: NamePair, document: DocumentNames) -> Iterator[Candidate]:
    """A name whose letters are one off: from what the document has elsewhere, from what is known, from the English ones."""
    stem = pair.stem
    if not pair.kk.word[0].isupper() or pair.kk.word.isascii() or is_known_pair(pair.en.key, stem):
        return
    usual, score = _usual(pair, document)
    kk = link.segment.kk.mark(pair.kk.start, pair.kk.end)
    en = link.segment.en.mark(pair.en.start, pair.en.end)
    if usual and fold(usual) != fold(stem):
        message = said(
            "{word} here, {usual} for {en}", word=pair.kk.word[: len(stem)], usual=usual.title(), en=pair.en.word
        )
        yield Candidate(message, kk, en, score, severity="minor")
        return
    score = _slip(pair.en.key, stem) if pair.like.ratio > 0 and pair.en.sure >= LIKELY else 0.0
    if score and document.spellings[pair.en.key][stem] == 1:
        message = said("{kk} here, {en} in English: the letters do not fit", kk=pair.kk.word, en=pair.en.word)
        yield Candidate(message, kk, en, score, severity="minor")


def _slip(english: str, stem: str) -> float:
    """How surely a Kazakh name that is like the English one is misspelled: letters have changed places, one is taken for
    another that sounds or looks like it, or a consonant is lost, added or another. й and the signs come and go."""
    bare, plain = bare_name(english), stem.replace("-", "").replace("'", "")
    cost = spelling_costs(bare, plain)[-1]
    if cost < _EVIDENCE["nearer letter fits"] or min(len(bare), len(plain)) <= _SHORT:
        return 0.0
    swapped = min(
        spelling_costs(bare, plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :])[-1] for at in range(len(plain) - 1)
    )
    sure = _EVIDENCE["surely one name"] * min(len(bare), len(plain))
    if swapped < cost - _EVIDENCE["odd letters"] and swapped <= sure:
        return _EVIDENCE["letters changed places"]
    others = (plain[:at] + other + plain[at + 1 :] for at, letter in enumerate(plain) for other in _NEAR.get(letter, ()))
    nearer = min((spelling_costs(bare, other)[-1] for other in others), default=cost)
    if nearer <= cost - _EVIDENCE["nearer letter fits"] and nearer <= sure:
        return _EVIDENCE["a letter for another"]
    odd = unheard_of(bare, plain)
    if cost >= _EVIDENCE["odd letters"] and len(odd) == 1 and plain[odd[0] : odd[0] + 1] in _CONSONANTS:
        return _EVIDENCE["letters do not fit"]
    return 0.0


def _usual(pair: NamePair, document: DocumentNames) -> tuple[str, float]:
    """The spelling that a name has elsewhere, or is known to have, where this one is a slip of it."""
    own = document.spellings[pair.en.key]
    for other, count in own.most_common():
        usual = count > max(own[pair.stem], 1)
        if not usual and (other.startswith(pair.stem) or pair.stem.startswith(other)):
            continue  # the letter more may be an ending
        if count >= own[pair.stem] and _is_slip_of(pair, other, _EVIDENCE["better if usual" if usual else "better"]):
            return other, _EVIDENCE["unlike the others" if usual else "unlike another"]
    for known in english_names().get(pair.en.key, ()):
        if _is_slip_of(pair, known, _EVIDENCE["better"]):
            return known, _EVIDENCE["unlike the known"]
    return "", 0.0


def _is_slip_of(pair: NamePair, usual: str, by: float) -> bool:
    """Whether the Kazakh word, with whatever ending, is the usual spelling with a slip, and that one spells the name better
    by so many nats."""
    key = pair.kk.key
    stems = dict.fromkeys([pair.stem, *(key[:length] for length in stem_lengths(key))])
    return any(is_slip(stem, usual) and _is_better(pair.en.key, usual, stem, by) for stem in stems)


def _is_better(english: str, kazakh: str, than: str, by: float) -> bool:
    """Whether the one spells the English name better by so many nats; letters that have changed places are no spelling."""
    bare = bare_name(english)
    one, other = (spelling_costs(bare, word.replace("-", "").replace("'", ""))[-1] for word in (kazakh, than))
    return one + by <= other or (sorted(kazakh) == sorted(than) and one < other)


def is_slip(one: str, other: str) -> bool:
    """Whether two spellings differ by a letter, one more or less, or by two that have changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rest_other = one[at:], other[at:]
    if len(one) == len(other):
        return rest[1:] == rest_other[1:] or (rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:])
    return rest[1:] == rest_other if len(one) > len(other) else rest == rest_other[1:]


def _left_over(document: DocumentNames) -> Iterator[Candidate]:
    """What nothing answers to: in one another's place, missing, added.

    Where a translator is free with names, as in novels, one that is missing or added says little.
    """
    missing: list[Candidate] = []
    added: list[Candidate] = []
    paired = sum(len(link.pairs) for link in document.links)
    for link in document.links:
        left_en, left_kk = list(link.left_en), list(link.left_kk)
        in_place = _in_place(link, left_en, left_kk)
        for en, kk, _ in in_place:
            left_en.remove(en)
            left_kk.remove(kk)
        for names, others, score in _joined([found for found in in_place if found[2]]):
            kk_mark = link.segment.kk.mark(min(kk.start for kk in others), max(kk.end for kk in others))
            en_mark = link.segment.en.mark(names[0].start, names[-1].end)
            message = said("{kk} here, {en} in English", kk=kk_mark.text, en=en_mark.text)
            yield Candidate(message, kk_mark, en_mark, score)
        sure = [name for name in left_en if name.sure >= LIKELY and not _is_hidden(name, link, document)]
        for run in _runs(sure, link.segment.en.text):
            candidate = _missing(link, run, document)
            if candidate.score == _EVIDENCE["part of a name missing"]:
                yield candidate
            elif candidate.score >= CHECK.least:
                missing.append(candidate)
        added += [
            _added(link, kk) for kk in left_kk if kk.sure == SURE and len(kk.word) > _SHORT and not _is_heard(kk, link)
        ]
    if _is_rare(len(missing), paired, _EVIDENCE["missing names"]):
        yield from missing
    if _is_rare(len(added), paired, _EVIDENCE["added names"]):
        yield from added


def _joined(found: Sequence[tuple[Name, Name, float]]) -> Iterator[tuple[list[Name], list[Name], float]]:
    """First name and surname, where both are others, as one."""
    run: list[tuple[Name, Name, float]] = []
    for one in sorted(found, key=lambda one: one[0].start):
        if run and not (one[0].start - run[-1][0].end == _BESIDE and _are_beside(one[1], run[-1][1])):
            yield [en for en, _, _ in run], [kk for _, kk, _ in run], max(score for _, _, score in run)
            run = []
        run.append(one)
    if run:
        yield [en for en, _, _ in run], [kk for _, kk, _ in run], max(score for _, _, score in run)


def _are_beside(one: Name, other: Name) -> bool:
    return _BESIDE in (one.start - other.end, other.start - one.end)


def _is_rare(number: int, paired: int, limit: float) -> bool:
    """Whether so many names of the document, one left out of the count, are few beside those that are paired."""
    return (number - 1) / (paired + _EVIDENCE["names of a short text"]) <= limit


def _is_hidden(name: Name, link: NamedLink, document: DocumentNames) -> bool:
    """Whether the name stands in a longer Kazakh word, or in small letters."""
    low = link.segment.kk.text.lower()
    known = [*english_names().get(name.key, ()), *document.spellings.get(name.key, ())]
    if any(len(kk) > _SHORT and kk in low for kk in known):
        return True
    return any(is_one_name(name.key, likeness(name.key, word)) for word, _, _ in link.segment.kk.words if word.islower())


def _is_heard(name: Name, link: NamedLink) -> bool:
    """Whether an English word, be it no name, may have been taken over by its sound: News – Ньюз."""
    ratios = (likeness(word.lower(), name.key).ratio for word, _, _ in link.segment.en.words)
    return any(ratio <= _EVIDENCE["taken over by its sound"] for ratio in ratios)


def _added(link: NamedLink, name: Name) -> Candidate:
    return Candidate(
        said("the name {kk} is not in the English text", kk=name.word),
        link.segment.kk.mark(name.start, name.end),
        None,
        _EVIDENCE["added"],
        "Accuracy/Addition",
    )


def _in_place(link: NamedLink, left_en: Sequence[Name], left_kk: Sequence[Name]) -> list[tuple[Name, Name, float]]:
    """Names that are left over on both sides and stand in one another's place, with how surely they are two names."""
    found: list[tuple[float, float, Name, Name, float]] = []
    for en in left_en:
        for kk in left_kk:
            like = likeness(en.key, kk.key)
            apart = abs(_share(en, link.segment.en.text) - _share(kk, link.segment.kk.text))
            if is_like(like):
                found.append((0, like.ratio, en, kk, _slip(en.key, kk.key[like.start : like.end])))
            elif _beside_partners(link, en, kk):
                found.append((1, apart, en, kk, _EVIDENCE["beside one name"]))
            elif max(en.sure, kk.sure) == SURE and kk.word[0].isupper():
                only = len(left_en) == len(left_kk) == 1
                found.append((2, apart, en, kk, _EVIDENCE["in its place" if only else "in the place of one of several"]))
            elif _is_english_people(en) and is_people(kk.key):
                found.append((2, apart, en, kk, _EVIDENCE["another people"]))
    found.sort(key=lambda option: option[:2])
    used: set[int] = set()
    chosen = []
    for _, _, en, kk, score in found:
        if id(en) not in used and id(kk) not in used:
            used |= {id(en), id(kk)}
            chosen.append((en, kk, score))
    return chosen


def _is_english_people(name: Name) -> bool:
    return any(NAME_KINDS.get(kk) == "country" for kk in english_names().get(name.key, ()))


def _share(name: Name, text: str) -> float:
    return name.start / len(text)


def _beside_partners(link: NamedLink, en: Name, kk: Name) -> bool:
    """Whether the names that the two stand beside answer to one another: Hillary and Хелен before Clinton and Клинтон."""
    for pair in link.pairs:
        for first, second, one, other in ((en, pair.en, kk, pair.kk), (pair.en, en, pair.kk, kk)):
            if second.start - first.end == _BESIDE and other.start - one.end == _BESIDE:
                return True
    return False


def _runs(names: Sequence[Name], text: str) -> Iterator[list[Name]]:
    """Names that stand side by side."""
    run: list[Name] = []
    for name in names:
        if run and text[run[-1].end : name.start] not in (" ", "-", ". "):
            yield run
            run = []
        run.append(name)
    if run:
        yield run


def _missing(link: NamedLink, run: Sequence[Name], document: DocumentNames) -> Candidate:
    start, end = run[0].start, run[-1].end
    beside = any(
        pair.en.start - end == _BESIDE or start - pair.en.end == _BESIDE for pair in link.pairs if pair.kk.word[0].isupper()
    )
    if max(name.sure for name in run) < SURE:
        score = _EVIDENCE["people missing"]
    elif beside:
        score = _EVIDENCE["part of a name missing"]
    elif any(_is_spelled(name, document) for name in run):
        score = _EVIDENCE["missing here alone"]
    else:
        score = _EVIDENCE["missing" if _is_bare(run, link.segment.en.text) else "missing, and maybe no name"]
    return Candidate(
        said("the name {en} of the English text is missing", en=link.segment.en.text[start:end]),
        None,
        link.segment.en.mark(start, end),
        score,
        "Accuracy/Omission",
    )


def _is_bare(run: Sequence[Name], text: str) -> bool:
    """Whether it is a name rather than a class of things: without an article, in the singular, in one capital."""
    before = text[: run[0].start].rstrip().rpartition(" ")[2].lower()
    plain = all(name.word[1:].islower() and not name.word.endswith("s") for name in run)
    return plain and before not in _ARTICLES


def _is_spelled(name: Name, document: DocumentNames) -> bool:
    """Whether the document has the name in Kazakh elsewhere, or the name is known."""
    counts: Counter[str] = document.spellings.get(name.key, Counter())
    return bool(counts) or name.key in english_names()
