"""Pictures that a learner brings: read, refused in a sentence, and shown to nobody else."""

import gc
import io
import json
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import StopException

from cnnviz import images
from cnnviz.geometry import output_size
from pages.ui.figures.sentences import escape_markdown
from pages.ui.inputs import picture
from pages.ui.session import elsewhere, served


def test_the_sentence_on_a_bad_file_is_about_the_last_one_and_goes_with_its_way(visit):
    page = visit("kernels")
    for name, data in (("photo.png", b"not a picture"), ("logo.svg", b"<svg xmlns='x'></svg>")):
        page.app.file_uploader(key="img_file").upload(name, data, "image/png")
        page.run()
        assert len(page.errors) == 1
        assert name in page.errors[0]
    page.app.segmented_control(key="img_own").set_value("photo")
    page.run()
    assert not page.errors


def photograph(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=95)
    return file.getvalue()


def test_a_photograph_taken_now_is_filtered_and_stays_on_the_other_page(visit):
    page = visit("kernels", img_own="photo")
    page.app.camera_input(key="img_camera").upload(
        "photo.jpg", photograph(np.full((20, 30, 3), 90, np.uint8))
    )
    page.run()
    assert page.facts["Output"][0] == "18 × 28"
    assert page.control("img").value == "photo"
    page.app.switch_page("pages/pooling.py")
    page.run()
    assert page.facts["Output"][0] == "10 × 15"


def test_a_photograph_that_cannot_be_read_gets_a_sentence_and_the_picture_stays(visit):
    page = visit("kernels", img="cat", img_own="photo")
    before = page.facts
    page.app.camera_input(key="img_camera").upload("photo.jpg", b"nothing")
    page.run()
    assert len(page.errors) == 1
    assert page.facts == before


def test_a_picture_that_comes_while_a_part_of_the_page_is_to_run_alone_is_shown(visit, monkeypatch):
    page = visit("kernels")
    page.app.file_uploader(key="img_file").upload("own.jpg", photograph(np.eye(40, dtype=np.uint8)))
    page.run_a_part(monkeypatch)
    page.run()
    assert page.facts["Output"][0] == "38 × 38"


def test_a_picture_is_shown_by_the_next_run_if_the_one_that_reads_it_is_cut_off(visit, monkeypatch):
    page = visit("kernels")
    read, cut_off = images.open_picture, iter([True])

    def open_picture(*given):
        if next(cut_off, False):
            raise StopException
        return read(*given)

    monkeypatch.setattr(images, "open_picture", open_picture)
    page.app.file_uploader(key="img_file").upload("own.jpg", photograph(np.eye(40, dtype=np.uint8)))
    page.run()
    assert "Output" not in page.facts, "the run has ended early"
    assert page.run().facts["Output"][0] == "38 × 38"


def test_an_own_picture_belongs_to_its_owners_session(visit):
    page = visit("kernels")
    page.app.file_uploader(key="img_file").upload("own.jpg", photograph(np.eye(40, dtype=np.uint8)))
    page.run()
    assert page.facts["Output"][0] == "38 × 38"
    assert "did not come with it" in visit("kernels", img="upload").app.info[0].value


def serve(monkeypatch, listens_at, headers):
    """Serve the app at an address; a browser, or a proxy, asks with these headers."""
    served_so = SimpleNamespace(
        get_option={"server.address": listens_at}.get, context=SimpleNamespace(headers=headers)
    )
    monkeypatch.setattr(served, "st", served_so)


def where_they_go(page):
    """What is said of own pictures."""
    (told,) = [caption.value for caption in page.app.caption if "Your pictures" in caption.value]
    return told


