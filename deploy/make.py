"""Write what serves a school with so many replicas: for a plain Debian, for Docker Compose or for Kubernetes.

    python3 deploy/make.py debian --name class.school.example --replicas 4 --into /tmp/cnnviz

Only the standard library is used. README.md beside this says what to do with the files.
"""

from __future__ import annotations

import argparse
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: More processes than this serve nobody better on one machine.
MOST_REPLICAS = 32
#: The file that has a secret.
PRIVATE = "cnnviz.env"
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*", re.IGNORECASE)


def fill(template: str, values: Mapping[str, object]) -> str:
    """Put values in the place of ``{{names}}``; a line that holds nothing but an empty value goes.

    Parameters
    ----------
    template : str
        A file's name, from this folder on.
    values : mapping
    """
    lines = []
    for line in (HERE / template).read_text(encoding="utf-8").splitlines():
        filled = re.sub(r"\{\{(\w+)\}\}", lambda found: str(values[found[1]]), line)
        if filled.strip() or not line.strip():
            lines.append(filled)
    return "\n".join([*lines, ""])


def names_of(count: int) -> list[str]:
    """Name so many replicas.

    >>> names_of(2)
    ['01', '02']
    """
    return [f"{number:02}" for number in range(1, count + 1)]


def site(
    names: Sequence[str],
    replicas: Mapping[str, str],
    *,
    static: str,
    certificate: str = "",
    key: str = "",
    http: str = "80",
    https: str = "443",
    public: str = "443",
    challenges: str = "/var/www/letsencrypt",
    log: str = "/var/log/nginx/cnnviz.log",
    errors: str = "/var/log/nginx/cnnviz.errors.log",
    hsts: bool = False,
    brotli: bool = False,
    ipv6: bool = False,
) -> str:
    """Write nginx's part.

    Parameters
    ----------
    names : sequence of str
        Of the server; browsers are led to the first.
    replicas : mapping of str to str
        Address and port, by the replica's name.
    static, certificate, key, challenges, log, errors : str
        Paths. Without a certificate it is http alone: for load tests within a machine.
    http, https : str
        What nginx listens at, and `public`: the port that browsers know.
    hsts : bool
        Whether browsers are told to ask by https only, for half a year.
    brotli : bool
        Whether nginx has the module.
    ipv6 : bool
        Whether it listens at the same ports by IPv6.
    """
    # Not the directive http2, which nginx has from 1.25.1 on: Debian 12 has 1.22.
    listen = f"{https} ssl http2" if certificate else http
    values: dict[str, object] = {
        "count": len(replicas),
        "name": names[0],
        "names": " ".join(names),
        "map": "\n".join(f'    "{name}" cnnviz_{name};' for name in replicas),
        "upstreams": "\n".join(
            f"upstream cnnviz_{name} {{ server {address}; }}" for name, address in replicas.items()
        ),
        "servers": "\n".join(f"    server {address} max_fails=0;" for address in replicas.values()),
        "static": static,
        "certificate": certificate,
        "key": key,
        "http": http,
        "http6": f"    listen [::]:{http};" if ipv6 else "",
        "listen": listen,
        "listen6": f"    listen [::]:{listen};" if ipv6 else "",
        "port": "" if public == "443" else f":{public}",
        "challenges": challenges,
        "log": log,
        "errors": errors,
        "hsts": '    add_header Strict-Transport-Security "max-age=15552000" always;' if hsts else "",
        "brotli": "        brotli_static on;" if brotli else "",
    }
    parts = {part: fill(f"nginx/{part}.conf", values) if certificate else "" for part in ("redirect", "tls")}
    return fill("nginx/site.conf", {**values, **parts})


def debian(asked: argparse.Namespace) -> dict[str, str]:
    """Write the files of a plain Debian."""
    replicas = {name: f"127.0.0.1:85{name}" for name in names_of(asked.replicas)}
    folder = f"/etc/letsencrypt/live/{asked.name}"
    return {
        "cnnviz.conf": site(
            [asked.name],
            replicas,
            certificate=asked.certificate or f"{folder}/fullchain.pem",
            key=asked.key or f"{folder}/privkey.pem",
            static="/var/lib/cnnviz",
            hsts=asked.hsts,
            brotli=asked.brotli,
            ipv6=True,
        ),
        PRIVATE: fill(
            "systemd/cnnviz.env",
            {"name": asked.name, "count": asked.replicas, "secret": _secret(asked.into / PRIVATE)},
        ),
        "replicas": "\n".join([*replicas, ""]),
    }


