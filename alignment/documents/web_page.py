"""Web pages: what a page says itself, as headings, paragraphs, items of lists and rows of tables, and nothing around it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import lxml.html
from lxml import etree

from alignment.documents.blocks import Block, Content
from alignment.exceptions import EmptyText, MalformedFile

_UNSEEN = frozenset("script style template noscript head".split())
_NO_TEXT = frozenset(
    "script style template noscript head title meta link iframe object embed applet svg canvas audio video form button "
    "select option textarea input datalist map area nav aside footer dialog menu del rt rp colgroup frameset".split()
)
_BLOCKS = frozenset(
    "html body main article section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th pre "
    "blockquote figure figcaption address hr header hgroup details summary fieldset legend center search".split()
)
_LEVELS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
_ROLES = frozenset("navigation banner contentinfo search complementary menu menubar dialog alertdialog".split())
_MARKS = re.compile(
    r"(?<![^\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|cookies?|share|sharing|social|pagination|pager|"
    r"advert|ads?|mw-editsection|noprint|skip-link|sr-only|visually-hidden)(?![^\s_-])",
    re.IGNORECASE,
)  # of classes and ids
_ALWAYS = re.compile(r"(?<!\S)(?:mw-editsection|noprint|reference|skip-link|sr-only|visually-hidden)(?!\S)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;…][\"'»”’)\]]*\s*$")
_END = 20  # characters in which the end of a line shows
_BREAK = "\x85"  # stands for <br> until a paragraph's lines are told apart; XML holds it, pages hardly do
_SHORT = 600  # characters: a page of less has no surroundings worth guessing at
_LARGEST_SHARE = 0.5  # of the text that lies in links: more is a menu
_MOST_ELEMENTS = 6_000  # trafilatura takes seconds for more
_CELL = 300  # characters: a longer cell holds text of its own and is no figure in a row
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST = 400  # elements in one another; parsers nest no deeper on purpose


def read(text: str, name: str) -> Content:
    """The headings and paragraphs of a page's main part. O(elements × depth).

    The main part is what the page marks as such, or what lies around the text that trafilatura takes for it; within it
    nothing is left out but menus, forms and scripts, so that short paragraphs and laws in lists stay whole.

    Raises:
        MalformedFile: no page can be made of it.
        EmptyText: there is no text in it.
    """
    root = _parsed(text, name)
    body = next(iter(root.iter("body")), root)
    main = _main_part(body, text)
    if _marked_language(main) and any(_marked_language(one) not in ("", _marked_language(main)) for one in _marked(body)):
        main = body  # it is one language's part of the page
    blocks = list(_Walk(main, body).blocks())
    if not blocks and main is not body:
        blocks = list(_Walk(body, body).blocks())
    if not blocks:
        raise EmptyText("{name}: the page holds no text; a page that a script fills is saved from the browser", name=name)
    return _with_levels(blocks)


def _parsed(text: str, name: str) -> Any:
    # What declares another encoding is decoded already; what XML forbids would end the text.
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", lambda found: " " * 0 + "\n" * found[0].count("\n"), text)
    clean = clean.replace("\0", "").replace(_BREAK, " ")
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = lxml.html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        reason = str(error).split("\n", maxsplit=1)[0] or type(error).__name__
        raise MalformedFile("{name}: no web page can be read from it ({reason})", name=name, reason=reason) from None
    return root


def _main_part(body: Any, text: str) -> Any:
    whole = _length(body)
    for path in ("main", "*[@role='main']", "article"):
        found = list(body.iterfind(f".//{path}"))
        outer = [one for one in found if not any(other is not one and other in one.iterancestors() for other in found)]
        if len(outer) == 1 and _length(outer[0]) >= 0.3 * whole:
            return outer[0]
    if whole < _SHORT or sum(1 for _ in body.iter()) > _MOST_ELEMENTS:
        return body
    around = _around(_extracted(text), body)
    return body if around is None else around


def _length(element: Any) -> int:
    return sum(len(" ".join(piece.split())) for piece in _pieces(element))


class _Extent(NamedTuple):
    """How much an element shows."""

    text: int = 0
    """Characters."""

    linked: int = 0
    """Those of them that lie in links to other pages."""

    links: int = 0


def _extents(root: Any) -> dict[Any, _Extent]:
    """The extent of every element, in one pass."""
    made: dict[Any, _Extent] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        text = len(" ".join((element.text or "").split()))
        linked = links = 0
        if element.tag in _UNSEEN:
            made[element] = _Extent()
            continue
        for child in element:
            inside = made.get(child, _Extent())
            text += inside.text + len(" ".join((child.tail or "").split()))
            linked, links = linked + inside.linked, links + inside.links
        if element.tag == "a" and not (element.get("href") or "#").startswith("#"):
            linked, links = text, 1
        made[element] = _Extent(text, linked, links)
    return made


def _pieces(element: Any) -> Iterator[str]:
    """The text that an element shows, piece by piece."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag in _UNSEEN:
                continue
            if node.text:
                yield node.text
        elif node is not element and node.tail:
            yield node.tail


