"""The explorer under quick hands, a busy kernel, and without a layout engine."""

from __future__ import annotations

from .explorers import ITEM, PANEL, focused, item, shot, sign

KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
RUN = """at => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = at;
    void window.jupyterapp.commands.execute('notebook:run-cell');
}"""
# What is told of the kernel's answers, one after the other.
LISTEN = """() => {
    window.told = [];
    const live = document.querySelector('.tfx-live');
    new MutationObserver(() => {
        if (/drawn$/.test(live.textContent)) window.told.push(live.textContent);
    }).observe(live, {childList: true, characterData: true, subtree: true});
}"""


def told_until_all_is_closed(page):
    """What was told, when the answer to one request more has come."""
    page.get_by_role("button", name="Close all").click()
    page.wait_for_function("() => / nodes? (is|are) drawn$/.test(told.at(-1))")
    item(page, "layer1, closed").wait_for()
    return [each.partition(";")[0] for each in page.evaluate("told")[:-1]]


def test_a_double_click_does_what_the_first_click_does(explore):
    page = explore("network")
    sign(page, "layer0, open").click()
    item(page, "layer0, closed").wait_for()
    page.evaluate(LISTEN)
    item(page, "layer0, closed").dblclick()
    item(page, "layer0, open").wait_for()
    assert told_until_all_is_closed(page) == ["'layer0' is open"]
    # What a click only selects, a double click opens.
    sign(page, "layer0, closed").click()
    item(page, "w, variable").wait_for()
    item(page, "w, variable").dblclick()
    item(page, "layer0/w, open name scope").wait_for()


def test_what_is_clicked_again_before_the_answer_is_done_once(explore):
    page = explore("network")
    page.evaluate(LISTEN)
    sign(page, "layer0, open").evaluate(
        "sign => [1, 2, 3].forEach(() =>"
        " sign.dispatchEvent(new MouseEvent('click', {bubbles: true})))"
    )
    item(page, "layer0, closed").wait_for()
    assert told_until_all_is_closed(page) == ["'layer0' is closed"]


def test_the_default_graph_is_the_same_in_every_thread(explore):
    """JupyterLab sends the first request to the main thread, later ones to another."""
    page = explore("waiting")
    for _ in range(2):
        page.get_by_role("button", name="Close all").click()
        item(page, "layer1, closed").wait_for()
        page.get_by_role("button", name="Open all").click()
        item(page, "layer1, open").wait_for()


def test_a_busy_kernel_is_waited_for(explore, lab):
    page = explore("waiting")
    page.evaluate(f"{KERNEL}.commsOverSubshells = 'disabled'")
    page.evaluate(LISTEN)
    busy = lab.folder / "busy"
    busy.touch()
    page.evaluate(RUN, 2)
    page.locator(".jp-InputPrompt", has_text="[*]").wait_for()
    sign(page, "layer0, open").click()
    note = page.locator(".tfx-note")
    page.get_by_text("Waiting for the kernel").wait_for()
    assert page.locator(".tfx-stage").get_attribute("aria-busy") == "true"
    page.get_by_text("needs the kernel").wait_for()
    for _ in range(3):
        sign(page, "layer0, open").click()
    shot(page, "busy")
    busy.unlink()
    item(page, "layer0, closed").wait_for()
    assert note.inner_text() == ""
    assert told_until_all_is_closed(page) == ["'layer0' is closed"]


def test_the_keys_stay_where_they_were_used(explore):
    """An answer draws everything anew, the panel as well."""
    page = explore("network")
    sign(page, "layer0, open").click()
    item(page, "layer0, closed").wait_for()
    page.locator(PANEL).get_by_role("button", name="Open", exact=True).press("Enter")
    item(page, "layer0, open").wait_for()
    assert focused(page) == "layer0, open name scope with 7 nodes"


def test_nothing_moves_for_whom_it_should_not(explore):
    page = explore("network")
    moving = "document.querySelector('.tfx').getAnimations({subtree: true}).length"
    most = """() => { window.most = 0;
        const look = () => { window.most = Math.max(window.most, %s);
            window.looking = requestAnimationFrame(look) }; look() }"""
    for motion, moves in (("reduce", False), ("no-preference", True)):
        page.emulate_media(reduced_motion=motion)
        page.evaluate(most % moving)
        page.get_by_role("button", name="Close all").click()
        item(page, "layer1, closed").wait_for()
        page.get_by_role("button", name="Open all").click()
        item(page, "layer1, open").wait_for()
        found = page.evaluate("cancelAnimationFrame(looking), most")
        assert (found > 0) is moves


def test_without_a_layout_engine_it_is_a_list(explore):
    page = explore("listed")
    assert "No graph layout" in page.locator(".tfx-note").inner_text()
    before = page.locator(ITEM).count()
    sign(page, "layer0, open").click()
    item(page, "layer0, closed").wait_for()
    assert page.locator(ITEM).count() < before
    page.get_by_role("textbox", name="Search in the graph").fill("relu")
    assert page.locator(".tfx-count").inner_text() == "2 matches"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="layer0/act/Relu").click()
    item(page, "Relu, Relu of layer0/act/add").wait_for()
    item(page, "layer1, open").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("layer1, open")
    page.keyboard.press("Space")
    item(page, "layer1, closed").wait_for()
    shot(page, "listed")