def compose(asked: argparse.Namespace) -> dict[str, str]:
    """Write the files of Docker Compose: each replica has an address of its own, which nginx knows."""
    replicas = {name: f"172.30.77.{10 + int(name)}" for name in names_of(asked.replicas)}
    services = [
        fill("compose/replica.yaml", {"name": name, "address": address}) for name, address in replicas.items()
    ]
    values = {
        "name": asked.name,
        "image": asked.image,
        "count": asked.replicas,
        "replicas": "".join(services),
    }
    return {
        "compose.yaml": fill("compose/compose.yaml", values),
        "nginx.conf": _nginx("/etc/cnnviz/site.conf"),
        "site.conf": _inside(asked, {name: f"{address}:8501" for name, address in replicas.items()}),
    }


def kubernetes(asked: argparse.Namespace) -> dict[str, str]:
    """Write the manifests of Kubernetes: each replica has a service, whose address stays."""
    services = [fill("kubernetes/replica.yaml", {"at": at}) for at in range(asked.replicas)]
    replicas = {f"cnnviz-{at}": f"cnnviz-{at}:8501" for at in range(asked.replicas)}
    values = {
        "name": asked.name,
        "image": asked.image,
        "count": len(replicas),
        "replicas": "".join(services),
        "nginx": _indented(_nginx("/etc/cnnviz/site.conf")),
        "site": _indented(_inside(asked, replicas)),
    }
    return {"cnnviz.yaml": fill("kubernetes/cnnviz.yaml", values)}


TARGETS = {"debian": debian, "compose": compose, "kubernetes": kubernetes}


def _nginx(path: str) -> str:
    return fill("nginx/nginx.conf", {"folder": "/tmp", "site": path, "workers": 2})


def _inside(asked: argparse.Namespace, replicas: Mapping[str, str]) -> str:
    """Write nginx's part for the image: without root, so at high ports."""
    return site(
        [asked.name],
        replicas,
        certificate="/etc/cnnviz/tls/tls.crt",
        key="/etc/cnnviz/tls/tls.key",
        static="/srv/cnnviz",
        http="8080",
        https="8443",
        challenges="/srv/cnnviz/challenges",
        log="/dev/stdout",
        errors="/dev/stderr",
        hsts=asked.hsts,
        brotli=True,
    )


def _secret(file: Path) -> str:
    """Give the secret of the file that was made before, or else a new one: who is here stays known."""
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    found = re.search(r"^STREAMLIT_SERVER_COOKIE_SECRET=([0-9a-f]{64})$", before, re.MULTILINE)
    return found[1] if found else secrets.token_hex(32)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise argparse.ArgumentTypeError("a name such as class.school.example")
    return text.lower()


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_REPLICAS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_REPLICAS}")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Make what reads the command line."""
    made = argparse.ArgumentParser(prog="deploy/make.py", description="Write what serves a school.")
    made.add_argument("target", choices=TARGETS)
    made.add_argument("--name", type=_name, required=True, help="of the server: class.school.example")
    made.add_argument("--replicas", type=_count, default=2, help="processes of the app; one a core")
    made.add_argument("--into", type=Path, required=True, help="a folder for the files")
    made.add_argument("--image", default="cnnviz:local", help="the image, best by its digest")
    made.add_argument("--certificate", help="its path on Debian, unless Let’s Encrypt’s")
    made.add_argument("--key", help="the path of its key")
    made.add_argument(
        "--hsts", action="store_true", help="tell browsers to ask by https only, for half a year"
    )
    made.add_argument(
        "--brotli", action="store_true", help="on Debian: libnginx-mod-http-brotli-static is there"
    )
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files that are asked for."""
    asked = parser().parse_args(arguments)
    asked.into.mkdir(parents=True, exist_ok=True)
    for name, text in TARGETS[asked.target](asked).items():
        file = asked.into / name
        if name == PRIVATE:
            file.touch(0o600)
            file.chmod(0o600)  # also one that was there
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
