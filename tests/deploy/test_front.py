"""nginx keeps each browser at its replica, leads on from one that ended, and stops floods but no class."""

import gzip
import json
import shutil
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection

import pytest

from tests.deploy.behind import STREAMLIT, behind
from tests.deploy.front import front, need
from tests.serving.test_sessions import until

SCRIPT = "index.CKN2wX4v.js"
#: A class behind one address that joins within ten seconds: how many, and four times what a page asks.
STUDENTS, ASKED = 35, 20


@pytest.fixture
def school():
    """Three replicas behind nginx, and the front."""
    need()
    with ExitStack() as stack:
        replicas = {name: stack.enter_context(behind(name)) for name in ("01", "02", "03")}
        made = stack.enter_context(front({name: one.address for name, one in replicas.items()}))
        stack.enter_context(made.running())
        yield made, replicas


def replica_of(answer):
    assert answer[0] == 200, answer
    return json.loads(answer[2])["replica"]


def test_whoever_comes_new_goes_to_one_after_the_other_and_whoever_was_here_to_their_own(school):
    made, replicas = school
    assert {replica_of(made.ask()) for _ in replicas} == set(replicas)
    for name in replicas:
        cookie = f"other=1; cnnviz_replica={name}; {STREAMLIT}"
        found = [made.ask(path, method, b"x", Cookie=cookie) for path, method in _ASKED_BY_ONE]
        assert [replica_of(one) for one in found] == [name] * len(found)


_ASKED_BY_ONE = [
    ("/kernels", "GET"),
    ("/preview/token", "POST"),
    ("/_stcore/upload_file/session/file", "PUT"),
    ("/_stcore/stream", "GET"),
    ("/media/picture.png", "GET"),
]


def test_all_that_a_browser_asks_goes_to_one_other_replica_when_its_own_has_ended(school):
    made, replicas = school
    replicas["02"].end()
    for second in range(1796003905, 1796003925):
        cookie = f"cnnviz_replica=02; _streamlit_xsrf=2|9eafdc1f|23d7|{second}"
        masked = f"cnnviz_replica=02; _streamlit_xsrf=2|ffffffff|abcd|{second}"  # as its next answer sets it
        found = {
            replica_of(made.ask(path, method, b"x", Cookie=one))
            for path, method in _ASKED_BY_ONE
            for one in (cookie, masked)
        }
        assert len(found) == 1
        assert found < {"01", "03"}


def test_those_of_a_replica_that_ended_go_to_all_others(school):
    made, replicas = school
    replicas["02"].end()
    found = [
        replica_of(made.ask(Cookie=f"cnnviz_replica=02; _streamlit_xsrf=2|a|b|{second}"))
        for second in range(100)
    ]
    assert min(found.count("01"), found.count("03")) > 25


def test_what_changes_something_is_asked_elsewhere_only_if_it_was_never_sent(school):
    made, replicas = school
    cookie = f"cnnviz_replica=01; {STREAMLIT}"
    status, headers, body = made.ask("/breaks", "POST", b"make", Cookie=cookie)
    assert (status, headers["Retry-After"]) == (503, "1")
    assert b"try again" in body
    assert [one.asked for one in replicas.values()] == [["/breaks"], [], []]
    replicas["01"].end()
    assert replica_of(made.ask("/classes/join", "POST", b"join", Cookie=cookie)) in ("02", "03")


def test_a_request_that_breaks_each_replica_shuts_nobody_out(school):
    made, replicas = school
    assert made.ask("/breaks", Cookie=f"cnnviz_replica=01; {STREAMLIT}")[0] == 503
    assert all(one.asked for one in replicas.values())
    for name in replicas:
        assert replica_of(made.ask(Cookie=f"cnnviz_replica={name}")) == name
    assert replica_of(made.ask(Cookie="cnnviz_replica=gone")) in replicas
    assert replica_of(made.ask()) in replicas


