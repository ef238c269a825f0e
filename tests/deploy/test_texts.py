"""What `deploy/` writes is taken by the programs it is for, and holds what it promises."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from deploy import make, static
from tests.deploy.front import front, need
from tests.server import PATIENCE

ROOT = Path(__file__).parents[2]
README = (ROOT / "deploy" / "README.md").read_text("utf-8")
COUNTS = [1, 2, make.MOST_REPLICAS]
SERVICE = ROOT / "deploy" / "systemd" / "cnnviz@.service"


def written(tmp_path, target, count=2, *more):
    """The files that are made, by their names."""
    make.main(
        [target, "--name", "class.school.example", "--replicas", str(count), "--into", str(tmp_path), *more]
    )
    return {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("hsts", [False, True])
def test_nginx_takes_its_configuration(count, hsts):
    need()
    with front({name: f"127.0.0.1:85{name}" for name in make.names_of(count)}, hsts=hsts) as made:
        status, said = made.check()
    assert status == 0, said
    # From 1.25.1 on it would rather have the directive http2, which Debian 12's does not know.
    warnings = [line for line in said.splitlines() if "warn" in line and "http2" not in line]
    assert warnings == []


@pytest.mark.parametrize("target", make.TARGETS)
@pytest.mark.parametrize("count", COUNTS)
def test_nothing_is_left_to_fill_in(tmp_path, target, count):
    files = written(tmp_path, target, count)
    assert files
    assert not [name for name, text in files.items() if "{{" in text]


@pytest.mark.parametrize("count", COUNTS)
def test_each_replica_has_an_upstream_that_its_cookie_names(tmp_path, count):
    files = written(tmp_path, "debian", count)
    site = files["cnnviz.conf"]
    for name in files["replicas"].split():
        assert f'"{name}" cnnviz_{name};' in site
        assert f"upstream cnnviz_{name} {{ server 127.0.0.1:85{name}; }}" in site
    assert site.count("max_fails=0;") == 2 * count


def test_debians_nginx_listens_by_ipv6_too(tmp_path):
    site = written(tmp_path, "debian")["cnnviz.conf"]
    assert re.findall(r"^    listen (.*);$", site, re.MULTILINE) == [
        *("80", "[::]:80"),
        *("443 ssl http2", "[::]:443 ssl http2"),
    ]


def test_the_secret_is_its_owners_alone_and_stays_when_the_files_are_made_again(tmp_path):
    before = written(tmp_path / "a", "debian", 2)["cnnviz.env"]
    file = tmp_path / "a" / "cnnviz.env"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    after = written(tmp_path / "a", "debian", 3)["cnnviz.env"]
    assert file.stat().st_mode & 0o777 == 0o600
    secrets = [text.split("SECRET=")[1] for text in (before, after)]
    assert secrets[0] == secrets[1]
    assert secrets[0] not in written(tmp_path / "b", "debian")["cnnviz.env"]
    assert "CNNVIZ_PROCESSES=1\n" in after


@pytest.mark.parametrize("name", ["class school", "class.example;", "a" * 300, "a{b}", ""])
def test_a_name_that_is_none_is_refused(tmp_path, name, capsys):
    with pytest.raises(SystemExit):
        make.main(["debian", "--name", name, "--into", str(tmp_path)])
    assert "a name such as" in capsys.readouterr().err


def compose_of(tmp_path, count):
    return yaml.safe_load(written(tmp_path, "compose", count)["compose.yaml"])


@pytest.mark.parametrize("count", COUNTS)
def test_containers_are_closed_and_bounded_and_say_whether_they_work(tmp_path, count):
    services = compose_of(tmp_path, count)["services"]
    assert len(services) == count + 2
    for name, one in services.items():
        assert one["healthcheck"]["test"][0] == "CMD"
        assert one["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}
        assert one["security_opt"] == ["no-new-privileges:true"]
        if name != "database":
            assert one["user"] == "10001:10001"
            assert one["read_only"]
            assert one["cap_drop"] == ["ALL"]


def test_each_container_has_an_address_of_its_own_that_nginx_and_the_app_know(tmp_path):
    files = written(tmp_path, "compose", make.MOST_REPLICAS)
    services = yaml.safe_load(files["compose.yaml"])["services"]
    addresses = {name: one["networks"]["inner"]["ipv4_address"] for name, one in services.items()}
    assert len(set(addresses.values())) == len(addresses)
    for name in make.names_of(make.MOST_REPLICAS):
        one = services[f"replica-{name}"]["environment"]
        assert services[f"replica-{name}"]["depends_on"] == {"database": {"condition": "service_healthy"}}
        assert one["CNNVIZ_PROCESSES"] == "1"
        assert one["CNNVIZ_REPLICA"] == name
        assert one["CNNVIZ_PROXIES"] == addresses["front"]
        assert f"@{addresses['database']}/" in one["CNNVIZ_DATABASE"]
        assert (
            f"upstream cnnviz_{name} {{ server {addresses[f'replica-{name}']}:8501; }}" in files["site.conf"]
        )


def _compose():
    """The program that reads Compose's files; None if it is not here."""
    if (
        shutil.which("docker")
        and subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0
    ):
        return ["docker", "compose"]
    return ["docker-compose"] if shutil.which("docker-compose") else None


