"""Streamlit gives a field back by its key: one in which something is said of one thing has that thing in its key."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.conftest import ROOT

WORKBENCH = ROOT / "alignment" / "workbench"

ELEMENTS = {
    *("text_input", "text_area", "chat_input", "number_input", "slider", "select_slider", "file_uploader"),
    *("selectbox", "multiselect", "radio", "segmented_control", "pills", "toggle", "checkbox", "data_editor"),
    *("date_input", "time_input", "color_picker"),
}

OF_THE_SCREEN = {
    # The person's menu.
    *("NAME.key", "NEW_NAME.key", "LANGUAGE_CHOICE.key", "ESA_CHOICE.key"),
    # What is searched and listed.
    *("QUEUE.key", "SECTION.key", "SEARCH.key", "WHOLE_WORDS.key", "LOOKED_UP.key"),
    *("LINK_QUEUE.key", "LINK_SECTION.key", "LINK_STATUS.key", "LINK_CONFIDENCE.key", "LINK_HOLDING.key", "LINK_TEXT.key"),
    "LINK_WHOLE.key",
    *("TERMS_SEARCH.key", "TERMS_KIND.key", "TERMS_STATUS.key", "TERMS_OCCUR.key", "TERMS_CHANGED.key"),
    *("finding_filter('standing').key", "finding_filter('severity').key", "finding_filter('section').key"),
    *("finding_filter('text').key", "finding_filter('check').key", "'archived'"),
    # What an act on the whole project needs.
    *("'assign-section'", "'sample-size'", "'term-file'", "'new-version-side'", "'new-version-all'"),
    # How the next project is made.
    *("'new-sentences'", "'new-model'", "'new-second'", "'new-way'", "'import-file'"),
    # How the texts look, and which links are accepted at once: every opening of that dialog says it anew.
    *("TEXT_SIZE.key", "MARKS_SHOWN.key", "ACCEPT_SCOPE.key", "ACCEPT_LEAST.key", "ACCEPT_PLAIN.key"),
    # What goes into a file.
    "'print-section'",
    *("'export-format'", "'export-sentences'", "'export-status'", "'export-sections'", "'export-flagged'"),
    *("'export-confidence'", "'export-ratio'", "'export-unique'"),
}
"""Keys of fields that say nothing of one thing: what stands in them is meant wherever one goes."""


def fields() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(WORKBENCH.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ELEMENTS:
                yield f"{path.relative_to(WORKBENCH)}:{node.lineno}", node


def key_of(call: ast.Call) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == "key"), None)


def is_kept(call: ast.Call) -> bool:
    """Whether its key and what is kept of it come from `drafts`, whose fields all say what they are about."""
    return any(
        keyword.arg is None and ast.unparse(keyword.value).startswith("drafts.keeping(") for keyword in call.keywords
    )


def names_a_thing(key: ast.expr) -> bool:
    """Whether the key is made of more than what is written in the program."""
    return isinstance(key, ast.JoinedStr) or ast.unparse(key) in {"tick.key", "score.key", "title.key"}


def test_a_field_about_one_thing_has_it_in_its_key() -> None:
    found = list(fields())
    assert len(found) > 40
    wrong = []
    for place, call in found:
        key = key_of(call)
        if is_kept(call):
            continue
        if key is None or not (ast.unparse(key) in OF_THE_SCREEN or names_a_thing(key)):
            wrong.append(f"{place}: {ast.unparse(key) if key else 'no key'}")
    assert not wrong


def test_no_key_is_excused_that_is_not_there() -> None:
    keys = {ast.unparse(key) for _place, call in fields() if (key := key_of(call))}
    assert keys >= OF_THE_SCREEN


def test_no_form_keeps_what_is_typed_from_the_drafts() -> None:
    """A form hands over what stands in it only when it is sent: Escape would lose it."""
    for path in sorted(WORKBENCH.rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        assert not [call for call in calls if ast.unparse(call.func) == "st.form"], path


LOOKED_AT = {"term", "go", "open", "flag-clear"}
"""Buttons by place that save nothing: they show one of a list, or forget one of the marks."""


def test_a_button_that_saves_something_of_one_thing_has_it_in_its_key() -> None:
    by_place = set()
    for path in sorted(WORKBENCH.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".button") and (key := key_of(node)):
                made_of = {ast.unparse(part.value) for part in ast.walk(key) if isinstance(part, ast.FormattedValue)}
                if made_of and made_of <= {"number", "place", "index", "status", "verdict"}:
                    by_place.add(ast.unparse(key)[2:].partition("{")[0].rstrip("-"))
    assert by_place == LOOKED_AT
