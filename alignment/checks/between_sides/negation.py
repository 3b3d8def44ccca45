"""Sentences that say no on one side and yes on the other, where the evidence is strong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.vocabulary import kazakh_words
from alignment.messages import said

_KK_FINAL = re.compile(
    r"([^\W\d_]+(?:ма|ме|ба|бе|па|пе)(?:ды|ді|йды|йді|ған|ген|пты|пті)|[^\W\d_]*(?:майды|мейді|байды|бейді|пайды|пейді)|"
    r"(?:емес|жоқ))\s*[.!»)]*$"
)
_KK_NEGATIVE = re.compile(
    r"[^\W\d_]{2,}(?:ма|ме|ба|бе|па|пе)(?:ды|ді|йды|йді|ған|ген|й\w*|с\b|са|се|стан|стен|у|уы|уға|уге|йтін|йтын|пты|пті|"
    r"ңыз|ңіз|\b|у\w+|ған\w+|ген\w+|с\w*|са\w*|се\w*|йтын\w*|йтін\w*)|\b(?:емес|жоқ|еш)\w*|[^\W\d_]{2,}(?:сыз|сіз)\w*|"
    r"тыйым|шекте|бас тарт|қарсы|алмай|алмау|аспау|кем\w*|жетісп|жеткіліксіз|болдырма|бөгет|кедергі|айыр|босат|қоспағанда|"
    r"басқа|бұрын|дейін|тек|тоқта|қиын|тұрмақ|гөрі|әлі|ашпа|теріс|заңсыз|төмен|нашар|аз\b|сирек|жабық|құпия|бұзу|"
    r"қауіп|кері|азай|күмән",
    re.IGNORECASE,
)
_EN_NOT = re.compile(
    r"\b(?:did|does|do|was|were|is|are|has|have|had|could|can|would|will|may|must|should)\s?(?:not|n't)\b|"
    r"\bnever\b(?! more)|\bthere (?:was|were|is|are) no\b|\bno (?:one|reports?|law|longer)\b|\bneither\b|\bcannot\b",
    re.IGNORECASE,
)
_EN_NEGATIVE = re.compile(
    r"\b(?:not|no|none|never|nor|neither|nothing|nobody|without|cannot|few|little|hardly|rarely|seldom|barely|scarcely|unless|"
    r"only|except|exempt\w*|free|lack\w*|refus\w*|den(?:y|ied|ies|ial)\w*|fail\w*|prevent\w*|prohibit\w*|ban\w*|barr\w*|forbid\w*|"
    r"declin\w*|reject\w*|avoid\w*|absen\w*|miss\w*|withdr\w*|stop\w*|cease\w*|reluctan\w*|too|against|hinder\w*|oppos\w*|"
    r"block\w*|limit\w*|restrict\w*|insufficient\w*|short\w*|scarc\w*|unpunished|stateless\w*|illegal\w*|loss|lost|"
    r"difficult\w*|beyond|contrary|rather than|instead|exce\w*|until|before|yet|remain\w*|still|far|odds|ignor\w*|"
    r"(?:un|in|im|ir|il|dis|non)[a-z]{3,}|\w+less|\w+n't)\b",
    re.IGNORECASE,
)
# "unit", "international" and the like begin with the letters and deny nothing.
_INNOCENT = re.compile(
    r"\b(?:un(?:der|ion|it|iver|ique|ified|til|less)\w*|in(?:ter|form|clud|dividual|stitut|vest|vol|creas|dic|stan|sid|to|"
    r"dustr|itial|cident|spect|sur|flu|fra|come|habit|jur|tell|ten[ts]|stead|cite|citing|augur|put)\w*|im(?:port|pos|prison|prov|"
    r"pact|plement|migr|ag|med|peri)\w*|ir(?:on|an|aq)\w*|il(?:l|l\w*ness)|dis(?:trict|trib|cuss|pute|cover|play|pers|sol|"
    r"ciplin|cours|clos|order|miss)\w*|non(?:etheless|governmental|profit)\w*|unless)\b",
    re.IGNORECASE,
)


_EN_YES = re.compile(r"(?<!not )(?<!never )\b(?:was|were|is|are)\s+(?:also\s+|often\s+|widely\s+)?[a-z]+ed[.\"]*$")
_EN_YES_BUT = re.compile(
    r"(?:prohibit|bann|deni|refus|reject|suspend|exempt|bar|forbidd|limit|restrict|block|un\w+)\w*[.\"]*$"
)
_POSITIVE_ENDINGS = re.compile(r"(?:ған|ген|қан|кен|ады|еді|йды|йді|ды|ді|ты|ті|пты|пті)$")


def _is_negative(word: str) -> bool:
    """Whether the verb denies, and does not merely have a root in -ма or -ба: сабаған is "beat"."""
    low = word.lower()
    if low in ("емес", "жоқ"):
        return True
    ending = _POSITIVE_ENDINGS.search(low)
    stem = low[: ending.start()] if ending else low
    return f"{stem}у" not in kazakh_words()


def find(material: Material) -> Iterator[Candidate]:
    """Pairs of sentences in which one side denies and nothing on the other does."""
    for pair in material.sentence_pairs:
        if pair.shape != (1, 1) or pair.similarity < 0.35 or not pair.kk or not pair.en:
            continue
        kk, en = pair.texts()
        deny = [m for m in _EN_NEGATIVE.finditer(en) if not _INNOCENT.fullmatch(m[0])]
        final = _KK_FINAL.search(kk)
        if final and not _is_negative(final[1]):
            final = None
        if (
            final
            and (not deny or (_EN_YES.search(en) and not _EN_YES_BUT.search(en)))
            and not re.search(r"\bемес\b.*\b(?:ғана|тек)\b|ғана\s+емес|жоқ\s+емес", kk)
        ):
            start = pair.kk[0] + final.start()
            yield Candidate(
                said("{kk} denies; the English sentence says yes", kk=final[1]),
                pair.segment.kk.mark(start, pair.kk[0] + final.end(1)),
                pair.segment.en.mark(*pair.en),
                0.8,
            )
        elif (stated := _EN_NOT.search(en)) and not _KK_NEGATIVE.search(kk):
            start = pair.en[0] + stated.start()
            yield Candidate(
                said("the English denies ({en}); nothing does here", en=stated[0]),
                pair.segment.kk.mark(*pair.kk),
                pair.segment.en.mark(start, start + len(stated[0])),
                0.7,
            )
