"""Names that differ by more than spelling between Kazakh and English, or that are spelled in several ways."""

from __future__ import annotations

PLACES: dict[str, tuple[str, ...]] = {
    "қазақстан": ("kazakhstan", "kazakhstani", "kazakh"), "ресей": ("russia", "russian"), "қытай": ("china", "chinese"),
    "үндістан": ("india", "indian"), "сирия": ("syria", "syrian"), "орал": ("uralsk", "oral", "ural"),
    "өскемен": ("ust-kamenogorsk", "oskemen"), "семей": ("semey", "semipalatinsk"), "еуропа": ("europe", "european"),
    "қарағанды": ("karaganda", "karagandy"), "көкшетау": ("kokshetau",), "байқоңыр": ("baikonur", "baykonur"),
    "атырау": ("atyrau",), "ақтөбе": ("aktobe", "aktyubinsk"), "тараз": ("taraz",), "павлодар": ("pavlodar",),
    "қызылорда": ("kyzylorda",), "петропавл": ("petropavlovsk", "petropavl"), "қостанай": ("kostanay", "kostanai"),
    "түркістан": ("turkestan", "turkistan"), "алматы": ("almaty",), "астана": ("astana", "nur-sultan"),
    "мәскеу": ("moscow",), "германия": ("germany", "german"), "франция": ("france", "french"), "англия": ("england", "english"),
    "ұлыбритания": ("britain", "kingdom", "british"), "түркия": ("turkey", "turkish"), "жапония": ("japan", "japanese"),
    "грузия": ("georgia", "georgian"), "армения": ("armenia",), "әзербайжан": ("azerbaijan",), "польша": ("poland",),
    "қырғызстан": ("kyrgyzstan", "kyrgyz"), "өзбекстан": ("uzbekistan", "uzbek"), "тәжікстан": ("tajikistan", "tajik"),
    "түрікменстан": ("turkmenistan",), "украина": ("ukraine", "ukrainian"), "беларусь": ("belarus",), "иран": ("iran",),
    "ирак": ("iraq",), "ауғанстан": ("afghanistan",), "моңғолия": ("mongolia",), "вашингтон": ("washington",),
    "женева": ("geneva",), "вена": ("vienna",), "брюссель": ("brussels",), "лондон": ("london",), "париж": ("paris",),
    "теміртау": ("temirtau",), "жаңаөзен": ("zhanaozen",), "ақтау": ("aktau",), "маңғыстау": ("mangystau", "mangistau"),
    "шымкент": ("shymkent", "chimkent"), "талдықорған": ("taldykorgan",), "екібастұз": ("ekibastuz",),
    "гаага": ("hague",), "минск": ("minsk",), "рамазан": ("ramadan",),
    "шешен": ("chechen", "chechnya"), "ұйғыр": ("uighur", "uyghur"), "кеңес": ("soviet",), "еврей": ("jew", "jewish"),
    "мұсылман": ("muslim", "moslem"), "орыс": ("russian", "russia"), "қазақ": ("kazakh",), "батыс": ("western", "west"),
    "христиан": ("christian",), "ағылшын": ("english",), "түрік": ("turkish", "turk"), "неміс": ("german",), "дүнген": ("dungan",),
}  # fmt: skip
"""Places, peoples (and the month of fasting) in lower case, and the English words that answer to each."""
