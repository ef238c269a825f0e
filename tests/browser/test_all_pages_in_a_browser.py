"""Addresses of pages: each opens its page from anywhere, as it was left."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.waits import until_page

#: Is a page drawn, and its entry of the browser's history named? From then on each change is a step.
NAMED = """(page) => {
  const { page: drawn, visit } = globalThis.cnnvizReports ?? {};
  return drawn === page && Boolean(visit) && history.state?.stay === visit;
}"""


def test_home_leads_to_pages_with_one_click(visitor):
    visitor.go("")
    for name in ("Kernels", "Pooling", "Network"):
        visitor.page.get_by_role("listitem").filter(
            has=visitor.page.get_by_role("link", name=f"{name}: ")
        ).click()
        expect(visitor.page.locator("h1", has_text=name)).to_be_visible()
        visitor.settle().menu("Home").click()
        visitor.arrive("Home")


def test_a_pages_address_works_as_the_first_that_anybody_opens(new_server, new_visitor):
    page = new_visitor(new_server.address).go("kernels").page
    expect(page.get_by_test_id("stTopNav").get_by_role("button", name="Networks")).to_be_visible()


def test_a_copied_address_restores_the_page_and_its_settings_go_along(visitor, new_visitor):
    visitor.go("kernels", img="counting-6")
    visitor.choose("Kernel", "Gaussian")
    visitor.page.wait_for_url("**kernel=gaussian**")
    visitor.type_number("Stride", 3)
    visitor.page.wait_for_url("**stride=3**")
    visitor.page.get_by_text("Code", exact=True).click()
    visitor.page.wait_for_url("**code=true**")
    other = new_visitor().go(f"kernels?{urlsplit(visitor.page.url).query}")
    expect(other.page.get_by_label("Stride", exact=True).first).to_have_value("3")
    expect(other.page.get_by_test_id("stCode").first).to_be_visible()
    other.menu("Pooling").click()
    other.page.wait_for_url("**/pooling?*")
    expect(other.fact("Output")).to_contain_text("3 × 3")
    expect(other.page).not_to_have_url(re.compile("kernel="))
    other.menu("Kernels").click()
    expect(other.page).to_have_url(re.compile(r"/kernels\?.*kernel=gaussian"))
    expect(other.page.get_by_label("Stride", exact=True).first).to_have_value("3")


def test_back_undoes_each_change_and_then_leads_to_the_page_before_as_it_was_left(visitor):
    page = visitor.go("pooling").page
    visitor.type_number("Window", 3)
    page.wait_for_url("**window=3**")
    visitor.settle()
    visitor.menu("Kernels").click()
    visitor.arrive("Kernels")
    until_page(page, NAMED, arg="kernels")
    stride, kernel = (page.get_by_label(name, exact=True).first for name in ("Stride", "Kernel"))
    visitor.type_number("Stride", 2)
    page.wait_for_url("**stride=2**")
    visitor.choose("Kernel", "Sharpen")
    page.wait_for_url("**kernel=sharpen**")
    page.go_back()
    expect(kernel).to_have_value("sobel")
    expect(stride).to_have_value("2")
    page.go_back()
    expect(stride).to_have_value("1")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/pooling\?.*window=3"))
    expect(page.get_by_label("Window", exact=True).first).to_have_value("3")
    page.evaluate("history.go(3)")  # as by the list that a browser's Forward button has
    expect(kernel).to_have_value("sharpen")
    expect(stride).to_have_value("2")
    page.reload()
    visitor.settle()
    until_page(page, NAMED, arg="kernels")
    page.evaluate("() => { history.back(); history.back(); }")
    expect(stride).to_have_value("1")
    expect(kernel).to_have_value("sobel")


def test_back_undoes_the_last_change_and_not_what_is_typed_and_not_entered(visitor):
    page = visitor.go("kernels", img="counting-6").page
    visitor.settle()
    until_page(page, NAMED, arg="kernels")
    stride, kernel = (page.get_by_label(name, exact=True).first for name in ("Stride", "Kernel"))
    visitor.choose("Kernel", "Sharpen")
    page.wait_for_url("**kernel=sharpen**")
    stride.fill("3")
    page.go_back()
    expect(kernel).to_have_value("sobel")
    visitor.is_answered()
    expect(stride).to_have_value("1")
    expect(page).not_to_have_url(re.compile("stride="))
