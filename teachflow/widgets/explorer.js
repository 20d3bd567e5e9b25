// The explorer's front end: shows the state that the kernel drew and sends what the
// reader wants opened. All that needs no new picture happens here alone: looking,
// searching, selecting, moving. So a saved state stays useful without a kernel. No text
// that comes from a graph is ever parsed as HTML, and nothing is fetched.

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(
  ["svg", "g", "rect", "path", "polygon", "polyline", "ellipse", "text"],
);
const READABLE = 0.66; // pictures are not shrunk below this unless it is asked for
const TALLEST = 620;
const LOWEST = 260;
const BAND = 50; // what begins within so many points of each other stands in one row
const SOON = 400; // milliseconds after which it is said that the kernel is waited for
const PATIENCE = 3000; // and after which it is said that it has not answered
const KEYS_LIKE_TB = {
  TB: {},
  BT: { ArrowUp: "ArrowDown", ArrowDown: "ArrowUp" },
  LR: {
    ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp",
    ArrowDown: "ArrowRight", ArrowUp: "ArrowLeft",
  },
  RL: {
    ArrowLeft: "ArrowDown", ArrowRight: "ArrowUp",
    ArrowDown: "ArrowRight", ArrowUp: "ArrowLeft",
  },
};

// JupyterLab's shortcuts would take the keys before we see them; what has the focus has
// to say no to them itself.
const OURS = { "data-lm-suppress-shortcuts": "true" };

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (tag === "button" || tag === "input") attributes = { ...OURS, ...attributes };
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}

const fill = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

async function unpacked(packed) {
  const stream = new Blob([packed]).stream();
  const plain = stream.pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).json();
}

// The drawing as elements: parsed as XML, and only what drawings are made of is kept.
function parsed(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (root.localName !== "svg") return null;
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (!DRAWN.has(element.localName)) {
      element.remove();
      continue;
    }
    for (const { name } of [...element.attributes]) {
      if (/^on|href|^style$/i.test(name)) element.removeAttribute(name);
    }
  }
  return document.importNode(root, true);
}

class Explorer {
  constructor(model, el) {
    this.model = model;
    this.words = model.get("words");
    this.mark = `tfx${Math.random().toString(36).slice(2, 10)}`;
    this.rows = [];
    this.current = 0; // the row that the Tab key comes to
    this.selected = -1;
    this.hovered = -1;
    this.found = [];
    this.asked = 0;
    this.waits = [];
    this.reads = 0;
    this.build();
    el.append(this.root);
    this.resized = new ResizeObserver(() => {
      this.measure();
      this.foldTheStills();
    });
    this.resized.observe(this.stage);
    this.stills = new MutationObserver(() => this.foldTheStills());
    this.folded = new WeakSet();
  }

  // ------------------------------------------------------------------ what is there

  build() {
    const w = this.words;
    const button = (label, shown, act) =>
      make("button", { type: "button", "aria-label": label, title: label, onclick: act },
        shown);
    this.search = make("input", {
      type: "text", placeholder: w.search, "aria-label": w.search_label,
      spellcheck: "false", autocomplete: "off",
      oninput: () => this.look(), onkeydown: (event) => this.searchKey(event),
    });
    this.count = make("span", { class: "tfx-count", role: "status" });
    this.stage = make("div", { class: "tfx-stage" });
    this.card = make("div", { class: "tfx-card", "aria-hidden": "true", hidden: "" });
    this.panel = make("div", {
      class: "tfx-panel", role: "region", "aria-label": w.details,
    });
    this.note = make("p", { class: "tfx-note", role: "status" });
    this.live = make("p", { class: "tfx-live", "aria-live": "polite" });
    this.root = make(
      "div",
      { class: "tfx", role: "group", ...OURS },
      make("div", { class: "tfx-bar" },
        make("div", { class: "tfx-search", role: "search" },
          this.search,
          button(w.previous, "‹", () => this.jump(-1)),
          button(w.next, "›", () => this.jump(1)),
          this.count),
        make("div", { class: "tfx-tools" },
          button(w.open_all, w.open_all, () => this.ask("open all")),
          button(w.close_all, w.close_all, () => this.ask("close all")),
          button(w.zoom_out, "−", () => this.zoom(1 / 1.25)),
          button(w.fit, w.fit_short, () => this.home(true)),
          button(w.zoom_in, "+", () => this.zoom(1.25)))),
      make("div", { class: "tfx-main" },
        make("div", { class: "tfx-frame" }, this.stage, this.card), this.panel),
      this.note,
      this.live,
    );
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("wheel", (event) => this.wheel(event),
      { passive: false });
    this.stage.addEventListener("pointerdown", (event) => this.grab(event));
    this.stage.addEventListener("pointerover", (event) => this.hover(event));
    this.stage.addEventListener("pointerleave", () => this.show(-1));
    this.stage.addEventListener("click", (event) => this.click(event));
    this.stage.addEventListener("dblclick", (event) => this.doubleClick(event));
    this.stage.addEventListener("focusin", (event) => this.focused(event));
    this.stage.addEventListener("focusout", () => this.unfocused());
  }

