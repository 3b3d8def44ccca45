"""`alignment check`: translation errors that a machine can find."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignment.cli.options import AsGivenOption, EncodingOption, JsonOption, ReadAsOption
from alignment.cli.output import new_table, opened_project, print_json, print_table, stages, tell_reading
from alignment.cli.program import app
from alignment.records import Level
from alignment.settings import SHIPPED_MODEL

if TYPE_CHECKING:
    from alignment.checks import Finding
    from alignment.glossary import Glossary


@app.command(epilog="Example: alignment check report.kken -o errors.html")
def check(
    source: Annotated[str, typer.Argument(metavar="PROJECT|KK", help="Project file or URL; or the Kazakh text.")],
    en: Annotated[Path | None, typer.Argument(metavar="[EN]", help="The English original, after a Kazakh text.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="Error report: .html, .xlsx, MQM ratings (.tsv) or ESA ratings (.jsonl)."
        ),
    ] = None,
    glossary: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="TERMS",
            help="Glossary to judge terms by: .tsv, .csv or .tbx. Repeatable; the last counts.",
        ),
    ] = None,
    patterns: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="RULES",
            help="Your own words and regular expressions to report: .tsv or .csv with the columns kk, en, kind, message. "
            "Repeatable.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|DIR", help="Encoder to pair sentences with: a project's own, or the shipped one, when left out."
        ),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(metavar="paragraph|sentence", help="What to align, of two texts; paragraphs when left out."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="CHECK", help="Run this check alone. Repeatable.")
    ] = None,
    read_as: ReadAsOption = None,
    encoding: EncodingOption = None,
    as_given: AsGivenOption = False,
    as_json: JsonOption = False,
) -> None:
    """Look for translation errors: print them, or write a report."""
    from alignment.checks import CHECKS, read_patterns
    from alignment.checks import check as look
    from alignment.embedding import load_encoder, refuse_missing
    from alignment.files import refuse_output
    from alignment.reports import finding_json, refuse_unknown, write_findings
    from alignment.review import standing_ratings, undecided

    for name in only or []:
        if name not in CHECKS:
            raise typer.BadParameter(f"no check {name!r}; there are {', '.join(CHECKS)}", param_hint="--only")
    if level not in (None, "paragraph", "sentence"):
        raise typer.BadParameter("use paragraph or sentence", param_hint="--level")
    if en is None:
        given = {"--level": level, "--read-as": read_as, "--encoding": encoding, "--as-given": as_given}
        _refuse_for_texts(given)
    if output:
        refuse_unknown(output)
        refuse_output(output, *map(Path, filter(None, (source, en, *(glossary or ()), *(patterns or ())))))
    terms = _glossary_of(glossary) if glossary else None
    rules = [pattern for file in patterns or () for pattern in read_patterns(file)]
    # Whoever names a model may have it downloaded; what a project names is only looked for.
    encode = load_encoder(model).encode if model else None
    if en is None:
        opened = opened_project(source)
        alignment, state = opened.alignment, opened.state()
        if encode is None and not only:
            refuse_missing(alignment.model or SHIPPED_MODEL)
        links, flags, ratings = [reviewed.link for reviewed in state.links], state.flags, standing_ratings(state)
        with stages():
            findings = undecided(alignment, state, terms, only=only or None, encode=encode, patterns=rules)
    else:
        from alignment.pipeline import align as align_files

        chosen: Level = "sentence" if level == "sentence" else "paragraph"
        with stages() as progress:
            alignment = align_files(
                Path(source),
                en,
                model=model or SHIPPED_MODEL,
                level=chosen,
                progress=progress,
                as_given=as_given,
                read_as=read_as,
                encoding=encoding,
            )
            tell_reading(alignment.kk, alignment.en)
            findings = look(alignment, terms, only=only or None, encode=encode, patterns=rules)
        links, flags, ratings = list(alignment.links), (), ()
    if output:
        write_findings(output, alignment, links, findings, flags, ratings)
    if as_json:
        print_json({"findings": [finding_json(finding) for finding in findings]})
    elif output:
        rated = f", {len(ratings)} ratings" if ratings else ""
        typer.echo(f"{len(findings)} findings and {len(flags)} flags{rated} in {output}")
    else:
        _print_findings(findings)


def _refuse_for_texts(options: dict[str, str | bool | None]) -> None:
    """Options that say how two texts are read say nothing of a project."""
    for name, value in options.items():
        if value:
            raise typer.BadParameter("a project has its own; leave it out, or name two texts", param_hint=name)


def _glossary_of(files: Sequence[Path]) -> Glossary:
    """What stands in one of the files, as the last says it that has the same two words."""
    from alignment.glossary import Glossary, read_glossary

    records = {(term.en, term.kk): term for file in files for term in read_glossary(file).terms}
    return Glossary(tuple(records.values()))


def _print_findings(findings: Sequence[Finding]) -> None:
    """Print a table of them."""
    from alignment.reports import finding_row

    table = new_table("lines", "check", "severity", "Kazakh", "English", "what differs")
    for column in table.columns:
        column.justify = "left"
    for finding in findings:
        table.add_row(*finding_row(finding))
    print_table(table)
    typer.echo(f"{len(findings)} findings")
