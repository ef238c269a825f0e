"""What components report: done once, in the order in which it was set, by the session it was meant for."""

import json
import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from pages.ui.inputs.pad import SIDE
from pages.ui.session import component, delivery
from pages.ui.session.control import Control
from pages.ui.session.received import LONGEST, MOST, is_usable
from pages.ui.session.visit import begin

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
VIEW = "part_kernels_intent"
TYPED = "1 2\n3 4"
#: Numbers of a matrix as large as the sample.
NUMBERS = "\n".join(["1 2 3 4 5"] * 5)
HUGE, NAN, NESTED = 10**400, float("nan"), json.loads("[" * 500 + "]" * 500)
#: What no component sends.
HOSTILE = [
    *(None, True, -1, HUGE, 1e300, NAN, float("inf"), "", "x" * 5000, "__proto__", [], {}, NESTED),
    *([HUGE] * 2, [HUGE] * 3, [NAN] * 3, [None] * 3, [{}], {"of": [], "channel": True}),
    *({"kind": "value", "typed": "0", "at": [HUGE] * 3}, {"gaussian_size": NESTED}),
    *("½", "é" * SIDE**2, "\ud800", ["\ud800"], {"\ud800": "é"}, {"kind": "é", "typed": "\udfff"}),
]
#: Those that reach what a page does; of the others one page holds that they don't.
USABLE = [value for value in HOSTILE if is_usable(value)]
#: Streamlit takes no more than a megabyte at once; with room for what is around the values, in characters.
LARGEST_REPORT = 500_000
#: How JavaScript reports: intent.js by Streamlit's own function, all others by ours.
REPORTS = re.compile(r"\breporting\(|\bsetStateValue\(")
#: Where each component that reports is drawn: a page and its address.
DRAWN = {
    "activation": ("activations", {}),
    "against": ("architectures", {"a_chart": "true"}),
    "architectures": ("architectures", {}),
    "bars": ("why", {}),
    "beside": ("counting", {"c_dense": "true"}),
    "columns": ("break_it", {}),
    "confusion": ("evaluation", {}),
    "design": ("design", {}),
    "exercise": ("practise", {}),
    "glossary": ("glossary", {}),
    "guide": ("kernels", {"lesson": "slide-multiply-add~brightest"}),
    "intent": ("kernels", {}),
    "layers": ("counting", {}),
    "maps": ("autoencoder", {}),
    "pad": ("kernels", {"img_own": "drawing"}),
    "own": ("home", {}),
    "questions": ("counting", {"predict": "true"}),
    "reconnect": ("home", {}),
    "scores": ("network", {}),
    "share": ("home", {}),
    "sweep": ("break_it", {"b_view": "disturb", "test": "90"}),
    "turn": ("train", {}),
    "weighted": ("neurons", {}),
    "worked": ("split", {}),
}
#: Where those that are drawn in a class are: as whom, and a page with its address besides the class's code.
#: `test_class_pages.py` tries them.
IN_A_CLASS = {
    "board": ("teacher", "classroom", {"as": "teacher"}),
    "classes": ("teacher", "classes", {}),
    "classwork": ("student", "classroom", {}),
    "receipts": ("teacher", "classroom", {"as": "teacher", "c_home": "true"}),
    "together": ("teacher", "together", {}),
}
REPORTING = {js.stem for js in component.ASSETS.glob("*/*.js") if REPORTS.search(js.read_text("utf-8"))}


@pytest.fixture
def hear():
    """Have a component report "a" and "b"; give what was done in all."""
    visit, done = begin("trial", {}), []
    visit.reactions["view"] = {name: lambda value, name=name: done.append((name, value)) for name in "ab"}

    def apply(revision, **fields):
        visit.apply({"view": {"revision": revision, "set": fields}})
        return done

    return apply


def test_a_report_that_comes_twice_is_done_once(hear):
    for _ in range(2):
        assert hear(2, a=[1, "x"], b=[2, "y"]) == [("a", "x"), ("b", "y")]


