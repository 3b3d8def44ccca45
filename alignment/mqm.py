"""The core of Multidimensional Quality Metrics: what kinds of translation errors there are, and what they weigh.

The types and their places follow the MQM core typology (themqm.org, 2023), the weights its linear scoring model.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """A type of translation error."""

    name: str
    """`Dimension/Type`, as MQM tools write it."""

    help: str
    """What it means, for the person who marks."""


CATEGORIES: tuple[Category, ...] = (
    Category("Accuracy/Mistranslation", "The translation says something else than the original."),
    Category("Accuracy/Omission", "Something in the original is missing from the translation."),
    Category("Accuracy/Addition", "The translation says something that the original does not."),
    Category("Accuracy/Untranslated", "Words of the original were left as they are."),
    Category("Accuracy/Do not translate", "A name or code was translated that should have stayed."),
    Category("Terminology/Wrong term", "Not the term that the field or the glossary uses."),
    Category("Terminology/Inconsistent use", "One term is rendered in several ways."),
    Category("Linguistic conventions/Grammar", "Wrong form, agreement or word order."),
    Category("Linguistic conventions/Spelling", "A misspelled word, or a letter from another script."),
    Category("Linguistic conventions/Punctuation", "A missing, doubled or wrong mark, bracket or quote."),
    Category("Linguistic conventions/Unintelligible", "The sentence cannot be understood."),
    Category("Style/Awkward", "Correct, but clumsy or unidiomatic."),
    Category("Style/Register", "Too formal or too familiar for the text."),
    Category("Locale conventions/Number format", "A number is written against the language's custom, or doubled."),
    Category("Locale conventions/Date format", "A date is written against the language's custom."),
    Category("Locale conventions/Name format", "A name is spelled against the language's custom."),
    Category("Audience appropriateness/Culture-specific reference", "The reader will not know what is meant."),
    Category("Design and markup/Layout", "A heading, list or paragraph break is lost."),
    Category("Other", "Anything else; say what in the note."),
)

UNCLASSIFIED = Category("Unclassified", "Said to be an error, but not of which kind: what ESA asks for.")
"""The category of flags set in ESA mode, which asks for a severity alone."""

ESA_SEVERITIES = ("minor", "major")
"""The levels that error span annotation knows."""

SEVERITIES: dict[str, float] = {"neutral": 0.0, "minor": 1.0, "major": 5.0, "critical": 25.0}
"""Each severity level and its penalty points, mildest first."""