def test_a_sentence_says_that_no_replica_answers(school):
    made, replicas = school
    for one in replicas.values():
        one.end()
    for cookie in "", f"cnnviz_replica=02; {STREAMLIT}":
        status, headers, body = made.ask(Cookie=cookie)
        assert (status, headers["Retry-After"]) == (503, "5")
        assert b"Load the page again" in body


def test_the_app_is_told_who_asks_and_not_what_they_say_of_themselves(school):
    made, _ = school
    told = json.loads(made.ask(X_Forwarded_For="192.0.2.9", X_Forwarded_Proto="http")[2])["headers"]
    assert (told["X-Forwarded-For"], told["X-Forwarded-Proto"]) == ("127.0.0.1", "https")
    assert told["Host"] == f"127.0.0.1:{made.port}"


def test_its_log_says_which_replica_answered_and_nothing_of_who_asked(school):
    made, _ = school
    assert made.ask("/kernels?stride=2", X_Forwarded_For="192.0.2.9")[0] == 200
    log = made.folder / "log"
    until(lambda: log.read_text().endswith("\n"))  # a line is written when its answer has been sent
    [line] = map(json.loads, log.read_text().splitlines())
    assert line.keys() == {"time", "method", "status", "seconds", "bytes", "replica"}
    assert line["replica"].startswith("127.0.0.1:")
    assert "kernels" not in log.read_text()


def test_http_leads_to_https(school):
    made, _ = school
    connection = HTTPConnection("127.0.0.1", made.plain, timeout=60)
    connection.request("GET", "/kernels?stride=2", headers={"Host": "evil.example"})
    answer = connection.getresponse()
    assert answer.status == 301
    assert answer.headers["Location"] == f"{made.address}/kernels?stride=2"
    connection.close()


def test_uploads_may_be_as_large_as_the_app_takes_and_all_else_is_small(school):
    made, _ = school
    upload = made.ask("/_stcore/upload_file/a/b", "PUT", bytes(16_000_000))
    assert json.loads(upload[2])["size"] == 16_000_000
    assert made.ask("/_stcore/upload_file/a/b", "PUT", bytes(18_000_000))[0] == 413
    assert made.ask("/check/upload", "POST", bytes(15_000_000))[0] == 200
    assert made.ask("/classes/make", "POST", bytes(100_000))[0] == 200
    assert made.ask("/classes/make", "POST", bytes(200_000))[0] == 413


def answers(made, cookies, path="/_stcore/health"):
    with ThreadPoolExecutor(8) as pool:
        return [one[0] for one in pool.map(lambda cookie: made.ask(path, Cookie=cookie), cookies)]


def test_a_class_behind_one_address_that_joins_at_once_meets_no_limit(school):
    made, _ = school
    new = answers(made, [""] * STUDENTS)
    students = [f"_streamlit_xsrf=2|a|{student}|1" for student in range(STUDENTS)]
    assert {*new, *answers(made, students * ASKED)} == {200}


def test_a_flood_of_one_browser_is_stopped_and_the_others_are_served(school):
    made, _ = school
    flood = made.flood("/_stcore/health", 1000, STREAMLIT)  # more than a slow replica lets pass in time
    assert {*flood} == {200, 429}
    assert flood.count(200) >= 120
    assert answers(made, ["_streamlit_xsrf=2|another|b|1"]) == [200]
    uploads = made.flood("/_stcore/upload_file/a/b", 100, "_streamlit_xsrf=2|third|b|1")
    assert {*uploads} == {200, 429}
    assert uploads.count(200) >= 20


SENDING = ["/check/upload", "/_stcore/upload_file/a/b"]


@pytest.mark.parametrize("path", SENDING)
def test_one_browser_does_not_hold_all_places_for_uploads(school, path):
    made, _ = school
    with ExitStack() as stack:
        held = [stack.enter_context(made.upload(path, STREAMLIT)) for _ in range(11)]
        assert [one.status for one in held] == [100] * 10 + [429]
        other = stack.enter_context(made.upload(path, "_streamlit_xsrf=2|another|b|1"))
        assert (other.status, other.finish()) == (100, 200)
        assert [one.finish() for one in held[:10]] == [200] * 10


