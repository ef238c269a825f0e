"""Devices are handed on without anything of whoever had them, and no two have the same at a time."""

SEEN = "[localStorage.length, sessionStorage.length, document.cookie.includes('mine'), innerWidth]"
DARK = "matchMedia('(prefers-color-scheme: dark)').matches"


def test_nothing_is_left_on_a_device_and_nobody_shares_one(new_visitor, devices):
    visitors = [new_visitor(viewport={"width": 600, "height": 700}, color_scheme="dark") for _ in range(2)]
    pages = [visitor.page for visitor in visitors]
    for page, visitor in zip(pages, visitors, strict=True):
        page.goto(f"{visitor.address}/_stcore/health")
        assert page.evaluate(SEEN) == [0, 0, False, 600]
        assert page.evaluate(DARK)
        page.evaluate("localStorage.a = sessionStorage.a = 1; document.cookie = 'mine=1'")
    devices.take_back()
    assert all(page.is_closed() for page in pages)
    visitors = [new_visitor() for _ in range(2)]
    assert {visitor.page.context for visitor in visitors} == {page.context for page in pages}
    for visitor in visitors:
        visitor.page.goto(f"{visitor.address}/_stcore/health")
        assert visitor.page.evaluate(SEEN) == [0, 0, False, 1366]
        assert not visitor.page.evaluate(DARK)
