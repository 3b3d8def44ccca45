"""A PostgreSQL server of the tests' own: Debian's, in a folder of its own, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

ACCOUNT = "postgres"  # that the server runs as where the tests run as root: it refuses to be root's
OWNER = "reviewers"  # who needs no password
GUARDED = "guarded"  # who needs one
PASSWORD = "s3cret/and:more"  # noqa: S105 – of this server alone


def find_programs() -> Path | None:
    """Where `initdb` lies, which Debian puts on nobody's path; None where there is no server."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    if found is None or (os.getuid() == 0 and not _has_account()):
        return None
    return Path(found).parent


def _has_account() -> bool:
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        return False
    return True


class Server:
    """A server on a free port of this machine. What is written to it need not outlive a loss of power."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="kken-postgresql-"))
        if os.getuid() == 0:
            shutil.chown(self._folder, ACCOUNT)
        self._data = self._folder / "data"
        self._run("initdb", "-D", self._data, "-U", OWNER, "--auth=trust", "-E", "UTF8", "--no-sync")
        access = self._data / "pg_hba.conf"
        access.write_text(f"host all {GUARDED} 127.0.0.1/32 scram-sha-256\n{access.read_text()}")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._schemas = 0
        self.start()
        self._execute(f"CREATE ROLE {GUARDED} LOGIN SUPERUSER PASSWORD '{PASSWORD}'")

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        if os.getuid() == 0:
            command = ["runuser", "-u", ACCOUNT, "--", *command]
        # Output goes to a file: a server that inherits a pipe would hold it open.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(command, stdout=said, stderr=said, cwd="/", check=False)
            said.seek(0)
            assert done.returncode == 0, said.read()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self._folder} -c fsync=off -c max_connections=120"
        self._run("pg_ctl", "start", "-D", self._data, "-w", "-l", self._folder / "log", "-o", options)

    def stop(self) -> None:
        """Stop it at once: whoever is connected is cut off, and nothing in progress is ended."""
        self._run("pg_ctl", "stop", "-D", self._data, "-m", "immediate")

    def remove(self) -> None:
        """Stop it and delete its folder."""
        self.stop()
        shutil.rmtree(self._folder)

    def _execute(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self._url(OWNER), autocommit=True) as connection:
            connection.execute(statement)

    def _url(self, who: str) -> str:
        return f"postgresql://{who}@127.0.0.1:{self.port}/postgres"

    def new_schema(self, guarded: bool = False) -> str:
        """The address of a new, empty schema; with a password in it where only that lets one in."""
        self._schemas += 1
        name = f"project_{os.getpid()}_{self._schemas}"
        self._execute(f"CREATE SCHEMA {name}")
        who = f"{GUARDED}:{quote(PASSWORD, safe='')}" if guarded else OWNER
        return f"{self._url(who)}?options=-csearch_path%3D{name}"
