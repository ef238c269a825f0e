"""nginx as `deploy/` sets it up, before servers of the tests' own."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from deploy import make, static
from serving.ports import free_port
from tests.server import PATIENCE

#: What a certificate of an hour is made with.
CERTIFICATE = [
    *["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
    *["-days", "1", "-subj", "/CN=tests", "-addext", "subjectAltName=IP:127.0.0.1"],
]
UNKNOWN = ssl._create_unverified_context()


def need():
    """Skip a test where nginx is missing; where everything has to be tested, fail."""
    if shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("found no nginx")


class Front:
    """nginx before replicas, name → address and port, at ports of its own: `port`, and `plain` for http."""

    def __init__(self, folder, replicas, is_plain=False, **options):
        self.folder, self.port, self.plain = folder, free_port(), free_port()
        self.address = f"https://127.0.0.1:{self.port}"
        if not is_plain:
            options |= _certificate(folder)
        listens = {"http": f"127.0.0.1:{self.plain}", "https": f"127.0.0.1:{self.port}"}
        site = make.site(
            ["127.0.0.1"],
            replicas,
            static=str(folder / "files"),
            public=str(self.port),
            log=str(folder / "log"),
            errors=str(folder / "errors.log"),
            **listens,
            **options,
        )
        (folder / "site.conf").write_text(site)
        values = {"folder": folder, "site": folder / "site.conf", "workers": 1}
        (folder / "nginx.conf").write_text(make.fill("nginx/nginx.conf", values))

    @property
    def command(self):
        return ["/usr/sbin/nginx", "-e", "stderr", "-c", self.folder / "nginx.conf"]

    def check(self):
        """What nginx says of its configuration."""
        found = subprocess.run([*self.command, "-t"], capture_output=True, text=True)
        return found.returncode, found.stderr

    @contextmanager
    def running(self):
        """Run it until the end of a test."""
        command = [*self.command, "-g", "daemon off;"]
        with (self.folder / "errors").open("w") as said, subprocess.Popen(command, stderr=said) as process:
            try:
                self._wait(process)
                yield self
            finally:
                process.terminate()

    def _wait(self, process):
        end = time.monotonic() + PATIENCE
        port = self.port if "ssl_certificate " in (self.folder / "site.conf").read_text() else self.plain
        while time.monotonic() < end and process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.02)
        raise RuntimeError((self.folder / "errors").read_text())

    def ask(self, path="/", method="GET", body=None, **headers):
        """Ask it; give the status, the headers, and the body."""
        connection = HTTPSConnection("127.0.0.1", self.port, timeout=PATIENCE, context=UNKNOWN)
        try:
            connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    @contextmanager
    def upload(self, path, cookie="", source="127.0.0.1"):
        """Ask to send a file, from an address of this machine; its `status` is 100 if nginx waits for it."""
        ask = f"PUT {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\n"
        with (
            socket.create_connection(("127.0.0.1", self.port), PATIENCE, (source, 0)) as plain,
            UNKNOWN.wrap_socket(plain) as line,
            line.makefile("rb") as heard,
        ):
            line.sendall(f"{ask}Content-Length: 1\r\nExpect: 100-continue\r\n\r\n".encode())
            yield Upload(line, heard)

    def flood(self, path, count, cookie=""):
        """Ask so many times over one connection, without waiting for answers; give their statuses.

        nginx takes 1,000 requests of one connection.
        """
        asks = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\n"
        with (
            socket.create_connection(("127.0.0.1", self.port), PATIENCE) as plain,
            UNKNOWN.wrap_socket(plain) as line,
        ):
            line.sendall(f"{asks}\r\n".encode() * (count - 1) + f"{asks}Connection: close\r\n\r\n".encode())
            return [int(one) for one in re.findall(rb"HTTP/1\.1 (\d{3}) ", line.makefile("rb").read())]


class Upload:
    """A file of one byte that is to be sent."""

    def __init__(self, line, heard):
        self._line, self._heard = line, heard
        self.status = self._told()

    def finish(self):
        """Send it, and give the status of its answer."""
        self._heard.readline()  # which ends what nginx has said
        self._line.sendall(b"x")
        return self._told()

    def _told(self):
        return int(self._heard.readline().split()[1])


def _certificate(folder):
    paths = {"certificate": str(folder / "certificate.pem"), "key": str(folder / "key.pem")}
    command = [*CERTIFICATE, "-keyout", paths["key"], "-out", paths["certificate"]]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return paths


@contextmanager
def front(replicas, files=None, **options):
    """Set nginx up, with files to serve, and remove it all at the end."""
    folder = Path(tempfile.mkdtemp(prefix="front"))
    folder.chmod(0o755)  # nginx's workers are nobody
    try:
        if files:
            static.copy(files, folder / "files")
        yield Front(folder, replicas, **options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