@pytest.mark.parametrize("path", SENDING)
@pytest.mark.parametrize(
    "cookie", ["", "_streamlit_xsrf=2|a|{}|1"], ids=["without a cookie", "each with one"]
)
def test_a_class_sends_all_at_once_and_one_address_does_not_hold_all_places(school, path, cookie):
    made, _ = school
    with ExitStack() as stack:

        def sent(one, source="127.0.0.1"):
            return stack.enter_context(made.upload(path, cookie.format(one), source))

        students = [sent(student) for student in range(STUDENTS)]
        assert {one.status for one in students} == {100}
        assert [sent("a teacher").status, sent("one more").status] == [100, 429]
        elsewhere = sent("elsewhere", source="127.0.0.2")
        assert (elsewhere.status, elsewhere.finish()) == (100, 200)
        assert {one.finish() for one in students} == {200}


@pytest.mark.parametrize(
    "path", ["/", "/check/upload", "/_stcore/upload_file/a/b", "/static/js/not-there.B2r5AHMK.js"]
)
def test_a_flood_without_a_cookie_is_stopped_wherever_it_goes(school, path):
    made, replicas = school
    for one in replicas.values():  # nginx alone says 503, faster than any replica answers
        one.end()
    found = [status for _ in range(4) for status in made.flood(path, 1000)]
    assert {*found} == {503, 429}
    assert found.count(503) >= 1000


def test_what_learners_send_is_never_written_to_a_file(school):
    made, _ = school
    for name in ("body", "proxy"):  # where nginx would write, and now cannot
        shutil.rmtree(made.folder / name)
    cookie = f"cnnviz_replica=01; {STREAMLIT}"
    for path, size in (("/_stcore/upload_file/a/b", 16_000_000), ("/preview/token", 100_000)):
        status, _, body = made.ask(path, "PUT", bytes(size), Cookie=cookie)
        assert (status, json.loads(body)["size"]) == (200, size)


def test_files_whose_names_hold_a_digest_are_kept_for_ever_and_come_compressed(tmp_path):
    need()
    text = b"export const a = 1;\n" * 100
    for name in (f"js/{SCRIPT}", "js/plain.js", "media/KaTeX_Main-Bold.Cx986IdX.woff2"):
        (tmp_path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / name).write_bytes(text)
    with behind("01") as app, front({"01": app.address}, tmp_path, hsts=True) as made, made.running():
        status, headers, body = made.ask(f"/static/js/{SCRIPT}", Accept_Encoding="gzip")
        assert (status, headers["Content-Encoding"], gzip.decompress(body)) == (200, "gzip", text)
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert made.ask(f"/static/js/{SCRIPT}")[2] == text
        assert made.ask("/static/media/KaTeX_Main-Bold.Cx986IdX.woff2")[2] == text
        assert app.asked == []
        for asked in "/static/js/plain.js", "/static/js/of-a-new.B2r5AHMK.js", "/":
            status, headers, _ = made.ask(asked)
            assert (status, headers["Cache-Control"]) == (200, None)
        assert app.asked == ["/static/js/plain.js", "/static/js/of-a-new.B2r5AHMK.js", "/"]
        assert headers["Strict-Transport-Security"] == "max-age=15552000"


def test_old_tls_is_refused(school):
    made, _ = school

    def offered(version):
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{made.port}", version]
        done = subprocess.run([*command, "-cipher", "ALL:@SECLEVEL=0"], input=b"", capture_output=True)
        return done.returncode == 0

    assert [offered(one) for one in ("-tls1", "-tls1_1", "-tls1_2")] == [False, False, True]


def test_a_connection_without_tls_is_closed_by_the_front(school):
    made, replicas = school
    with socket.create_connection(("127.0.0.1", made.port)) as line:
        line.sendall(b"not TLS\r\n\r\n")
        assert b"400" in line.makefile("rb").readline()
    assert all(one.asked == [] for one in replicas.values())
