"""A component's modules become one script that means the same."""

import json
import re
from dataclasses import asdict

import pytest

from cnnviz.glossary import TERMS
from pages.ui.session import component, delivery, mounting
from pages.ui.session.component import ASSETS, as_function, joined, modules_of, sheets_of, style

ENTRIES = sorted(path.with_suffix(".js") for path in ASSETS.glob("*/*.html"))
START = """async (text) => {
    const script = new Blob([text], { type: "text/javascript" });
    return typeof (await import(URL.createObjectURL(script))).default;
}"""


@pytest.fixture
def write(tmp_path):
    """Write modules, given as texts by name, and return the path of the first."""

    def write_all(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text)
        return tmp_path / f"{next(iter(texts))}.js"

    return write_all


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.stem)
def test_every_component_is_one_script_that_exports_its_function(workbench, entry):
    assert workbench.evaluate(START, joined(entry)) == "function"


RULES = """(texts) => texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return Array.from(sheet.cssRules, (rule) => rule.cssText);
})"""


@pytest.mark.parametrize("sheet", sorted(ASSETS.rglob("*.css")), ids=lambda path: path.stem)
def test_a_style_sheet_means_the_same_without_comments_and_space(workbench, sheet):
    name = sheet.relative_to(ASSETS).with_suffix("").as_posix()
    text = sheet.read_text("utf-8")
    shared = [(ASSETS / one).read_text("utf-8") for one in re.findall(r'@import "([^"]+)"', text)]
    short, written = workbench.evaluate(RULES, [style(name), "".join([*shared, text])])
    # What a custom property holds is kept as it is written.
    assert [re.sub(r"\s+", "", rule) for rule in short] == [re.sub(r"\s+", "", rule) for rule in written]
    assert [rule.partition("{")[0] for rule in short] == [rule.partition("{")[0] for rule in written]
    assert "/*" not in style(name)


IN_SHEETS = """(texts) => texts.flatMap((text) => {
    const all = new DOMParser().parseFromString(text, "text/html").querySelectorAll(".drawer [role=alert]");
    return Array.from(all, (one) => one.className);
})"""


def test_no_refusal_lies_in_a_sheet_that_a_phone_may_have_closed(workbench):
    texts = [entry.with_suffix(".html").read_text("utf-8") for entry in ENTRIES]
    assert any('class="drawer"' in text for text in texts)
    assert workbench.evaluate(IN_SHEETS, texts) == []


def has_lists(name):
    """Whether a component makes a list to choose from, in its HTML or in a module of its."""
    texts = [
        (ASSETS / name / f"{name}.html").read_text("utf-8"),
        *modules_of(ASSETS / name / f"{name}.js").values(),
    ]
    return any(re.search(r"""<select\b|\b(?:make|createElement)\(["']select["']""", text) for text in texts)


def test_what_makes_a_list_has_its_look_and_nothing_else_is_sent_it():
    components = [entry.stem for entry in ENTRIES]
    styled = {name for name in components if style("lists") in "".join(map(style, sheets_of(name)))}
    assert styled == {name for name in components if has_lists(name)}
    assert {"linked", "series", "shift"} <= styled
    assert "select:not" not in style("reach")


def test_what_is_needed_comes_first_and_once(write):
    entry = write(
        entry='import { a } from "./a.js";\nimport { b } from "./b.js";\nexport default () => a + b;\n',
        a='// A\nimport { b } from "./b.js";\nexport const a = b + 1;\n',
        b="export const b = 1;\nexport function unused() {}\n",
    )
    assert joined(entry).splitlines() == [
        "const b = 1;",
        "function unused() {}",
        "// A",
        "const a = b + 1;",
        "export default () => a + b;",
    ]


