"""Terms and their renderings, the files that hold them, and where they stand in both texts."""

from alignment.glossary.concordance import Concordance, Occurrence, passages
from alignment.glossary.term_files import GLOSSARY_EXTENSIONS, parse_glossary, read_glossary, render_glossary
from alignment.glossary.terms import STATUSES, Glossary, TermChange, occurrences

__all__ = [
    "GLOSSARY_EXTENSIONS",
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
