"""A tab that stays open for a whole lesson does not fill its memory."""

from tests.browser.waits import DRAWN, until

TRIPS = 3  # between two pages and back
READS = 10  # until the page that was left last is let go of


def _nodes(devtools) -> int:
    """How many nodes the tab holds: those that are shown, and those that something still refers to."""
    devtools.send("HeapProfiler.collectGarbage")
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return next(int(metric["value"]) for metric in metrics if metric["name"] == "Nodes")


def test_a_page_that_was_left_is_let_go_of(visitor):
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("Performance.enable")
    visitor.go("pooling")

    def go_to(name):
        visitor.menu(name).click()
        visitor.arrive(name)
        visitor.page.locator(".linked").wait_for()

    go_to("Kernels")  # what is loaded once stays
    go_to("Pooling")
    counts = []
    for _ in range(READS):
        visitor.page.evaluate(DRAWN)
        counts.append(_nodes(devtools))
    shown = min(counts)
    for _ in range(TRIPS):
        go_to("Kernels")
        go_to("Pooling")
    # What waits for an answer holds a page a while; one page more would be a third.
    until(visitor.page, lambda: _nodes(devtools) < 1.3 * shown)
