// Rows of questions: what is shown of a row while it is folded, what is ticked in it, how it is moved.
// It stands before questions.js. Texts of people are set with textContent or value.

const LISTED = 60; // letters of an answer in a list

// several boxes to tick; the value is what is ticked, parted by a blank, or by a line where lines are offered
function ticks(question, settings) {
  const between = question.of ? "\n" : " ";
  const group = make("div", { ...settings, class: "q-control q-ticks", role: "group", "aria-labelledby": `${settings.id}-name` });
  const parts = (text) => String(text || "").split(between).map((one) => one.trim()).filter(Boolean);
  let wanted = [];
  let codes = [];
  const ticked = () => [...group.querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value);
  const draw = (options) => {
    group.replaceChildren(...options.map(([code, text]) => {
      const box = make("input", { type: "checkbox", value: code });
      box.checked = wanted.includes(code);
      return make("label", { class: "q-tick" }, box, make("span", { text }));
    }));
    codes = options.map(([code]) => code);
  };
  group.offer = (options) => {
    const now = options.map(([code]) => code);
    if (JSON.stringify(now) === JSON.stringify(codes)) return;
    if (codes.length) wanted = [...ticked(), ...wanted.filter((code) => !codes.includes(code))];
    // a line whose words were corrected stays ticked
    if (question.of && codes.length === now.length) wanted = now.filter((code, place) => wanted.includes(code) || wanted.includes(codes[place]));
    draw(options);
  };
  Object.defineProperty(group, "value", {
    get: () => (codes.length ? ticked() : wanted).join(between),
    set: (text) => { wanted = parts(text); for (const box of group.querySelectorAll("input")) box.checked = wanted.includes(box.value); },
  });
  if (!question.of) draw(question.options);
  return group;
}

// one box to tick: yes or no
function tick(question, settings) {
  const box = make("input", { type: "checkbox" });
  const one = make("div", { class: "q-control q-ticks" }, make("label", { class: "q-tick" }, box, make("span", { text: question.label })));
  void settings;
  Object.defineProperty(one, "value", { get: () => (box.checked ? "yes" : "no"), set: (value) => { box.checked = value === "yes"; } });
  return one;
}

// what names a control: its label, or a line above its boxes
function naming(question, given) {
  if (question.kind === "tick") return [];
  if (question.kind === "ticks") return [make("p", { class: "q-name", id: `${given}-name`, text: question.label })];
  return [make("label", { for: given, text: question.label })];
}

// a list offers something else: what was chosen stays chosen
function offer(list, options, choose) {
  const chosen = list.value || list.dataset.chosen || "";
  const known = options.some(([code]) => code === chosen);
  const more = chosen && !known ? [[chosen, chosen]] : [];
  const now = JSON.stringify([options, more]);
  if (list.dataset.offered !== now) {
    list.dataset.offered = now;
    list.replaceChildren(make("option", { value: "", text: choose }), ...[...options, ...more].map(([code, text]) => make("option", { value: code, text })));
  }
  list.value = chosen;
}

const part = (box, name) => box.querySelector(`.q-control[data-name="${name}"]`);

// which cells a row shows, what its lists offer, and what is read of it while it is folded
function fit(box, question, words) {
  const before = [];
  for (let one = box.previousElementSibling; one; one = one.previousElementSibling) before.push(one.dataset.key);
  for (const column of question.columns) {
    const one = part(box, column.name);
    if (!one) continue;
    if (column.of) one.offer(part(box, column.of).value.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => [line, line]));
    else if (column.kind === "ticks" && column.live) one.offer(column.options);
    let nothing = false;
    if (column.kind === "choice" && (column.live || column.earlier)) {
      const options = column.earlier ? column.options.filter(([code]) => before.includes(code.split(/[=>]/)[0])) : column.options;
      offer(one, options, column.none || words.choose);
      nothing = column.earlier && !options.length && !one.value;
    }
    const asked = Object.entries(column.only).every(([name, allowed]) => {
      const value = part(box, name).value;
      return allowed.includes(value) || (value && allowed.includes("*"));
    });
    one.closest(".q-cell").hidden = nothing || !asked;
  }
  const title = box.querySelector(".q-title");
  if (!title) return;
  const control = box.querySelector(".q-control");
  const heading = control.selectedOptions && control.value ? control.selectedOptions[0].textContent : control.value;
  title.textContent = heading.trim() || question.fresh?.title || "…";
  const brief = question.columns.filter((column) => column.brief).map((column) => {
    if (column.kind === "shown") return box.querySelector(`.q-shown[data-name="${column.name}"]`)?.textContent;
    const one = part(box, column.name);
    if (one.matches("select")) return one.value ? one.selectedOptions[0]?.textContent : "";
    return [...one.querySelectorAll("input:checked + span")].map((span) => span.textContent).join(", ");
  });
  box.querySelector(".q-brief").textContent = brief.filter(Boolean).join(" · ");
}

// where the cells of a row go: in the row itself, or folded under its first words
function inside(box, question, open) {
  if (!question.folded) return box;
  const kept = make("div", { class: "q-inside" });
  const head = make("summary", {}, make("span", { class: "q-title" }), make("span", { class: "q-brief" }));
  const folded = make("details", {}, head, kept);
  folded.open = open;
  box.classList.add("q-folded");
  box.append(folded);
  return kept;
}

// buttons that move a row up and down; the focus stays on them
function moving(box, question, words, moved) {
  if (!question.moves) return [];
  const move = (button, up) => {
    const other = up ? box.previousElementSibling : box.nextElementSibling;
    if (!other) return;
    if (up) other.before(box); else other.after(box);
    button.focus();
    moved();
  };
  const button = (className, text, up) => {
    const made = make("button", { type: "button", class: className, text });
    made.addEventListener("click", () => move(made, up));
    return made;
  };
  return [button("q-up", words.up, true), button("q-down", words.down, false)];
}

// what is still to be done, each with a button that starts a row for it
function starting(question, start) {
  if (!question.starts?.length) return [];
  const items = question.starts.map((one) => make("li", {}, make("p", {}, make("strong", { text: one.title }), document.createTextNode(one.told ? ` ${one.told}` : "")),
    make("button", { type: "button", class: "q-start", text: one.button, "aria-label": `${one.button} : ${one.title}`, onclick: () => start(one.values) })));
  return [make("p", { class: "q-todo-title", text: question.todo }), make("ul", { class: "q-todo-list" }, ...items)];
}

// an answer was kept: what Python made of a row is shown where nobody has typed since it was sent
function learn(box, row, sent) {
  const texts = [...box.querySelectorAll(".q-control")].filter((one) => row[one.dataset.name] !== undefined && one.value !== row[one.dataset.name]);
  for (const one of texts) {
    if (one.value !== sent[one.dataset.name] || one.contains(document.activeElement) || one.closest(".q-cell").hidden) continue;
    if (one.matches("select")) one.dataset.chosen = row[one.dataset.name];
    one.value = row[one.dataset.name];
  }
  for (const one of box.querySelectorAll(".q-shown")) if (row[one.dataset.name] !== undefined) one.textContent = row[one.dataset.name];
}
