"""What the explorer's tests share: graphs to explore, and how to get hold of nodes."""

from __future__ import annotations

from .matrix import SCREENSHOTS

NETWORK = """
%load_ext teachflow
import teachflow.compat.v1 as tf
g = tf.Graph()
with g.as_default():
    h = tf.placeholder(tf.float32, [None, 3], name="x")
    for i in range({layers}):
        with tf.name_scope(f"layer{{i}}"):
            w = tf.Variable(tf.random_uniform([3, 3]), name="w")
            b = tf.Variable(tf.zeros([3]), name="b")
            with tf.name_scope("act"):
                h = tf.nn.relu(tf.matmul(h, w) + b) * 2.0
    noise = tf.random_uniform([3], -1.0, 1.0, name="noise")
    y = tf.reduce_mean(h + noise, name="loss")
"""
HOSTILE = """
%load_ext teachflow
import teachflow.compat.v1 as tf
g = tf.Graph()
with g.as_default():
    a = tf.constant("</text><script>window.ran = 1</script>", name="a")
    b = tf.constant("<img src=x onerror='window.ran = 2'>", name="b")
    c = tf.constant('x"]; y[ 中文標籤 한국어 ラベル', name="c")
    d = tf.strings.join([a, b, c], name="joined")
"""
LARGE = """
from teachflow.widgets import explore
explore(g, max_nodes=300)
"""
# A cell that runs for as long as there is a file called "busy".
BUSY = """
import pathlib, time
while pathlib.Path("busy").exists():
    time.sleep(0.02)
"""
HERE = NETWORK.replace("g = tf.Graph()\nwith g.as_default():", "if True:")
NO_LAYOUT = "import os\nos.environ['TEACHFLOW_LAYOUT'] = 'none'\n"
NOTEBOOKS = {
    "network": [NETWORK.format(layers=2), "%explore g"],
    "large": [NETWORK.format(layers=42), LARGE],
    "hostile": [HOSTILE, "%explore g"],
    "waiting": [HERE.format(layers=2), "%explore", BUSY],
    "listed": [NO_LAYOUT + NETWORK.format(layers=2), "%explore g"],
}
ITEM = ".tfx [role=treeitem]"
INSIDE = """() => { const e = document.querySelector('.tfx');
    return e.scrollWidth <= e.clientWidth + 1; }"""
PANEL = ".tfx-panel"
# The contrast of every text in the explorer with what is behind it, the least of all.
CONTRAST = """() => {
    const numbers = color => color.match(/[\\d.]+/g).map(Number);
    const over = ([r, g, b, a = 1], [R, G, B]) =>
        [r, g, b].map((v, k) => v * a + [R, G, B][k] * (1 - a));
    const light = rgb => rgb.map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
    const ground = element => {
        const color = numbers(getComputedStyle(element).backgroundColor);
        if ((color[3] ?? 1) === 1 || !element.parentElement) return color.slice(0, 3);
        return over(color, ground(element.parentElement));
    };
    const found = [];
    for (const e of document.querySelectorAll('.tfx *:not(svg *)')) {
        const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        if (!own || !e.offsetParent || e.closest('.tfx-live')) continue;
        const behind = ground(e);
        const ink = over(numbers(getComputedStyle(e).color), behind);
        const [a, b] = [light(ink), light(behind)].sort((x, y) => y - x);
        found.push((a + 0.05) / (b + 0.05));
    }
    return Math.min(...found);
}"""


def item(page, says):
    """The node whose accessible name begins so."""
    return page.locator(f'.tfx [role=treeitem][aria-label^="{says}"]')


def sign(page, says):
    """The sign that opens and closes a node."""
    return page.locator(f'[data-fold="{item(page, says).get_attribute("data-row")}"]')


def shot(page, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"explorer-{name}.png"
    page.screenshot(path=path, animations="disabled")


def focused(page):
    """The accessible name of what has the keys."""
    return page.evaluate("document.activeElement.getAttribute('aria-label')")