@pytest.mark.skipif(_compose() is None, reason="found no docker compose")
def test_compose_takes_its_file(tmp_path):
    written(tmp_path, "compose", 3)
    (tmp_path / ".env").write_text("CNNVIZ_PASSWORD=secret\nCNNVIZ_SECRET=another\n")
    found = subprocess.run([*_compose(), "config", "--quiet"], cwd=tmp_path, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr


def manifests(tmp_path, count):
    text = written(tmp_path, "kubernetes", count, "--image", "registry.example/cnnviz@sha256:00")[
        "cnnviz.yaml"
    ]
    return {(one["kind"], one["metadata"]["name"]): one for one in yaml.safe_load_all(text)}


@pytest.mark.parametrize("count", COUNTS)
def test_pods_are_closed_and_bounded_and_say_whether_they_work(tmp_path, count):
    found = manifests(tmp_path, count)
    assert found["StatefulSet", "cnnviz"]["spec"]["replicas"] == count
    [app] = found["StatefulSet", "cnnviz"]["spec"]["template"]["spec"]["containers"]
    assert app["startupProbe"]["httpGet"]["path"] == "/readyz"
    for kind, name in (("StatefulSet", "cnnviz"), ("Deployment", "cnnviz-front")):
        pod = found[kind, name]["spec"]["template"]["spec"]
        assert pod["securityContext"]["runAsNonRoot"]
        assert not pod["automountServiceAccountToken"]
        [container] = pod["containers"]
        assert container["image"] == "registry.example/cnnviz@sha256:00"
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["limits"].keys() == {"cpu", "memory"}
        assert {"livenessProbe", "readinessProbe"} <= container.keys()


@pytest.mark.parametrize("count", COUNTS)
def test_each_pod_has_a_service_that_nginx_asks_under_the_name_that_the_cookie_has(tmp_path, count):
    found = manifests(tmp_path, count)
    site = found["ConfigMap", "cnnviz-front"]["data"]["site.conf"]
    assert site.endswith("}\n")
    for at in range(count):
        service = found["Service", f"cnnviz-{at}"]["spec"]
        assert service["selector"]["statefulset.kubernetes.io/pod-name"] == f"cnnviz-{at}"
        assert service["publishNotReadyAddresses"]
        assert f'"cnnviz-{at}" cnnviz_cnnviz-{at};' in site
        assert f"upstream cnnviz_cnnviz-{at} {{ server cnnviz-{at}:8501; }}" in site
    assert ("Service", f"cnnviz-{count}") not in found


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="found no kubectl")
def test_kubectl_reads_the_manifests(tmp_path):
    written(tmp_path, "kubernetes", 3)
    (tmp_path / "kustomization.yaml").write_text("resources: [cnnviz.yaml]\n")
    found = subprocess.run(["kubectl", "kustomize", tmp_path], capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert len(list(yaml.safe_load_all(found.stdout))) == len(manifests(tmp_path, 3))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="found no systemd")
