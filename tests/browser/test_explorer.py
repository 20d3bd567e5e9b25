"""The explorer as a reader meets it: by pointer, by keys alone, without a kernel."""

from __future__ import annotations

from .explorers import CONTRAST, INSIDE, ITEM, PANEL, focused, item, shot, sign
from .lab import NOTEBOOK


def test_in_notebook_7(explore, servers):
    """The least that shows that it works there too: by pointer, by keys."""
    page = explore("network", servers(NOTEBOOK))
    assert page.locator(".teachflow-still").get_attribute("open") is None
    sign(page, "layer0, open").click()
    closed = item(page, "layer0, closed name scope")
    closed.wait_for()
    closed.click()
    item(page, "layer0/act, open").wait_for()
    page.get_by_role("textbox", name="Search in the graph").press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "MatMul, MatMul of x and layer0/w, float32 (?, 3)"
    page.keyboard.press("Enter")
    assert page.locator(PANEL).locator("h4").inner_text() == "layer0/act/MatMul"
    shot(page, "notebook")
    # In a window of a telephone's width, or on a large page that is enlarged.
    page.set_viewport_size({"width": 380, "height": 1400})
    assert page.evaluate(INSIDE)
    item(page, "MatMul, MatMul of x").hover()
    shot(page, "notebook-380")
    page.set_viewport_size({"width": 1200, "height": 1600})


def test_with_the_pointer(explore):
    page = explore("network")
    shot(page, "start")
    assert page.locator(".teachflow-still").get_attribute("open") is None

    item(page, "MatMul, MatMul of x").hover()
    card = page.locator(".tfx-card")
    card.wait_for()
    for words in ("MatMul · operation", "transpose_b", "x:0 float32 (?, 3)", "Out"):
        assert words in card.inner_text()

    item(page, "MatMul, MatMul of x").click()
    assert page.locator(PANEL).locator("h4").inner_text() == "layer0/act/MatMul"
    lit = page.locator(f"{ITEM}:not(.tfx-dim)").evaluate_all(
        "items => items.map(item => item.getAttribute('aria-label').split(',')[0])"
    )
    assert {"x", "w", "MatMul", "add"} <= set(lit)
    assert "loss" not in lit
    assert page.locator(".tfx-touching").count() == 3

    page.get_by_role("button", name="layer0/w/read:0").click()
    assert page.locator(PANEL).locator("h4").inner_text() == "layer0/w"

    sign(page, "layer0, open").click()
    closed = item(page, "layer0, closed name scope")
    closed.wait_for()
    assert item(page, "layer0/act").count() == 0
    shot(page, "closed")
    closed.click()
    item(page, "layer0, open").wait_for()
    item(page, "layer0/act, open").wait_for()
    page.get_by_role("button", name="Close all").click()
    item(page, "layer1, closed").wait_for()


def test_searching(explore):
    page = explore("network")
    field = page.get_by_role("textbox", name="Search in the graph")
    count = page.locator(".tfx-count")
    field.fill("matmul")
    assert count.inner_text() == "2 matches"
    assert page.locator(".tfx-found").count() == 2
    field.press("Enter")
    assert count.inner_text() == "1 of 2"
    assert page.locator(PANEL).locator("h4").inner_text() == "layer0/act/MatMul"
    field.press("Enter")
    assert page.locator(PANEL).locator("h4").inner_text() == "layer1/act/MatMul"
    field.press("Shift+Enter")
    assert count.inner_text() == "1 of 2"
    field.fill(r"/layer\d/b$/")
    assert count.inner_text() == "2 matches"
    field.fill("/(/")
    assert count.inner_text() == "no regular expression"
    field.press("Escape")
    assert (field.input_value(), count.inner_text()) == ("", "")

    page.get_by_role("button", name="Close all").click()
    item(page, "layer1, closed").wait_for()
    field.fill("relu")  # what is inside of closed scopes is found, too
    assert count.inner_text() == "2 matches"
    field.press("Enter")
    page.get_by_role("button", name="layer0/act/Relu").click()
    item(page, "Relu, Relu of layer0/act/add").wait_for()
    shot(page, "search")


