"""The address of every page: what is set by hand stands in it, and it restores what was set.

What addresses restored before is held by `test_addresses_keep_their_meaning`.
"""

import pytest

from cnnviz.kernels import CATALOGUE
from cnnviz.live.limits import DEPTH, FILTERS, MOST_SEED, STAGES
from cnnviz.operators import ACTIVATIONS, POOLINGS
from pages.ui.session.visit import _REMEMBERED, begin
from tests.app_pages import TITLES

#: Addresses that between them show every control of each page.
STARTS = [
    ("home", {}),
    ("kernels", {"img": "cat", "axes": "true", "pad": "sides"}),
    ("kernels", {"pad": "number", "kernel": "custom", "img_own": "drawing"}),
    *(("kernels", {"kernel": name}) for name in CATALOGUE),
    *(("activations", {"activation": name}) for name in (*ACTIVATIONS, "glu")),
    ("activations", {"kernel": "kirsch_maximum", "act_of": "answer"}),
    ("pixels", {}),
    ("pooling", {"of": "answer", "window_axes": "true", "pool": "average", "img": "pooling"}),
    ("pooling", {"of": "answer", "window_axes": "true", "pool": "max"}),
    *(("pooling", {"pool": name}) for name in POOLINGS),
    ("channels", {}),
    ("channels", {"ch_of": "typed", "ch_count": "4"}),
    ("shift", {"axes": "true", "pad": "sides", "window_axes": "true", "kernel": "gaussian"}),
    ("shift", {"img": "matrix", "pad": "number", "kernel": "custom", "pool": "adaptive_max"}),
    ("stack", {}),
    ("normal_map", {}),
    ("normal_map", {"img": "matrix"}),
    ("counting", {"c_misfit": "pad"}),
    ("transposed", {}),
    ("series", {}),
    ("network", {"layer": "conv 3"}),
    ("network", {"layer": "softmax"}),
    ("network", {"layer": "dense"}),
    ("network", {"src": "own"}),
    ("softmax", {}),
    ("softmax", {"src": "own"}),
    ("architectures", {"a_net": "inception_v3"}),
    *(("architectures", {"a_net": part}) for part in ("part_bottleneck", "part_inception")),
    ("design", {}),
    ("why", {"stop": "pool 1"}),
    ("why", {"beside": "shuffled"}),
    ("why", {"method": "cam"}),
    *(("neurons", {"neurons": view}) for view in ("two", "none", "hidden", "permuted")),
    ("train", {"t_stages": "3", "t_conv": "3"}),
    ("backward", {}),
    ("glossary", {}),
    ("modes", {}),
    ("modes", {"mode_layer": "norm", "norm_own": "true"}),
    *(("modes", {"mode_on": "typed", "mode_layer": layer}) for layer in ("dropout", "norm")),
    ("split", {}),
    ("course", {}),
    ("practise", {}),
    ("teach", {}),
    ("classes", {}),
    ("classroom", {}),
    ("together", {}),
    ("autoencoder", {}),
    *(("evaluation", {"look": view}) for view in ("confusion", "sure", "calibration", "unlike")),
    ("units", {"among": "test", "layer": "conv 3"}),
    ("break_it", {"src": "test", "b_view": "disturb", "b_kind": "occlude"}),
]
#: Numbers whose fields take any number, as the page says itself why one is refused: the least and the most.
TYPED = {
    "t_stages": STAGES,
    "t_depth": DEPTH,
    "t_seed": (0, MOST_SEED),
    **{f"t_f{stage}": FILTERS for stage in range(1, STAGES[1] + 1)},
}
PAGES = ("kernels", "pooling", "network", "train")


def values(page):
    return {key: control.value for key, control in page.controls.items()}


def another(control):
    """A value that the control does not have."""
    match control.type:
        case "toggle":
            return not control.value
        case "text_area":
            return "1 2\n3 4\n"
        case "number_input" | "slider":
            low, high = TYPED.get(control.key.partition("~")[0], (control.min, control.max))
            return low if control.value == high else high
    options = control.options
    return options[-1] if options.index(named(control)) == 0 else options[0]


