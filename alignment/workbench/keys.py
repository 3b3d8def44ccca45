"""Every act of the review and findings screens: what it is called, its key, its icon, where it stands on the key sheet."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.records import template


@dataclass(frozen=True, slots=True)
class Key:
    """An act that has a button and a key."""

    name: str
    """Also the key of its button's element."""

    label: str
    shortcut: str
    """A Latin letter, perhaps with shift: its place on the keyboard counts, not the layout. C and R are Streamlit's. Or an
    arrow up or down, which is the page's own where the act can do nothing."""

    icon: str
    group: str
    help: str = ""


GO, DECIDE, LINKS, ENGLISH_SIDE, KAZAKH_SIDE, SAY, LOOK = (
    template("Go"),
    template("Decide"),
    template("Links"),
    template("English side"),
    template("Kazakh side"),
    template("Say"),
    template("Look"),
)

_DRAGS = template("Any unit: drag it by its number, or press ↑ or ↓ on that.")
_OF_SENTENCES = template("While sentences are shown: keys and buttons act on those that are chosen.")
_UP, _DOWN = template("First unit up"), template("Last unit down")
_SLIDE_UP, _SLIDE_DOWN = template("Slide up"), template("Slide down")
_TAKE_UP, _TAKE_DOWN = template("Take from above"), template("Take from below")
_SLIDES = template("From here to the next gap on this side, every text goes to the neighbouring link.")
_TAKES = template("All units of the neighbouring link on this side come here.")

KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("previous", template("Previous"), "p", "arrow_upward", GO),
        Key("next", template("Next"), "n", "arrow_downward", GO),
        Key("queue-next", template("Next in queue"), "l", "skip_next", GO),
        Key("queue-previous", template("Previous in queue"), "shift+l", "skip_previous", GO),
        Key("undo", template("Undo"), "u", "undo", GO),
        Key("redo", template("Redo"), "y", "redo", GO),
        Key("accept", template("Accept"), "a", "check", DECIDE),
        Key(
            "accept-next",
            template("Accept, next"),
            "z",
            "done_all",
            DECIDE,
            template("Then go on in the queue."),
        ),
        Key("needs-review", template("Needs review"), "q", "help", DECIDE),
        Key(
            "accept-above",
            template("Accept all above"),
            "shift+w",
            "verified",
            DECIDE,
            template("All unreviewed links above, as one act."),
        ),
        Key(
            "accept-many",
            template("Accept many"),
            "shift+z",
            "checklist",
            DECIDE,
            template("All that are certain enough, as one act; how many and which is shown before."),
        ),
        Key(
            "is-error",
            template("Confirm the finding"),
            "w",
            "flag_check",
            DECIDE,
            template("The first under the text."),
        ),
        Key(
            "no-error",
            template("Dismiss the finding"),
            "shift+n",
            "close",
            DECIDE,
            template("It is no error in this place."),
        ),
        Key("merge-up", template("Merge up"), "k", "merge", LINKS),
        Key("merge-down", template("Merge down"), "m", "merge", LINKS),
        Key(
            "split",
            template("Split"),
            "s",
            "call_split",
            LINKS,
            template("Both halves stand there whole; arrows or a click move the cut, at a sentence or a word."),
        ),
        Key(
            "swap",
            template("Swap"),
            "x",
            "swap_vert",
            LINKS,
            template("Exchange the Kazakh texts of this link and the next."),
        ),
        Key(
            "pop-out", template("Pop out"), "o", "logout", LINKS, template("Take a unit out as an omission or an addition.")
        ),
        Key(
            "link-two",
            template("Link two places"),
            "g",
            "add_link",
            LINKS,
            template("They may stand anywhere; links may cross."),
        ),
        Key(
            "realign",
            template("Realign the rest"),
            "shift+a",
            "autorenew",
            LINKS,
            template("Align anew all that nobody has accepted or linked by hand, as one act."),
        ),
        Key(
            "flag",
            template("Flag an error"),
            "f",
            "flag",
            SAY,
            template("What is marked or selected in the texts goes with it."),
        ),
        Key(
            "mark",
            template("Mark words"),
            "shift+f",
            "ink_highlighter",
            SAY,
            template("Arrows step by word, with Ctrl or Alt by letter; Shift extends; Tab: other text; Enter marks."),
        ),
        Key("comment", template("Comment"), "t", "comment", SAY),
        Key(
            "propose",
            template("Better translation"),
            "b",
            "edit_note",
            SAY,
            template("Stands beside the text, never in its place."),
        ),
        Key(
            "level",
            template("Sentences"),
            "v",
            "format_list_numbered",
            LOOK,
            template("Show the sentences, or the paragraphs around."),
        ),
        Key("sentence-previous", template("Sentences above"), "arrowup", "arrow_upward", LOOK, _OF_SENTENCES),
        Key("sentence-next", template("Sentences below"), "arrowdown", "arrow_downward", LOOK, _OF_SENTENCES),
        Key(
            "places",
            template("All occurrences"),
            "shift+o",
            "manage_search",
            LOOK,
            template("Where the marked words stand in the whole text, each with its counterpart."),
        ),
        Key("keys", template("Keys"), "h", "keyboard", LOOK),
        # The keys lie like the two columns: left hand for the left text, upper row for up.
        Key("en-up", _UP, "e", "north", ENGLISH_SIDE, _DRAGS),
        Key("en-down", _DOWN, "d", "south", ENGLISH_SIDE, _DRAGS),
        Key("en-slide-up", _SLIDE_UP, "shift+e", "keyboard_double_arrow_up", ENGLISH_SIDE, _SLIDES),
        Key("en-slide-down", _SLIDE_DOWN, "shift+d", "keyboard_double_arrow_down", ENGLISH_SIDE, _SLIDES),
        Key("en-take-up", _TAKE_UP, "shift+t", "vertical_align_bottom", ENGLISH_SIDE, _TAKES),
        Key("en-take-down", _TAKE_DOWN, "shift+g", "vertical_align_top", ENGLISH_SIDE, _TAKES),
        Key("kk-up", _UP, "i", "north", KAZAKH_SIDE, _DRAGS),
        Key("kk-down", _DOWN, "j", "south", KAZAKH_SIDE, _DRAGS),
        Key("kk-slide-up", _SLIDE_UP, "shift+i", "keyboard_double_arrow_up", KAZAKH_SIDE, _SLIDES),
        Key("kk-slide-down", _SLIDE_DOWN, "shift+j", "keyboard_double_arrow_down", KAZAKH_SIDE, _SLIDES),
        Key("kk-take-up", _TAKE_UP, "shift+y", "vertical_align_bottom", KAZAKH_SIDE, _TAKES),
        Key("kk-take-down", _TAKE_DOWN, "shift+h", "vertical_align_top", KAZAKH_SIDE, _TAKES),
    )
}