def test_systemd_takes_the_unit(tmp_path):
    unit = tmp_path / "cnnviz@01.service"
    unit.write_text(SERVICE.read_text("utf-8"))
    others = ["cnnviz.target", "cnnviz-backup.service", "cnnviz-backup.timer"]
    for name in others:
        (tmp_path / name).write_text((SERVICE.parent / name).read_text("utf-8"))
    timer = tmp_path / "cnnviz-backup.timer"
    found = subprocess.run(["systemd-analyze", "verify", unit, timer], capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")


def test_the_unit_listens_where_nginx_asks_and_takes_nothing_it_does_not_need():
    text = SERVICE.read_text("utf-8")
    assert "--server.port=85%i" in text
    for line in ("User=cnnviz", "ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet="):
        assert line in text.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="these are commands of a Unix shell")
def test_the_backup_of_a_night_is_made_and_the_old_ones_go(tmp_path):
    """As systemd would: its own signs, %% and $$, stand for one each."""
    text = (SERVICE.parent / "cnnviz-backup.service").read_text("utf-8")
    old, young = (tmp_path / f"classes-2020-01-0{day}.backup" for day in (1, 2))
    for file in (old, young):
        file.touch()
    os.utime(old, (0, 0))
    commands = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    for said in commands:
        said = said.replace("%%", "%").replace("$$", "$").replace("/var/lib/cnnviz", str(tmp_path))
        said = said.replace(".venv/bin/python", sys.executable)
        environment = {**os.environ, "CNNVIZ_DATABASE": str(tmp_path / "cnnviz.db")}
        subprocess.run(shlex.split(said), cwd=ROOT, env=environment, check=True, timeout=PATIENCE)
    assert len(commands) == 2
    assert not old.exists()
    assert len(list(tmp_path.glob("classes-*.backup"))) == 2  # the young one, and tonight's


@pytest.mark.skipif(os.name == "nt", reason="a Unix shell reads it")
def test_a_shell_reads_the_variables_as_systemd_does(tmp_path):
    file = tmp_path / "cnnviz.env"
    text = written(tmp_path, "debian")[file.name]
    variables = dict(line.split("=", 1) for line in text.splitlines() if not line.startswith("#"))
    command = f"set -eu; set -a; . {shlex.quote(str(file))}; exec env"
    found = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout
    assert {f"{name}={value}" for name, value in variables.items()} <= set(found.splitlines())


def test_a_replica_keeps_its_versions_folder_when_the_link_is_switched(tmp_path):
    python = tmp_path / "cnnviz-1" / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$0" "$@"\n')
    python.chmod(0o755)
    link = tmp_path / "cnnviz"
    link.symlink_to("cnnviz-1")
    [line] = re.findall(r"^ExecStart=(.*)$", SERVICE.read_text("utf-8"), re.MULTILINE)
    command = shlex.split(line.replace("$$", "$").replace("%i", "01"))
    there = {"PWD": str(link)}  # as a shell has it that went there by the link
    done = subprocess.run(command, cwd=link, env=there, check=True, capture_output=True, text=True)
    assert done.stdout == f"{python} -m streamlit run serve.py --server.port=8501\n"