def named(control):
    """The label of the chosen option."""
    return control.format_func(control.value) if control.format_func else control.value


def address(page):
    """What the address says of controls; where a view's cursor stands is tested with the view."""
    said = {key: text[-1] if isinstance(text, list) else text for key, text in page.app.query_params.items()}
    return {key: text for key, text in said.items() if not key.endswith("at")}


@pytest.mark.parametrize("name", TITLES)
def test_every_page_is_started(name):
    assert any(page == name for page, _ in STARTS), f"STARTS lacks {name}"


#: Some of each kind; other kernels, pools and activations have the same controls and wait for --thorough.
TOLD = {"kernel": {"custom", "gabor", "sobel"}, "pool": {"max", "lp"}, "activation": {"relu", "glu"}}


def is_told(start):
    """Whether controls of its kind are tried: all are but those that only repeat."""
    (key, value), *more = start.items() or [("", "")]
    return bool(more) or key not in TOLD or value in TOLD[key]


@pytest.mark.parametrize(
    ("name", "start"),
    [case if is_told(case[1]) else pytest.param(*case, marks=pytest.mark.thorough) for case in STARTS],
    ids=str,
)
def test_what_is_set_by_hand_stands_in_the_address_and_is_restored_by_it(visit, name, start):
    page = visit(name, **start)
    assert page.controls.keys() >= set(start)
    others = {
        key: another(control) for key, control in page.controls.items() if key not in start and key != "img"
    }
    for key, value in others.items():
        page.controls[key].set_value(value)
    page.run()
    assert values(visit(name, **address(page))) == values(page)
    for key in others.keys() - address(page).keys():  # as another one has hidden it
        assert key not in page.controls, key
        assert key in address(visit(name, **start).set(key, others[key])), key


@pytest.fixture(scope="module")
def first_values():
    """What each page's controls are set to at first; asked once."""
    return {}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "text", ["", "zzz", "-1", "1e99", "nan", "inf", "<script>", "\x00", "9" * 5000, "٣٫٥", "True", "None"]
)
def test_what_an_address_cannot_mean_is_left_out_of_it_and_the_page_is_as_at_first(
    visit, first_values, name, text
):
    if name not in first_values:
        first_values[name] = values(visit(name))
    first = first_values[name]
    page = visit(name, **dict.fromkeys(first, text))
    assert values(page) == first
    assert address(page) == {}


def test_the_default_is_not_written_and_leaves_the_address_when_it_is_set_again(visit):
    page = visit("kernels", stride="3", kernel="sobel")
    assert address(page) == {"stride": "3"}
    page.control("stride").set_value(1)
    page.run()
    assert address(page) == {}


def test_options_stand_in_the_address_by_key_and_not_by_label(visit):
    page = visit("kernels")
    page.control("border").set_value("mirror")
    page.run()
    assert address(page) == {"border": "mirror"}


@pytest.mark.parametrize("by", ["hand", "link"])
def test_settings_that_pages_share_go_along_and_come_back(visit, by):
    wanted = {"img": "cat", "kernel": "gaussian", "gaussian_sigma": "2.5", "stride": "3"}
    page = visit("kernels", **(wanted if by == "link" else {}))
    if by == "hand":
        for key, value in (("img", "cat"), ("kernel", "gaussian"), ("stride", 3)):
            page.control(key).set_value(value)
            page.run()
        page.slide("gaussian_sigma", 2.5)
    assert address(page) == wanted
    page.app.switch_page("pages/pooling.py")
    page.run()
    assert address(page) == {"img": "cat"}, "the page shows no kernel yet, and its address none"
    page.control("of").set_value("answer")
    page.run()
    assert address(page) == {**wanted, "of": "answer"}
    page.control("stride").set_value(5)
    page.run()
    for other in ("network", "home"):
        page.app.switch_page(f"pages/{other}.py")
        page.run()
        assert address(page) == {}
    page.app.switch_page("pages/kernels.py")
    page.run()
    assert address(page) == {**wanted, "stride": "5"}
    assert page.slid["gaussian_sigma"] == 2.5