DEFAULT = "export default () => 1;"


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"entry": 'import { a } from "./gone.js";'}, r"entry\.js needs .*gone\.js, which is not there"),
        (
            {"entry": 'import { a, b } from "./a.js";', "a": "const a = 1;\nexport const b = 2;"},
            r"line 1: \./a\.js does not export a$",
        ),
        (
            {
                "entry": 'import { a } from "./a.js";',
                "a": 'import { b } from "./b.js";\nexport const a = 1;',
                "b": 'import { a } from "./a.js";\nexport const b = 1;',
            },
            r"in a circle: a\.js → b\.js → a\.js",
        ),
        (
            {
                "entry": f'import {{ a }} from "./a.js";\nfunction one() {{}}\n{DEFAULT}',
                "a": "const one = 2;\nexport const a = one;",
            },
            r"one is defined by a\.js, entry\.js",
        ),
        ({"entry": "const a = 1;"}, "no line with export default"),
        ({"entry": 'import * as a from "./a.js";', "a": ""}, "line 1: .* cannot be joined; use import"),
        ({"entry": 'import {\n  a,\n} from "./a.js";', "a": ""}, "line 1: .* cannot be joined; use import"),
        ({"entry": 'import { a as b } from "./a.js";', "a": ""}, "line 1: .* cannot be joined; use import"),
        ({"entry": "const a = 1;\nexport { a };"}, "line 2: .* cannot be joined; use export"),
        ({"entry": 'import { a } from "./a.js";', "a": DEFAULT}, "line 1: .* cannot be joined; use export"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_the_files_names(write, texts, reason):
    with pytest.raises(ImportError, match=reason):
        joined(write(**texts))


def test_as_a_function_a_module_gives_what_it_exports_whatever_its_comments_say():
    path = ASSETS / "pixel.js"
    text = '// export default is for components.\nimport { b } from "./signed.js";\nexport const a = b;'
    assert as_function(path, text).splitlines() == [
        "() => {",
        "const { b } = use('signed.js');",
        "// export default is for components.",
        "const a = b;",
        "return { a };",
        "}",
    ]
    assert as_function(path, DEFAULT).splitlines() == ["() => {", "return () => 1;", "}"]


def test_the_outbox_comes_with_what_every_page_draws_so_what_waits_is_sent_from_any_page():
    assert ASSETS / "outbox.js" in modules_of(ASSETS / "reconnect" / "reconnect.js")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.stem)
def test_components_report_state_with_revisions_and_no_triggers(entry):
    text = entry.read_text("utf-8")
    assert "setTriggerValue" not in joined(entry)
    assert ("setStateValue" in text) == (entry.stem == "intent"), "which reports what the store holds"
    assert ("export default reporting(" in text) == ("report(" in text)


#: A component is drawn before the code of all is there, and taken away after that.
DELIVERED = """async ([stub, code]) => {
    const load = async (text) => {
        const script = new Blob([text], { type: "text/javascript" });
        return (await import(URL.createObjectURL(script))).default;
    };
    const told = [];
    const parentElement = document.createElement("div");
    const data = { hub: "view", session: "now", revision: 0 };
    const end = (await load(stub))({ parentElement, data, setStateValue: (...what) => told.push(what) });
    const before = Boolean(globalThis.cnnvizViews);
    await load(code);
    const once = globalThis.cnnvizCode;
    await load(code);
    const { digest, styles, vocabulary, ...entries } = once;
    const kinds = Object.entries(entries).map(([name, entry]) => [name, typeof entry]);
    const view = globalThis.cnnvizViews.get("view");
    view.change({ at: [0, 0, 0] }, 0);
    await new Promise((done) => setTimeout(done));
    end();
    view.change({ at: [0, 0, 1] }, 0);
    await new Promise((done) => setTimeout(done));
    const isKept = once === globalThis.cnnvizCode;
    const named = { digest, styles, vocabulary, kinds: Object.fromEntries(kinds) };
    return { before, ...named, told: told.length, isKept };
}"""


def test_a_component_waits_for_the_code_that_is_sent_once_for_all(workbench, monkeypatch):
    sent = {}
    monkeypatch.setattr(mounting, "blank", lambda name, **how: sent.update({name: how["js"]}))
    component.register("intent")
    digest, code = delivery.code()
    found = workbench.evaluate(DELIVERED, [sent["cnnviz_intent"], code])
    assert found == {
        "before": False,
        "digest": digest,
        "styles": component.styles_with_code(),
        "vocabulary": json.loads(json.dumps([asdict(term) for term in TERMS])),
        "kinds": {entry.stem: "function" for entry in ENTRIES},
        "told": 1,
        "isKept": True,
    }


#: The code is there before anything is drawn; then one is drawn, and another.
SHARED = """async ([code, ...stubs]) => {
    const load = async (text) => {
        const script = new Blob([text], { type: "text/javascript" });
        return (await import(URL.createObjectURL(script))).default;
    };
    const draws = await Promise.all(stubs.map(load));
    await load(code);
    const ran = [globalThis.ran ?? 0];
    const roots = draws.map((draw) => {
        const parentElement = document.createElement("div");
        draw({ parentElement });
        ran.push(globalThis.ran);
        return parentElement;
    });
    return { ran, isSame: roots[0].has === roots[1].has };
}"""


