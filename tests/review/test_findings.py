"""Findings of a project: what reviewers say to them is remembered, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alignment import review
from alignment.checks import Finding, Mark, dismissal_of, dismissed_by
from alignment.exceptions import ActRefused
from alignment.project import Project
from alignment.records import Alignment, Dismissal, Document, Link, Paragraph, Point, Span, Term
from alignment.review import glossary_of
from alignment.review.findings import inspect, link_of_finding, with_decisions

KK = ("Бұл cот.", "Ол да cот 🙂 ө.", "Жаңа үкiмет.")  # three Latin letters among the Cyrillic
EN = ("This is a court.", "That is a court, too.", "A new government.")


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    sides = [
        Document(f"{s}.txt", s, tuple(Paragraph(f"{s}.{n + 1}", "body", t, (n + 1, n + 1)) for n, t in enumerate(texts)))
        for s, texts in (("kk", KK), ("en", EN))
    ]
    links = tuple(Link((n,), (n,), 0.9, 0.8) for n in range(3))
    alignment = Alignment(*sides, "paragraph", sides[0].paragraphs, sides[1].paragraphs, links)
    return Project.create(alignment, tmp_path_factory.mktemp("findings") / "p.kken")


def scripts(project: Project) -> list[Finding]:
    return inspect(project.alignment, project.state(), only=["script"])


def standings(project: Project) -> list[str]:
    """As somebody sees them who opens the project anew."""
    again = Project.open(project.location)
    return [one.standing for one in with_decisions(scripts(again), again.state())]


def test_a_confirmed_finding_becomes_a_flag_and_is_open_again_without_it(project: Project) -> None:
    finding = scripts(project)[1]
    assert finding.pair
    state = review.flag(
        project,
        finding.pair,
        finding.category,
        finding.severity,
        finding.message,
        "a",
        spans=finding.spans,
        better=finding.fix or "",
        finding=finding.key,
    )
    flag = state.flags[0]
    assert [project.alignment.kk_units[s.unit].text[s.start : s.end] for s in flag.spans] == ["cот"]
    assert flag.better == "сот"  # in Cyrillic now
    assert standings(project) == ["open", "confirmed", "open"]
    project.undo("a")
    assert standings(project) == ["open", "open", "open"]
    project.redo("a")
    review.unflag(project, flag.id, "a")
    assert standings(project) == ["open", "open", "open"]


def test_dismissals_are_remembered_reach_as_far_as_they_say_and_are_taken_back(project: Project) -> None:
    first, _second, third = scripts(project)
    state = review.dismiss(project, dismissal_of([first], "here", "a quotation"), "a")
    assert (state.dismissals[0].reason, state.dismissals[0].reviewer) == ("a quotation", "a")
    assert standings(project) == ["dismissed", "open", "open"]
    review.dismiss(project, dismissal_of([first, third], "words"), "b")
    assert standings(project) == ["dismissed", "dismissed", "dismissed"]
    review.reinstate(project, state.dismissals[0].id, "b")
    assert standings(project) == ["dismissed", "dismissed", "dismissed"]
    project.undo("b")
    project.undo("b")
    assert standings(project) == ["dismissed", "open", "open"]
    review.dismiss(project, dismissal_of([third], "check"), "a")
    assert standings(project) == ["dismissed"] * 3
    with pytest.raises(ActRefused, match="gone already"):
        review.reinstate(project, 99, "a")
    with pytest.raises(ActRefused, match="no finding"):
        review.dismiss(project, dismissal_of([]), "a")


def test_a_finding_is_known_again_after_its_link_was_merged(project: Project) -> None:
    review.dismiss(project, dismissal_of(scripts(project)[:1]), "a")
    review.merge(project, ((0,), (0,)), "next", "a")
    assert standings(project) == ["dismissed", "open", "open"]


def test_flags_are_changed_and_that_is_undone(project: Project) -> None:
    pair = ((1,), (1,))
    spans = [Span("kk", 1, 6, 10), Span("en", 1, 0, 4)]
    state = review.flag(project, pair, "Accuracy/Mistranslation", "major", "", "a", spans=spans)
    number = state.flags[0].id
    assert state.flags[0].spans == tuple(spans)
    state = review.edit_flag(
        project, number, "Style/Awkward", "minor", " Ә ғ қ ", "b", spans=spans[:1], better="ң ө ұ ү һ і"
    )
    assert [(f.category, f.severity, f.note, f.spans, f.better) for f in state.flags] == [
        ("Style/Awkward", "minor", "Ә ғ қ", tuple(spans[:1]), "ң ө ұ ү һ і")
    ]
    assert Project.open(project.location).state() == state
    assert project.undo("b").flags[0].spans == tuple(spans)
    assert project.redo("b").flags == state.flags
    with pytest.raises(ActRefused, match="later changes"):
        project.undo("a")
    review.unflag(project, number, "a")
    with pytest.raises(ActRefused, match="gone already"):
        review.edit_flag(project, number, "Other", "minor", "", "b")


@pytest.mark.parametrize(
    "span", [Span("kk", 0, 0, 3), Span("kk", 1, 3, 3), Span("kk", 1, 5, 1), Span("kk", 1, 0, 16), Span("en", 1, -1, 2)]
)
def test_spans_outside_the_links_texts_are_refused(project: Project, span: Span) -> None:
    with pytest.raises(ActRefused, match="marked span"):
        review.flag(project, ((1,), (1,)), "Other", "minor", "", "a", spans=[span])
    assert project.events() == ()


def test_ratings_are_each_reviewers_own_and_replaced(project: Project) -> None:
    pair = ((0,), (0,))
    review.rate(project, pair, 40, "a")
    review.rate(project, pair, 80, "b")
    state = review.rate(project, pair, 60, "a")
    assert {(r.reviewer, r.score) for r in state.ratings_of(pair)} == {("a", 60), ("b", 80)}
    assert [r.score for r in project.undo("a").ratings_of(pair) if r.reviewer == "a"] == [40]
    assert [r.reviewer for r in review.rate(project, pair, None, "b").ratings_of(pair)] == ["a"]
    with pytest.raises(ActRefused, match="between 0 and 100"):
        review.rate(project, pair, 101, "a")


def test_the_glossary_changes_with_the_project_and_undo_brings_it_back(project: Project) -> None:
    before = glossary_of(project.state())
    preferred = next(term for term in before.terms if term.status == "preferred")
    mine = Term(preferred.en, "әдемі ғұлама", "preferred", "", "ң ө ұ ү һ і")
    state = review.change_terms(project, "a", put=[mine, Term("unheard of", "естілмеген", "forbidden")])
    glossary = glossary_of(Project.open(project.location).state())
    assert mine in glossary.terms
    assert glossary.terms == glossary_of(state).terms
    assert [t.status for t in glossary.concepts[preferred.en] if t.kk == preferred.kk] == ["admitted"]
    state = review.change_terms(project, "a", out=[("unheard of", "естілмеген")])
    assert "unheard of" not in glossary_of(state).concepts
    project.undo("a")
    assert glossary_of(project.undo("a")).terms == before.terms
    with pytest.raises(ActRefused, match="no term"):
        review.change_terms(project, "a")
    with pytest.raises(ActRefused, match="needs English and Kazakh"):
        review.change_terms(project, "a", put=[Term("court", " ")])


def test_checks_judge_by_the_projects_glossary(project: Project) -> None:
    def terms() -> list[str]:
        found = inspect(project.alignment, project.state(), only=["terminology"])
        return [f.kk.text for f in found if f.kk]

    assert "үкiмет" not in terms()
    review.change_terms(project, "a", put=[Term("court", "cот", "forbidden")])
    assert "cот" in terms()


def test_findings_are_confirmed_and_dismissed_once(project: Project) -> None:
    first, second, third = scripts(project)
    state = review.confirm(project, second, "a")
    (flag,) = state.flags
    assert (flag.finding, flag.better, flag.note, flag.spans) == (second.key, "сот", second.message, second.spans)
    assert review.confirm(project, second, "b") == state  # they agree
    with pytest.raises(ActRefused, match="decided"):
        review.dismiss_open(project, [second], "here", "", "b")
    state = review.dismiss_open(project, [first, second, third], "here", "әдейі", "b")
    assert state.dismissals[0].targets == (first.key, third.key)
    assert review.dismiss_open(project, [first, third], "here", "", "a") == state
    assert standings(project) == ["dismissed", "confirmed", "dismissed"]
    with pytest.raises(ActRefused, match="decided"):
        review.confirm(project, third, "a")
    project.undo("b")
    assert standings(project) == ["open", "confirmed", "open"]


def test_a_finding_is_confirmed_in_the_link_that_has_its_units_now(project: Project) -> None:
    first = scripts(project)[0]
    elsewhere = replace(first, en=Mark("en", 2, "en.3", (3, 3), (0, 5), "A new"))
    review.merge(project, ((0,), (0,)), "next", "a")
    state = review.confirm(project, elsewhere, "a")
    assert link_of_finding(elsewhere, state) == ((0, 1), (0, 1)) == (state.flags[0].kk, state.flags[0].en)
    assert state.flags[0].spans == first.spans  # what lies in another link is left out
    nowhere = replace(first, kk=None, en=None, key="none")
    with pytest.raises(ActRefused, match="no link"):
        review.confirm(project, nowhere, "a")


def test_the_first_dismissal_counts_whatever_its_scope(project: Project) -> None:
    first = scripts(project)[0]
    review.dismiss(project, dismissal_of([first], "check", "all"), "a")
    state = review.dismiss(project, dismissal_of([first], "here", "one"), "a")
    assert with_decisions([first], state)[0].dismissal == dismissed_by(first, state.dismissals) == state.dismissals[0]


def test_progress_is_told_after_each_check(project: Project) -> None:
    told: list[tuple[int, int]] = []
    inspect(project.alignment, project.state(), only=["script", "spacing"], progress=lambda *done: told.append(done))
    assert told == [(1, 2), (2, 2)]


def cut(project: Project, unit: int, words: int) -> None:
    """Cut a Kazakh unit after so many of its words; the English text of its link stays with the first part."""
    state = project.state()
    pair = state.links[state.place_of_unit("kk", unit)].pair
    end = len(" ".join(project.alignment.kk_units[unit].text.split(" ")[:words]))
    review.split_at(project, pair, Point(unit, end, end + 1), Point(pair[1][-1] + 1), "b")


def marked(project: Project) -> list[str]:
    return [project.alignment.kk_units[s.unit].text[s.start : s.end] for f in project.state().flags for s in f.spans]


def test_a_finding_of_before_a_cut_is_confirmed_on_its_words(project: Project) -> None:
    found = scripts(project)
    cut(project, 0, 1)
    cut(project, 2, 2)  # "Ол да" and what the second finding is about
    for finding in found:
        review.confirm(project, finding, "a")
    assert marked(project) == ["cот", "cот", "үкiмет"]
    assert [flag.kk for flag in project.state().flags] == [(1,), (3,), (4,)]
    assert standings(project) == ["confirmed"] * 3


def test_a_finding_of_before_a_cut_was_taken_back_is_confirmed_on_its_words(project: Project) -> None:
    cut(project, 1, 2)
    found = scripts(project)
    assert found[1].kk
    assert found[1].kk.id == "kk.2/2"
    project.undo("b")
    for finding in found:
        review.confirm(project, finding, "a")
    assert marked(project) == ["cот", "cот", "үкiмет"]
    assert standings(project) == ["confirmed"] * 3


def test_a_finding_whose_words_were_cut_apart_is_refused(project: Project) -> None:
    finding = scripts(project)[0]
    assert finding.kk
    start, end = finding.kk.span
    review.split_at(project, ((0,), (0,)), Point(0, start + 1, start + 1), Point(1), "b")
    with pytest.raises(ActRefused, match="cut apart"):
        review.confirm(project, finding, "a")
    assert review.counted_anew([finding], project.alignment) == []
    assert end - start == 3


def test_what_was_said_to_a_finding_stays_when_its_unit_is_cut(project: Project) -> None:
    first, second, third = scripts(project)
    review.dismiss(project, dismissal_of([second]), "a")
    review.confirm(project, third, "a")
    cut(project, 1, 2)
    assert [finding.kk and finding.kk.id for finding in scripts(project)] == ["kk.1", "kk.2/2", "kk.3"]
    assert standings(project) == ["open", "dismissed", "confirmed"]
    assert [finding.key for finding in scripts(project)] == [first.key, second.key, third.key]


def test_a_dismissal_that_an_earlier_version_wrote_of_a_part_is_understood(project: Project) -> None:
    cut(project, 1, 2)
    finding = scripts(project)[1]
    assert finding.former == "script:743cefdc6fd1:94e5a9a1e7fe"
    assert finding.former != finding.key
    review.dismiss(project, Dismissal("here", (finding.former,)), "a")
    assert standings(project) == ["open", "dismissed", "open"]
    assert dismissed_by(finding, project.state().dismissals)
    review.flag(project, ((2,), ()), "Other", "minor", "", "a", finding=finding.former)
    assert standings(project) == ["open", "confirmed", "open"]
