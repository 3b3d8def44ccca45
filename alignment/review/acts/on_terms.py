"""What a reviewer changes in the project's glossary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alignment.exceptions import ActRefused
from alignment.project import ChangeTerms, Project, State
from alignment.records import Term
from alignment.review.acts.arguments import refuses_other_types
from alignment.review.project_glossary import glossary_of


@refuses_other_types
def change_terms(
    project: Project,
    reviewer: str,
    put: Sequence[Term] = (),
    out: Sequence[tuple[str, str]] = (),
    seen: int | None = None,
) -> State:
    """Put terms into the project's glossary, and take those of these English and Kazakh words out of it.

    Raises:
        ActRefused: there is nothing to change, or a term lacks one of its sides.
    """
    if not put and not out:
        raise ActRefused("there is no term to change")
    if any(not term.en.strip() or not term.kk.strip() for term in put):
        raise ActRefused("a term needs English and Kazakh words")
    cleaned = (replace(term, en=" ".join(term.en.split()), kk=" ".join(term.kk.split())) for term in put)
    return project.append(ChangeTerms(tuple(cleaned), tuple(out)), reviewer, seen)


@refuses_other_types
def add_term(project: Project, term: Term, reviewer: str, seen: int | None = None) -> State:
    """Put a new term into the project's glossary.

    Raises:
        ActRefused: the same two words are in it, or the term lacks one of its sides.
    """
    if glossary_of(project.state()).same_words(term.en, term.kk):
        raise ActRefused("these two words are in the glossary already; change the term that is there")
    return change_terms(project, reviewer, put=[term], seen=seen)


@refuses_other_types
def import_terms(project: Project, terms: Sequence[Term], reviewer: str, seen: int | None = None) -> State:
    """Put the terms into the project's glossary that are new to it or said otherwise, as one act. Where a term says no kind
    or note, those that are there stay.

    Raises:
        ActRefused: they are all there already.
    """
    before = glossary_of(project.state())
    new, changed = before.adding_all(before.completed(terms)).against(before)
    if not new and not changed:
        raise ActRefused("all these terms are in the glossary already")
    return change_terms(project, reviewer, put=[*changed, *new], seen=seen)
