"""Terms and their renderings, the files that hold them, and where they stand in both texts."""

from alignment.glossary.concordance import Concordance, Occurrence, passages
from alignment.glossary.files import EXTENSIONS, parse_glossary, read_glossary, render_glossary
from alignment.glossary.terms import STATUSES, Glossary, TermChange, occurrences

__all__ = [
    "EXTENSIONS",
    "STATUSES",
    "Concordance",
    "Glossary",
    "Occurrence",
    "TermChange",
    "occurrences",
    "parse_glossary",
    "passages",
    "read_glossary",
    "render_glossary",
]
