"""Every act of the review and findings screens: what it is called, its key, its icon, where it stands on the key sheet."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.workbench.speech import mark


@dataclass(frozen=True, slots=True)
class Key:
    """An act that has a button and a key."""

    name: str
    """Also the key of its button's element."""

    label: str
    shortcut: str
    """A Latin letter, perhaps with shift: its place on the keyboard counts, not the layout. C and R are Streamlit's."""

    icon: str
    group: str
    help: str = ""


GO, DECIDE, LINKS, ENGLISH_SIDE, KAZAKH_SIDE, SAY, LOOK = (
    mark("Go"),
    mark("Decide"),
    mark("Links"),
    mark("English side"),
    mark("Kazakh side"),
    mark("Say"),
    mark("Look"),
)

_UP, _DOWN = mark("First unit up"), mark("Last unit down")
_SLIDE_UP, _SLIDE_DOWN = mark("Slide up"), mark("Slide down")
_TAKE_UP, _TAKE_DOWN = mark("Take from above"), mark("Take from below")
_SLIDES = mark("From here to the next gap on this side, every text goes to the neighbouring link.")
_TAKES = mark("All units of the neighbouring link on this side come here.")

KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("previous", mark("Previous"), "p", "arrow_upward", GO),
        Key("next", mark("Next"), "n", "arrow_downward", GO),
        Key("queue-next", mark("Next in queue"), "l", "skip_next", GO),
        Key("queue-previous", mark("Previous in queue"), "shift+l", "skip_previous", GO),
        Key("undo", mark("Undo"), "u", "undo", GO),
        Key("redo", mark("Redo"), "y", "redo", GO),
        Key("accept", mark("Accept"), "a", "check", DECIDE),
        Key(
            "accept-next",
            mark("Accept, next"),
            "z",
            "done_all",
            DECIDE,
            mark("Then go on in the queue."),
        ),
        Key("needs-review", mark("Needs review"), "q", "help", DECIDE),
        Key(
            "accept-above",
            mark("Accept all above"),
            "w",
            "verified",
            DECIDE,
            mark("All unreviewed links above, as one act."),
        ),
        Key("merge-up", mark("Merge up"), "k", "merge", LINKS),
        Key("merge-down", mark("Merge down"), "m", "merge", LINKS),
        Key(
            "split",
            mark("Split"),
            "s",
            "call_split",
            LINKS,
            mark("At a sentence, a word, or where the marked words begin."),
        ),
        Key("swap", mark("Swap"), "x", "swap_vert", LINKS, mark("Exchange the Kazakh texts of this link and the next.")),
        Key("pop-out", mark("Pop out"), "o", "logout", LINKS, mark("Take a unit out as an omission or an addition.")),
        Key("link-two", mark("Link two places"), "g", "add_link", LINKS, mark("They may stand anywhere; links may cross.")),
        Key(
            "realign",
            mark("Realign the rest"),
            "shift+a",
            "autorenew",
            LINKS,
            mark("Align anew all that nobody has accepted or linked by hand, as one act."),
        ),
        Key("flag", mark("Flag an error"), "f", "flag", SAY, mark("What is marked or selected in the texts goes with it.")),
        Key(
            "mark",
            mark("Mark words"),
            "shift+f",
            "ink_highlighter",
            SAY,
            mark("Arrows step by word, with Ctrl or Alt by letter; Shift extends; Tab: other text; Enter marks."),
        ),
        Key("comment", mark("Comment"), "t", "comment", SAY),
        Key(
            "propose",
            mark("Better translation"),
            "b",
            "edit_note",
            SAY,
            mark("Stands beside the text, never in its place."),
        ),
        Key(
            "level",
            mark("Sentences"),
            "v",
            "format_list_numbered",
            LOOK,
            mark("Show the sentences, or the paragraphs around."),
        ),
        Key("keys", mark("Keys"), "h", "keyboard", LOOK),
        # The keys lie like the two columns: left hand for the left text, upper row for up.
        Key("en-up", _UP, "e", "north", ENGLISH_SIDE),
        Key("en-down", _DOWN, "d", "south", ENGLISH_SIDE),
        Key("en-slide-up", _SLIDE_UP, "shift+e", "keyboard_double_arrow_up", ENGLISH_SIDE, _SLIDES),
        Key("en-slide-down", _SLIDE_DOWN, "shift+d", "keyboard_double_arrow_down", ENGLISH_SIDE, _SLIDES),
        Key("en-take-up", _TAKE_UP, "shift+t", "vertical_align_bottom", ENGLISH_SIDE, _TAKES),
        Key("en-take-down", _TAKE_DOWN, "shift+g", "vertical_align_top", ENGLISH_SIDE, _TAKES),
        Key("kk-up", _UP, "i", "north", KAZAKH_SIDE),
        Key("kk-down", _DOWN, "j", "south", KAZAKH_SIDE),
        Key("kk-slide-up", _SLIDE_UP, "shift+i", "keyboard_double_arrow_up", KAZAKH_SIDE, _SLIDES),
        Key("kk-slide-down", _SLIDE_DOWN, "shift+j", "keyboard_double_arrow_down", KAZAKH_SIDE, _SLIDES),
        Key("kk-take-up", _TAKE_UP, "shift+y", "vertical_align_bottom", KAZAKH_SIDE, _TAKES),
        Key("kk-take-down", _TAKE_DOWN, "shift+h", "vertical_align_top", KAZAKH_SIDE, _TAKES),
    )
}

FINDING_KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("finding-previous", mark("Previous"), "p", "arrow_upward", GO),
        Key("finding-next", mark("Next"), "n", "arrow_downward", GO),
        Key("finding-undo", mark("Undo"), "u", "undo", GO),
        Key("finding-redo", mark("Redo"), "y", "redo", GO),
        Key("finding-link", mark("Go to the link"), "g", "rate_review", GO),
        Key("finding-confirm", mark("Confirm"), "a", "flag", DECIDE, mark("It is an error: this makes a flag of it.")),
        Key("finding-here", mark("Dismiss here"), "d", "close", DECIDE, mark("It is no error in this place.")),
        Key(
            "finding-words",
            mark("Dismiss these words"),
            "w",
            "playlist_remove",
            DECIDE,
            mark("These words are no error, wherever this check finds them."),
        ),
        Key(
            "finding-check",
            mark("Dismiss the check"),
            "shift+x",
            "block",
            DECIDE,
            mark("Nothing that this check finds is an error."),
        ),
        Key("finding-back", mark("Take back"), "t", "settings_backup_restore", DECIDE),
        Key("finding-pick", mark("Select"), "s", "check_box", DECIDE),
        Key("confirm-many", mark("Confirm all …"), "shift+a", "flag", DECIDE),
        Key("dismiss-many", mark("Dismiss all …"), "shift+d", "close", DECIDE),
        Key("finding-whole", mark("Whole text"), "v", "subject", LOOK),
    )
}
"""The acts of the findings screen; where the review screen has the like, on the same key."""

_CYRILLIC = dict(zip("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить", strict=True))


def printed(shortcut: str) -> str:
    """A shortcut as keyboards print it, with the letter that the same key has on a Kazakh or Russian one.

    >>> printed("shift+e")
    '⇧ E · У'
    """
    letter = shortcut[-1]
    return f"{'⇧ ' if shortcut.startswith('shift') else ''}{letter.upper()} · {_CYRILLIC[letter].upper()}"