@pytest.mark.parametrize(
    ("listens_at", "host", "stays"),
    [
        ("127.0.0.1", "localhost:8501", True),
        ("localhost", "127.0.0.1:8501", True),
        ("::1", "[::1]:8501", True),
        ("127.0.0.1", "cnnviz.school.example", False),  # by a proxy
        ("0.0.0.0", "192.168.0.7:8501", False),
        (None, "localhost:8501", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "localhost.evil.example", False),
    ],
)
def test_own_pictures_are_said_to_stay_only_where_they_do(visit, monkeypatch, listens_at, host, stays):
    serve(monkeypatch, listens_at, {"Host": host} if host else {})
    told = where_they_go(visit("kernels"))
    assert ("stay on this computer" in told) == stays
    assert ("sent to the server" in told) != stays
    if not stays:
        assert f"at {escape_markdown(host)}," in told or not host
        assert "kept in its memory while this tab is open, and not stored" in told


@pytest.mark.parametrize(
    ("headers", "stays"),
    [
        ({"Origin": "http://localhost:8501"}, True),
        ({"Origin": "http://127.0.0.1:8501"}, True),
        ({"Origin": "https://class.school.example"}, False),
        ({"Origin": "null"}, False),
        ({"X-Forwarded-For": "192.168.0.9"}, False),
        ({"X-Forwarded-Host": "class.school.example"}, False),
        ({"Forwarded": "for=192.168.0.9"}, False),
        ({"X-Real-Ip": "192.168.0.9"}, False),
        ({"Via": "1.1 proxy"}, False),
    ],
)
def test_a_proxy_that_asks_by_a_local_name_does_not_hide_that_the_learner_is_elsewhere(
    visit, monkeypatch, headers, stays
):
    serve(monkeypatch, "127.0.0.1", {"Host": "localhost:8501", **headers})
    assert ("stay on this computer" in where_they_go(visit("home"))) == stays


def test_behind_a_proxy_the_server_is_called_as_the_browser_calls_it(visit, monkeypatch):
    place = "class.school.example:8443"
    serve(monkeypatch, "127.0.0.1", {"Host": "localhost:8501", "Origin": f"https://{place}"})
    assert f"at {escape_markdown(place)}," in where_they_go(visit("home"))


@pytest.mark.parametrize("name", ["home", "kernels"])
@pytest.mark.parametrize("host", ["www.school.example:8501", "[fd00:a:b::5]:8501", "a_b_.school.example"])
def test_the_servers_name_is_shown_as_it_is(visit, monkeypatch, name, host):
    serve(monkeypatch, "0.0.0.0", {"Host": host})
    assert f"at {escape_markdown(host)}," in where_they_go(visit(name))


@pytest.mark.parametrize(
    ("origin", "may"),
    [
        ("http://192.168.0.7:8501", False),
        ("http://class.school.example", False),
        ("https://class.school.example", True),
        ("http://localhost:8501", True),
        ("http://127.0.0.1:8501", True),
    ],
)
def test_where_browsers_give_a_page_no_camera_a_chooser_opens_the_phones(visit, monkeypatch, origin, may):
    serve(monkeypatch, "0.0.0.0", {"Host": origin.split("//")[1], "Origin": origin})
    page = visit("kernels", img_own="photo")
    assert len(page.app.get("camera_input")) == may
    assert len(page.app.file_uploader) == (not may)
    if not may:
        page.app.file_uploader(key="img_photo").upload("a.jpg", photograph(np.eye(40, dtype=np.uint8)))
        page.run()
        assert page.facts["Output"][0] == "38 × 38"
        assert page.control("img").value == "photo"


@pytest.mark.parametrize(
    ("host", "typed", "shown"),
    [
        ("localhost:8501", "http://192.168.1.5:8501", "http://192.168.1.5:8501"),
        ("127.0.0.1:8501", "https://class.example", "https://class.example"),
        ("192.168.1.5:8501", "http://10.0.0.1:8501", "http://192.168.1.5:8501"),  # it works as it is
        ("localhost:8501", "", "http://localhost:8501"),
    ],
)
def test_links_have_what_learners_type_instead_of_a_name_that_only_this_computer_knows(
    monkeypatch, host, typed, shown
):
    serve(monkeypatch, "127.0.0.1", {"Host": host, "Origin": f"http://{host}"})
    monkeypatch.setattr(served, "address", typed)
    assert served.origin() == shown
    assert served.typed() in ("", shown)
    assert served.is_on_this_computer() == (not typed)
    assert shown.split("//")[1] == served.host()