  async read() {
    const turn = ++this.reads;
    const packed = this.model.get("state");
    let state;
    try {
      state = await unpacked(packed);
    } catch {
      this.say(this.words.unreadable);
      return;
    }
    if (turn === this.reads) this.take(state);
  }

  take(state) {
    const before = this.geometry && { at: this.placesById(), view: { ...this.view } };
    const selected = this.rows[this.selected]?.id;
    const { activeElement: active } = document;
    const hadFocus = this.stage.contains(active) || this.panel.contains(active);
    const [asker, answered] = state.answers || [];
    const mine = asker === this.mark; // and not another view's of the same explorer
    if (mine && answered >= this.asked) this.settle();
    this.state = state;
    this.root.style.setProperty("--tfx-scale", state.scale);
    this.rows = state.rows;
    this.arrows = state.arrows;
    this.root.setAttribute("aria-label", `${this.words.title}: ${state.title}`);
    this.drawing = state.svg ? parsed(state.svg) : null;
    this.geometry = null;
    this.show(-1);
    if (this.drawing) this.setDrawing();
    else this.setList();
    const find = (id) => this.rows.findIndex((row) => row.id === id);
    const asked = mine ? find(state.focus) : -1;
    this.selected = asked >= 0 ? asked : find(selected);
    this.current = Math.max(asked, this.selected, 0);
    this.items.forEach((item, at) => this.name(item, at));
    this.say(state.note || "");
    this.live.textContent = state.said || "";
    this.measure(before, asked);
    this.look();
    if (hadFocus) this.items[this.current]?.focus({ preventScroll: true });
  }

  setDrawing() {
    const svg = this.drawing;
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    svg.classList.add("tfx-drawing");
    const place = (element) => Number(element.id.slice(1));
    this.items = [];
    this.edges = [];
    // What arrows and legend say is for the eye: the items' names tell it in order.
    for (const text of svg.querySelectorAll("text")) {
      if (!text.closest("g[id^=n]")) text.setAttribute("aria-hidden", "true");
    }
    for (const element of svg.querySelectorAll("g[id]")) {
      if (element.id[0] === "n") this.items[place(element)] = element;
      else if (element.id[0] === "e") this.edges[place(element)] = element;
      element.removeAttribute("id");
    }
    // Marks lie below the nodes, the signs to open and close above everything.
    this.below = draw("g", { class: "tfx-marks", "aria-hidden": "true" });
    this.above = draw("g", { class: "tfx-folds", "aria-hidden": "true" });
    svg.append(this.below, this.above);
    this.becomeTree(svg);
    this.stage.replaceChildren(svg);
    this.stage.classList.remove("tfx-listed");
  }

