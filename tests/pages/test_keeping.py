"""What is kept is found whatever another thread does with the session meanwhile."""

from types import SimpleNamespace

import pytest

from pages.ui.session import keeping


class Set(dict):
    """What a run has set. Its end moves that to the rest, here as soon as somebody has looked once."""

    def __init__(self, values, rest):
        super().__init__(values)
        self.rest = rest

    def end(self):
        self.rest.update(self)
        self.clear()

    def get(self, key, default=None):
        value = super().get(key, default)
        self.end()
        return value

    def __contains__(self, key):
        is_there = super().__contains__(key)
        self.end()
        return is_there


class Rest(dict):
    """What earlier runs have set. The run ends as soon as somebody has looked here."""

    end = None

    def get(self, key, default=None):
        value = super().get(key, default)
        self.end()
        return value


@pytest.mark.parametrize("value", ["a picture", None, 0])
def test_what_is_kept_is_found_while_a_run_ends(monkeypatch, value):
    rest = Rest()
    now = Set({"kept:one": value}, rest)
    rest.end = now.end
    state = SimpleNamespace(_new_session_state=now, _old_state=rest)
    context = SimpleNamespace(session_state=SimpleNamespace(_state=state))
    monkeypatch.setattr(keeping, "get_script_run_ctx", lambda **_: context)
    for _ in range(2):
        assert keeping.kept("one") == value
    assert keeping.kept("another") is None