def floats(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.float32)).save(file, "TIFF")
    return file.getvalue()


def test_which_numbers_are_black_and_white_is_told_and_can_be_changed(visit):
    page = visit("kernels")
    numbers = np.tile(np.linspace(0, 2, 30), (20, 1))
    page.app.file_uploader(key="img_file").upload("measured.tif", floats(numbers), "image/tiff")
    page.run()
    opened = images.open_picture(floats(numbers))
    assert opened.notes[0] in [caption.value for caption in page.app.caption]
    (control,) = (box for box in page.app.selectbox if box.label == "Numbers shown")
    assert control.options == [str(span) for span in opened.spans]
    assert control.index == 0
    other = opened.spans[-1]
    control.select_index(len(opened.spans) - 1)
    page.run()
    assert images.open_picture(floats(numbers), span=other).notes[0] in [c.value for c in page.app.caption]
    (control,) = (box for box in page.app.selectbox if box.label == "Numbers shown")
    assert control.options[control.index] == str(other)


def test_a_busy_server_leaves_the_picture_as_it_was_and_says_so(visit, monkeypatch):
    page = visit("kernels")
    upload(page, "bright.tif", numbers_of_16_bits(3000))

    def refuse(*values):
        raise elsewhere.RefusedError(elsewhere.BUSY)

    with monkeypatch.context() as busy:
        busy.setattr(picture, "aside", refuse)
        spans_on(page).select_index(1)
        page.run()
        assert page.errors == [elsewhere.BUSY]
        assert images.open_picture(numbers_of_16_bits(3000)).notes[0] in [c.value for c in page.app.caption]
    page.run()
    assert not page.errors


def numbers_of_16_bits(highest):
    file = io.BytesIO()
    Image.fromarray(np.linspace(0, highest, 600).reshape(20, 30).astype(np.uint16)).save(file, "TIFF")
    return file.getvalue()


def spans_on(page):
    """The list of what can be black and white, on the page as it is."""
    (control,) = (box for box in page.app.selectbox if box.label == "Numbers shown")
    return control


def upload(page, name, data):
    page.app.file_uploader[0].upload(name, data, "image/tiff")
    page.run()


def test_black_and_white_chosen_for_one_file_are_not_taken_for_the_next(visit):
    page = visit("kernels")
    upload(page, "bright.tif", numbers_of_16_bits(3000))
    widest = spans_on(page)
    widest.select_index(len(widest.options) - 1)
    page.run()
    dark = numbers_of_16_bits(900)
    for data in (dark, dark + b"another"):
        upload(page, "dark.tif", data)
        assert spans_on(page).index == 0
        assert images.open_picture(dark).notes[0] in [caption.value for caption in page.app.caption]
    spans_on(page).select_index(2)
    page.run()
    assert spans_on(page).index == 2, "and can be chosen again"


def test_pages_share_which_numbers_of_a_file_are_black_and_white_and_its_end(visit):
    page = visit("kernels")
    upload(page, "bright.tif", numbers_of_16_bits(3000))
    widest = spans_on(page)
    widest.select_index(len(widest.options) - 1)
    page.run()
    page.app.switch_page("pages/network.py")
    page.run()
    page.control("src").set_value("own")
    page.run()
    upload(page, "dark.tif", numbers_of_16_bits(900))
    page.app.switch_page("pages/kernels.py")
    page.run()
    assert spans_on(page).index == 0


def test_a_photograph_that_lost_its_end_is_shown_with_a_word(visit):
    page = visit("kernels")
    whole = photograph(np.random.default_rng(0).integers(0, 256, (40, 40), dtype=np.uint8))
    page.app.file_uploader(key="img_file").upload("cut.jpg", whole[:-200], "image/jpeg")
    page.run()
    assert not page.errors
    assert images.open_picture(whole[:-200]).notes[0] in [caption.value for caption in page.app.caption]


def test_the_largest_file_is_named_as_the_gate_has_it(visit):
    label = visit("kernels").app.file_uploader(key="img_file").label
    assert f"{images.MAX_BYTES // 1024**2} MB" in label


