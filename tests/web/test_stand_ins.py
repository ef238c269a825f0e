"""What stands in for pydantic gives what that gave; it and the store refuse the rest in a sentence."""

import json
import subprocess
import sys
from pathlib import Path

from cnnviz.exercises import practised
from cnnviz.lessons import lessons
from web import content

INSIDE = Path(content.__file__).parent / "inside"

SAYS = """
import json, sys
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/instead"]
import content
content.use()
import pydantic, store
from cnnviz.errors import CnnvizError
from cnnviz.exercises import practised
from cnnviz.exercises.catalogue import read_topic
from cnnviz.lessons import lessons
assert pydantic.__file__.startswith(sys.argv[1])
refused = []
own = "format: 1\\nexercises: [{id: a, type: number}]"
for call in (lambda: read_topic("own", own, "# Own\\n\\n## a\\n"), store.open_patiently):
    try:
        call()
    except CnnvizError as error:
        refused.append(str(error))
print(json.dumps([
    {key: repr(sorted(vars(one.item).items())) for key, one in practised().items()},
    {key: [step.id for step in one.lesson.steps] for key, one in lessons().items()},
    refused,
]))
"""


def test_lessons_and_exercises_are_the_same_without_pydantic(tmp_path):
    inside = tmp_path / "inside"
    subprocess.run(["cp", "-r", INSIDE, inside], check=True)
    (inside / "content.pickle").write_bytes(content.pickled())
    told = subprocess.run(
        [sys.executable, "-c", SAYS, str(inside)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    exercises, courses, refused = json.loads(told.stdout)
    assert exercises.keys() == practised().keys()
    assert {key: len(text) > 2 for key, text in exercises.items()} == dict.fromkeys(exercises, True)
    assert courses == {key: [step.id for step in one.lesson.steps] for key, one in lessons().items()}
    assert len(refused) == 2
    assert all("server" in sentence or "own" in sentence for sentence in refused)
