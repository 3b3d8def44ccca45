"""The command line as scripts and people use it: exit codes, one line on failure, one JSON object and nothing else."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import alignment
from alignment import cli, review
from alignment.cli import program, train
from alignment.corpora import FORMATS
from alignment.embedding import load_encoder
from alignment.project import Project
from alignment.settings import SHIPPED_MODEL, AlignerSettings, TrainingSettings
from tests.cli.running import failure, run, run_outside
from tests.conftest import EN, GOLD, KK, ROOT, small_alignment

COMMANDS = [
    "align",
    "backup",
    "check",
    "embed",
    "evaluate",
    "export",
    "import",
    "restore",
    "review",
    "score",
    "train",
    "update",
    "verify",
]


class TestHelp:
    def test_these_are_the_commands(self) -> None:
        assert [command.name or command.callback.__name__ for command in cli.app.registered_commands] == COMMANDS  # type: ignore[union-attr]

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_help_with_an_example_and_stands_in_the_readme(self, command: str) -> None:
        shown = CliRunner().invoke(cli.app, [command, "--help"])
        assert shown.exit_code == 0
        assert f"Example: alignment {command} " in shown.output
        assert f"alignment {command}" in (ROOT / "README.md").read_text(encoding="utf-8")

    def test_the_version_is_that_of_the_package(self) -> None:
        assert CliRunner().invoke(cli.app, ["--version"]).output == f"alignment {alignment.__version__}\n"
        assert f"\nversion: {alignment.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["align", "only-one.txt"],
            ["nonsense"],
            ["align", "a", "b", "--level", "word"],
            ["score", "p", "--hypothesis", "x"],
        ],
    )
    def test_misuse_exits_2(self, arguments: list[str]) -> None:
        assert run(*arguments).returncode == 2


class TestItsOwnProcess:
    """What only a process can show; all else is run in this one."""

    def test_success_is_0_and_standard_output_holds_the_answer_alone(self, tmp_path: Path) -> None:
        (tmp_path / "texts.txt").write_text("Сайлау өтті.\n", encoding="utf-8")
        done = run_outside("embed", tmp_path / "texts.txt", "-o", tmp_path / "v.npy", "--json")
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["rows"] == 1

    def test_a_failure_is_1_and_one_line(self, tmp_path: Path) -> None:
        done = run_outside("export", tmp_path / "none.kken", "-o", tmp_path / "x.tsv")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("alignment: ")
        assert done.stderr.count("\n") == 1

    def test_a_reader_who_leaves_is_no_failure_to_tell_of(self, tmp_path: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as gone:
            done = subprocess.run(
                [sys.executable, "-m", "alignment", "--help"], stdout=gone, stderr=subprocess.PIPE, cwd=ROOT, check=False
            )
        assert (done.returncode, done.stderr) == (1, b"")


class TestAlign:
    def test_a_summary_an_export_and_a_project(self, tmp_path: Path) -> None:
        done = run("align", KK, EN, "-o", tmp_path / "links.tsv", "--project", tmp_path / "p.kken")
        assert done.returncode == 0, done.stderr
        assert "272 paragraphs" in done.stdout
        links = Project.open(tmp_path / "p.kken").alignment.links
        assert (tmp_path / "links.tsv").read_text(encoding="utf-8").count("\n") == len(links) + 1

    def test_json_and_nothing_else(self) -> None:
        done = run("align", EN, KK, "--json", "--level", "sentence")
        figures = json.loads(done.stdout)
        read = {"format": "txt", "encoding": "utf-8", "replaced": 0, "strays": []}
        assert figures["kk"] == {"file": KK.name, "units": 760} | read
        assert figures["level"] == "sentence"
        assert figures["links"] == sum(figures["shapes"].values())

    def test_a_second_opinion_leaves_the_project_its_own_model(
        self, own_model: Path, asked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        everything = AlignerSettings(second_opinion_below=1.1)
        monkeypatch.setattr("alignment.aligner.second_opinion.AlignerSettings", lambda: everything)
        texts = {"kk": "Бірінші абзац.\n\nСот шешім шығарды.\n", "en": "First paragraph.\n\nHe left the city.\n"}
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        files = tmp_path / "kk.txt", tmp_path / "en.txt"
        done = run("align", *files, "--second-opinion", own_model, "--project", tmp_path / "p.kken", "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["second_opinion"] == str(own_model)
        assert str(own_model) in asked
        assert Project.open(tmp_path / "p.kken").alignment.model == SHIPPED_MODEL

    def test_a_second_model_that_is_damaged_is_named_and_nothing_is_written(self, own_model: Path, tmp_path: Path) -> None:
        (own_model / "model.safetensors").write_bytes(b"{")
        out = tmp_path / "o.tsv"
        assert "the model in this folder is damaged" in failure("align", KK, EN, "--second-opinion", own_model, "-o", out)
        assert not out.exists()

    @pytest.mark.parametrize(
        ("kk", "message"),
        [
            (None, "no such file"),
            (b"", "holds no text"),
            (b"\x00\x01\x02PDF", "binary content"),
            ("Қазақстан".encode("utf-16-le") + b"\xff", "binary content"),
            ("Қазақ тілі ғой".encode() + b"\xe9\n", "not valid UTF-8"),
            (EN.read_bytes(), "both are in English"),
            ("Это русский текст.".encode(), "Russian"),
        ],
    )
    def test_bad_input_is_one_line_and_nothing_is_written(self, tmp_path: Path, kk: bytes | None, message: str) -> None:
        path = tmp_path / "kk.txt"
        if kk is not None:
            path.write_bytes(kk)
        before = sorted(tmp_path.iterdir())
        assert message in failure("align", path, EN, "-o", tmp_path / "out.tsv", "--project", tmp_path / "p.kken")
        assert sorted(tmp_path.iterdir()) == before

    @pytest.mark.slow
    def test_an_unknown_model(self, tmp_path: Path) -> None:
        assert "cannot be loaded" in failure("align", KK, EN, "--model", "nobody/nothing", "-o", tmp_path / "o.tsv")
        assert not list(tmp_path.iterdir())

    def test_an_output_that_cannot_be_written(self, tmp_path: Path) -> None:
        assert "no folder" in failure("align", KK, EN, "-o", tmp_path / "none" / "o.tsv", "--project", tmp_path / "p.kken")
        assert "extension names no format" in failure("align", KK, EN, "-o", tmp_path / "o.xyz")
        assert list(tmp_path.iterdir()) == []

    def test_a_project_that_cannot_be_made_is_refused_before_the_work(
        self, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def begun(*_: object, **__: object) -> None:
            raise AssertionError("the alignment has begun")

        monkeypatch.setattr("alignment.pipeline.align", begun)
        assert "no folder" in failure("align", KK, EN, "--project", tmp_path / "none" / "p.kken")
        assert "no folder" in failure("align", KK, EN, "--project", f"sqlite:///{tmp_path}/none/p.kken")
        assert "a project here already" in failure("align", KK, EN, "--project", f"sqlite:///{project.location}")
        review.set_status(project, ((0,), (0,)), "accepted", "Aigerim")
        assert "1 acts of review" in failure("align", KK, EN, "--project", project.location)
        with pytest.raises(AssertionError):
            run("align", KK, EN, "--project", f"sqlite:///{tmp_path}/new.kken")
        assert list(tmp_path.iterdir()) == [Path(project.location)]


class TestCheck:
    def test_a_project_is_checked_with_its_own_model(
        self, own_model: Path, asked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(own_model.parent)
        kept = replace(small_alignment(), model=load_encoder(own_model.name).name)
        project = Project.create(kept, tmp_path / "p.kken").location
        assert run("check", project, cwd=ROOT).returncode == 0
        assert asked == {str(own_model), SHIPPED_MODEL}  # which compares single words, whatever pairs the sentences
        asked.clear()
        assert run("check", project, "--model", SHIPPED_MODEL).returncode == 0
        assert asked == {SHIPPED_MODEL}

    def test_a_model_that_is_gone_is_named_and_no_other_is_taken(self, asked: set[str], tmp_path: Path) -> None:
        gone = str(tmp_path / "gone")
        project = Project.create(replace(small_alignment(), model=gone), tmp_path / "p.kken").location
        out = tmp_path / "report.html"
        assert f"model '{gone}': there is no such folder; put it back, or" in failure("check", project, "-o", out)
        assert (asked, out.exists()) == (set(), False)
        assert run("check", project, "--only", "numbers").returncode == 0  # which asks no model
        assert run("check", project, "--model", SHIPPED_MODEL).returncode == 0

    def test_two_texts_at_either_level_with_any_model(self, own_model: Path, asked: set[str], tmp_path: Path) -> None:
        for name, text in (("kk", "Ол 12 кісі. Сот болды."), ("en", "He is 21. It was a court.")):
            (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        texts = tmp_path / "kk.txt", tmp_path / "en.txt"
        done = run("check", *texts, "--model", own_model, "--level", "sentence", "--json")
        assert done.returncode == 0, done.stderr
        assert asked == {str(own_model), SHIPPED_MODEL}  # which compares words alone
        (finding,) = (f for f in json.loads(done.stdout)["findings"] if f["check"] == "numbers")
        assert finding["kk"]["unit"] == "kk.1.1"

    @pytest.mark.parametrize("option", [("--level", "sentence"), ("--read-as", "txt"), ("--encoding", "utf-8")])
    def test_a_project_has_its_own(self, project: Project, option: tuple[str, str]) -> None:
        done = run("check", project.location, *option)
        assert done.returncode == 2
        assert f"{option[0]}: a project has its own" in " ".join(done.stderr.split())
        assert run("check", KK, EN, "--level", "word").returncode == 2

    def test_terms_of_several_files_the_last_of_which_counts(self, project: Project, tmp_path: Path) -> None:
        rows = {
            "one": "First\tБірінші\tforbidden",
            "two": "First\tБірінші\tpreferred",
            "new": "Title\tТақырып\tforbidden",
        }
        for name, row in rows.items():
            (tmp_path / f"{name}.tsv").write_text(f"en\tkk\tstatus\n{row}\n", encoding="utf-8")

        def wrong(*names: str) -> set[str]:
            chosen = [word for name in names for word in ("--glossary", tmp_path / f"{name}.tsv")]
            done = run("check", project.location, *chosen, "--only", "terminology", "--json")
            assert done.returncode == 0, done.stderr
            return {finding["en"]["text"] for finding in json.loads(done.stdout)["findings"]}

        assert wrong("one") == {"First"}
        assert wrong("one", "new") == {"First", "Title"}
        assert wrong("one", "two") == set()


class TestEvaluate:
    def test_json_has_the_promised_figures(self) -> None:
        figures = json.loads(run("evaluate", GOLD, "--json").stdout)
        assert set(figures) == {"documents", "strict", "lax", "deletion", "ece", "seconds", "wrong_in_least_certain_tenth"}
        assert figures["documents"] == 1
        assert figures["strict"]["f1"] >= 0.95

    def test_a_table_for_people(self) -> None:
        done = run("evaluate", GOLD)
        assert re.search(r"strict(\s+(0\.9\d+|1\.0+)){3}", done.stdout)
        assert "expected calibration error" in done.stdout

    def test_a_file_that_is_no_benchmark(self) -> None:
        assert "line 1: not a benchmark line" in failure("evaluate", KK)


class TestEmbed:
    def test_a_row_a_line(self, tmp_path: Path) -> None:
        (tmp_path / "texts.txt").write_text("Сайлау өтті.\n\nThe election was held.\n", encoding="utf-8")
        done = run("embed", tmp_path / "texts.txt", "-o", tmp_path / "v.npy", "--json")
        rows = np.load(tmp_path / "v.npy")
        assert json.loads(done.stdout)["rows"] == len(rows) == 3
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 0, 1], atol=1e-5)
        assert rows.dtype == np.float32

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "texts.txt").write_text("\n")
        assert "holds no text" in failure("embed", tmp_path / "texts.txt", "-o", tmp_path / "v.npy")


class TestTrain:
    @pytest.mark.training
    def test_a_model_that_the_other_commands_take(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        small = replace(TrainingSettings(), vocabulary=300, dimension=8, epochs=2)
        monkeypatch.setattr(train, "TrainingSettings", lambda: small)
        pairs = "".join(f"сөз{i} мәтін{i % 40}\tword{i} text{i % 40}\n" for i in range(600))
        (tmp_path / "pairs.tsv").write_text("kk\ten\n" + pairs, encoding="utf-8")
        corpora = ["--corpus", tmp_path / "pairs.tsv"] * 2
        (tmp_path / "words.txt").write_text("сөз1\nword1\n", encoding="utf-8")
        lessons = ["--teacher", "kk-en-static", "--taught", tmp_path / "words.txt"]
        done = run("train", "-o", tmp_path / "model", *corpora, *lessons, "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["pairs"] == 1200  # named twice, it counts twice
        record = json.loads((tmp_path / "model" / "training.json").read_text(encoding="utf-8"))
        assert record["taught"] == 2
        assert record["data"]["teacher"] == "kk-en-static"
        assert run("train", "-o", tmp_path / "m", *corpora, *lessons[:2]).returncode == 2
        figures = json.loads(run("evaluate", GOLD, "--model", tmp_path / "model", "--json").stdout)
        assert figures["strict"]["f1"] > 0.3  # from lengths and headings alone

    def test_adapting_to_a_project_asks_for_accepted_pairs(self, project: Project, tmp_path: Path) -> None:
        assert "0 accepted pairs are too few" in failure("train", "-o", tmp_path / "m", "--from", project.location)
        assert run("train", "-o", tmp_path / "m").returncode == 2
        assert not (tmp_path / "m").exists()

    def test_a_table_without_the_columns(self, tmp_path: Path) -> None:
        (tmp_path / "pairs.tsv").write_text("a\tb\n1\t2\n")
        assert "needs a column" in failure("train", "-o", tmp_path / "m", "--corpus", tmp_path / "pairs.tsv")


class TestProjectCommands:
    def test_export_tells_the_format_from_the_path_or_by_name(self, project: Project, tmp_path: Path) -> None:
        done = run("export", project.location, "--format", "tmx", "-o", tmp_path / "memory.xml", "--json")
        wanted = {"links": 5, "flags": 0, "left_out": {}, "level": "paragraph", "output": str(tmp_path / "memory.xml")}
        assert json.loads(done.stdout) == wanted
        assert b"<tmx" in (tmp_path / "memory.xml").read_bytes()
        assert run("export", project.location, "-o", tmp_path / "links.tsv").returncode == 0
        assert "no format 'doc'" in failure("export", project.location, "--format", "doc", "-o", tmp_path / "x")

    def test_an_export_that_cannot_be_written_is_refused_before_the_project_is_opened(self, tmp_path: Path) -> None:
        none = tmp_path / "none.kken"
        assert "no format 'doc'" in failure("export", none, "--format", "doc", "-o", tmp_path / "x")
        assert "extension names no format" in failure("export", none, "-o", tmp_path / "x.doc")
        assert "no folder" in failure("export", none, "-o", tmp_path / "none" / "x.tsv")

    def test_help_names_every_format(self) -> None:
        shown = " ".join(run("export", "--help").stdout.split())
        for form in FORMATS.values():
            assert f"{form.name}: {form.help}" in shown

    @pytest.mark.parametrize("command", [["export", "-o", "x.tsv"], ["score", "--hypothesis", "a=b"], ["review"]])
    def test_another_programs_file(self, tmp_path: Path, command: list[str]) -> None:
        (tmp_path / "thesis.txt").write_text("years of work")
        connection = sqlite3.connect(tmp_path / "notes.db")
        connection.execute("CREATE TABLE notes (text)")
        connection.close()
        for name in ("thesis.txt", "notes.db"):
            assert "not a project" in failure(command[0], tmp_path / name, *command[1:])
        assert "no such project" in failure(command[0], tmp_path / "none.kken", *command[1:])

    def test_score_prints_figures_and_signatures(self, project: Project, tmp_path: Path) -> None:
        lines = ["Title", "First paragraph.", "Second and third.", "Fourth paragraph."]
        (tmp_path / "mt.txt").write_text("\n".join(lines) + "\n")
        done = run("score", project.location, "--hypothesis", f"mt={tmp_path / 'mt.txt'}")
        assert re.search(r"mt\s+en\s+4", done.stdout)
        assert "nrefs:1|case:mixed" in done.stdout
        figures = json.loads(run("score", project.location, "--hypothesis", f"mt={tmp_path / 'mt.txt'}", "--json").stdout)
        assert set(figures["systems"][0]["scores"]) == {"BLEU", "chrF++", "TER"}
        assert "no such file" in failure("score", project.location, "--hypothesis", f"mt={tmp_path / 'none'}")


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "app", interrupted)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 130
    assert capsys.readouterr().err == ""


def test_every_input_of_a_training_is_on_record_even_if_two_share_a_name(tmp_path: Path) -> None:
    texts = []
    for side in ("kk", "en"):
        (tmp_path / side).mkdir()
        texts.append(tmp_path / side / "report.txt")
        texts[-1].write_text("мәтін text", encoding="utf-8")
    hashes = train.hashes([GOLD, *texts])
    assert set(hashes) == {GOLD.name, "kk/report.txt", "en/report.txt"}
    assert all(len(value) == 64 for value in hashes.values())


def test_a_text_to_train_on_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("kk\ten\nсу\twater\n", encoding="utf-8")
    arguments = ("train", "-o", tmp_path / "model", "--corpus", tmp_path / "pairs.tsv", "--text", tmp_path / "none.txt")
    assert "none.txt" in failure(*arguments)
