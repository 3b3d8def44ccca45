"""Names that are replaced, misspelt, lost or added, in news of the world and of Kazakhstan, and what only looks like it."""

from __future__ import annotations

import pytest

from alignment.checks import Finding, check
from alignment.embedding import load_encoder
from alignment.records import Alignment, Document, Link


def findings_of(*pairs: tuple[str, str], only: str = "names") -> list[Finding]:
    """What a check finds in a document of these Kazakh and English units, linked one to one."""
    kk = Document.from_units([kk for kk, _ in pairs], "kk", "kk.txt")
    en = Document.from_units([en for _, en in pairs], "en", "en.txt")
    links = tuple(Link((place,), (place,)) for place in range(len(pairs)))
    alignment = Alignment(kk, en, "paragraph", kk.paragraphs, en.paragraphs, links)
    return check(alignment, only=[only], encode=load_encoder().encode)


def marked(findings: list[Finding]) -> list[str]:
    return [(finding.kk or finding.en).text for finding in findings if finding.kk or finding.en]


REPLACED = [
    (
        "Кездесуге Германия канцлері Эммануэль Макрон келді.",
        "German Chancellor Angela Merkel came to the meeting.",
        "Макрон",
    ),
    ("Құйын Невада штатына жетті.", "The tornado reached the state of Arizona.", "Невада"),
    ("Кубокты Роджер Федерер алды.", "Rafael Nadal won the cup.", "Федерер"),
    ("Сенатор Джеймс Грэм сөз сөйледі.", "Senator Lindsey Graham spoke.", "Джеймс"),
    ("Форум Павлодар қаласында өтті.", "The forum was held in Kostanay.", "Павлодар"),
    ("Сарапшы қытай компаниялары туралы айтты.", "The expert talked about Japanese companies.", "қытай"),
    ("Баспасөз хатшысы Ерлан Ысқақов мәлімдеді.", "Press secretary Yerlan Baizhanov stated.", "Ысқақов"),
]


@pytest.mark.parametrize(("kk", "en", "wrong"), REPLACED)
def test_another_name(kk: str, en: str, wrong: str) -> None:
    assert any(wrong in text for text in marked(findings_of((kk, en))))


MISSPELT = [
    ("Судья Кавано сот алдында жауап берді. ¶ Кеше Каваноны сенат тыңдады. ¶ Кававо айыпты мойындамады.", "Кававо",
     "Judge Kavanaugh answered in court. ¶ Yesterday the Senate heard Kavanaugh. ¶ Kavanaugh did not admit guilt."),
    ("Ол Вашиннтонға ұшып кетті.", "Вашиннтонға", "He flew to Washington."),
    ("Жоба Қостнаай облысында басталды.", "Қостнаай", "The project began in Kostanay region."),
    ("Ойынды Уиллобуи ұтты.", "Уиллобуи", "Willoughby won the game."),
]  # fmt: skip


@pytest.mark.parametrize(("kk", "wrong", "en"), MISSPELT)
def test_a_slip_of_a_name(kk: str, wrong: str, en: str) -> None:
    pairs = zip(kk.split(" ¶ "), en.split(" ¶ "), strict=True)
    assert any(wrong in text or text in wrong for text in marked(findings_of(*pairs)))


LOST = [
    ("Кеше кездесуге бұрынғы министр келді.", "Former minister Yerlan Karin came to the meeting yesterday.", "Karin"),
    ("Клинтон ханым сөз сөйледі.", "Mrs. Hillary Clinton spoke.", "Hillary"),
    ("Келіссөз келесі аптада жалғасады.", "The talks will go on in Geneva next week.", "Geneva"),
]


@pytest.mark.parametrize(("kk", "en", "lost"), LOST)
def test_a_name_that_is_lost(kk: str, en: str, lost: str) -> None:
    assert any(lost in text for text in marked(findings_of((kk, en))))


def test_a_name_that_is_added() -> None:
    found = findings_of(("Ол кеше Ташкентте Путинмен кездесті.", "He met Putin yesterday."))
    assert marked(found) == ["Ташкентте"]