def test_a_control_that_was_away_comes_back_as_it_was_left(visit):
    page = visit("kernels", kernel="gaussian", gaussian_sigma="2.5")
    page.slide("gaussian_sigma", 3.5)
    page.control("kernel").set_value("box")
    page.run()
    assert address(page) == {"kernel": "box"}
    page.control("kernel").set_value("gaussian")
    page.run()
    assert address(page) == {"kernel": "gaussian", "gaussian_sigma": "3.5"}
    assert page.slid["gaussian_sigma"] == 3.5


def test_a_link_within_the_app_may_say_how_it_wants_the_page():
    here = begin("kernels", {"stride": "3", "img": "cat"})
    there = here.next("pooling", {"stride": "3", "img": "astronaut", "pool": "median"})
    assert there.arrived == {"img": "astronaut", "pool": "median"}
    assert not there.fresh


def test_an_address_older_than_the_one_written_last_is_no_wish():
    here = begin("kernels", {"stride": "3"})
    here.written = {"stride": "5"}
    assert here.next("pooling", {"stride": "3"}).arrived == {}


def come_back(page, name, stay):
    """Go to a page by the browser's history, which knows of a visit."""
    page.app.switch_page(f"pages/{name}.py")
    page.app.query_params["stay"] = stay
    return page.run()


def test_a_page_that_is_come_back_to_is_as_it_was_left_and_so_is_the_one_left_for_it(visit):
    page = visit("kernels", img="cat", stride="3")
    page.react("kernels", "at", [0, 4, 5])
    here, left = page.stay, page.address | {"stride": "5"}
    page.control("stride").set_value(5)  # and at once
    page.app.switch_page("pages/pooling.py")
    page.run()
    page.control("img").set_value("binary")
    page.run()
    there = page.stay
    page.app.query_params["stride"] = "7"  # an address that was not written yet when the page was left
    assert come_back(page, "kernels", here).address == left
    assert come_back(page, "pooling", there).address == {"img": "binary"}


def test_from_one_visit_of_a_page_to_another_of_it_that_one_is_as_it_was_left(visit):
    page = visit("kernels", stride="3")
    first = page.stay
    for name in ("home", "kernels"):
        page.app.switch_page(f"pages/{name}.py")
        page.run()
    page.control("stride").set_value(5)
    page.run()
    last = page.stay
    assert come_back(page, "kernels", first).address == {"stride": "3"}
    assert [come_back(page, "kernels", last).address, page.control("stride").value] == [{"stride": "5"}, 5]


def test_how_a_page_was_left_counts_until_its_controls_are_there():
    left = begin("page", {})
    left.learner.decide("stride", 3, {}.get)
    left.leave(lambda _: None)
    again = left.back("page", {}, left.number)
    again.learner.decide("stride", 5, {}.get)  # meanwhile elsewhere
    assert again.first("stride", int) == 3
    again.finish("")
    assert again.first("stride", int) == 5


@pytest.mark.parametrize("number", ["none", "{}", "{}.", "{}.-1", "{}.99", "{}." + "9" * 5000, "{}.²"])
def test_a_visit_that_nobody_knows_is_the_page_as_it_was_set_last(visit, number):
    page = visit("kernels")
    for name in ("home", "kernels"):
        page.app.switch_page(f"pages/{name}.py")
        page.run()
    page.control("stride").set_value(3)
    page.run()
    page.app.switch_page("pages/home.py")
    page.run()
    page.app.query_params["stride"] = "7"
    assert come_back(page, "kernels", number.format(page.session)).address == {"stride": "3"}


def test_a_visit_of_a_session_that_is_gone_is_as_its_address_says(visit):
    page = visit("kernels", stride="3", img="cat")
    page.app.switch_page("pages/home.py")
    page.run()
    page.app.query_params["stride"] = "7"
    assert come_back(page, "kernels", "of before.0").address == {"stride": "7"}


def test_a_page_opened_anew_at_the_address_of_a_visit_is_as_the_address_says(visit):
    assert visit("kernels", stride="3", stay="of before.4").address == {"stride": "3"}