  // Without a layout engine the rows are a list, with the same keys and details.
  setList() {
    this.edges = [];
    const sign = (row, at) => row.open === null ? "" : make("span", {
      class: "tfx-fold", "data-fold": at, "aria-hidden": "true",
    }, row.open ? "−" : "+");
    this.items = this.rows.map((row, at) =>
      make("div", { class: "tfx-line", style: `--level:${row.level}` }, sign(row, at),
        make("b", {}, row.name), ` ${row.type || ""} ${row.out?.[0]?.[1] || ""}`));
    const list = make("div", { class: "tfx-list" }, ...this.items);
    this.becomeTree(list);
    this.stage.replaceChildren(list);
    this.stage.classList.add("tfx-listed");
  }

  becomeTree(element) {
    element.setAttribute("role", "tree");
    element.setAttribute("aria-label", this.state.title);
    // In reading order, which is not the order in which a picture is drawn.
    const ids = this.rows.map((_, at) => `${this.mark}-${at}`);
    element.setAttribute("aria-owns", ids.join(" "));
  }

  name(item, at) {
    const row = this.rows[at];
    const family = this.rows.filter((other) => other.parent === row.parent);
    const said = {
      id: `${this.mark}-${at}`, role: "treeitem", "aria-label": row.says,
      "aria-level": row.level, "aria-setsize": family.length,
      "aria-posinset": family.indexOf(row) + 1, "data-row": at,
      tabindex: at === this.current ? 0 : -1, ...OURS,
    };
    if (row.open !== null) said["aria-expanded"] = row.open;
    for (const [name, value] of Object.entries(said)) item.setAttribute(name, value);
  }

  // ----------------------------------------------------------------- where it stands

  placesById() {
    return new Map(this.rows.map((row, at) => [row.id, this.geometry[at]]));
  }

  // Called with every size; what needs sizes is done when there are any.
  measure(before = null, asked = -1) {
    const { clientWidth: wide } = this.stage;
    if (!this.drawing || !wide) return;
    if (this.geometry) {
      this.size();
      if (this.moved) this.setView(this.view);
      else this.home();
      return;
    }
    const into = this.drawing.getScreenCTM().inverse();
    this.geometry = this.items.map((item) => {
      const { x, y, width, height } = item.getBBox();
      const { a, d, e, f } = into.multiply(item.getScreenCTM());
      return { x: a * x + e, y: d * y + f, w: a * width, h: d * height };
    });
    const [, , width, height] = this.drawing.getAttribute("viewBox").split(" ");
    this.sheet = { w: Number(width), h: Number(height) };
    this.size();
    this.family = this.families();
    this.signs();
    const fits = this.fitting() >= this.readable();
    const anchor = asked >= 0 && before?.at.get(this.asking);
    if (!before || fits || !anchor) this.home();
    else this.keep(before.view, anchor, this.geometry[asked]);
    if (asked >= 0) this.bring(asked);
    if (before) this.glide(before);
    this.paint();
  }

  size() {
    const wide = Math.min(this.stage.clientWidth / this.sheet.w, this.state.scale);
    const natural = this.sheet.h * Math.max(wide, this.readable());
    const height = clamp(natural, LOWEST, TALLEST);
    // Only ever higher, so that the page below does not jump about.
    this.height = Math.max(this.height || 0, height);
    this.stage.style.height = `${Math.round(this.height)}px`;
  }

  fitting() {
    const { clientWidth: width } = this.stage;
    const { w, h } = this.sheet;
    return Math.min(width / w, this.height / h, this.state.scale);
  }

  readable() {
    return READABLE * this.state.scale;
  }

  home(all = false) {
    this.moved = all;
    const scale = all ? this.fitting() : Math.max(this.fitting(), this.readable());
    const w = this.stage.clientWidth / scale;
    const h = this.height / scale;
    // Where not all of it is seen, its beginning is.
    const first = this.geometry.reduce((top, place) => place.y < top.y ? place : top);
    const x = clamp(first.x + first.w / 2 - w / 2, 0, Math.max(this.sheet.w - w, 0));
    this.setView({ x, y: 0, scale });
  }

  keep(view, was, is) {
    this.moved = true;
    const { scale } = view;
    this.setView({
      x: is.x + is.w / 2 - (was.x + was.w / 2 - view.x),
      y: is.y - (was.y - view.y),
      scale,
    });
  }

