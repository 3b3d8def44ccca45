"""How candidates become findings: the evidence they need, their names, their order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from alignment.checks import Check, Example, Finding, check
from alignment.checks.checking import findings_of
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.glossary import Glossary
from alignment.records import said
from benchmarks.checks import Case, alignment_of

KK = "Бұл cот, ол cот, міне cот."  # the c is Latin each time


def found(kk: str, en: str, name: str) -> list[Finding]:
    return check(alignment_of(Case(name, "", kk, en)), only=[name])


@pytest.mark.parametrize(("score", "reported"), [(0.49, 0), (0.5, 1), (0.51, 1)])
def test_a_candidate_needs_the_least_evidence(score: float, reported: int) -> None:
    alignment = alignment_of(Case("x", "", KK, "This is a court."))
    material = Material(alignment, alignment.links, Glossary(()), lambda _: None)

    def find(material: Material) -> Iterator[Candidate]:
        yield Candidate(said("found"), material.whole[0].kk.mark(0, 3), None, score)
        yield Candidate(said("found again"), material.whole[0].kk.mark(0, 3), None, score)

    one = Check("x", "", Example("", "", ""), "Other", "minor", find, least=0.5)
    assert len(list(findings_of(one, material))) == reported  # one place is told once


def test_like_findings_in_one_unit_are_told_apart_and_come_in_order() -> None:
    findings = found(KK, "This is a court, that is a court, here is a court.", "script")
    assert len(findings) == 3
    assert len({finding.key for finding in findings}) == 3
    assert len({finding.words for finding in findings}) == 1
    starts = [finding.kk.span[0] for finding in findings if finding.kk]
    assert starts == sorted(starts)


def test_findings_of_several_checks_come_in_the_order_of_the_text() -> None:
    kk, en = "Бұл cот 43 істі қарады, ал анау cот 12 істі.", "This court heard 34 cases and that court heard 12."
    findings = check(alignment_of(Case("x", "", kk, en)), only=["numbers", "script"])
    assert [finding.check for finding in findings] == ["script", "numbers", "script"]


@pytest.mark.parametrize("amount", [3, 5, 20, 46])
def test_another_currency_is_reported_however_small_the_amount(amount: int) -> None:
    assert found(f"Ол {amount} теңге төледі.", f"He paid ${amount}.", "money")


@pytest.mark.parametrize(("odd", "reported"), [(370, False), (400, True), (280, True)])
def test_an_exchange_rate_out_of_line_is_reported(odd: int, reported: bool) -> None:
    rates = [330, 332, 334, 331, odd]
    kk = " ".join(f"Ол {rate * 100} теңге (100 доллар) алды." for rate in rates)
    en = " ".join(f"He got {rate * 100} tenge ($100)." for rate in rates)
    assert [f.kk.text for f in found(kk, en, "money") if f.kk] == ([f"{odd * 100} теңге (100"] if reported else [])


def test_a_limit_answers_to_the_number_beside_it() -> None:
    kk = "Ол бес жылға, содан кейін бес жылға дейін сотталды."
    assert found(kk, "He was sentenced to five years, then up to five years.", "bounds") == []


@pytest.mark.parametrize(("words", "reported"), [(2, False), (3, True)])
def test_a_sign_among_words_is_reported_where_words_are_the_rule(words: int, reported: bool) -> None:
    kk = "Баға 5 % өсті" + "".join(f", сұраныс {3 + place} пайыз" for place in range(words)) + " түсті."
    assert bool(found(kk, "Prices rose by 5 percent, demand fell.", "number format")) is reported
