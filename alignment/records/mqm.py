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

    example: str = ""
    """An invented English text, a Kazakh rendering with this error, and one without it."""

    @property
    def dimension(self) -> str:
        """The branch of the typology that the type belongs to."""
        return self.name.split("/", maxsplit=1)[0]


CATEGORIES: tuple[Category, ...] = (
    Category(
        "Accuracy/Mistranslation",
        "The translation says something else than the original.",
        '"The court rejected the appeal" – «Сот шағымды қанағаттандырды» → «Сот шағымды қабылдамады»',
    ),
    Category(
        "Accuracy/Omission",
        "Something in the original is missing from the translation.",
        '"Police detained at least 20 people" – «Полиция 20 адамды ұстады» → «Полиция кемінде 20 адамды ұстады»',
    ),
    Category(
        "Accuracy/Addition",
        "The translation says something that the original does not.",
        '"The journalist was released" – «Белгілі журналист босатылды» → «Журналист босатылды»',
    ),
    Category(
        "Accuracy/Untranslated",
        "Words of the original were left as they are.",
        '"the ombudsman\'s report" – «ombudsman баяндамасы» → «омбудсмен баяндамасы»',
    ),
    Category(
        "Accuracy/Do not translate",
        "A name or code was translated that should have stayed.",
        '"a Freedom House report" – «Бостандық үйінің есебі» → «Freedom House есебі»',
    ),
    Category(
        "Terminology/Wrong term",
        "Not the term that the field or the glossary uses.",
        '"the prosecutor" – «тергеуші» → «прокурор»',
    ),
    Category(
        "Terminology/Inconsistent use",
        "One term is rendered in several ways.",
        '"the ministry … the ministry" – «министрлік … ведомство» → «министрлік … министрлік»',
    ),
    Category(
        "Linguistic conventions/Grammar",
        "Wrong form, agreement or word order.",
        '"The law was adopted" – «Заңды қабылданды» → «Заң қабылданды»',
    ),
    Category(
        "Linguistic conventions/Spelling",
        "A misspelled word, or a letter from another script.",
        '"human rights" – «адам кукыктары» → «адам құқықтары»',
    ),
    Category(
        "Linguistic conventions/Punctuation",
        "A missing, doubled or wrong mark, bracket or quote.",
        '"Yes, there are gaps" – «Иә кемшіліктер бар» → «Иә, кемшіліктер бар»',
    ),
    Category(
        "Linguistic conventions/Unintelligible",
        "The sentence cannot be understood.",
        '"They were denied a lawyer" – «Оларға адвокат болмады теріске шығару» → «Оларға адвокат берілмеді»',
    ),
    Category(
        "Style/Awkward",
        "Correct, but clumsy or unidiomatic.",
        '"Elections were held" – «Сайлаудың өткізілуі жүзеге асырылды» → «Сайлау өтті»',
    ),
    Category(
        "Style/Register",
        "Too formal or too familiar for the text.",
        '"The president stated" – «Президент айта салды» → «Президент мәлімдеді»',
    ),
    Category(
        "Locale conventions/Number format",
        "A number is written against the language's custom, or doubled.",
        '"12.5 percent" – «12.5 пайыз» → «12,5 пайыз»',
    ),
    Category(
        "Locale conventions/Date format",
        "A date is written against the language's custom.",
        '"May 5, 2017" – «Мамыр 5, 2017» → «2017 жылғы 5 мамыр»',
    ),
    Category(
        "Locale conventions/Name format",
        "A name is spelled against the language's custom.",
        '"Washington" – «Уошингтон» → «Вашингтон»',
    ),
    Category(
        "Audience appropriateness/Culture-specific reference",
        "The reader will not know what is meant.",
        '"a Miranda warning" – «Миранда ескертуі» → «ұсталған адамға құқықтарын түсіндіру»',
    ),
    Category(
        "Design and markup/Layout",
        "A heading, list or paragraph break is lost.",
        '"Freedom of Speech ¶ The law provides" – «Сөз бостандығы Заңда» → «Сөз бостандығы ¶ Заңда»',
    ),
    Category(
        "Other",
        "Anything else; say what in the note.",
        '"the closing date" – «жабылу күні (тексеру керек!)» → «жабылу күні»',
    ),
)

UNCLASSIFIED = Category("Unclassified", "Said to be an error, but not of which kind: what ESA asks for.")
"""The category of flags set in ESA mode, which asks for a severity alone."""

ESA_SEVERITIES = ("minor", "major")
"""The levels that error span annotation knows."""

SEVERITIES: dict[str, float] = {"neutral": 0.0, "minor": 1.0, "major": 5.0, "critical": 25.0}
"""Each severity level and its penalty points, mildest first."""

SEVERITY_HELP: dict[str, str] = {
    "neutral": "No penalty: a preference, or a remark for later.",
    "minor": "Readers notice it, but understand the text as it is meant.",
    "major": "Readers are misled, held up, or miss something that matters.",
    "critical": "The text does harm as it stands: it must not go out before this is mended.",
}
"""What each level means, for the person who marks."""
