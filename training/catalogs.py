"""Kazakh–English pairs from the message catalogs of free programs, read from their packages as these come.

Debian's language packs of Firefox, Thunderbird and LibreOffice (MPL 2.0; those of Mozilla in Kazakh and in British English,
joined by key), and wheels with gettext catalogs (Django, its REST framework, WTForms; BSD).
"""

from __future__ import annotations

import gettext
import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_MOST_WORDS = 60

# Marks of access keys, and what stands for a value: %S, %1$d, ${name}, {0}, &brand;, $(ARG1), %PRODUCTNAME. Tags.
_MARKUP = re.compile(
    r"<[^>]*>|&(?!amp;|quot;)\w[\w.-]*;|\$\([^)]*\)|\$?\{[^}]*\}|%\d*\$?[A-Za-z]\b|%\d+|%\(\w+\)[a-z]|%[A-Z]{2,}\b|\(?[~_&](?=\w)|\\[nt]"
)
_ESCAPED = {"&amp;": "&", "&quot;": '"', "\u00a0": " "}
_KAZAKH = re.compile(r"[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]{2}")
_ENGLISH = re.compile(r"[A-Za-z]{2}")


def clean(message: str) -> str:
    """The message as a reader sees it, without what stands for values."""
    for mark, sign in _ESCAPED.items():
        message = message.replace(mark, sign)
    text = " ".join(_MARKUP.sub(" ", message).split())
    return re.sub(r"\s+([.,:;!?…)])", r"\1", text).strip(" -–—|/")


def usable(kk: str, en: str) -> bool:
    """Whether both are text of their language, and of a length that a translation has."""
    shorter, longer = sorted((len(kk), len(en)))
    return bool(
        _KAZAKH.search(kk)
        and _ENGLISH.search(en)
        and not _KAZAKH.search(en)
        and longer <= 4 * shorter + 12
        and max(len(kk.split()), len(en.split())) <= _MOST_WORDS
    )


def catalog_pairs(packages: Path) -> list[tuple[str, str]]:
    """The usable pairs of all packages in a folder, each once."""
    rows: dict[tuple[str, str], None] = {}
    for package in sorted([*packages.glob("*-l10n-kk_*.deb"), *packages.glob("*.whl")]):
        before = len(rows)
        rows |= {pair: None for kk, en in pairs_of(package) if usable(*(pair := (clean(kk), clean(en))))}
        print(f"{package.name}: {len(rows) - before} pairs")
    return list(rows)


@contextmanager
def unpacked(package: Path) -> Iterator[Path]:
    """A folder with a Debian package's files, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        yield Path(folder)


def pairs_of(package: Path) -> Iterator[tuple[str, str]]:
    """The pairs in a package: a wheel's or a Debian package's gettext catalogs, or two language packs of Mozilla.

    Args:
        package: `….whl`, or a Debian package whose name has `-l10n-kk_`; the English pack of Mozilla lies beside it.
    """
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            for name in wheel.namelist():
                if "/kk/" in name and name.endswith(".mo"):
                    yield from read_gettext(io.BytesIO(wheel.read(name)))
        return
    with unpacked(package) as folder:
        for catalog in sorted(folder.rglob("*.mo")):
            with catalog.open("rb") as file:
                yield from read_gettext(file)
        for pack in sorted(folder.rglob("*.xpi")):
            other = next(package.parent.glob(package.name.split("-l10n-")[0] + "-l10n-en-gb_*.deb"))
            with unpacked(other) as other_folder:
                english = dict(read_pack(next(other_folder.rglob("*.xpi")), "en-GB"))
            for key, text in read_pack(pack, "kk"):
                if key in english:
                    yield text, english[key]


def read_gettext(file: Any) -> Iterator[tuple[str, str]]:
    catalog: dict[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    for key, message in catalog.items():
        original = key[0] if isinstance(key, tuple) else key  # of a message with plurals
        yield message, original.split("\x04")[-1]  # after its context


def read_pack(path: Path, language: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Each message of a Mozilla language pack, by its file and key."""
    with zipfile.ZipFile(path) as pack:
        for name in pack.namelist():
            read = read_fluent if name.endswith(".ftl") else read_store if name.endswith((".properties", ".dtd")) else None
            if read:
                place = "/".join(part for part in name.split("/") if part.lower() != language.lower())
                for key, message in read(name, pack.read(name)):
                    yield (place, key), message


def read_store(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    from translate.storage import dtd, properties

    file = io.BytesIO(content)
    store = dtd.dtdfile(file) if name.endswith(".dtd") else properties.propfile(file, "mozilla", "utf-8")
    for unit in store.units:
        if not unit.isblank():
            yield unit.getid(), str(unit.source)


def read_fluent(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    from fluent.syntax import FluentParser, ast

    for entry in FluentParser().parse(content.decode("utf-8")).body:
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        if entry.value:
            yield entry.id.name, text_of(entry.value)
        for attribute in entry.attributes:
            if "key" not in attribute.id.name:  # keys to press are no text
                yield f"{entry.id.name}.{attribute.id.name}", text_of(attribute.value)


def text_of(pattern: Any) -> str:
    """The text of a Fluent pattern: the default of what a value chooses, and nothing where a value stands."""
    from fluent.syntax import ast

    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append(element.value)
        elif isinstance(element.expression, ast.SelectExpression):
            parts.append(next(text_of(v.value) for v in element.expression.variants if v.default))
        elif isinstance(element.expression, ast.StringLiteral):
            parts.append(element.expression.parse()["value"])
        elif isinstance(element.expression, ast.TermReference) and "brand" in element.expression.id.name:
            parts.append("Firefox")
    return "".join(parts)