def test_a_visit_that_is_cut_off_before_its_controls_are_drawn_is_still_known_as_it_was_left():
    left = begin("page", {})
    left.learner.decide("stride", 2, {}.get)
    left.leave(lambda _: None)
    cut_off = left.next("another", {}).back("page", {}, left.number)
    cut_off.learner.decide("pad", 1, {}.get)
    cut_off.leave(lambda _: None)
    assert cut_off.next("another", {}).back("page", {}, left.number).restored == {"stride": 2, "pad": 1}


def step_to(page, **settings):
    """Go a step back or forward by the history, to how these settings are."""
    return page.report("part_reconnect", "step", {"stay": page.stay, "settings": settings})


def test_a_step_of_the_history_undoes_whatever_was_set_before_it(visit):
    page = visit("kernels", img="cat", stride="3")
    page.react("kernels", "kernel", "sharpen").slide("sharpen_amount", 2)
    page.control("img").set_value("binary")  # heard of together with the step
    assert step_to(page, img="cat", kernel="sharpen", stride="3").address == {
        "img": "cat",
        "kernel": "sharpen",
        "stride": "3",
    }
    assert [page.control("img").value, page.slid["sharpen_amount"]] == ["cat", 1]
    page.control("img").set_value("binary")
    assert page.run().address["img"] == "binary"


def test_a_step_within_another_part_of_the_page_has_the_whole_page_run(visit, monkeypatch):
    page = visit("kernels", img="cat")
    page.run_a_part(monkeypatch)
    assert step_to(page, img="binary", stride="2").address == {"img": "binary", "stride": "2"}


def test_a_step_and_a_link_at_once_lead_to_the_link_and_the_step_is_not_lost(visit):
    page = visit("kernels", img="cat", stride="3")
    here = page.stay
    page.app.switch_page("pages/pooling.py")
    assert step_to(page, img="binary", stride="2").address == {"img": "binary"}
    assert come_back(page, "kernels", here).address == {"img": "binary", "stride": "2"}


@pytest.mark.parametrize(
    "sent", [None, {"settings": {"stride": "2"}}, {"stay": "another.0", "settings": {}}, {"settings": []}]
)
def test_what_is_no_step_of_this_visit_changes_nothing(visit, sent):
    page = visit("kernels", stride="3")
    assert page.report("part_reconnect", "step", sent).address == {"stride": "3"}
    for settings in ({"stride": 2}, []):
        page.report("part_reconnect", "step", {"stay": page.stay, "settings": settings})
        assert page.address == {"stride": "3"}


def test_two_steps_that_no_run_has_drawn_leave_at_their_defaults_what_neither_sets():
    visit = begin("page", {"stride": "3"})
    visit.learner.decide("stride", 3, {}.get)
    visit.note("stride", "3")
    visit.reopen({})
    visit.reopen({"pad": "1"})
    visit.leave({}.get)
    again = visit.next("another", {}).next("page", {})
    assert [again.first("stride", int), again.first("pad", int)] == [None, 1]


def test_of_all_visits_the_last_are_remembered():
    visit = begin("page", {})
    for number in range(_REMEMBERED + 9):
        visit.learner.decide("stride", number, {}.get)
        visit.leave(lambda _: None)
        visit = visit.next("page", {})
    assert [visit.learner.stays[9].settings, min(visit.learner.stays)] == [{"stride": 9}, 9]


def test_what_a_part_within_a_part_no_longer_shows_leaves_the_address():
    here = begin("kernels", {})

    def run(*parts):
        """Run parts, each within the one before, with their settings; return the address."""
        for part, settings in parts:
            here.enter(part)
            for key in settings:
                here.note(key, "set")
        here.part = None
        return set(here.finish(parts[0][0]))

    assert run(("", ["img"]), ("follow", ["kernel"]), ("answer", ["sigma"])) == {"img", "kernel", "sigma"}
    assert run(("answer", ["sigma", "at"])) == {"img", "kernel", "sigma", "at"}
    assert run(("follow", ["kernel"]), ("answer", ["at"])) == {"img", "kernel", "at"}