def _extracted(text: str) -> list[str]:
    """The paragraphs that trafilatura takes for the page's own."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(text, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False)
    except Exception:  # it raises whatever its parts raise; without it the whole page is read
        return []
    said = getattr(found, "text", None) or ""
    return [line for line in (" ".join(line.split()) for line in said.split("\n")) if len(line) > 20]


def _around(paragraphs: list[str], body: Any) -> Any:
    """The innermost element that holds nearly all of these paragraphs."""
    wanted = {line[:60] for line in paragraphs}
    if not wanted:
        return None
    counts: dict[Any, int] = {}
    total = 0
    for element in body.iter():
        if isinstance(element.tag, str) and element.tag in _BLOCKS and element.tag not in ("body", "html"):
            own = " ".join("".join(_own_pieces(element)).split())
            if len(own) > 20 and own[:60] in wanted:
                total += len(own)
                for above in (element, *element.iterancestors()):
                    counts[above] = counts.get(above, 0) + len(own)
    if not total:
        return None
    chosen = body
    while True:
        inner = [child for child in chosen if counts.get(child, 0) >= 0.97 * total]
        if not inner or inner[0].tag in ("table", "tbody", "tr", "ul", "ol", "p", "blockquote"):
            return chosen
        chosen = inner[0]


def _own_pieces(element: Any) -> Iterator[str]:
    """The text of a block without that of blocks inside it."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS and child.tag not in _NO_TEXT:
            yield from (piece for piece in child.itertext() if isinstance(piece, str))
        if child.tail:
            yield child.tail


class _Part(NamedTuple):
    """A paragraph."""

    text: str
    line: int
    tag: str
    """Of its heading; empty where it is none."""

    language: str | None
    """The language code of the innermost block around it that has one."""