FINDING_KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("finding-previous", template("Previous"), "p", "arrow_upward", GO),
        Key("finding-next", template("Next"), "n", "arrow_downward", GO),
        Key("finding-undo", template("Undo"), "u", "undo", GO),
        Key("finding-redo", template("Redo"), "y", "redo", GO),
        Key("finding-link", template("Go to the link"), "g", "rate_review", GO),
        Key(
            "finding-confirm",
            template("Confirm"),
            "a",
            "flag",
            DECIDE,
            template("It is an error: this makes a flag of it."),
        ),
        Key("finding-here", template("Dismiss here"), "d", "close", DECIDE, template("It is no error in this place.")),
        Key(
            "finding-words",
            template("Dismiss these words"),
            "w",
            "playlist_remove",
            DECIDE,
            template("These words are no error, wherever this check finds them."),
        ),
        Key(
            "finding-check",
            template("Dismiss the check"),
            "shift+x",
            "block",
            DECIDE,
            template("Nothing that this check finds is an error."),
        ),
        Key("finding-back", template("Take back"), "t", "settings_backup_restore", DECIDE),
        Key("finding-pick", template("Select"), "s", "check_box", DECIDE),
        Key("confirm-many", template("Confirm all …"), "shift+a", "flag", DECIDE),
        Key("dismiss-many", template("Dismiss all …"), "shift+d", "close", DECIDE),
        Key("finding-whole", template("Whole text"), "v", "subject", LOOK),
    )
}
"""The acts of the findings screen; where the review screen has the like, on the same key."""

ARROWS = {"arrowup": "↑", "arrowdown": "↓"}
_CYRILLIC = dict(zip("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить", strict=True))


def printed_apart(shortcut: str) -> tuple[str, str]:
    """A shortcut as a Latin keyboard prints it, and as a Kazakh or Russian one does.

    >>> printed_apart("shift+e")
    ('⇧E', '⇧У')
    """
    if shortcut in ARROWS:
        return ARROWS[shortcut], ARROWS[shortcut]
    letter, shift = shortcut[-1], "⇧" if shortcut.startswith("shift") else ""
    return shift + letter.upper(), shift + _CYRILLIC[letter].upper()


def printed(shortcut: str) -> str:
    """A shortcut as keyboards print it, with the letter that the same key has on a Kazakh or Russian one.

    >>> printed("shift+e")
    '⇧ E · У'
    """
    if shortcut in ARROWS:
        return ARROWS[shortcut]
    letter = shortcut[-1]
    return f"{'⇧ ' if shortcut.startswith('shift') else ''}{letter.upper()} · {_CYRILLIC[letter].upper()}"
