"""Start cnnviz, or test it, on a machine with only Python: ``python3 run.py`` and ``python3 run.py test``.

``python3 run.py static OUT`` writes the whole app as a folder of files that needs no server: docs/static.md.
``python3 run.py class`` serves it to a class (see ``serving/room``).
``python3 run.py test --quick`` takes about a minute: it tests the logic, and needs neither a browser nor
PyTorch. All three keep what they install in the folder ``.venv`` beside this file. Only the standard library
is used here, and until the version is checked nothing that Python 3.6 lacks: annotations that it cannot
evaluate are texts.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
#: One thread a matrix product is faster for matrices as small as ours, above all on a busy machine.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **os.environ}
#: Tests run in several processes: what one has compiled is kept for the others, whatever is set outside.
FOR_TESTS = {**ONE_THREAD, "PYTHONDONTWRITEBYTECODE": ""}
#: What browsers that the tests can drive are called. The first is Chromium without windows and bars: it shows
#: the same pages for four fifths of the work.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: How it is started: without a sandbox, as CI runs as root, and without anything that asks the network.
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Each test by itself, in one process more than there are cores, up to four: each starts an app and a
# browser, and waits for them part of the time. Those in a browser come last and take longest: who is done
# takes some over.
PARALLEL = ["-n", str(min((os.cpu_count() or 1) + 1, 4)), "--dist", "worksteal"]
#: Options that ask for a part of the tests; pytest is given them, too (see ``conftest.py``).
PARTS = {"--quick", "--computed"}


def main() -> int:
    """Do what the command line asks for, and return the exit status."""
    try:
        return start_or_test(sys.argv[1:])
    except subprocess.CalledProcessError as error:
        print(f"This step failed: {' '.join(map(str, error.cmd))}")
        print(
            "If it was to install something: is there a connection to the package registry? Then try again."
        )
        return 1
    except KeyboardInterrupt:
        return 130


def start_or_test(arguments: "list[str]") -> int:
    """Install what is missing, then start the app or test it."""
    if sys.version_info < OLDEST:
        print(f"cnnviz needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
        return 1
    if arguments[:1] == ["test"]:
        return test_a_part(arguments[1:]) if PARTS.intersection(arguments) else test(arguments[1:])
    install("requirements.txt")
    if arguments[:1] == ["static"]:
        return call(["web.build", *arguments[1:]])
    return start(arguments)


def start(arguments: "list[str]") -> int:
    """Start the app, or serve a class, until somebody stops it, and return the exit status."""
    command = [str(PYTHON), "-m", "cnnviz", *arguments]
    if os.name != "nt":  # it takes this process's place, and with it what is sent to stop it
        os.chdir(HERE)
        os.execv(command[0], command)
    serving = subprocess.Popen(command, cwd=HERE)
    while True:
        try:
            return serving.wait()
        except KeyboardInterrupt:  # Ctrl+C is for both, and the other one says when it is done
            pass


def install(requirements: str, *options: str) -> None:
    """Make the environment and install what a lock holds, each file checked, unless that was done before."""
    stamp = ENVIRONMENT / f"installed-{requirements}"
    digest = hashlib.sha256((HERE / requirements).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest and PYTHON.exists():
        return
    whole = (
        PYTHON.exists()
        and subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
    )
    if not whole:
        make_environment()
    print(f"Installing what {requirements} names; the first time this takes a few minutes.", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options]
    subprocess.check_call([*pip, "-r", str(HERE / requirements)])
    stamp.write_text(digest)


def make_environment() -> None:
    """Create ``.venv``; on Debian what that needs is a package of its own: fetch it if it is missing."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        install_debian_package(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
        # A Python that has just got its missing part sees it only when started anew.
        subprocess.check_call([sys.executable, "-m", "venv", "--clear", ENVIRONMENT])
        return
    venv.create(ENVIRONMENT, with_pip=True, clear=True)


def find_browser() -> "str | None":
    """Find the browser that the tests drive: $CNNVIZ_CHROMIUM, or the first of `BROWSERS` there is."""
    named = os.environ.get("CNNVIZ_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def need_browser() -> None:
    """Make sure that there is a browser for the tests to drive."""
    if find_browser() is None:
        install_debian_package("chromium", "or set CNNVIZ_CHROMIUM to a Chromium or Chrome, ")


def install_debian_package(name: str, otherwise: str = "") -> None:
    """Install a package with apt as root or by sudo, or end with a sentence that says what to do."""
    prefix = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo"]
    if shutil.which("apt-get") is None or (prefix and shutil.which("sudo") is None):
        sys.exit(
            f"Please install {name} (on Debian: apt-get install {name}), {otherwise}then run this again."
        )
    print(f"Installing {name} with apt-get.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", name]):
        if subprocess.call([*prefix, "apt-get", *step], env=quiet) != 0:
            sys.exit(f"apt-get could not install {name}. Please install it, then run this again.")


def test_a_part(arguments: "list[str]") -> int:
    """Run formatter, linter and a part of the tests."""
    install("requirements-quick.txt", "--no-compile")
    return check_style() or call(["pytest", *PARALLEL, *arguments])


def test(arguments: "list[str]") -> int:
    """Run formatter, linter, tests (with pytest's arguments) and type checker; return the first failure.

    The type checker runs beside the tests, as it takes one core; what it says is told after them.
    """
    install("requirements-dev.txt", "--no-compile")
    install("requirements-torch.txt", "--no-compile")  # most of PyTorch is never imported
    need_browser()
    status = check_style()
    if status != 0:
        return status
    typing = subprocess.Popen(
        [PYTHON, "-m", "mypy"], cwd=HERE, env=FOR_TESTS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        status = call(["pytest", *PARALLEL, *arguments])
        said, _ = typing.communicate()
    finally:
        typing.kill()
    print("→ mypy", said.decode(errors="replace").strip(), sep="\n", flush=True)
    return status or typing.returncode


def check_style() -> int:
    """Run formatter and linter; return the first failure."""
    return call(["ruff", "format", "--check", "."]) or call(["ruff", "check", "."])


def call(check: "list[str]") -> int:
    """Run a module with its arguments, and return its exit status."""
    print("→", *check, flush=True)
    return subprocess.call([PYTHON, "-m", *check], cwd=HERE, env=FOR_TESTS)


if __name__ == "__main__":
    sys.exit(main())
