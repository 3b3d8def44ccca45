"""`alignment embed`: texts to vectors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.options import DeviceOption, JsonOption, ModelOption
from alignment.cli.output import bar, print_json
from alignment.cli.program import app
from alignment.settings import SHIPPED_MODEL


@app.command(epilog="Example: alignment embed texts.txt -o vectors.npy")
def embed(
    texts: Annotated[Path, typer.Argument(metavar="TEXTS.txt", help="One text a line.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="VECTORS.npy", help="NumPy file to write.")],
    model: ModelOption = SHIPPED_MODEL,
    device: DeviceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Turn each line of a file into a vector.

    The output has one L2-normalized float32 row a line; an empty line gets a row of zeros.
    """
    import io

    import numpy as np

    from alignment.embedding import load_encoder
    from alignment.exceptions import EmptyText
    from alignment.files import decode, read_bytes, refuse_output, write_whole

    refuse_output(output, texts)
    text = decode(read_bytes(texts), texts.name)
    if not text.strip():
        raise EmptyText("{name}: the file holds no text", name=texts.name)
    encoder = load_encoder(model, device)
    with bar("Embedding") as progress:
        rows = encoder.encode(text.removesuffix("\n").split("\n"), progress)
    content = io.BytesIO()
    np.save(content, rows)
    write_whole(output, content.getvalue())
    figures = {"rows": rows.shape[0], "dimension": rows.shape[1], "model": encoder.name, "output": str(output)}
    if as_json:
        print_json(figures)
    else:
        typer.echo(f"{rows.shape[0]} rows of {rows.shape[1]} numbers in {output}")
