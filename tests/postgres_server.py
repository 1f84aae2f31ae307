"""A PostgreSQL server of the tests' own, from Debian's packages, in a temporary folder."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

SECRET = "p@ss/w:rd?%Geheim"
QUOTED = "p%40ss%2Fw%3Ard%3F%25Geheim"


def postgres_bin():
    """Return the folder of the newest PostgreSQL's programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    path = shutil.which("initdb")
    return Path(path).parent if path else None


def _version(path):
    name = path.parts[-3]
    return int(name) if name.isdigit() else 0


class Server:
    """A running server: `url` of its database, `admin` for statements of the test's own."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port

    def url(self, database="crm", user="boss", password=QUOTED):
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def admin(self, *statements, database="crm"):
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def stop(self):
        _run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")


@contextmanager
def running():
    """Start a server and stop it; as root it runs as another user, as PostgreSQL demands."""
    folder = Path(tempfile.mkdtemp(prefix="riskkit-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _account())
        (folder / "secret").write_text(SECRET)
        (folder / "secret").chmod(0o644)
        options = ("-U", "boss", "-E", "UTF8", "--locale=C", "--auth=scram-sha-256", "--no-sync")
        _run("initdb", "-D", folder / "data", *options, f"--pwfile={folder / 'secret'}")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = folder / "log"
        _run("pg_ctl", "-D", folder / "data", "-o", settings, "-l", log, "-w", "start")
        server = Server(folder, port)
        try:
            server.admin("CREATE DATABASE crm", database="postgres")
            yield server
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account():
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(program, *words):
    command = [str(postgres_bin() / program), *map(str, words)]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={_account()}", "--clear-groups", *command]
    subprocess.run(
        command,
        check=True,
        cwd="/",
        timeout=120,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
