"""The lists of parts and licences are of what is locked now."""

import json
import tomllib
from importlib.metadata import files

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools import parts

AGAIN = "run: python -m tools.parts"


def test_the_list_of_parts_is_of_the_locks():
    assert parts.BOM.read_text(encoding="utf-8") == parts.bill(), AGAIN


def test_the_licences_are_of_the_locks_and_the_manifest():
    assert parts.LICENCES.read_text(encoding="utf-8") == parts.licences(), AGAIN


def test_the_list_of_parts_is_as_cyclonedx_has_it():
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(parts.bill()) is None


def test_what_cnnviz_needs_itself_is_what_is_pinned():
    project = tomllib.loads((parts.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = [
        *project["dependencies"],
        *(pin for extra in project["optional-dependencies"].values() for pin in extra),
    ]
    needs = {one["ref"]: one.get("dependsOn", []) for one in json.loads(parts.bill())["dependencies"]}
    assert set(needs["cnnviz"]) == {pin.split("==")[0].split("[")[0].lower() for pin in pins}
    assert all(needed in needs for several in needs.values() for needed in several)


@pytest.mark.parametrize("name", parts.UNDECLARED)
def test_a_licence_is_written_down_only_where_no_metadata_name_it(name):
    assert parts.declared(name) is None
    assert name in {part.name for part in parts.parts()}


def test_every_font_that_streamlit_brings_has_its_licence():
    fonts = {file.name for file in files("streamlit") if file.suffix in (".woff2", ".woff", ".ttf", ".otf")}
    assert {start for start in parts.FONTS if any(map(str.startswith, fonts, [start] * len(fonts)))} == set(
        parts.FONTS
    )
    assert [font for font in fonts if not font.startswith(tuple(parts.FONTS))] == []


def test_another_version_gives_another_list(monkeypatch):
    before = parts.bill()
    changed = [*parts.parts()[1:], parts.Part("alembic", "9.9", ("cnnviz",))]
    monkeypatch.setattr(parts, "parts", lambda: changed)
    after = parts.bill()
    assert json.loads(after)["serialNumber"] != json.loads(before)["serialNumber"]