def test_fields_are_done_in_the_order_in_which_they_were_set(hear):
    assert hear(9, a=[7, "later"], b=[5, "before"]) == [("b", "before"), ("a", "later")]


def test_what_several_components_report_is_done_in_the_order_in_which_it_was_set():
    visit, done = begin("trial", {}), []
    visit.reactions |= {name: {"a": done.append} for name in ("one", "two")}
    visit.apply({"one": {"revision": 2, "set": {"a": [2, 2]}}, "two": {"revision": 1, "set": {"a": [1, 1]}}})
    assert done == [1, 2]


def test_of_a_report_only_what_is_newer_than_the_last_one_is_done(hear):
    hear(1, a=[1, "x"])
    assert hear(2, a=[1, "x"], b=[2, "y"]) == [("a", "x"), ("b", "y")]
    hear(1, a=[1, "late"])
    assert hear(2, a=[1, "x"], b=[2, "y"]) == [("a", "x"), ("b", "y")]


def test_what_nobody_expects_or_is_of_another_form_is_left_out(hear):
    assert hear(3, a=[3, "x"], c=[1, "y"], b={"1": "y"}) == [("a", "x")]
    assert hear(4, a=["4", "y"], b=[9, "newer than its report"]) == [("a", "x")]
    for number in (float("nan"), 4.5, None, [4], 10**400):
        assert hear(5, a=[number, "y"]) == [("a", "x")]


@pytest.mark.parametrize(
    "value",
    [
        HUGE,
        -HUGE,
        NAN,
        float("inf"),
        [1, [HUGE]],
        {"at": [NAN]},
        {"a": {"b": 2.0**54}},
        "x" * (LONGEST + 1),
        "half \ud800 a character",
        {"\udfff": 1},
        [0] * MOST,
    ],
)
def test_numbers_and_texts_that_no_browser_sends_reach_nobody(hear, value):
    assert hear(1, a=[1, value], b=[1, "y"]) == [("b", "y")]


@pytest.mark.parametrize("value", [0, -1.5, True, None, 2**53, [1, [2]], {"at": [0, 1]}, "x" * 8000])
def test_what_browsers_send_arrives(hear, value):
    assert hear(1, a=[1, value]) == [("a", value)]


@pytest.mark.parametrize("text", ["9" * 10**5, "1e400", "nan", "inf", "-", "1/0", "٣", "9" * 400])
@pytest.mark.parametrize("read", [int, float, lambda text: round(float(text)), Fraction])
def test_no_number_in_an_address_breaks_a_page(text, read):
    begin("trial", {"key": text}).first("key", read)


@pytest.mark.parametrize("revision", [None, "2", 2.5, [2], float("inf"), 2**53, 10**400, -1])
def test_a_report_without_a_revision_that_a_browser_counts_is_ignored(hear, revision):
    assert hear(revision, a=[1, "x"]) == []
    assert hear(1, a=[1, "y"]) == [("a", "y")], "and closes the way to no other"


@pytest.mark.parametrize("report", [None, 1, "", [], {}, {"revision": 1}, {"set": {"at": [1, [0, 0, 1]]}}])
def test_what_is_no_report_or_another_sessions_changes_nothing(visit, report):
    page = visit("kernels", img="binary")
    whole = {"session": page.session, "revision": 1, "set": {"at": [1, [0, 1, 2]]}}
    named = {"session": page.session, **report} if isinstance(report, dict) else report
    for sent in (report, named, whole | {"session": "of before"}, whole | {"session": [page.session]}):
        assert "at" not in page.send((page.component(VIEW).id, sent)).address
    assert page.send((page.component(VIEW).id, whole)).address["at"] == "0.1.2"


