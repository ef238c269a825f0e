"""Running a script as it is shown: in a fresh directory that holds the files it reads, and nothing else."""

import numpy as np
import pytest


@pytest.fixture
def answers_of(tmp_path, monkeypatch, pytorch):
    """Run both halves of a script beside its files, name → bytes, and give their two answers as arrays."""
    monkeypatch.chdir(tmp_path)
    threads = pytorch.get_num_threads()
    pytorch.set_num_threads(1)

    def run(script, files=None):
        for left in tmp_path.iterdir():
            left.unlink()
        for name in script.files:
            (tmp_path / name).write_bytes((files or {})[name])
        found = []
        for code in (script.numpy, script.torch):
            names = {"__name__": "__main__"}
            exec(compile(code, "script.py", "exec"), names)
            found.append(np.asarray(names["answer"]))
        return found

    yield run
    pytorch.set_num_threads(threads)
