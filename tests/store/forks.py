"""Processes that use a store, forked from one that has imported it: that takes a second each time.

As a program: each line of its input names one of `DOES`, where to write what it says, and its arguments.
"""

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from subprocess import PIPE, Popen

import store
from cnnviz.classes import Attempt
from tests.store.people import NOW, SIZE


def sign(say, url):
    """Open a store, and say its key."""
    say(store.open(url).signing_key().hex())


def answers(who, seed, count):
    """Draw answers with a seed."""
    random = Random(seed)
    return [
        Attempt(
            f"{seed}.{n}",
            who,
            SIZE,
            0,
            0,
            n,
            [random.random(), "x" * random.randrange(400)],
            1,
            0.0,
            None,
            NOW,
        )
        for n in range(count)
    ]


def save(say, url, class_id, person, seed, count):
    """Save answers one after the other, and say the key of each that is acknowledged."""
    kept = store.open(url)
    who = store.Who(class_id, person, "student")
    for one in answers(person, seed, count):
        stored = kept.save(who, one)
        assert stored == replace(one, number=stored.number)
        say(one.key)


DOES = {"sign": sign, "save": save}


def main():
    """Fork a process for each line of the input, and say its id."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        name, where, *arguments = json.loads(line)
        child = os.fork()
        if child == 0:
            with Path(where).open("w") as file:
                DOES[name](lambda said, file=file: print(said, file=file, flush=True), *arguments)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


class Process:
    """A forked process that says lines."""

    def __init__(self, number, pipe):
        self.number = number
        self._file = pipe.open()
        pipe.unlink()

    def line(self):
        """Wait for the next line."""
        return self._file.readline().strip()

    def lines(self):
        """Wait until it ends, and give all lines that are left."""
        with self._file:
            return self._file.read().splitlines()

    def kill(self):
        """End it at once."""
        os.kill(self.number, signal.SIGKILL)


class Forks:
    """The process that forks others, as long as a `with` lasts."""

    def __init__(self, folder):
        self._folder, self._count = folder, 0

    def __enter__(self):
        root = Path(__file__).parents[2]
        self._process = Popen(
            [sys.executable, "-m", __spec__.name], cwd=root, stdin=PIPE, stdout=PIPE, text=True
        )
        return self

    def __exit__(self, *error):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def start(self, name, *arguments):
        """Start a process that does this."""
        self._count += 1
        pipe = self._folder / f"{self._count}"
        os.mkfifo(pipe)
        print(json.dumps([name, str(pipe), *arguments]), file=self._process.stdin, flush=True)
        return Process(int(self._process.stdout.readline()), pipe)


if __name__ == "__main__":
    main()
