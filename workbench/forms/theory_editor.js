// The editor of a theory of change: columns of boxes, by mouse and by keyboard.
// Every text of a person is set with textContent. What is kept is decided in Python: when the button is pressed, or,
// where `auto` is set, a moment after each change.

const SOON = 900; // milliseconds after the last change
const PHONE = window.matchMedia("(max-width: 56rem)");

function copied(thing) { return JSON.parse(JSON.stringify(thing)); }
function same(one, other) { return JSON.stringify(one) === JSON.stringify(other); }

function newId(label, taken) {
  const plain = label.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const stem = plain.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 30) || "box";
  let id = stem;
  for (let n = 2; taken.has(id); n += 1) id = `${stem}_${n}`;
  return id;
}

function render({ model, el }) {
  const words = model.get("words");
  const types = model.get("types");
  const auto = model.get("auto");
  let draft = copied(model.get("theory"));
  let was = copied(draft); // what the draft began from: others may have changed the theory since
  let sent = null;
  let timer = 0;
  let past = [];
  let chosen = draft.nodes.length && !(auto && PHONE.matches) ? draft.nodes[0].id : null;
  let linking = null;
  let asked = 0;

  const live = make("p", { class: "te-live", role: "status", "aria-live": "polite" });
  const tools = make("div", { class: "te-tools" });
  const board = make("div", { class: "te-board", role: "group", "aria-label": words.board });
  const panel = make("div", { class: "te-panel", role: "group", "aria-label": words.panel });
  const both = make("div", { class: "te-both", role: "status" });
  const keys = make("details", { class: "te-keys" }, make("summary", { text: words.keys }), make("p", { text: words.help }));
  const help = auto ? [make("p", { class: "te-help", text: words.short_help }), keys] : [make("p", { class: "te-help", text: words.help })];
  const root = make("div", { class: auto ? "te te-auto" : "te" }, ...help, tools, board, panel, both, live);
  el.append(root);

  const fill = (text, holes) => text.replace(/\{(\w+)\}/g, (_, name) => holes[name] ?? "");
  const tell = (text, holes = {}) => { live.textContent = fill(text, holes); };
  const node = (id) => draft.nodes.find((one) => one.id === id);
  const label = (id) => (node(id) ? node(id).label : id);
  const column = (type) => draft.nodes.filter((one) => one.type === type);

  function change(act) {
    past.push(copied(draft));
    act();
    draw();
    soon();
  }

  // what is sent has no spaces at its ends: it is then what will stand in the file
  function outgoing() {
    const made = copied(draft);
    for (const one of made.nodes) one.label = one.label.trim();
    for (const one of made.links) one.because = one.because.trim();
    return made;
  }

  function soon() {
    if (!auto) return;
    clearTimeout(timer);
    timer = setTimeout(send, SOON);
  }

  function send() {
    clearTimeout(timer);
    const going = outgoing();
    if (sent || same(going, was)) return;
    sent = going;
    asked += 1;
    state("keeping", words.keeping);
    model.set("proposal", { ...going, was, asked });
    model.save_changes();
  }

  function state(name, text) {
    root.dataset.state = name;
    const place = tools.querySelector(".te-state");
    if (place && place.textContent !== text) place.textContent = text;
  }

  // mine and theirs are both here until somebody chooses
  function clash(theirs) {
    const end = (act) => () => { both.replaceChildren(); act(); };
    both.replaceChildren(make("p", { text: words.two }),
      action(words.mine, end(() => { was = theirs; send(); })),
      action(words.theirs, end(() => { take(theirs); state("kept", ""); })));
  }

  function take(theory) {
    draft = copied(theory);
    was = copied(theory);
    if (!node(chosen)) chosen = null;
    draw();
  }

  function heard(answer) {
    if (!auto) { tell(answer.words); return; }
    if (answer.asked !== asked) return;
    const mine = sent;
    sent = null;
    if (answer.state === "kept") {
      both.replaceChildren();
      if (!same(outgoing(), mine)) { was = mine; soon(); }
      else if (same(answer.theory, mine)) was = mine;
      else take(answer.theory);
    }
    state(answer.state, answer.words);
    if (answer.state === "two") clash(answer.theory);
    else if (answer.state === "refused" && !same(outgoing(), mine)) soon();
  }

  // somebody else, or another form, has changed the theory: what is being written here stays
  function renewed() {
    const theory = model.get("theory");
    if (auto && !sent && same(outgoing(), was) && !same(theory, was)) take(theory);
  }

  // words that are typed change their box at once; the field itself is not drawn again
  function typing(field, put) {
    let before = null;
    field.addEventListener("focus", () => { before = copied(draft); });
    field.addEventListener("input", () => {
      if (before) { past.push(before); before = null; drawTools(); }
      put(field.value);
      soon();
    });
    return field;
  }

  function focusBox(id) {
    const found = [...board.querySelectorAll("button.te-box")].find((one) => one.dataset.id === id);
    if (found) found.focus();
  }

  function choose(id) {
    if (linking && linking !== id) { link(linking, id); return; }
    linking = null;
    chosen = id;
    draw();
    focusBox(id);
  }

  function link(from, to) {
    linking = null;
    chosen = from;
    if (draft.links.some((one) => one.from === from && one.to === to)) { tell(words.link_there); draw(); }
    else {
      change(() => draft.links.push({ from, to, because: "", mechanism: "", feedback: false }));
      tell(words.linked, { from: label(from), to: label(to) });
    }
    focusBox(from);
  }

  function startLink(id) {
    linking = id;
    draw();
    focusBox(id);
    tell(words.linking, { label: label(id) });
  }

  function add(type) {
    const id = newId(words.new_box, new Set(draft.nodes.map((one) => one.id)));
    change(() => draft.nodes.push({ id, type, label: words.new_box, level: "", sphere: "" }));
    chosen = id;
    draw();
    tell(words.added, { label: words.new_box });
    const field = panel.querySelector("textarea");
    field.focus();
    field.select();
  }

  function remove(id) {
    const gone = label(id);
    const near = column(node(id).type).filter((one) => one.id !== id)[0] || draft.nodes.filter((one) => one.id !== id)[0];
    change(() => {
      draft.nodes = draft.nodes.filter((one) => one.id !== id);
      draft.links = draft.links.filter((one) => one.from !== id && one.to !== id);
      chosen = near ? near.id : null;
    });
    tell(words.removed, { label: gone });
    if (near) focusBox(near.id);
  }

  function shift(id, by) {
    const mates = column(node(id).type);
    const other = mates[mates.indexOf(node(id)) + by];
    if (!other) return;
    change(() => {
      const a = draft.nodes.indexOf(node(id));
      const b = draft.nodes.indexOf(other);
      [draft.nodes[a], draft.nodes[b]] = [draft.nodes[b], draft.nodes[a]];
    });
    tell(words.moved, { label: label(id) });
    focusBox(id);
  }

  function retype(id, type) {
    if (!type || node(id).type === type) return;
    change(() => { node(id).type = type; });
    tell(words.moved_to, { label: label(id), type: types[type] });
    focusBox(id);
  }

  function beside(type, by) {
    const kinds = Object.keys(types);
    return kinds[kinds.indexOf(type) + by];
  }

  function onKey(event, id) {
    const type = node(id).type;
    const mates = column(type);
    const row = mates.indexOf(node(id));
    const steps = { ArrowUp: -1, ArrowDown: 1 };
    const sides = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.ctrlKey || event.metaKey) return;
    if (event.key in steps) {
      if (event.altKey) shift(id, steps[event.key]);
      else if (mates[row + steps[event.key]]) focusBox(mates[row + steps[event.key]].id);
    } else if (event.key in sides) {
      if (event.altKey) retype(id, beside(type, sides[event.key]));
      else {
        let kind = beside(type, sides[event.key]);
        while (kind && !column(kind).length) kind = beside(kind, sides[event.key]);
        if (kind) focusBox(column(kind)[Math.min(row, column(kind).length - 1)].id);
      }
    } else if (event.key === "Delete") remove(id);
    else if (event.key === "l" || event.key === "L") startLink(id);
    else if (event.key === "Escape" && linking) { linking = null; draw(); focusBox(id); tell(words.stopped); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // A mouse or a pen drags a box; a finger scrolls, and links by the buttons below.
  function startDrag(event, id) {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const from = [event.clientX, event.clientY];
    let dragging = false;
    const under = (at) => document.elementFromPoint(at.clientX, at.clientY);
    const clear = () => board.querySelectorAll(".te-over").forEach((one) => one.classList.remove("te-over"));
    const move = (at) => {
      dragging = dragging || Math.hypot(at.clientX - from[0], at.clientY - from[1]) > 6;
      clear();
      const target = dragging && under(at)?.closest(".te-box, .te-column");
      if (target && board.contains(target) && target.dataset.id !== id) target.classList.add("te-over");
    };
    const drop = (at) => {
      stop();
      const target = dragging && under(at);
      const onto = target && target.closest(".te-box");
      const column = target && target.closest(".te-column");
      if (!column || !board.contains(column)) return;
      if (onto && onto.dataset.id !== id) link(id, onto.dataset.id);
      else if (!onto) retype(id, column.dataset.type);
    };
    const stop = () => {
      clear();
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("pointercancel", stop);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", drop);
    window.addEventListener("pointercancel", stop);
  }

  function box(one) {
    const made = make("button", {
      type: "button", class: `te-box te-${one.type}`, "data-id": one.id,
      "aria-pressed": String(one.id === chosen),
      onclick: () => choose(one.id),
      onkeydown: (event) => onKey(event, one.id),
      onpointerdown: (event) => startDrag(event, one.id),
    }, make("span", { text: one.label }));
    const out = draft.links.filter((each) => each.from === one.id);
    if (out.length) {
      const ends = out.map((each) => label(each.to)).join(" · ");
      made.append(make("small", { class: "te-out", text: `→ ${ends}` }));
    }
    if (linking === one.id) made.classList.add("te-linking");
    return made;
  }

  function drawBoard() {
    const columns = Object.entries(types).map(([type, name]) => make("section", {
      class: "te-column", "data-type": type, "aria-label": name,
    },
    make("h4", { text: name }),
    ...column(type).map(box),
    make("button", { type: "button", class: "te-add", text: words.add, "aria-label": fill(words.add_to, { type: name }), onclick: () => add(type) })));
    board.replaceChildren(...columns);
  }

  function labelled(text, field) {
    return make("label", {}, make("span", { text }), field);
  }

  function options(pairs, value) {
    return pairs.map(([code, text]) => make("option", { value: code, text, selected: code === value }));
  }

  function action(text, act, kind = "") {
    return make("button", { type: "button", class: `te-action ${kind}`, text, onclick: act });
  }

  function linkRow(one) {
    const name = `${label(one.from)} → ${label(one.to)}`;
    const why = typing(make("textarea", { rows: "2" }), (text) => { one.because = text; });
    why.value = one.because;
    const fits = model.get("mechanisms").filter((m) => m.from.includes(node(one.from)?.type) && m.to.includes(node(one.to)?.type));
    const offer = make("select", {
      onchange: () => {
        const found = fits.find((m) => m.id === offer.value);
        change(() => { one.mechanism = offer.value; if (found && !one.because.trim()) one.because = found.because; });
        focusBox(one.from);
      },
    }, ...options([["", words.no_mechanism], ...fits.map((m) => [m.id, m.label])], one.mechanism));
    const back = make("input", { type: "checkbox", checked: one.feedback, onchange: () => { past.push(copied(draft)); one.feedback = back.checked; drawTools(); soon(); } });
    return make("fieldset", { class: "te-link", "data-link": `${one.from}>${one.to}` },
      make("legend", { text: name }),
      labelled(words.because, why),
      labelled(words.mechanism, offer),
      make("label", { class: "te-check" }, back, make("span", { text: words.feedback })),
      action(words.remove_link, () => {
        change(() => { draft.links = draft.links.filter((each) => each !== one && !(each.from === one.from && each.to === one.to)); });
        tell(words.unlinked, { from: label(one.from), to: label(one.to) });
        focusBox(one.from);
      }, "te-stop"));
  }

  function drawPanel() {
    if (!chosen || !node(chosen)) { panel.replaceChildren(make("p", { text: words.nothing })); return; }
    const id = chosen;
    const name = typing(make("textarea", { rows: "2", class: "te-name" }), (text) => {
      node(id).label = text;
      const shown = [...board.querySelectorAll("button.te-box")].find((one) => one.dataset.id === id);
      if (shown) shown.firstChild.textContent = text;
    });
    name.value = node(id).label;
    const kind = make("select", { onchange: () => retype(id, kind.value) }, ...options(Object.entries(types), node(id).type));
    const more = model.get("more").filter((one) => one.types.includes(node(id).type)).map((one) => {
      const list = make("select", { "data-more": one.name, onchange: () => { change(() => { node(id)[one.name] = list.value; }); panel.querySelector(`[data-more=${one.name}]`)?.focus(); } },
        ...options(one.options, node(id)[one.name] || ""));
      return labelled(one.label, list);
    });
    const others = draft.nodes.filter((one) => one.id !== id && !draft.links.some((each) => each.from === id && each.to === one.id));
    const target = make("select", { class: "te-target" }, ...options(others.map((one) => [one.id, `${types[one.type]} · ${one.label}`]), ""));
    panel.replaceChildren(
      labelled(words.label, name),
      labelled(words.type, kind), ...more,
      make("div", { class: "te-row" },
        action(words.up, () => shift(id, -1)), action(words.down, () => shift(id, 1)),
        action(words.remove, () => remove(id), "te-stop")),
      make("div", { class: "te-row" }, labelled(words.link_to, target),
        action(words.link, () => { if (target.value) link(id, target.value); })),
      ...draft.links.filter((one) => one.from === id).map(linkRow),
    );
  }

  function drawTools() {
    const undo = action(words.undo, () => { draft = past.pop(); if (!node(chosen)) chosen = draft.nodes[0]?.id ?? null; draw(); soon(); tell(words.undone); });
    undo.disabled = !past.length;
    const keep = action(words.keep, () => { asked += 1; model.set("proposal", { ...copied(draft), asked }); model.save_changes(); }, "te-keep");
    const told = tools.querySelector(".te-state") || make("p", { class: "te-state", role: "status" });
    tools.replaceChildren(...(auto ? [undo, told] : [keep, undo]));
  }

  // on a phone what is chosen opens under its box, not below all the columns
  function place() {
    const box = auto && PHONE.matches && [...board.querySelectorAll("button.te-box")].find((one) => one.dataset.id === chosen);
    if (box) box.after(panel);
    else board.after(panel);
    panel.hidden = auto && PHONE.matches && !box;
  }

  function draw() { drawTools(); drawBoard(); drawPanel(); place(); }

  const answered = () => heard(model.get("answer"));
  model.on("change:answer", answered);
  model.on("change:theory", renewed);
  PHONE.addEventListener("change", place);
  draw();
  return () => {
    if (auto) send();
    model.off("change:answer", answered);
    model.off("change:theory", renewed);
    PHONE.removeEventListener("change", place);
  };
}

export default { render };
