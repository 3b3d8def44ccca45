"""Abbreviations of Kazakh reports and what they answer to in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acronym:
    """An institution or notion that is called by its initials."""

    en: tuple[str, ...]
    """English abbreviations and names; the first is the usual one."""

    kk: tuple[str, ...]
    """Kazakh abbreviations, the usual one first; further ones are current too."""

    phrases: tuple[str, ...] = ()
    """Kazakh names in full, in base form, that may stand for it."""

    foreign: tuple[str, ...] = ()
    """Russian abbreviations that stray into Kazakh texts."""


_TABLE = """
NGO; nongovernmental organization; non-governmental organization | ҮЕҰ | үкіметтік емес ұйым; коммерциялық емес ұйым; қоғамдық бірлестік; ұйым | НПО
KNB; NSC; Committee for National Security; National Security Committee | ҰҚК | ұлттық қауіпсіздік комитеті | КНБ
OSCE; Organization for Security and Cooperation in Europe | ЕҚЫҰ | еуропадағы қауіпсіздік және ынтымақтастық ұйымы | ОБСЕ
ODIHR; Office for Democratic Institutions and Human Rights | ДИАҚБ; ДИАҚБ | демократиялық институттар мен адам құқықтары | БДИПЧ
NPM; National Preventive Mechanism | ҰАМ | ұлттық алдын алу механизмі; ұлттық превентивтік; ұлттық алдын алу тетігі | НПМ
PMC; Public Monitoring Commission | ҚБК; ҚБТ | қоғамдық бақылау комиссиясы | ОНК
PRI; Penal Reform International | ХТР; PRI | халықаралық түрме реформасы |
UN; U.N.; United Nations | БҰҰ | біріккен ұлттар ұйымы | ООН
UNHCR; UN High Commissioner for Refugees | БЖКБ; БҰҰ БЖКБ; УНХЦР | босқындар істері жөніндегі жоғарғы комиссар | УВКБ
CIS; Commonwealth of Independent States | ТМД | тәуелсіз мемлекеттер достастығы | СНГ
IOM; International Organization for Migration | ХКҰ | халықаралық көші-қон ұйымы | МОМ
ILO; International Labor Organization | ХЕҰ | халықаралық еңбек ұйымы | МОТ
CEC; Central Election Commission | ОСК | орталық сайлау комиссиясы | ЦИК
CAB; Consultative Advisory Body | ККБО | консультативтік-кеңес беру органы; консультативтік-кеңесші орган |
LGBTI; LGBT; LGBTQ; lesbian, gay | ЛГБТИ; ЛГБТ; ЛГБТК | лесбиянка |
HIV | АҚТҚ; АИТВ | адамның иммун тапшылығы | ВИЧ
AIDS | ЖҚТБ; ЖИТС | жұқтырылған қорғаныш тапшылығы | СПИД
FTUK; Federation of Trade Unions | ҚРКФ; ФПРК | кәсіподақтар федерациясы |
CITUK; Confederation of Independent Trade Unions | ҚТКК; CITUK | тәуелсіз кәсіподақтар конфедерациясы |
KIBHR; Kazakhstan International Bureau for Human Rights | АҚХБ; ҚАҚХБ | қазақстан халықаралық бюросы; қазақстандық халықаралық бюро; қазақстан халықаралық бюро |
EEU; EAEU; Eurasian Economic Union | ЕАЭО; ЕЭО | еуразиялық экономикалық одақ | ЕАЭС
WHO; World Health Organization | ДДСҰ; ДДҰ | дүниежүзілік денсаулық сақтау ұйымы | ВОЗ
WTO; World Trade Organization | ДСҰ | дүниежүзілік сауда ұйымы | ВТО
EU; European Union | ЕО | еуропалық одақ; еуроодақ | ЕС
IMF; International Monetary Fund | ХВҚ | халықаралық валюта қоры | МВФ
NATO | НАТО; NATO | солтүстік атлант шарты ұйымы |
UNICEF; UN Children's Fund | ЮНИСЕФ; UNICEF | балалар қоры |
UNESCO | ЮНЕСКО; UNESCO | |
GDP; gross domestic product | ЖІӨ | жалпы ішкі өнім | ВВП
SCO; Shanghai Cooperation Organization | ШЫҰ | шанхай ынтымақтастық ұйымы | ШОС
CSTO; Collective Security Treaty Organization | ҰҚШҰ | ұжымдық қауіпсіздік туралы шарт ұйымы | ОДКБ
FIDH; International Federation for Human Rights | FIDH; АҚХФ | адам құқықтары жөніндегі халықаралық федерация |
CEDAW | CEDAW; ӘКЖК | кемсітушілікті жою |
MIA; Ministry of Internal Affairs | ІІМ | ішкі істер министрлігі | МВД
MFA; Ministry of Foreign Affairs | СІМ | сыртқы істер министрлігі | МИД
PRC; People's Republic of China; China | ҚХР | қытай халық республикасы; қытай | КХР; КНР
USSR; Soviet Union | КСРО | кеңес одағы | СССР
U.S.; United States; USA; U.S; Department of State; State Department; Department of Labor; dollar; $ | АҚШ | америка құрама штаттары | США
DPI; Deep Packet Inspection | DPI | |
SORM; System for Operative Investigative Activities | СОРМ | жедел-іздестіру іс-шаралары жүйесі |
AMT; ArcelorMittal Temirtau | АМТ; AMT | арселор миттал теміртау |
OCC; Oil Construction Company | OCC | мұнай құрылыс компаниясы; мұнай конструкциясы компаниясы |
media | БАҚ | бұқаралық ақпарат құралдары | СМИ
Kazakhstan; Republic; the; national | ҚР | қазақстан республикасы | РК
"""


def _rows() -> tuple[Acronym, ...]:
    rows = []
    for line in _TABLE.strip().split("\n"):
        en, kk, phrases, foreign = (
            tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip())) for cell in line.split("|")
        )
        rows.append(Acronym(en, kk, phrases, foreign))
    return tuple(rows)


ACRONYMS: tuple[Acronym, ...] = _rows()
"""What is known."""

BY_KK: dict[str, Acronym] = {short: row for row in ACRONYMS for short in (*row.kk, *row.foreign)}
BY_EN: dict[str, Acronym] = {row.en[0]: row for row in ACRONYMS if row.en[0].isupper()}

MINOR_WORDS = frozenset("және мен бен пен туралы жөніндегі үшін the of and for in on to".split())
"""Words whose initial an abbreviation leaves out."""


def fits_initials(short: str, words: list[str]) -> bool:
    """Whether an abbreviation can be made of the words' initials, in order; words may be passed over, letters may not.

    >>> fits_initials("ҰҚК", ["Ұлттық", "қауіпсіздік", "комитеті"])
    True
    """
    at = 0
    initials = [part[0].lower() for word in words for part in word.split("-") if part]
    for letter in short.lower():
        while at < len(initials) and initials[at] != letter:
            at += 1
        if at == len(initials):
            return False
        at += 1
    return True
