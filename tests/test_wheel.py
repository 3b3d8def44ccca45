"""The wheel: what is in it, and that it works in a fresh environment in another folder, on a machine that is new to it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignment.workbench.catalogues import INTERFACE_LANGUAGES
from tests.conftest import ROOT
from tests.new_machine import new_machine, opened
from tests.workbench.browser.browsing import chromium, needs_chromium

pytestmark = pytest.mark.wheel

KK = """Адам құқықтары туралы есеп

Сот 2017 жылы он екі адамды соттады. Үкімет бұл іс бойынша түсініктеме бермеді.

Полиция Алматыда 45 наразылық білдірушіні ұстады.
"""
EN = """Report on human rights

In 2017 the court convicted twelve people. The government did not comment on the case.

Police detained 54 protesters in Almaty.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--wheel-dir",
        folder,
    ]
    subprocess.run([*build, ROOT], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed and used: far from the clone."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def environment(folder: Path, wheel: Path) -> dict[str, str]:
    """A fresh environment with the wheel. The libraries are those of the tests; the clone, which is installed among them by
    a line that only their own interpreter reads, is not."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    python = folder / "env" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True)
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    variables = new_machine(folder)
    return variables | {"PATH": f"{python.parent}{os.pathsep}{variables['PATH']}", "CLICOLOR_FORCE": "0"}


@pytest.fixture(scope="module")
def project(folder: Path, environment: dict[str, str]) -> Path:
    """A project that the installed command made of two small texts."""
    (folder / "kk.txt").write_text(KK, encoding="utf-8")
    (folder / "en.txt").write_text(EN, encoding="utf-8")
    done = run("align kk.txt en.txt -o links.tsv --project small.kken", folder, environment)
    assert "3 links" in done.stdout
    assert "Compiling the aligner" in done.stderr  # nobody did before
    return folder / "small.kken"


@pytest.fixture(scope="module")
def served(folder: Path, environment: dict[str, str], project: Path) -> Iterator[str]:
    """The address of the workbench, opened at a terminal at which nobody types."""
    import pty

    keyboard, terminal = pty.openpty()
    command = ["alignment", "review", project.name]
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout
        line = server.stdout.readline()
        said = re.match(r"The workbench is at (http://127\.0\.0\.1:\d+)", line)
        assert said, line
        yield said[1]
        server.send_signal(signal.SIGINT)
        assert server.communicate(timeout=90) == ("", "")
        assert server.returncode == 0
    finally:
        server.kill()
        server.wait()
        os.close(keyboard)
        os.close(terminal)


def run(command: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the installed command in the folder."""
    return subprocess.run(
        ["alignment", *command.split()], capture_output=True, text=True, cwd=folder, env=environment, check=True
    )


def test_it_holds_the_package_and_nothing_else(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = (path for path in (ROOT / "alignment").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    tree = {path.relative_to(ROOT).as_posix() for path in files}
    catalogues = {name for name in inside | tree if name.endswith((".po", ".mo"))}
    assert inside - catalogues == tree - catalogues
    assert {Path(name).stem for name in inside & catalogues} == set(INTERFACE_LANGUAGES) - {"en"}
    for name in (
        "py.typed",
        "resources/kk-en-static/model.safetensors",
        "workbench/door/.streamlit/config.toml",
        "workbench/dragging.js",
        "workbench/hands.js",
        "workbench/marking.js",
        "workbench/splitting.js",
        "workbench/screens/review.py",
        "workbench/styles/screens.css",
        "workbench/text_list.js",
        "workbench/text_rows.js",
    ):
        assert f"alignment/{name}" in inside


def test_its_version_is_the_packages(folder: Path, environment: dict[str, str]) -> None:
    code = "import alignment, importlib.metadata as m; print(alignment.__file__, m.version('kk-en-alignment'))"
    done = subprocess.run(["python", "-c", code], capture_output=True, text=True, cwd=folder, env=environment, check=True)
    place, version = done.stdout.split()
    assert Path(place).is_relative_to(folder)
    assert run("--version", folder, environment).stdout == f"alignment {version}\n"


def test_it_finds_the_error_in_a_project(folder: Path, environment: dict[str, str], project: Path) -> None:
    done = run(f"check {project.name} --json", folder, environment)
    findings = json.loads(done.stdout)["findings"]
    assert ("numbers", "45", "54") in {
        (f["check"], (f["kk"] or {}).get("text"), (f["en"] or {}).get("text")) for f in findings
    }


def test_the_workbench_opens_and_asks_nothing(folder: Path, served: str) -> None:
    assert urllib.request.urlopen(f"{served}/_stcore/health", timeout=90).read() == b"ok"
    assert b'<div id="root">' in urllib.request.urlopen(served, timeout=90).read()
    assert opened(folder) == [served]
    assert list((folder / "home").rglob("credentials.toml")) == []


@needs_chromium
def test_its_screens_show_with_their_theme_and_in_each_language(served: str) -> None:
    with chromium() as browser:
        page = browser.new_page(color_scheme="light")
        page.set_default_timeout(90_000)
        page.goto(f"{served}/?lang=kk")
        page.wait_for_selector(".st-key-focus .unit")
        paper = page.locator("[data-testid='stApp']").evaluate("app => getComputedStyle(app).backgroundColor")
        assert paper == "rgb(251, 251, 249)"
        for screen, sign in (
            ("findings", ".st-key-focused-finding"),
            ("terms", "h1:has-text('Глоссарий')"),
            ("new", "h1:has-text('Жаңа жоба')"),
            ("overview", "h1:has-text('Шолу')"),
        ):
            page.goto(f"{served}/{screen}?lang=kk")
            page.wait_for_selector(sign)
        page.goto(f"{served}/new?lang=ru")
        page.wait_for_selector("h1:has-text('Новый проект')")
