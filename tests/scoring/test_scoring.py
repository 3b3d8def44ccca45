"""Scoring other versions with sacreBLEU."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sacrebleu

from alignment.exceptions import EmptyText, MalformedFile
from alignment.project import Project
from alignment.records import Link, Pair
from alignment.scoring.string_metrics import score_lines, score_version
from tests.conftest import paragraph, small_alignment

EN = ["Title", "First paragraph.", "Second and third paragraph.", "Fourth paragraph.", ""]


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_figures_are_sacrebleus_own() -> None:
    hypotheses = ["the cat sat on the mat", "there was a dog in the garden"]
    references = ["the cat is on the mat", "there was a dog in the park"]
    found = {score.metric: score for score in score_lines(hypotheses, references)}
    assert found["BLEU"].value == pytest.approx(sacrebleu.corpus_bleu(hypotheses, [references]).score)
    assert found["chrF++"].value == pytest.approx(sacrebleu.corpus_chrf(hypotheses, [references], word_order=2).score)
    # Two substitutions in thirteen reference words.
    assert found["TER"].value == pytest.approx(100 * 2 / 13, abs=0.01)
    assert all("version:" in score.signature for score in found.values())
    assert "nw:2" in found["chrF++"].signature


@pytest.mark.parametrize("lines", [EN, EN[:-1]], ids=["a line a link", "a line a link with both sides"])
def test_the_text_itself_scores_full_marks(project: Project, tmp_path: Path, lines: list[str]) -> None:
    version = score_version("same", write(tmp_path / "h.txt", lines), project.alignment, project.state())
    assert (version.language, version.segments) == ("en", 4)
    assert [round(score.value, 6) for score in version.scores] == [100, 100, 0]


def test_a_kazakh_version_is_scored_against_the_kazakh_text(project: Project, tmp_path: Path) -> None:
    kk = [unit.text for unit in project.alignment.kk_units]
    version = score_version("kk", write(tmp_path / "h.txt", kk), project.alignment, project.state())
    assert (version.language, version.segments) == ("kk", 5)
    assert version.scores[1].value == pytest.approx(100)


def test_lines_that_answer_to_nothing_are_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(MalformedFile, match=r"3 lines answer to nothing; give one line a link \(5\)"):
        score_version("x", write(tmp_path / "h.txt", EN[:3]), project.alignment, project.state())
    with pytest.raises(EmptyText):
        score_version("x", write(tmp_path / "h.txt", ["", ""]), project.alignment, project.state())


def test_empty_last_lines_answer_to_links_without_text(tmp_path: Path) -> None:
    small = small_alignment()
    # One link has English alone, so that the lines with text are not as many as the links with both sides.
    shapes: list[Pair] = [((0,), (0,)), ((), (1,)), ((1, 2), (2, 3)), ((3,), (4,)), ((4,), ()), ((5,), ())]
    more = paragraph("kk", 5, "Тағы бір артық абзац.")
    kk = replace(small.kk, paragraphs=(*small.kk.paragraphs, more))
    made = replace(small, kk=kk, kk_units=kk.paragraphs, links=tuple(Link(*pair, 0.7) for pair in shapes))
    project = Project.create(made, tmp_path / "p.kken")
    version = score_version("x", write(tmp_path / "h.txt", [*EN, ""]), project.alignment, project.state())
    assert version.segments == 4
    assert [round(score.value, 6) for score in version.scores] == [100, 100, 0]