def test_a_module_runs_when_a_component_that_needs_it_is_drawn_and_once_for_all(
    workbench, monkeypatch, tmp_path
):
    (tmp_path / "shared.js").write_text(
        "globalThis.ran = (globalThis.ran ?? 0) + 1;\nexport const shared = {};\n"
    )
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text("<i></i>")
        (tmp_path / name / f"{name}.js").write_text(
            'import { shared } from "../shared.js";\n'
            "export default ({ parentElement }) => { parentElement.has = shared; };\n"
        )
    for module in (component, delivery):
        monkeypatch.setattr(module, "ASSETS", tmp_path)
    stubs = [component._STUB % {"name": name} for name in ("one", "other")]
    found = workbench.evaluate(SHARED, [delivery.code.__wrapped__().text, *stubs])
    assert found == {"ran": [0, 1, 1], "isSame": True}


#: Of two calls of a component that come close together Streamlit ends the first after the second.
ENDED_LATE = """async ([code, stub, isEarly]) => {
    const load = async (text) => {
        const script = new Blob([text], { type: "text/javascript" });
        return (await import(URL.createObjectURL(script))).default;
    };
    const [draw, parentElement] = [await load(stub), document.createElement("div")];
    if (!isEarly) await load(code);
    const ends = [1, 2].map((data) => draw({ parentElement, data }));
    if (isEarly) ends[0]();
    await load(code);
    const seen = [parentElement.shows];
    ends.forEach((end) => {
        end();
        seen.push(parentElement.shows);
    });
    return seen;
}"""


@pytest.mark.parametrize("is_early", [True, False], ids=["before the code has come", "after it"])
def test_a_call_that_is_ended_late_leaves_the_newer_one_alive(workbench, monkeypatch, tmp_path, is_early):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "one.html").write_text("<i></i>")
    (tmp_path / "one" / "one.js").write_text(
        "export default ({ parentElement: root, data }) => {\n  root.shows = data;\n"
        "  return () => { root.shows = null; };\n};\n"
    )
    for module in (component, delivery):
        monkeypatch.setattr(module, "ASSETS", tmp_path)
    code, stub = delivery.code.__wrapped__().text, component._STUB % {"name": "one"}
    assert workbench.evaluate(ENDED_LATE, [code, stub, is_early]) == [2, 2, None]


#: Each module of the code, and what it lacks of what it is to give.
RUN = """async (code) => {
    await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
    const { use, modules } = globalThis.inside;
    const lacks = (made) => Object.keys(made).filter((name) => made[name] === undefined);
    return Object.fromEntries(Object.keys(modules).map((name) => [name, lacks(use(name))]));
}"""


def test_every_module_of_the_code_runs_and_gives_all_that_it_exports(workbench):
    before, end, after = delivery.code().text.partition("return { digest:")
    assert end
    found = workbench.evaluate(RUN, f"{before}globalThis.inside = {{ use, modules }};\n{end}{after}")
    names = {component.name_of(path) for entry in ENTRIES for path in component.modules_of(entry)}
    assert found == {name: [] for name in names}


def test_the_name_of_the_code_changes_with_all_that_a_browser_runs(monkeypatch):
    monkeypatch.setattr(delivery, "_CODE", delivery._CODE + "\n")
    assert delivery.code.__wrapped__().digest != delivery.code().digest


#: The browser is told by Streamlit's own mark whether it is connected.
LOADED = """async ([loader, path]) => {
    history.replaceState(null, "", path);
    const app = document.body.appendChild(document.createElement("div"));
    app.className = "stApp";
    const connect = (how) => { app.dataset.testConnectionState = how; };
    const script = new Blob([loader], { type: "text/javascript" });
    const { default: load } = await import(URL.createObjectURL(script));
    const said = [];
    let wake;
    const next = () => new Promise((resolve) => { wake = resolve; });
    const setStateValue = (...what) => { said.push(what); wake(); };
    const changed = () => new Promise((resolve) => setTimeout(resolve)); // after observers have been told
    connect("CONNECTED");
    const failed = next();
    load({ setStateValue });
    await failed;
    connect("DISCONNECTED");
    await changed();
    const lost = said.length;
    connect("CONNECTED");
    await changed();
    const again = said.length;
    globalThis.cnnvizCode = {};
    connect("DISCONNECTED");
    await changed();
    connect("CONNECTED");
    load({ setStateValue });
    await changed();
    return { said, lost, again };
}"""


def test_a_browser_says_that_there_is_no_file_of_the_code_until_it_has_the_code(workbench):
    loader = delivery._loader().js_content
    found = workbench.evaluate(LOADED, [loader, "/school/kernels?k=1"])
    missing = ["missing", delivery.code().digest]
    assert found == {"said": [missing, missing], "lost": 1, "again": 2}
    assert workbench.missing == [f"/school/{delivery.address()}"], "beside the page, and once"
