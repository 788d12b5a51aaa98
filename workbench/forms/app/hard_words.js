// What a marked word opens: its meaning in a box beside it, and the list of all the words.

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const fill = (text, holes) => text.replace(/\{(\w+)\}/g, (_, name) => holes[name] ?? "");

let count = 0;

function render({ model, el }) {
  const own = `hard-words-${(count += 1)}`;
  const said = () => model.get("words");
  const term = make("strong", { id: `${own}-term`, class: "hard-term" });
  const means = make("p", { id: `${own}-means` });
  const shut = make("button", { type: "button", class: "hard-shut", onclick: () => box.hidePopover() });
  const more = make("button", { type: "button", class: "hard-more", onclick: () => { box.hidePopover(); list(); } });
  const box = make("div", { class: "hard-box", popover: "auto", role: "dialog", tabindex: "-1", "aria-labelledby": `${own}-term`, "aria-describedby": `${own}-means` },
    term, means, make("div", { class: "hard-row" }, shut, more));
  const open = make("button", { type: "button", class: "hard-open", "aria-haspopup": "dialog", onclick: () => list() });
  const all = make("dialog", { class: "hard-all", "aria-labelledby": `${own}-title` });
  el.append(make("p", { class: "hard-bar" }, open), box, all);
  let from = null;
  let pressed = null;

  // the box stands under its word; on a phone the style sheet lays it along the bottom edge
  function beside(word) {
    const at = word.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const wide = box.offsetWidth;
    const under = at.bottom + 8 + box.offsetHeight < window.innerHeight || at.top < box.offsetHeight;
    box.style.setProperty("--left", `${Math.max(8, Math.min(at.left, room - wide - 8)) + window.scrollX}px`);
    box.style.setProperty("--top", `${(under ? at.bottom + 8 : at.top - box.offsetHeight - 8) + window.scrollY}px`);
  }

  function show(word) {
    const entry = model.get("entries").find((one) => one.id === word.dataset.word);
    if (!entry) return;
    from = word;
    term.textContent = entry.term;
    means.textContent = entry.means;
    shut.textContent = said().close;
    more.textContent = said().all;
    word.focus({ preventScroll: true });
    box.showPopover();
    beside(word);
    box.focus({ preventScroll: true });
  }

  function list() {
    const search = make("input", { type: "text", id: `${own}-search`, autocomplete: "off" });
    const told = make("p", { class: "hard-told", role: "status" });
    const rows = model.get("entries").map((one) => make("div", { class: "hard-one" }, make("dt", { text: one.term }), make("dd", { text: one.means })));
    const look = () => {
      const sought = plain(search.value.trim());
      rows.forEach((row) => { row.hidden = sought && !plain(row.textContent).includes(sought); });
      const n = rows.filter((row) => !row.hidden).length;
      told.textContent = n ? fill(said().found, { n, all: rows.length }) : said().nothing;
    };
    search.addEventListener("input", look);
    all.replaceChildren(
      make("div", { class: "hard-head" },
        make("h2", { id: `${own}-title`, text: said().title }),
        make("button", { type: "button", class: "hard-shut", text: said().close, onclick: () => all.close() }),
        make("p", { text: said().lead }),
        make("label", { for: `${own}-search`, text: said().search }), search, told),
      make("dl", {}, ...rows));
    look();
    all.showModal();
    search.focus();
  }

  const down = (event) => {
    const word = event.target.closest?.(".hard[data-word]");
    pressed = word && word === from && box.matches(":popover-open") ? word : null;
  };
  // a second touch on the same word closes what the first has opened
  const click = (event) => {
    const word = event.target.closest?.(".hard[data-word]");
    if (!word) return;
    event.preventDefault();
    if (word !== pressed) show(word);
    pressed = null;
  };
  const key = (event) => {
    const word = event.target.closest?.(".hard[data-word]");
    if (!word || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    show(word);
  };
  const speak = () => { open.textContent = said().open; };
  document.addEventListener("pointerdown", down, true);
  document.addEventListener("click", click);
  document.addEventListener("keydown", key);
  model.on("change:words", speak);
  speak();
  return () => {
    document.removeEventListener("pointerdown", down, true);
    document.removeEventListener("click", click);
    document.removeEventListener("keydown", key);
    model.off("change:words", speak);
  };
}

export default { render };
