"""Logging in with an OpenID provider: acts stand under the account's name, and without an account there are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment.project import Project
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import (
    click,
    escape,
    eventually,
    focused,
    free_port,
    needs_chromium,
    open_at,
    open_review,
    press,
    reload_review,
    wait_for_review,
    workbench,
)
from tests.workbench.browser.identity import CLIENT, SECRET, Provider, provider
from tests.workbench.remembering import acts

pytestmark = [needs_chromium, pytest.mark.browser]

SHARED = """[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "with this the workbench signs its cookies"
"""


def home_with(secrets: str, folder: Path) -> Path:
    """A home whose secrets file says this."""
    (folder / "home" / ".streamlit").mkdir(parents=True)
    (folder / "home" / ".streamlit" / "secrets.toml").write_text(secrets, encoding="utf-8")
    return folder / "home"


def client_of(openid: Provider) -> str:
    """What the secrets file says of a provider."""
    found = f"{openid.address}/.well-known/openid-configuration"
    return f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\nserver_metadata_url = "{found}"\n'


def open_login(page: Any, address: str) -> None:
    open_at(page, address, ".st-key-login button")


def log_in(page: Any, key: str, account: str) -> None:
    """From the login screen to the provider's page and back."""
    page.locator(f".st-key-{key} button").click()
    page.get_by_role("link", name=account).click()
    wait_for_review(page)


def test_acts_stand_under_the_accounts_name(page: Any, tmp_path: Path) -> None:
    project = Project.create(small_alignment(), tmp_path / "p.kken")
    with provider({"1001": {"name": "Дана", "email": "dana@example.org"}}) as openid:
        home = home_with(SHARED + client_of(openid), tmp_path)
        with workbench(tmp_path / "p.kken", free_port(), home) as address:
            # Before the login there is nothing to see and nothing to do, on any screen, under whatever name.
            for screen in ("?reviewer=somebody", "text", "overview", "double", "projects", "new"):
                open_login(page, f"{address}/{screen}")
                seen = page.locator("body").inner_text()
                assert "First paragraph." not in seen
                assert "Overview" not in seen
            open_login(page, f"{address}/?reviewer=somebody")
            press(page, "a")
            assert project.events() == ()

            log_in(page, "log-in", "Дана")
            assert eventually(page, lambda: "Дана" in page.locator(".st-key-who").inner_text())
            click(page, "who")
            assert eventually(page, lambda: page.locator(".st-key-log-out").is_visible())
            assert eventually(page, lambda: page.locator(".st-key-name").count() == 0)
            escape(page)
            press(page, "a")
            assert eventually(page, lambda: len(acts(project)) == 1)

            # A name in the address is nobody's, and a reload changes nothing.
            open_review(page, f"{address}/?reviewer=somebody")
            assert "somebody" not in page.url
            press(page, "q")
            assert eventually(page, lambda: len(acts(project)) == 2)
            reload_review(page)
            press(page, "u")
            assert eventually(page, lambda: len(acts(project)) == 3)
            assert {event.reviewer for event in acts(project)} == {"Дана"}

            click(page, "who")
            page.locator(".st-key-log-out button").click()
            page.wait_for_selector(".st-key-login button")
            open_login(page, address)
            press(page, "a")
            assert len(acts(project)) == 3


def test_a_named_provider_an_account_without_a_name_and_the_way_back(page: Any, tmp_path: Path) -> None:
    project = Project.create(small_alignment(), tmp_path / "p.kken")
    with provider({"1002": {}}) as openid:
        home = home_with(f"{SHARED}[auth.office]\n{client_of(openid)}", tmp_path)
        with workbench(tmp_path, free_port(), home) as address:
            open_login(page, f"{address}/?project=p.kken&at=en.2&lang=kk")
            assert eventually(page, lambda: "office арқылы кіру" in page.locator(".st-key-login").inner_text())
            page.get_by_text("Русский", exact=True).click()
            assert eventually(page, lambda: "Войти через office" in page.locator(".st-key-login").inner_text())
            log_in(page, "log-in-office", "1002")
            # Back at the link and in the language that the login was asked for at.
            assert eventually(page, lambda: "First paragraph." in focused(page))
            assert eventually(page, lambda: "Принять" in page.locator(".st-key-accept").inner_text())
            press(page, "a")
            assert eventually(page, lambda: len(acts(project)) == 1)
            assert acts(project)[0].reviewer == "1002"


def test_secrets_that_cannot_be_read_open_no_door(page: Any, tmp_path: Path) -> None:
    Project.create(small_alignment(), tmp_path / "p.kken")
    with workbench(tmp_path / "p.kken", free_port(), home_with("[auth\n", tmp_path)) as address:
        open_at(page, address, "text=The secrets file cannot be read")
        assert "First paragraph." not in page.locator("body").inner_text()
        assert eventually(page, lambda: page.locator(".st-key-login button").count() == 0)


def test_a_login_that_is_not_set_up_right_is_said(page: Any, tmp_path: Path) -> None:
    Project.create(small_alignment(), tmp_path / "p.kken")
    with workbench(tmp_path / "p.kken", free_port(), home_with(SHARED, tmp_path)) as address:
        open_login(page, address)
        click(page, "log-in")
        assert eventually(page, lambda: "Logging in is not set up right" in page.locator("body").inner_text())
        assert eventually(page, lambda: "client_id" in page.locator("body").inner_text())