class _Walk:
    """One way through the elements of a page's main part."""

    def __init__(self, main: Any, body: Any) -> None:
        self.main = main
        heads = list(body.iter("h1"))
        self.extents = _extents(body)
        self.only_head = heads[0] if len(heads) == 1 else None
        self.inline: list[str] = []
        self.line = 1
        self.language: str | None = None
        self.made: list[_Part] = []

    def blocks(self) -> Iterator[_Part]:
        """The paragraphs."""
        if self.only_head is not None and self.main.tag != "body" and not _holds(self.main, self.only_head):
            self._element(self.only_head, 0)
        self._element(self.main, 0)
        self._close("")
        yield from self.made

    def _close(self, tag: str) -> None:
        whole = "".join(self.inline)
        self.inline.clear()
        for part in _paragraphs_in(whole):
            self.made.append(_Part(part, self.line, tag, self.language))

    def _element(self, element: Any, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or depth > _DEEPEST or (element is not self.main and self._is_left_out(element)):
            return
        tag, outer = tag.rsplit("}", 1)[-1], self.language
        # A page's own mark is often its template's.
        if tag in _BLOCKS and tag not in ("html", "body") and (own := _marked_language(element)) not in ("", outer):
            self._close("")
            self.language = own
            self._walk(element, tag, depth)
            self._close("")
            self.language = outer
        else:
            self._walk(element, tag, depth)

    def _walk(self, element: Any, tag: str, depth: int) -> None:
        if tag == "br":
            self.inline.append(_BREAK)
        elif tag == "img":
            return
        elif tag == "tr" and _is_row(element):
            self._close("")
            self.line = element.sourceline or self.line
            cells = [" ".join("".join(_pieces(cell)).split()) for cell in element if cell.tag in ("td", "th")]
            self.inline.append(" ".join(cell for cell in cells if cell))
            self._close("")
        elif tag == "pre":
            self._close("")
            self.line = element.sourceline or self.line
            for part in re.split(r"\n\s*\n", "".join(_pieces(element))):
                self.inline.append(part)
                self._close("")
        elif tag in _BLOCKS:
            self._close("")
            self.line = element.sourceline or self.line
            self._inside(element, depth)
            self._close(tag if tag in _LEVELS else "")
        else:
            self._inside(element, depth)

    def _inside(self, element: Any, depth: int) -> None:
        if element.text:
            self.inline.append(element.text)
        for child in element:
            self._element(child, depth + 1)
            if isinstance(child.tag, str) and child.tag in _BLOCKS:
                self._close("")
                self.line = child.sourceline or self.line
            if child.tail:
                self.inline.append(child.tail)

    def _is_left_out(self, element: Any) -> bool:
        tag = element.tag
        if tag in _NO_TEXT:
            return not (
                tag == "form" and self.extents[element].text > _SHORT
            )  # old programs of servers put the page into one
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
            return True
        if element.get("aria-hidden") == "true" or element.get("role", "") in _ROLES:
            return True
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if _ALWAYS.search(names):
            return True
        if tag == "header":
            inside = any(above.tag in ("article", "main", "section") for above in element.iterancestors())
            return not inside and (self.only_head is None or not _holds(element, self.only_head))
        return tag in ("div", "ul", "ol", "section", "table", "p", "span") and self._is_menu(element, names)

    def _is_menu(self, element: Any, names: str) -> bool:
        """Whether an element is called a menu or the like and holds little, or holds nearly nothing but links."""
        marked = _MARKS.search(names) is not None
        extent = self.extents.get(element, _Extent())
        if marked:
            return extent.text < 200 or extent.linked > _LARGEST_SHARE * extent.text
        return (
            element.tag in ("ul", "ol", "div")
            and extent.links > 2
            and extent.linked > 0.8 * extent.text
            and extent.linked < 40 * extent.links
        )


def _marked(body: Any) -> Iterator[Any]:
    """The blocks of a page that may say which language they are in."""
    return (one for one in body.iterdescendants() if one.tag in _BLOCKS)


def _marked_language(element: Any) -> str:
    """The language code that an element has; empty where it has none."""
    return str(element.get("lang") or element.get("xml:lang") or element.get(_XML_LANG) or "").strip().lower()


def _holds(outer: Any, inner: Any) -> bool:
    return inner is outer or outer in inner.iterancestors()


def _is_row(row: Any) -> bool:
    """Whether a table's row is one of figures and words: a table that lays a page out has texts in its cells."""
    own = {"table", "ul", "ol", *_LEVELS}
    if len({_marked_language(cell) for cell in row}) > 1:
        return False
    return not any(
        any(one.tag in own for one in cell.iter()) or sum(1 for _ in cell.iter("p")) > 1 or _length(cell) > _CELL
        for cell in row
    )


def _paragraphs_in(text: str) -> Iterator[str]:
    """The paragraphs of a block's text: two breaks part them, and so does one behind the end of a sentence."""
    for whole in re.split(rf"{_BREAK}(?:\s*{_BREAK})+", text):
        part: list[str] = []
        for line in whole.split(_BREAK):
            part.append(line)
            if _ENDS.search(line[-_END:]):
                yield from _filled(" ".join(part))
                part = []
        yield from _filled(" ".join(part))


def _filled(text: str) -> Iterator[str]:
    joined = " ".join(text.split())
    if joined and any(letter.isalnum() for letter in joined):
        yield joined


def _with_levels(found: list[_Part]) -> list[Block]:
    """The first heading of the first rank is the title; the others keep their rank."""
    blocks, titled = [], False
    for text, line, tag, language in found:
        level = _LEVELS.get(tag)
        if tag == "h1" and not titled:
            level, titled = 0, True
        blocks.append(Block(text, (line, line), level, language=language))
    return blocks