CLEAN = [
    # Western, Asian and Slavic spellings.
    ("Холли Уиллоуби мен Питер Джонс Бакингемширге барды.", "Holly Willoughby and Peter Jones went to Buckinghamshire."),
    ("Чжэцзян мен Гуйчжоу провинциялары келісті.", "The provinces of Zhejiang and Guizhou agreed."),
    ("Шварценеггер, Шекспир және Хемингуэй туралы кітап.", "A book on Schwarzenegger, Shakespeare and Hemingway."),
    ("Юрген Клопп пен Жозе Моуринью қол алысты.", "Jürgen Klopp and José Mourinho shook hands."),
    ("Мақсұт Нәрікбаев пен Үміт Есімова марапатталды.", "Maksut Narikbayev and Umit Yessimova were awarded."),
    # Names that are translated, peoples, endings.
    ("Ақ үй мен Қызыл Крест мәлімдеме жасады.", "The White House and the Red Cross issued a statement."),
    ("Голландиялықтар Таяу Шығысқа көмек жіберді.", "The Dutch sent aid to the Middle East."),
    ("Валлий ақындары Нью-Йоркке сапар шекті.", "Welsh poets travelled to New York City."),
    ("Америкалық сенаторлар АҚШ-тан Қытайға ұшты.", "American senators flew from the U.S. to China."),
    # Capitals of headlines, of the calendar, of offices.
    ("Нөсер жауын көшелерді су астында қалдырды", "Heavy Rain Leaves Streets Under Water"),
    ("Ол дүйсенбіде, мамырдың басында келеді.", "He will come on Monday, in early May."),
    ("Премьер-министр Жоғарғы соттың шешімін сынады.", "The Prime Minister criticized the ruling of the Supreme Court."),
    ("Мемлекеттік университет емтиханды көктемде өткізеді.", "The State University holds the Exam in spring."),
    # One name twice, and a surname alone.
    ("Трамп келді, ал кеше Трамптың ұлы кеткен.", "Trump has come, and Trump's son left yesterday."),
]  # fmt: skip


@pytest.mark.parametrize(("kk", "en"), CLEAN)
def test_names_that_answer_to_one_another(kk: str, en: str) -> None:
    assert findings_of((kk, en)) == []


def test_a_free_translation_may_leave_names_out() -> None:
    """Where every other sentence has a pronoun for a name, the name is not said to be missing."""
    faithful = [("Гарри мен Бэзил бақта отырды.", "Harry and Basil sat in the garden.")]
    free = [("Ол күлді де, терезеге барды.", "Then Harry laughed and went to the window.")]
    assert marked(findings_of(*faithful, *free)) == ["Harry"]
    assert findings_of(*faithful * 4, *free * 8) == []


def test_an_odd_spelling_that_the_text_keeps() -> None:
    """A name that stands for another again and again is its spelling, however unlike."""
    pair = ("Кеше Пьянковский сөз сөйледі.", "Yesterday Wrzesniak spoke.")
    assert marked(findings_of(pair)) == ["Пьянковский"]
    assert findings_of(pair, pair, pair) == []


RUSSIAN = [
    ("Біз жаңа мектеп и екі балабақша салдық.", "и"),
    ("Егер сізге помощь қажет болса, жазыңыз.", "помощь"),
    ("Бұл самый маңызды мәселе болды.", "самый"),
    ("Кеше правительства отырысында айтылды.", "правительства"),
    ("Ол қалалық образования бөлімінде істейді.", "образования"),
]


@pytest.mark.parametrize(("kk", "word"), RUSSIAN)
def test_stray_russian(kk: str, word: str) -> None:
    assert marked(findings_of((kk, "We wrote it."), only="untranslated")) == [word]


@pytest.mark.parametrize(
    "kk",
    [
        "Ол «Казахстанская правда» газетінде істейді.",
        "Кітаптың аты – «Война и мир».",
        "Академия санаторийі мен акционерлік қоғам комитеті.",
        "Достоевский мен Толстой жайлы дәріс оқылды.",
        "40 миль жерде, 2 с. 30 мин. өтті.",
    ],
)
def test_no_stray_russian(kk: str) -> None:
    assert findings_of((kk, "We wrote it."), only="untranslated") == []