def report_all(page, value, drawn=None):
    """Have all components of a page, or one of them, report a value under each name that is expected.

    As many at a time as fit into a message.
    """
    expected = {
        key: names
        for key, names in page.app.session_state["kept:visit"].reactions.items()
        if drawn is None or page.component(key).component_name == drawn
    }
    assert expected
    at_once = max(1, LARGEST_REPORT // len(json.dumps(value)) // len(expected))
    for start in range(0, max(map(len, expected.values())), at_once):
        page.revision += 1
        report = {"session": page.session, "revision": page.revision}
        told = {key: [*names][start : start + at_once] for key, names in expected.items()}
        sets = [(key, {name: [page.revision, value] for name in names}) for key, names in told.items()]
        page.send(*[(page.component(key).id, report | {"set": fields}) for key, fields in sets])


@pytest.mark.parametrize("name", PAGES)
def test_whatever_is_reported_no_page_breaks(visit, name, pytestconfig):
    """Each value is tried on a third of the pages, on all of them with --thorough."""
    page, third = visit(name, img="counting-6"), PAGES.index(name) % 3  # a small picture, where there is one
    some = USABLE if pytestconfig.getoption("thorough") else USABLE[third::3]
    for value in HOSTILE if name == "kernels" else some:
        report_all(page, value)


@pytest.mark.parametrize("name", sorted(REPORTING - IN_A_CLASS.keys()))
def test_whatever_a_component_reports_it_breaks_nothing(visit, name):
    where, address = DRAWN[name]
    page = visit(where, **address)
    told_with_its_page = not address  # there by the test above
    for value in USABLE[: 1 if told_with_its_page else None]:
        report_all(page, value, f"cnnviz_{name}")


def test_a_report_that_sets_something_outside_its_part_of_the_page_runs_the_whole_page(visit, monkeypatch):
    page = visit("kernels", img="binary")
    page.run_a_part(monkeypatch)
    page.react("kernels", "at", [0, 1, 2])
    assert page.address == {"img": "binary", "at": "0.1.2"}
    assert "img" not in page.controls, "the part runs by itself"
    page.react("kernels", "pixels", NUMBERS)
    assert page.control("img").value == "matrix"
    assert page.address == {"img": "matrix", "at": "0.1.2", "matrix": NUMBERS}


def test_what_is_reported_while_the_page_is_left_is_done_and_waits_there(visit):
    page = visit("kernels")
    page.app.switch_page("pages/pooling.py")
    page.report(VIEW, "edit", TYPED)
    assert page.address == {}
    page.app.switch_page("pages/kernels.py")
    assert page.run().address == {"kernel": "custom", "custom_text": TYPED}


def test_what_is_reported_to_a_page_while_it_is_come_to_is_done_in_that_run(visit):
    page = visit("kernels")
    view = page.component(VIEW).id
    page.app.switch_page("pages/home.py")
    page.run()
    page.app.switch_page("pages/kernels.py")
    assert page.report_from(view, "edit", TYPED).address == {"kernel": "custom", "custom_text": TYPED}


def test_what_is_reported_after_the_page_was_left_harms_nothing(visit):
    page = visit("kernels", kernel="gaussian")
    view = page.component(VIEW).id
    page.app.switch_page("pages/pooling.py")
    page.run()
    assert not page.report_from(view, "edit", TYPED).errors
    page.app.switch_page("pages/kernels.py")
    assert page.run().address == {"kernel": "gaussian"}


def test_code_is_sent_until_a_report_says_that_the_browser_has_it(visit):
    page = visit("kernels")

    def is_sent():
        return any(element.proto.id.endswith("-part_code") for element in page.app.get("bidi_component"))

    for code, sent_next in (("another", True), (None, True), ([], True), (delivery.code().digest, False)):
        assert is_sent()
        page.report(VIEW, "at", [0, 1, 1], code=code)
        assert is_sent() == sent_next
    page.app.switch_page("pages/pooling.py")
    page.run()
    assert not is_sent()


class Held:
    """A control that is drawn anew in each run, and what the browser holds of it, by its key."""

    def __init__(self):
        self.visit, self.browser = begin("trial", {}), {}
        self.control = self.visit.learner.controls["stride"] = Control("stride")

    def put(self, value):
        """Let the page decide it."""
        self.visit.learner.decide("stride", value, self.browser.get)

    def run(self):
        """Draw it with what it is to be, and give that."""
        value = self.visit.learner.wished("stride", self.browser.get)
        self.visit.learner.settings["stride"] = value
        self.visit.learner.put.clear()
        self.key = self.control.draw(value, self.browser.get(self.control.name(self.control.generation)))
        self.browser.setdefault(self.key, value)
        return value


@pytest.fixture
def held():
    """The control, drawn once."""
    one = Held()
    one.put(1)
    assert one.run() == 1
    return one


def test_a_control_keeps_its_key_while_the_browser_decides(held):
    held.browser["stride"] = 2
    assert (held.run(), held.key) == (2, "stride")


def test_what_the_browser_holds_of_a_control_that_the_page_has_replaced_is_no_wish(held):
    held.put(3)
    assert (held.run(), held.key) == (3, "stride~1")
    assert held.browser["stride"] == 1
    assert (held.run(), held.key) == (3, "stride~1")
    held.browser["stride~1"] = 1
    assert held.run() == 1, "what is set back by hand is"


def test_a_change_of_the_control_before_is_a_wish(held):
    held.put(3)
    held.run()
    held.browser["stride"] = 2
    assert (held.run(), held.key) == (2, "stride~2")
    assert (held.run(), held.key) == (2, "stride~2"), "once"
    held.browser["stride"] = 5
    assert held.run() == 2, "of the one before that it is not"
    held.browser |= {"stride~1": 6, "stride~2": 7}
    assert held.run() == 7


def test_of_what_the_page_decides_twice_the_last_holds(held):
    held.put(3)
    held.put(4)
    assert (held.run(), held.key) == (4, "stride~1")
    held.browser["stride~1"] = 2
    held.put(5)
    assert [held.run(), held.run()] == [5, 5], "whatever was chosen before"


def test_what_is_chosen_after_the_page_has_decided_and_before_it_is_drawn_holds(held):
    held.put(3)
    held.browser["stride"] = 2
    assert [held.run(), held.run()] == [2, 2]


def test_a_choice_from_a_list_that_the_page_replaces_in_the_same_moment_is_kept(visit):
    page = visit("kernels", img="binary")
    before = page.control("img")
    page.react("kernels", "pixels", NUMBERS)
    assert page.control("img").value == "matrix"
    states = page.app._tree.get_widget_states()
    states.widgets.append(before.set_value("cat")._widget_state)
    page.app._run(states)
    assert page.control("img").value == "cat"
    assert page.address == {"img": "cat"}


def test_a_kernel_that_is_chosen_after_an_edit_holds_if_one_run_hears_of_both_and_the_edit_is_kept(visit):
    page = visit("kernels")
    report = {"session": page.session, "revision": 2, "set": {"kernel": [2, "box"], "edit": [1, TYPED]}}
    page.send((page.component("part_kernels_intent").id, report))
    assert page.address == {"kernel": "box"}
    page.revision = report["revision"]
    assert page.set("kernel", "custom").address == {"kernel": "custom", "custom_text": TYPED}


def test_a_kernel_that_is_typed_after_an_edit_holds_if_one_run_hears_of_both(visit):
    page = visit("kernels", kernel="custom")
    page.control("custom_text").set_value("5 6\n7 8")
    page.react("kernels", "edit", TYPED)
    assert page.address == {"kernel": "custom", "custom_text": "5 6\n7 8"}


def test_a_session_has_one_run_at_a_time_and_every_message_is_sent_whole():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["runner"]["fastReruns"] is False
    assert settings["global"]["minCachedMessageSize"] > settings["server"]["maxUploadSize"] * 2**20