@pytest.fixture
def lost(monkeypatch):
    """Has the server let go of all uploads, from when it is called."""
    return lambda: monkeypatch.setattr(MemoryUploadedFileManager, "get_files", lambda *_, **__: [])


@pytest.mark.parametrize("way", ["upload", "photo"])
def test_a_file_that_is_gone_before_it_is_read_is_missed_in_a_sentence_and_the_picture_stays(
    visit, lost, way
):
    page = visit("kernels", img="cat", img_own=way)
    before = page.facts
    lost()
    send(page, way, "own.jpg")
    assert page.errors == ["This file is no longer on the server: send it again."]
    assert page.facts == before


@pytest.mark.parametrize("way", ["upload", "photo"])
def test_a_file_that_goes_after_it_was_read_is_not_missed(visit, lost, way):
    page = visit("kernels", img_own=way)
    send(page, way, "own.jpg")
    before = page.facts
    lost()
    page.run()
    assert not page.errors
    assert page.facts == before


def send(page, way, name):
    control = (
        page.app.file_uploader(key="img_file") if way == "upload" else page.app.camera_input(key="img_camera")
    )
    control.upload(name, photograph(np.eye(40, dtype=np.uint8)), "image/jpeg")
    page.run()


def test_the_size_that_the_original_would_give_stands_beside_the_result(visit):
    page = visit("kernels", img_own="photo", stride="3")
    page.app.camera_input(key="img_camera").upload(
        "photo.jpg", photograph(np.full((900, 1200, 3), 90, np.uint8))
    )
    page.run()
    (said,) = [caption.value for caption in page.app.caption if "900 × 1200" in caption.value]
    assert "processed at 384 × 512, in grey unless you choose its colours" in said
    assert page.facts["Output"][0] == "128 × 170"
    size = " × ".join(str(output_size(side, 3, 3).size) for side in (900, 1200))
    assert page.facts["Output of your original"][0] == size
    page.app.toggle(key="colour").set_value(True)  # one click
    page.run()
    assert page.part("kernels", "result").header["planes"] == 3
    page.app.switch_page("pages/pooling.py")
    page.run()
    assert page.facts["Output"][0] == "192 × 256"
    assert page.facts["Output of your original"][0] == "450 × 600"


def test_a_picture_that_is_not_scaled_down_has_one_size(visit):
    page = visit("kernels", img_own="photo")
    page.app.camera_input(key="img_camera").upload("photo.jpg", photograph(np.eye(40, dtype=np.uint8)))
    page.run()
    assert "Output of your original" not in page.facts
    assert "Output of your original" not in visit("kernels", img="astronaut").facts


def token_of(page):
    """What the browser's tab is to hold, to have the pictures again after a reload."""
    return json.loads(page.component("part_own").json)["token"]


def test_own_pictures_are_there_again_when_the_page_is_loaded_anew(visit):
    page = visit("kernels", img_own="photo")
    page.app.camera_input(key="img_camera").upload("photo.jpg", photograph(np.eye(40, dtype=np.uint8)))
    page.run()
    shown = page.run().facts
    again = visit("kernels", img="photo")
    assert again.app.info
    again.report("part_own", "claim", token_of(page))
    assert not again.app.info
    assert again.facts == shown
    again.app.switch_page("pages/pooling.py")
    again.run()
    assert again.control("img").value == "photo"
    assert again.facts["Output"][0] == "20 × 20"


def test_nobody_has_a_picture_by_a_token_that_is_none_or_after_its_session(visit):
    page = visit("kernels", img_own="photo")
    page.app.camera_input(key="img_camera").upload("photo.jpg", photograph(np.eye(40, dtype=np.uint8)))
    page.run()
    token = token_of(page.run())
    for asked in ("another", "x" * 1000, [token]):
        again = visit("kernels", img="photo").report("part_own", "claim", asked)
        assert "did not come with it" in again.app.info[0].value
    del page
    gc.collect()
    again = visit("kernels", img="photo").report("part_own", "claim", token)
    assert "did not come with it" in again.app.info[0].value
