"""A plane under a real mouse and real fingers: the picture moves when meant, the page keeps its scrolling."""

import pytest

SETUP = """async () => {
    const { newPlane } = await import("/assets/components/linked/figure/plane.js");
    const style = document.head.appendChild(document.createElement("style"));
    style.textContent = await (await fetch("/assets/components/linked/linked.css")).text();
    document.body.style.cssText = "margin: 0; height: 3000px";
    const host = document.body.appendChild(document.createElement("div"));
    host.style.cssText = "position: relative; width: 400px; height: 400px";
    const image = Object.assign(document.createElement("canvas"), { width: 100, height: 100 });
    Object.assign(window, { picked: [], looked: [], dragged: [], numbers: false });
    const number = {
        begin() {}, text: () => "1", largest: () => 1, move: (text) => dragged.push(text),
        end: () => dragged.push("end"),
    };
    window.plane = newPlane(host, {
        look: (position) => looked.push(position), leave() {}, pick: (position) => picked.push(position),
        number: () => (numbers ? number : null),
    });
    plane.show({
        key: "", rows: 100, columns: 100, top: 0, left: 0, height: 100, width: 100, planes: 1,
        across: 1, gap: 0, image, text: () => "0", inkOn: () => "#000", paddingKind: () => "",
        label: "", alt: "",
    });
}"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
MIDDLE = (200, 200)


@pytest.fixture
def page(workbench):
    workbench.evaluate(SETUP)
    return workbench.page


@pytest.fixture
def touch(page):
    """Put fingers at points, move them, and lift them if there are none left."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    down = False

    def put(*points):
        nonlocal down
        kind = "touchEnd" if not points else "touchMove" if down else "touchStart"
        down = bool(points)
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return put


def cell_size(page):
    page.evaluate(FRAMES)
    return page.evaluate("plane.cellSize()")


def position(page, x, y):
    page.evaluate(FRAMES)
    return page.evaluate("([clientX, clientY]) => plane.position({ clientX, clientY })", [x, y])


def test_the_wheel_scrolls_the_page_and_enlarges_with_ctrl_only(page):
    fitted = cell_size(page)
    page.mouse.move(*MIDDLE)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function("before => plane.cellSize() > before", arg=fitted)  # no wheel is waited for
    enlarged = cell_size(page)
    assert page.evaluate("scrollY") == 0
    page.mouse.wheel(0, 100)
    page.wait_for_function("scrollY > 0")
    assert cell_size(page) == enlarged


def test_dragging_moves_what_is_enlarged_and_picks_nothing(page):
    page.evaluate("plane.zoomBy(5)")
    held = position(page, *MIDDLE)
    page.mouse.move(*MIDDLE)
    page.mouse.down()
    page.mouse.move(260, 230, steps=4)
    page.mouse.up()
    assert position(page, 260, 230) == held
    assert page.evaluate("picked") == []
    page.mouse.click(*MIDDLE)
    assert page.evaluate("picked") == [position(page, *MIDDLE)]


def test_a_number_follows_the_mouse_while_nothing_is_enlarged_and_nothing_else_does(page):
    page.evaluate("numbers = true")
    page.mouse.move(*MIDDLE)
    looked = page.evaluate("looked")
    page.mouse.down()
    page.mouse.move(260, 140, steps=4)
    page.mouse.move(900, 188)
    page.mouse.up()
    assert page.evaluate("dragged.slice(-2)") == ["1.2", "end"]
    assert page.evaluate("[looked, picked]") == [looked, []]
    page.mouse.click(*MIDDLE)
    assert page.evaluate("picked") == [position(page, *MIDDLE)]


def test_where_it_is_enlarged_a_drag_moves_the_picture_and_no_number(page):
    page.evaluate("numbers = true")
    page.evaluate("plane.zoomBy(5)")
    held = position(page, *MIDDLE)
    page.mouse.move(*MIDDLE)
    page.mouse.down()
    page.mouse.move(230, 260, steps=4)
    page.mouse.up()
    assert position(page, 230, 260) == held
    assert page.evaluate("dragged") == []


def test_a_finger_drags_no_number(page, touch):
    page.evaluate("numbers = true")
    touch((200, 300))
    for step in range(1, 9):
        touch((200, 300 - 20 * step))
    touch()
    page.wait_for_function("scrollY > 0")
    assert page.evaluate("dragged") == []


def test_two_fingers_enlarge_and_one_moves_what_is_enlarged(page, touch):
    fitted = cell_size(page)
    touch((150, 200), (250, 200))
    for step in range(1, 6):
        touch((150 - 20 * step, 200), (250 + 20 * step, 200))
    touch()
    assert cell_size(page) > 2 * fitted
    held = position(page, *MIDDLE)
    touch(MIDDLE)
    for step in range(1, 6):
        touch((200 - 10 * step, 200 - 8 * step))
    touch()
    assert position(page, 150, 160) == held
    assert page.evaluate("[scrollY, picked]") == [0, []]


def test_one_finger_scrolls_the_page_while_nothing_is_enlarged(page, touch):
    fitted = cell_size(page)
    touch((200, 300))
    for step in range(1, 9):
        touch((200, 300 - 20 * step))
    touch()
    page.wait_for_function("scrollY > 0")
    assert cell_size(page) == fitted
    assert page.evaluate("picked") == []


def test_a_tap_picks(page, touch):
    touch(MIDDLE)
    touch()
    page.wait_for_function("picked.length > 0")
    assert page.evaluate("picked") == [position(page, *MIDDLE)]
