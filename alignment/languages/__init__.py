"""What the program knows of Kazakh and English: letters, numerals, calendar, inflection, names; in tables for linguists."""

from alignment.languages.acronyms import ACRONYMS, BY_EN, BY_KK, MINOR_WORDS, fits_initials
from alignment.languages.calendar import MONTHS, Date, find_dates
from alignment.languages.detection import LANGUAGES, detect_language, find_language
from alignment.languages.en import ENGLISH
from alignment.languages.harmony import DEVOICED, sounded
from alignment.languages.inflection import (
    find_phrase,
    find_phrases,
    is_ending_chain,
    is_form_of,
    name_stems,
    words_of,
)
from alignment.languages.kazakh_denial import is_denying_verb, may_deny
from alignment.languages.kk import OWN_LETTERS
from alignment.languages.known_names import KNOWN_NAMES, NAME_KINDS
from alignment.languages.language import Language
from alignment.languages.language_codes import side_of_code
from alignment.languages.latin_script import CyrillicView, alphabet_of, find_alphabet, to_cyrillic, to_latin
from alignment.languages.letters import (
    FOREIGN_LETTERS,
    HOMOGLYPHS,
    SAFE_HOMOGLYPHS,
    TO_LATIN,
    as_meant,
    breaks_harmony,
    fold,
    impossible,
    is_cyrillic,
    is_latin,
)
from alignment.languages.measures import MEASURES, bare_units, converts
from alignment.languages.name_spelling import bare_name, can_begin, spelling_costs, stem_lengths, unheard_of
from alignment.languages.number import YEARS, Number
from alignment.languages.number_words import NUMERALS
from alignment.languages.numeral_endings import fits
from alignment.languages.numerals import find_numbers
from alignment.languages.romanization import ROMAN, romanize
from alignment.languages.sentence_ends import ABBREVIATIONS, BEFORE_PRONOUN, LETTERED, OPENERS, SHOUTS, ZONES
from alignment.languages.stems import Stem, nominal_stems, verbal_stems

__all__ = [
    "ABBREVIATIONS",
    "ACRONYMS",
    "BEFORE_PRONOUN",
    "BY_EN",
    "BY_KK",
    "DEVOICED",
    "ENGLISH",
    "FOREIGN_LETTERS",
    "HOMOGLYPHS",
    "KNOWN_NAMES",
    "LANGUAGES",
    "LETTERED",
    "MEASURES",
    "MINOR_WORDS",
    "MONTHS",
    "NAME_KINDS",
    "NUMERALS",
    "OPENERS",
    "OWN_LETTERS",
    "ROMAN",
    "SAFE_HOMOGLYPHS",
    "SHOUTS",
    "TO_LATIN",
    "YEARS",
    "ZONES",
    "CyrillicView",
    "Date",
    "Language",
    "Number",
    "Stem",
    "alphabet_of",
    "as_meant",
    "bare_name",
    "bare_units",
    "breaks_harmony",
    "can_begin",
    "converts",
    "detect_language",
    "find_alphabet",
    "find_dates",
    "find_language",
    "find_numbers",
    "find_phrase",
    "find_phrases",
    "fits",
    "fits_initials",
    "fold",
    "impossible",
    "is_cyrillic",
    "is_denying_verb",
    "is_ending_chain",
    "is_form_of",
    "is_latin",
    "may_deny",
    "name_stems",
    "nominal_stems",
    "romanize",
    "side_of_code",
    "sounded",
    "spelling_costs",
    "stem_lengths",
    "to_cyrillic",
    "to_latin",
    "unheard_of",
    "verbal_stems",
    "words_of",
]
