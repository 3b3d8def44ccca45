"""What the tests share: the shipped report, small documents, and projects of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

# Before the libraries that read them are loaded: no test reaches for the network, and a worker has one core, on which
# several threads would only wait for each other.
os.environ |= {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

from alignment.checks import Finding, check
from alignment.embedding.encoders import Encoder, StaticEncoder, load_encoder
from alignment.project import Project
from alignment.records import Alignment, Document, Link, Paragraph
from alignment.settings import SHIPPED_MODEL
from tests.postgresql import Server, find_programs

ROOT = Path(__file__).parent.parent
KK = ROOT / "data" / "kk" / "kazakhstan-2017.txt"
EN = ROOT / "data" / "en" / "kazakhstan-2017.txt"
GOLD = ROOT / "data" / "gold" / "kazakhstan-2017.jsonl"


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def report() -> Alignment:
    """The shipped report, aligned."""
    from alignment.pipeline import align

    return align(KK, EN)


@pytest.fixture(scope="session")
def findings(report: Alignment) -> list[Finding]:
    """What all checks find in the shipped report."""
    return check(report)


def paragraph(side: str, place: int, text: str) -> Paragraph:
    return Paragraph(f"{side}.{place + 1}", "body", text, (place + 1, place + 1))


def small_alignment() -> Alignment:
    """Five Kazakh and five English paragraphs in five links, one of each kind."""
    kk = ("Тақырып", "Бірінші абзац.", "Екінші абзац.", "Үшінші абзац.", "Артық абзац.")
    en = ("Title", "First paragraph.", "Second", "and third paragraph.", "Fourth paragraph.")
    documents = [
        Document(f"{side}.txt", side, tuple(paragraph(side, i, text) for i, text in enumerate(texts)))
        for side, texts in (("kk", kk), ("en", en))
    ]
    links = (
        Link((0,), (0,), 0.99, 0.9),
        Link((1,), (1,), 0.95, 0.8),
        Link((2,), (2, 3), 0.6, 0.5),
        Link((3,), (4,), 0.8, 0.7),
        Link((4,), (), 0.7),
    )
    return Alignment(*documents, "paragraph", documents[0].paragraphs, documents[1].paragraphs, links, SHIPPED_MODEL)


def large_alignment(links: int) -> Alignment:
    """As many 1:1 links as asked for, a section every hundred, confidences of all sizes."""
    kk = tuple(
        Paragraph(f"kk.{i + 1}", "heading", f"{i // 100 + 1}-бөлім. Тақырып", (i + 1, i + 1), 1)
        if i % 100 == 0
        else paragraph("kk", i, f"Қазақстан туралы {i}-сөйлем, онда 2017 жылғы 5 мамырда 12,5 пайыз деп жазылған.")
        for i in range(links)
    )
    en = tuple(
        Paragraph(f"en.{i + 1}", "heading", f"Section {i // 100 + 1}. Title", (i + 1, i + 1), 1)
        if i % 100 == 0
        else paragraph("en", i, f"Sentence {i} about Kazakhstan, which says 12.5 percent on May 5, 2017.")
        for i in range(links)
    )
    made = tuple(Link((i,), (i,), 0.4 + 0.6 * (i * 7919 % 1000) / 1000, 0.5) for i in range(links))
    documents = Document("kk.txt", "kk", kk), Document("en.txt", "en", en)
    return Alignment(*documents, "paragraph", kk, en, made, SHIPPED_MODEL)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.create(small_alignment(), tmp_path / "small.kken")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server; tests of it are skipped where none is installed, but never in CI."""
    programs = find_programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed")
    server = Server(programs)
    yield server
    server.remove()


@pytest.fixture
def own_model(tmp_path: Path) -> Path:
    """The folder of a small static model that is not the shipped one."""
    from model2vec import StaticModel
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = {"[UNK]": 0, "Бірінші": 1, "First": 2, "абзац": 3, "paragraph": 4}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    rows = np.array([[0, 0], [1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float32)
    StaticModel(rows, tokenizer, normalize=True).save_pretrained(tmp_path / "own-model")
    return tmp_path / "own-model"


@pytest.fixture(scope="session")
def tiny_transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer of a few hundred weights, saved as sentence-transformers does."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    words = "[PAD] [UNK] [CLS] [SEP] [MASK] бір екі үш one two three".split()
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
    ).save_pretrained(folder / "bert")
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder / "bert")
    word_vectors = Transformer(str(folder / "bert"))
    SentenceTransformer(modules=[word_vectors, Pooling(16)], device="cpu").save(str(folder / "model"))
    return folder / "model"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the static models that have encoded anything since the test began. What words say of each other is
    measured by the shipped one, which is asked for sums alone and not counted."""
    names: set[str] = set()
    for method in ("encode", "encode_joined"):
        monkeypatch.setattr(StaticEncoder, method, _noting(getattr(StaticEncoder, method), names))
    return names


def _noting(method: Callable[..., Any], names: set[str]) -> Callable[..., Any]:
    def noted(encoder: StaticEncoder, *arguments: Any) -> Any:
        caller = sys._getframe(1).f_globals["__name__"]
        if caller != "alignment.aligner.word_evidence":
            names.add(encoder.name)
        return method(encoder, *arguments)

    return noted
