"""XLIFF 1.2 (OASIS, 2008), for the tools that know no later version."""

from __future__ import annotations

from collections.abc import Sequence
from io import TextIOWrapper
from typing import BinaryIO

from alignment.corpora.details import details_of
from alignment.corpora.entries import Corpus, LinkEntry
from alignment.corpora.exchange import link_id, remarks_of
from alignment.corpora.xliff import token
from alignment.files import xml_attribute, xml_text
from alignment.records import Side, Status

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES: dict[Status, str] = {
    "unreviewed": "translated",
    "accepted": "signed-off",
    "needs review": "needs-review-translation",
}
_ANNOTATES: dict[Side | None, str] = {"kk": "target", "en": "source", None: "general"}


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """One `trans-unit` a link, `approved` where it is accepted; a link without English has an empty source, one without
    Kazakh no target. Proposed wordings of the Kazakh are `alt-trans` elements, all other remarks notes; what is known
    besides, the details among it, is a `context-group`. O(characters), one link at a time.
    """
    (file,) = files
    lines = TextIOWrapper(file, encoding="utf-8", newline="\n")
    lines.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_NAMESPACE}" version="1.2">\n'
        f'<file original="{xml_attribute(corpus.en_name)}" source-language="en" target-language="kk" datatype="plaintext" '
        'xml:space="preserve">\n<body>\n'
    )
    for number, entry in enumerate(corpus.entries):
        lines.write(_unit(entry, None if number else corpus))
    lines.write("</body>\n</file>\n</xliff>\n")
    lines.detach()


def _unit(entry: LinkEntry, corpus: Corpus | None) -> str:
    reviewed = entry.reviewed
    approved = ' approved="yes"' if entry.kk and reviewed.status == "accepted" else ""
    parts = [
        f'<trans-unit id="{token(entry)}"{approved} xml:space="preserve">\n  <source>{xml_text(entry.en_text)}</source>\n'
    ]
    if entry.kk:
        parts.append(f'  <target state="{_STATES[reviewed.status]}">{xml_text(entry.kk_text)}</target>\n')
    known = {
        "status": reviewed.status,
        "origin": reviewed.origin,
        "confidence": "" if reviewed.link.confidence is None else f"{reviewed.link.confidence:.4f}",
        "link-type": reviewed.link.shape,
        "section": entry.section,
        "reviewer": reviewed.reviewer,
        "date": reviewed.at,
        "units": link_id(entry),
        "details": details_of(entry, corpus),
    }
    parts.append('  <context-group purpose="information">\n')
    parts += [
        f'    <context context-type="x-{name}">{xml_text(value)}</context>\n' for name, value in known.items() if value
    ]
    parts.append("  </context-group>\n")
    for remark in remarks_of(entry):
        if remark.kind == "proposal" and remark.side == "kk":
            who = f' origin="{xml_attribute(remark.reviewer)}"' if remark.reviewer else ""
            parts.append(f"  <alt-trans{who}><target>{xml_text(remark.wording)}</target></alt-trans>\n")
        else:
            who = f' from="{xml_attribute(remark.reviewer)}"' if remark.reviewer else ""
            parts.append(f'  <note{who} annotates="{_ANNOTATES[remark.side]}">{xml_text(remark.text)}</note>\n')
    parts.append("</trans-unit>\n")
    return "".join(parts)
