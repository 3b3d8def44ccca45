"""TermBase eXchange, ISO 30042:2019 (DCA style), which terminology tools exchange."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from alignment.exceptions import MalformedFile
from alignment.files import clean_text, parse_xml
from alignment.glossary.terms import term_of
from alignment.languages import side_of_code
from alignment.records import Side, Term, TermStatus, said

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST_PAIRS = 10_000  # of one concept: each of its English terms goes with each Kazakh one
_STATUSES: dict[TermStatus, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
# As ISO 12620 and TBX name them, and as terminology tools do; letters alone, without the ending that TBX puts on.
_READ: dict[str, TermStatus] = {
    **dict.fromkeys(("preferred", "standardized", "legal", "regulated", "approved", "recommended"), "preferred"),
    **dict.fromkeys(("admitted", "allowed", "accepted", "permitted"), "admitted"),
    **dict.fromkeys(("deprecated", "superseded", "forbidden", "obsolete", "prohibited", "notrecommended"), "forbidden"),
}
_ENDING = re.compile(r"[^a-z]|(?:terms?)?(?:[^a-z]*admn[^a-z]*sts)?[^a-z]*$")
_STATUS_NOTES = ("administrativeStatus", "normativeAuthorization")
_SEVERITY: dict[TermStatus, int] = {"preferred": 0, "admitted": 1, "forbidden": 2}


def render(terms: Sequence[Term]) -> bytes:
    """One concept entry an English term, its Kazakh renderings with their status inside."""
    root = etree.fromstring(f'<tbx xmlns="{_NAMESPACE}" type="TBX-Basic" style="dca" xml:lang="en"/>')
    description = _sub(_sub(_sub(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _sub(description, "p").text = "Kazakh–English glossary"
    body = _sub(_sub(root, "text"), "body")
    concepts: dict[str, list[Term]] = {}
    for term in terms:
        concepts.setdefault(term.en, []).append(term)
    for number, (en, renderings) in enumerate(concepts.items(), 1):
        entry = _sub(body, "conceptEntry", id=f"c{number}")
        if kind := next((term.kind for term in renderings if term.kind), ""):
            _sub(entry, "descrip", type="subjectField").text = kind
        section = _sub(_sub(entry, "langSec", {_LANG: "en"}), "termSec")
        _sub(section, "term").text = en
        language = _sub(entry, "langSec", {_LANG: "kk"})
        for term in renderings:
            section = _sub(language, "termSec")
            _sub(section, "term").text = term.kk
            _sub(section, "termNote", type="administrativeStatus").text = _STATUSES[term.status]
            if term.note:
                _sub(section, "note").text = term.note
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return content


def _sub(parent: etree._Element, name: str, attributes: dict[str, str] | None = None, **more: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", {**(attributes or {}), **more})


def parse(data: bytes, name: str) -> list[Term]:
    """The terms of a TBX file: every English term of a concept with every Kazakh one. TBX 2 (martif) is read too.

    Raises:
        MalformedFile: the file is not well-formed XML, or no TBX, a concept has more terms than any has, or a Kazakh term
            has a status that is not known here.
    """
    root = parse_xml(data, name)
    if etree.QName(root).localname not in ("tbx", "martif"):
        raise MalformedFile("{name}: not a TBX file; its root is <{root}>", name=name, root=etree.QName(root).localname)
    terms = []
    for entry in _all(root, "conceptEntry", "termEntry"):
        kind = next((_text(found) for found in _all(entry, "descrip") if found.get("type") == "subjectField"), "")
        sides: dict[Side, list[tuple[str, TermStatus, str]]] = {}
        for language in _all(entry, "langSec", "langSet"):
            side = side_of_code(language.get(_LANG) or language.get("lang") or "")
            for section in _all(language, "termSec", "tig", "ntig") if side else ():
                word = next((_text(found) for found in _all(section, "term")), "")
                if side and word:
                    status: TermStatus = _status(section, name) if side == "kk" else "preferred"
                    sides.setdefault(side, []).append((word, status, _note(section)))
        pairs = len(sides.get("en", [])) * len(sides.get("kk", []))
        if pairs > _MOST_PAIRS:
            raise MalformedFile(
                "{name}, line {line}: a concept of {number} pairs of terms; split it into concepts of at most {most}",
                name=name,
                line=entry.sourceline,
                number=pairs,
                most=_MOST_PAIRS,
            )
        place = said("{name}, line {line}", name=name, line=str(entry.sourceline))
        terms += [
            term_of({"en": en, "kk": kk, "status": status, "kind": kind, "note": note}, place)
            for en, _, _ in sides.get("en", [])
            for kk, status, note in sides.get("kk", [])
        ]
    return terms


def _all(parent: etree._Element, *names: str) -> list[etree._Element]:
    return [child for child in parent.iter() if isinstance(child.tag, str) and etree.QName(child).localname in names]


def _text(element: etree._Element) -> str:
    return " ".join(clean_text("".join(map(str, element.itertext()))).split())


def _status(section: etree._Element, name: str) -> TermStatus:
    """What the strictest of a term's notes says; preferred where none does."""
    statuses: list[TermStatus] = ["preferred"]
    # In DCA style the kind of note is an attribute, in DCT style the element's name.
    for note in _all(section, "termNote", *_STATUS_NOTES):
        written = _text(note)
        if (note.get("type") or etree.QName(note).localname) not in _STATUS_NOTES or not written:
            continue
        known = _READ.get(_ENDING.sub("", written.lower()))
        if known is None:
            raise MalformedFile(
                "{name}, line {line}: {status} is no status that is known here: use one of {known}",
                name=name,
                line=note.sourceline,
                status=repr(written),
                known=", ".join(_STATUSES.values()),
            )
        statuses.append(known)
    return max(statuses, key=_SEVERITY.__getitem__)


def _note(section: etree._Element) -> str:
    return next((_text(found) for found in _all(section, "note")), "")