def test_the_image_runs_without_root_and_pins_what_it_installs():
    text = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    last = text.split("FROM ")[-1]
    assert "USER 10001:10001" in last
    assert "HEALTHCHECK" in last
    assert re.findall(r"COPY (requirements\S+) (requirements\S+)", text) == [
        ("requirements.txt", "requirements-postgres.txt")
    ]
    taken = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").split()
    for name in (
        "app.py",
        "serve.py",
        "cnnviz",
        "pages",
        "serving",
        "store",
        "assets",
        ".streamlit",
        "deploy",
    ):
        assert f"!{name}" in taken


def commands():
    """The commands of the README that run here: they write files."""
    lines = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()]
    return sorted({line for line in lines if "deploy/make.py" in line or "deploy/static.py" in line})


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_readme_does_what_it_says(tmp_path, line):
    words = shlex.split(line)
    at = words.index("--into") + 1 if "--into" in words else len(words) - 1
    words[0], words[at] = sys.executable, str(tmp_path)
    if "static.py" in line:
        static_is_run(words, tmp_path)
        return
    subprocess.run(words, cwd=ROOT, check=True)
    assert list(tmp_path.iterdir())


def static_is_run(words, tmp_path):
    """As it takes a minute to compress all, it is asked for one file."""
    names = tmp_path / "from" / "static" / "js"
    names.mkdir(parents=True)
    (names / "index.CKN2wX4v.js").write_text("1")
    (tmp_path / "streamlit").mkdir()
    (tmp_path / "streamlit" / "__init__.py").touch()
    (tmp_path / "streamlit" / "file_util.py").write_text(
        f"def get_static_dir():\n    return {str(tmp_path / 'from')!r}\n"
    )
    done = subprocess.run(
        words, cwd=ROOT, check=True, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.stdout == f"1 files are new in {tmp_path}.\n"


def test_readme_names_files_and_limits_that_there_are():
    site = (ROOT / "deploy" / "nginx" / "site.conf").read_text("utf-8")
    for said, written_so in (
        ("60 requests a second, 120 at once", ("rate=60r/s", "burst=120")),
        ("2 uploads a second, 20 at once", ("rate=2r/s", "zone=cnnviz_upload burst=20")),
        ("100 a second, 1,000 at once", ("rate=100r/s", "burst=1000")),
        ("1,500 a second, 3,000 at once", ("rate=1500r/s", "burst=3000")),
        ("20 WebSockets", ("limit_conn cnnviz_windows 20",)),
        ("4,000 WebSockets", ("limit_conn cnnviz_school 4000",)),
        ("100 WebSockets without a cookie", ("limit_conn cnnviz_new_windows 100",)),
        ("10 uploads under way", ("limit_conn cnnviz_sending_browser 10",)),
        ("36 uploads under way", ("limit_conn cnnviz_sending_address 36",)),
        ("40 uploads under way", ("limit_conn cnnviz_sending 40",)),
        ("uploads of up to 17 MB", ("client_max_body_size 17m",)),
        ("all else 128 kB", ("client_max_body_size  128k",)),
        ("silent for 90 s", ("proxy_read_timeout 90s",)),
    ):
        assert said in README
        assert all(one in site for one in written_so)
    for path in re.findall(r"deploy/[\w./@-]+\w", README):
        assert (ROOT / path).exists(), path


def test_files_of_the_version_before_stay_and_both_forms_are_the_same_on_any_machine(tmp_path):
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, name in ((before, "old.AAAAAAAA.js"), (after, "new.BBBBBBBB.js")):
        (folder / "static" / "js").mkdir(parents=True)
        (folder / "static" / "js" / name).write_text("const a = 1;")
    made = [tmp_path / "one", tmp_path / "two"]
    for target in made:
        assert [static.copy(before, target), static.copy(after, target), static.copy(after, target)] == [
            1,
            1,
            0,
        ]
    found = [{file.name: file.read_bytes() for file in one.rglob("*.*")} for one in made]
    assert found[0] == found[1]
    assert {"old.AAAAAAAA.js", "old.AAAAAAAA.js.gz", "new.BBBBBBBB.js"} <= found[0].keys()