  setView({ x, y, scale }) {
    const w = this.stage.clientWidth / scale;
    const h = this.height / scale;
    const { sheet } = this;
    // Some of the sheet stays in sight; what is smaller than the stage is centred.
    x = w >= sheet.w ? (sheet.w - w) / 2 : clamp(x, -w / 3, sheet.w - (w * 2) / 3);
    y = h >= sheet.h ? (sheet.h - h) / 2 : clamp(y, -h / 3, sheet.h - (h * 2) / 3);
    this.view = { x, y, scale };
    this.drawing.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    this.placeCard();
  }

  zoom(by, at = null) {
    if (!this.geometry) return;
    this.moved = true;
    const { x, y, scale } = this.view;
    const now = clamp(scale * by, Math.min(this.fitting(), 0.2), 3);
    const px = at ? at.x : this.stage.clientWidth / 2;
    const py = at ? at.y : this.height / 2;
    this.setView({
      x: x + px / scale - px / now, y: y + py / scale - py / now, scale: now,
    });
  }

  // Moves the picture as little as needed so that a row is in sight.
  bring(at) {
    const place = this.geometry?.[at];
    if (!place) {
      this.items[at]?.scrollIntoView({ block: "nearest" });
      return;
    }
    const { scale } = this.view;
    let { x, y } = this.view;
    const w = this.stage.clientWidth / scale;
    const h = this.height / scale;
    const edge = 24 / scale;
    if (place.x < x + edge || place.w > w) x = place.x - edge;
    else if (place.x + place.w > x + w - edge) x = place.x + place.w - w + edge;
    if (place.y < y + edge || place.h > h) y = place.y - edge;
    else if (place.y + place.h > y + h - edge) y = place.y + place.h - h + edge;
    this.setView({ x, y, scale });
  }