def test_with_the_keyboard_alone(explore):
    page = explore("network")
    tree = page.get_by_role("tree")
    assert tree.get_attribute("aria-label").startswith("Graph of ")
    assert page.locator(f'{ITEM}[tabindex="0"]').count() == 1
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("Tab")
    assert focused(page).startswith("x, placeholder")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "MatMul, MatMul of x and layer0/w, float32 (?, 3)"
    assert page.locator(".tfx-ring").count() == 1
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("Relu, Relu of ")
    page.keyboard.press("Enter")
    assert page.locator(PANEL).locator("h4").inner_text() == "layer0/act/Relu"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page).startswith("x, placeholder")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "layer0, open name scope with 7 nodes"
    before = page.locator(ITEM).count()
    page.keyboard.press("Space")
    page.wait_for_function(
        "() => document.activeElement.getAttribute('aria-expanded') === 'false'"
    )
    assert focused(page).startswith("layer0, closed name scope of ")
    assert page.locator(ITEM).count() < before
    assert "'layer0' is closed" in page.locator(".tfx-live").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.activeElement.getAttribute('aria-expanded') === 'true'"
    )
    assert page.locator(ITEM).count() == before
    page.keyboard.press("/")
    page.keyboard.type("loss")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("loss, Mean of add")
    page.keyboard.press("Escape")
    assert page.locator(".tfx-found").count() == 0
    # Shift+Tab leaves the tree at once: it is one stop.
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Zoom in"


def test_a_screen_reader_finds_a_tree(explore):
    page = explore("network")
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    items = [node for node in nodes if node.get("role", {}).get("value") == "treeitem"]
    names = [node["name"]["value"] for node in items]
    # Nothing else is in it, such as what stands at arrows and in the legend.
    assert "- text:" not in page.get_by_role("tree").aria_snapshot()
    assert names[0].startswith("x, placeholder")
    assert "mul, Mul of layer0/act/Relu and 2.0, float32 (?, 3)" in names
    scope = items[names.index("layer0, open name scope with 7 nodes")]
    properties = {each["name"]: each["value"]["value"] for each in scope["properties"]}
    assert properties["expanded"] is True
    assert properties["level"] == 1


def test_what_a_learner_writes_is_only_shown(explore):
    page = explore("hostile")
    told = ""
    for row in page.locator(ITEM).all():
        row.hover()
        told += page.locator(".tfx-card").inner_text()
        row.click()
        told += page.locator(PANEL).inner_text()
    assert told.count("</text><script>window.ran = 1</script>") == 2
    assert "中文標籤" in told
    assert page.locator(".tfx script, .tfx img, .tfx a").count() == 0
    assert page.evaluate("window.ran") is None
    shot(page, "hostile")


def test_it_is_readable_in_the_dark_and_in_little_room(explore, open_explorer, lab):
    page = explore("network")
    item(page, "MatMul, MatMul of x").click()
    assert page.evaluate(CONTRAST) > 4.5
    with open_explorer(lab, "network").in_the_dark():
        for width in (1200, 700):
            page.set_viewport_size({"width": width, "height": 1400})
            item(page, "MatMul, MatMul of x").click()
            assert page.evaluate(CONTRAST) > 4.5
            assert page.evaluate(INSIDE)
            shot(page, f"dark-{width}")
    page.set_viewport_size({"width": 1200, "height": 1600})


def test_three_hundred_nodes(explore):
    page = explore("large")
    before = page.locator(ITEM).count()
    assert before > 290
    shot(page, "large")
    sign(page, "layer40, open").dispatch_event("click")
    item(page, "layer40, closed").wait_for()
    assert page.locator(ITEM).count() < before
    page.get_by_role("button", name="Show all of it").click()
    shot(page, "large-fit")


def test_without_a_kernel_all_but_opening_works(explore):
    page = explore("network")
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    sign(page, "layer0, open").click()
    page.get_by_text("needs the kernel").wait_for()
    assert item(page, "layer0, open").count() == 1
    item(page, "MatMul, MatMul of x").click()
    assert page.locator(PANEL).locator("h4").inner_text() == "layer0/act/MatMul"
    page.get_by_role("textbox", name="Search in the graph").fill("loss")
    assert page.locator(".tfx-count").inner_text() == "1 match"
    shot(page, "no-kernel")
