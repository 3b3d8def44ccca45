"""What the program tells people: an English sentence that can be said in the reader's language too.

The findings of the checks are told by messages, and so is every exception of `alignment.exceptions`.
"""

from __future__ import annotations

from collections.abc import Mapping


class Message(str):
    """An English sentence that knows what it was made of. It is equal to the sentence itself and is stored as such."""

    __slots__ = ("template", "values")

    template: str
    """The sentence with `{fields}` for what differs from case to case; this is what is translated."""

    values: dict[str, str | float]
    """What stands in the fields: words of the documents and of the glossary, names and figures. A value that is a message
    is told in the reader's language too."""

    def __new__(cls, template: str, values: Mapping[str, str | float]) -> Message:
        """Fill the fields in."""
        message = super().__new__(cls, template.format(**values) if values else template)
        message.template, message.values = template, dict(values)
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, str | float]]]:
        """Copies keep the template."""
        return Message, (self.template, self.values)


def said(template: str, /, **values: str | float) -> Message:
    """The message of this template.

    >>> said("{kk} here, {en} in English", kk="сот", en="court")
    'сот here, court in English'
    """
    return Message(template, values)


def template(sentence: str) -> str:
    """The sentence itself: marks a template that stands apart from where it is said."""
    return sentence