  // What stays goes to its new place, what is new fades in: the eye can follow.
  glide(before) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const timing = { duration: 280, easing: "ease-out" };
    const appear = (element) => element?.animate?.({ opacity: [0, 1] }, timing);
    this.items.forEach((item, at) => {
      const was = before.at.get(this.rows[at].id);
      const is = this.geometry[at];
      if (!was || this.isBox(at)) {
        appear(item);
        return;
      }
      const ratio = before.view.scale / this.view.scale;
      const dx = (was.x - before.view.x) * ratio + this.view.x - is.x;
      const dy = (was.y - before.view.y) * ratio + this.view.y - is.y;
      const from = `translate(${dx}px, ${dy}px)`;
      item.animate({ transform: [from, "translate(0px, 0px)"] }, timing);
    });
    this.edges.forEach(appear);
    appear(this.above);
  }

  isBox(at) {
    const row = this.rows[at];
    return row.id.endsWith("/") && row.in === undefined;
  }

  // The rows in one box, as one reads them: from top to bottom, left to right.
  families() {
    const groups = new Map();
    this.rows.forEach((row, at) => {
      if (!groups.has(row.parent)) groups.set(row.parent, []);
      groups.get(row.parent).push(at);
    });
    const flat = ["LR", "RL"].includes(this.state.direction);
    const place = (at) => this.geometry?.[at] ?? { x: 0, y: at * BAND };
    const down = (at) => flat ? place(at).x : place(at).y;
    const across = (at) => flat ? place(at).y : place(at).x;
    for (const [parent, group] of groups) {
      const bands = [];
      for (const at of group.sort((a, b) => down(a) - down(b))) {
        const band = bands.at(-1);
        if (band && down(at) < down(band[0]) + BAND) band.push(at);
        else bands.push([at]);
      }
      const sorted = bands.flatMap((band) => band.sort((a, b) => across(a) - across(b)));
      groups.set(parent, sorted);
    }
    return groups;
  }

  // ------------------------------------------------------------ how it is marked

  signs() {
    this.above.replaceChildren();
    this.rows.forEach((row, at) => {
      if (row.open === null || !this.geometry[at]) return;
      const { x, y, w } = this.geometry[at];
      const inset = this.isBox(at) ? 13 : 3;
      const sign = draw("g", {
        class: "tfx-fold", "data-fold": at,
        transform: `translate(${x + w - inset} ${y + inset})`,
      });
      const cross = row.open ? "M-3.5,0h7" : "M-3.5,0h7M0,-3.5v7";
      sign.append(draw("circle", { r: 7.5 }), draw("path", { d: cross }));
      this.above.append(sign);
    });
  }

  near(at) {
    const inside = new Set([at]);
    this.rows.forEach((row, other) => {
      if (inside.has(row.parent)) inside.add(other);
    });
    const near = new Set(inside);
    for (let up = this.rows[at].parent; up >= 0; up = this.rows[up].parent) near.add(up);
    const tensors = new Set();
    const touching = new Set();
    this.arrows.forEach(([source, target, tensor], edge) => {
      if (inside.has(source) === inside.has(target)) {
        if (inside.has(source)) touching.add(edge);
        return;
      }
      touching.add(edge);
      near.add(source).add(target);
      if (tensor) tensors.add(tensor);
    });
    const same = new Set();
    this.arrows.forEach(([source, target, tensor], edge) => {
      if (!touching.has(edge) && tensors.has(tensor)) {
        same.add(edge);
        near.add(source).add(target);
      }
    });
    return { near, touching, same };
  }

  paint() {
    const chosen = this.selected >= 0 ? this.near(this.selected) : null;
    const searching = this.found.length > 0;
    const hits = new Set(this.found);
    this.items.forEach((item, at) => {
      const lit = chosen ? chosen.near.has(at) : !searching || hits.has(at);
      item.classList.toggle("tfx-dim", !lit && !hits.has(at) && !this.isBox(at));
      item.classList.toggle("tfx-found", hits.has(at));
      item.setAttribute("aria-selected", at === this.selected);
    });
    this.edges.forEach((edge, at) => {
      edge.classList.toggle("tfx-touching", Boolean(chosen?.touching.has(at)));
      edge.classList.toggle("tfx-same", Boolean(chosen?.same.has(at)));
      const lit = !chosen || chosen.touching.has(at) || chosen.same.has(at);
      edge.classList.toggle("tfx-dim", !lit);
    });
    if (!this.geometry) return;
    this.below.replaceChildren();
    for (const at of this.found) this.outline(at, "tfx-hit", 4);
    if (this.selected >= 0) this.outline(this.selected, "tfx-chosen", 5);
    if (this.ring >= 0) this.outline(this.ring, "tfx-ring", 8);
  }

  outline(at, kind, gap) {
    const place = this.geometry[at];
    if (!place) return;
    this.below.append(draw("rect", {
      class: kind, x: place.x - gap, y: place.y - gap, rx: 6,
      width: place.w + 2 * gap, height: place.h + 2 * gap,
    }));
  }

  select(at, announce = false) {
    this.selected = at;
    this.fillPanel();
    this.paint();
    if (announce && at >= 0) {
      this.live.textContent = fill(this.words.selected, { name: this.rows[at].name });
    }
  }

  // ------------------------------------------------------------------ what is said

  say(words) {
    this.note.textContent = words;
  }

  facts(row) {
    const list = make("dl", {});
    for (const [word, value] of row.facts || []) {
      list.append(make("dt", {}, word), make("dd", {}, value));
    }
    return list.children.length ? [list] : [];
  }

  heading(row) {
    const what = [row.type, row.kind].filter(Boolean).join(" · ");
    return [make("h4", {}, row.name), make("p", { class: "tfx-what" }, what)];
  }

  tensor([name, what]) {
    return [make("code", {}, name), what ? " " : "", make("span", {}, what)];
  }

  link(at, label) {
    return make("button", {
      type: "button", class: "tfx-link", onclick: () => this.follow(at),
    }, label);
  }

  fillPanel() {
    const w = this.words;
    const row = this.rows[this.selected];
    if (!row) {
      const keys = w.keys.split("\n").map((line) => make("li", {}, line));
      this.panel.replaceChildren(make("h4", {}, this.state.title),
        make("ul", { class: "tfx-keys" }, ...keys));
      return;
    }
    const parts = [...this.heading(row)];
    if (row.open !== null) {
      const label = row.open ? w.close : w.open;
      parts.push(make("button", {
        type: "button", class: "tfx-act", onclick: () => this.toggle(this.selected),
      }, label));
    }
    parts.push(...this.facts(row));
    if (row.in?.length) {
      const lines = row.in.map(([name, what, from]) => make("li", {},
        ...(from >= 0 ? [this.link(from, name), " ", make("span", {}, what)] : this.tensor([name, what]))));
      parts.push(make("h5", {}, w.inputs), make("ul", {}, ...lines));
    }
    if (row.out?.length) {
      const lines = row.out.map(([name, what, to]) => make("li", {},
        ...this.tensor([name, what]),
        ...to.map((at) => make("div", { class: "tfx-to" }, "→ ",
          this.link(at, this.rows[at].name)))));
      parts.push(make("h5", {}, w.outputs), make("ul", {}, ...lines));
    }
    if (row.holds?.length) {
      const lines = row.holds.map((name) => make("li", {}, make("button", {
        type: "button", class: "tfx-link", onclick: () => this.ask("reveal", name),
      }, name)));
      if (row.more) lines.push(make("li", {}, fill(w.more, { count: row.more })));
      parts.push(make("h5", {}, w.inside), make("ul", {}, ...lines));
    }
    this.panel.replaceChildren(...parts);
  }

  // The card beside a node that the pointer or the focus is on: the panel in short.
  show(at) {
    this.hovered = at;
    const row = this.rows[at];
    this.card.hidden = !row || !this.geometry || at === this.selected;
    if (this.card.hidden) return;
    const w = this.words;
    const lines = (word, tensors) => (tensors || []).slice(0, 5).map((tensor, index) =>
      make("div", { class: "tfx-io" },
        make("span", { class: "tfx-word" }, index ? "" : word),
        make("div", {}, ...this.tensor(tensor))));
    this.card.replaceChildren(
      ...this.heading(row), ...this.facts(row),
      ...lines(w.inputs, row.in), ...lines(w.outputs, row.out));
    this.placeCard();
  }

  placeCard() {
    if (this.card.hidden || this.hovered < 0 || !this.geometry) return;
    const place = this.geometry[this.hovered];
    const { x, y, scale } = this.view;
    const left = (place.x - x) * scale;
    const top = (place.y - y) * scale;
    const { offsetWidth: wide, offsetHeight: high } = this.card;
    const right = left + place.w * scale + 12;
    const fits = right + wide < this.stage.clientWidth;
    const beside = this.isBox(this.hovered) ? left + 12 : fits ? right : left - wide - 12;
    const room = this.stage.clientWidth - wide - 4;
    this.card.style.left = `${clamp(beside, 4, Math.max(room, 4))}px`;
    this.card.style.top = `${clamp(top, 4, Math.max(this.height - high - 4, 4))}px`;
  }

  // --------------------------------------------------------------------- searching

  pattern() {
    const typed = this.search.value.trim();
    const [, source] = typed.match(/^\/(.+?)\/?$/) || [];
    if (!source) {
      const plain = typed.toLowerCase();
      return (text) => text.toLowerCase().includes(plain);
    }
    const expression = new RegExp(source, "i");
    return (text) => expression.test(text);
  }

  look() {
    const w = this.words;
    this.found = [];
    this.at = -1;
    let said = "";
    if (this.search.value.trim()) {
      try {
        const fits = this.pattern();
        this.rows.forEach((row, at) => {
          const [label] = row.says.split(",");
          const texts = [row.name, row.type || "", label, ...(row.holds || [])];
          if (texts.some(fits)) this.found.push(at);
        });
        const { length: count } = this.found;
        said = fill(count === 1 ? w.found_one : w.found_other, { count });
      } catch {
        said = w.no_regex;
      }
    }
    this.count.textContent = said;
    this.paint();
    this.fillPanel();
  }

  jump(step) {
    const { length: count } = this.found;
    if (!count) return;
    this.at = this.at < 0 && step < 0 ? count - 1 : (this.at + step + count) % count;
    const row = this.found[this.at];
    this.count.textContent = fill(this.words.found_at, { at: this.at + 1, count });
    this.setCurrent(row);
    this.select(row, true);
    this.bring(row);
  }

  searchKey(event) {
    event.stopPropagation();
    if (event.key === "Enter") this.jump(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.clear();
    else if (event.key === "ArrowDown") this.go(this.found[Math.max(this.at, 0)] ?? 0);
    else return;
    event.preventDefault();
  }

  clear() {
    this.search.value = "";
    this.say("");
    this.show(-1);
    this.selected = -1;
    this.look();
  }

  // ------------------------------------------------------------- keys and pointers

  setCurrent(at) {
    this.items[this.current]?.setAttribute("tabindex", -1);
    this.current = at;
    this.items[at]?.setAttribute("tabindex", 0);
  }

  go(at) {
    if (at === undefined || !this.items[at]) return;
    this.setCurrent(at);
    this.bring(at);
    this.items[at].focus({ preventScroll: true });
  }

  follow(at) {
    this.select(at, true);
    this.go(at);
  }

  neighbour(key) {
    const at = this.current;
    const row = this.rows[at];
    if (!this.geometry) return key === "ArrowDown" || key === "ArrowRight" ? at + 1 : at - 1;
    const group = this.family.get(row.parent);
    const place = group.indexOf(at);
    if (key === "ArrowRight") return group[place + 1];
    if (key === "ArrowLeft") return group[place - 1];
    const inner = this.family.get(at);
    if (key === "ArrowDown") {
      if (inner) return inner[0];
      const after = this.arrows.find(([source, target]) => source === at && target !== at);
      return after ? after[1] : group[place + 1];
    }
    const before = this.arrows.find(([source, target]) => target === at && source !== at);
    if (before) return before[0];
    return row.parent >= 0 ? row.parent : group[place - 1];
  }

  key(event) {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turned = KEYS_LIKE_TB[this.state?.direction]?.[key] || key;
    if (key.startsWith("Arrow")) this.go(this.neighbour(turned));
    else if (key === "Home") this.go(0);
    else if (key === "End") this.go(this.rows.length - 1);
    else if (key === " ") this.enter(true);
    else if (key === "Enter") this.enter(false);
    else if (key === "Escape") this.clear();
    else if (key === "/") this.search.focus();
    else if (key === "+" || key === "=") this.zoom(1.25);
    else if (key === "-") this.zoom(1 / 1.25);
    else if (key === "0") this.home(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Scopes open at once; a variable is looked at first, and opened the second time.
  enter(atOnce) {
    const row = this.rows[this.current];
    if (!row) return;
    const seen = this.selected === this.current;
    this.select(this.current, true);
    this.show(-1);
    if (row.open !== null && (atOnce || seen || row.id.endsWith("/"))) {
      this.toggle(this.current);
    }
  }

  rowAt(event) {
    const item = event.target.closest?.("[data-row]");
    return item ? Number(item.dataset.row) : -1;
  }

  hover(event) {
    const at = this.rowAt(event);
    this.show(at >= 0 && !this.isBox(at) && !this.dragging ? at : -1);
  }

  click(event) {
    if (this.dragged) return;
    const sign = event.target.closest?.("[data-fold]");
    if (sign) {
      this.opens = true;
      this.setCurrent(Number(sign.dataset.fold));
      this.toggle(Number(sign.dataset.fold));
      return;
    }
    if (event.detail > 1) return; // of a double click the first has said what is meant
    this.opens = false;
    const at = this.rowAt(event);
    if (at < 0) {
      this.select(-1);
      return;
    }
    this.setCurrent(at);
    this.items[at].focus({ preventScroll: true });
    this.select(at, true);
    this.show(-1);
    const row = this.rows[at];
    if (row.open === false && row.id.endsWith("/")) {
      this.opens = true;
      this.toggle(at);
    }
  }

  doubleClick(event) {
    const at = this.rowAt(event);
    if (at >= 0 && this.rows[at].open !== null && !this.opens) this.toggle(at);
  }

  grab(event) {
    this.dragged = false;
    if (event.button || !this.geometry || event.target.closest?.("[data-fold]")) return;
    const { clientX, clientY } = event;
    const { x, y, scale } = this.view;
    const move = (now) => {
      const [dx, dy] = [now.clientX - clientX, now.clientY - clientY];
      if (!this.dragged && Math.hypot(dx, dy) < 4) return;
      this.dragged = this.dragging = this.moved = true;
      this.card.hidden = true;
      this.stage.classList.add("tfx-moving");
      this.setView({ x: x - dx / scale, y: y - dy / scale, scale });
    };
    const end = () => {
      this.dragging = false;
      this.stage.classList.remove("tfx-moving");
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  // The wheel alone scrolls the page, as everywhere in a notebook.
  wheel(event) {
    if (!(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const { left, top } = this.stage.getBoundingClientRect();
    const at = { x: event.clientX - left, y: event.clientY - top };
    this.zoom(Math.exp(-event.deltaY / 300), at);
  }

  focused(event) {
    const at = this.rowAt(event);
    if (at < 0) return;
    this.setCurrent(at);
    // A click is answered by the panel; the ring is for those who use keys.
    this.ring = this.items[at].matches(":focus-visible") ? at : -1;
    this.show(this.ring >= 0 ? at : -1);
    this.paint();
  }

  unfocused() {
    this.ring = -1;
    this.show(-1);
    this.paint();
  }

  // ---------------------------------------------------------------- asking the kernel

  // What is wanted is said, and not "the other way": asked for twice, it is done once.
  toggle(at) {
    const row = this.rows[at];
    this.ask(row.open ? "close" : "open", row.id);
  }

  ask(what, key = "") {
    const giveUp = () => {
      this.settle();
      this.say(this.words.no_kernel);
    };
    this.settle();
    this.asked += 1;
    this.asking = key;
    this.stage.setAttribute("aria-busy", "true");
    this.waits = [
      setTimeout(() => this.say(this.words.waiting), SOON),
      setTimeout(giveUp, PATIENCE),
    ];
    try {
      this.model.send({ do: what, key, ask: [this.mark, this.asked] });
    } catch {
      giveUp(); // there was a kernel, and it is gone
    }
  }

  settle() {
    this.waits.forEach(clearTimeout);
    this.stage.removeAttribute("aria-busy");
  }

  answer(message) {
    const [asker, answered] = message?.ask || [];
    if (asker !== this.mark || answered !== this.asked) return;
    this.settle();
    this.say(message.problem || "");
  }

  // The static picture after the explorer is for readers without a kernel; where the
  // explorer lives, it is folded away, once, as soon as it is there.
  foldTheStills() {
    const area = this.root.closest(".jp-OutputArea, .output_area, .cell-output-ipywidget");
    if (!area) return;
    if (area !== this.area) this.stills.observe(area, { childList: true, subtree: true });
    this.area = area;
    for (const still of area.querySelectorAll("details.teachflow-still")) {
      const where = this.root.compareDocumentPosition(still);
      if (!(where & Node.DOCUMENT_POSITION_FOLLOWING) || this.folded.has(still)) continue;
      this.folded.add(still);
      still.open = false;
    }
  }

  close() {
    this.settle();
    this.stills.disconnect();
    this.resized.disconnect();
    this.root.remove();
  }
}

function render({ model, el }) {
  const explorer = new Explorer(model, el);
  const read = () => explorer.read();
  const answer = (message) => explorer.answer(message);
  model.on("change:state", read);
  model.on("msg:custom", answer);
  read();
  return () => {
    model.off("change:state", read);
    model.off("msg:custom", answer);
    explorer.close();
  };
}

export default { render };
