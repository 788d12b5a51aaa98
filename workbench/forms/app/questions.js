// The questions of the guided app: each answer is sent once it is given, and stays typed until it is kept.
// Every text of a person is set with textContent or value. What is kept is decided in Python.

const SOON = 900; // milliseconds after the last key
const LATE = 4000; // milliseconds after which an answer that nobody confirmed is in doubt
const NAMED = 4000; // the pause after the words that name a row

const FRESH = "+"; // how a row is called that has no key yet
const called = (box) => box.dataset.key || box.dataset.fresh;

// what nobody could read, nor any line carry, is not even sent
const longest = (value) => Math.max(0, ...(Array.isArray(value) ? value.flatMap((row) => Object.values(row)) : [value]).map((text) => String(text ?? "").length));

const unnamed = (value) => (Array.isArray(value) ? value.map((row) => ({ ...row, key: "" })) : value);

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// rows as somebody reads them
const text = (value) => (Array.isArray(value) ? value.map((row) => Object.entries(row).filter(([name]) => name !== "key").map(([, words]) => words).join(" · ")).join("\n") : value);

// each widget runs this script anew: its ids are its own
const own = Math.random().toString(36).slice(2, 8);
let count = 0;

function render({ model, el }) {
  const fields = new Map();
  let asked = 0;
  const root = make("div", { class: "qs" });
  el.append(root);
  const words = () => model.get("words");

  // one native control: it is told a value, and says when it has another
  function control(question, given, labelled) {
    const common = { id: given, class: "q-control", "aria-describedby": `${given}-state`, ...labelled };
    if (question.kind === "ticks") return ticks(question, common);
    if (question.kind === "tick") return tick(question, common);
    if (question.kind === "choice") {
      const list = make("select", common, make("option", { value: "", text: words().choose }),
        ...question.options.map(([code, text]) => make("option", { value: code, text })));
      return list;
    }
    if (question.kind === "text") return make("textarea", { ...common, rows: "3" });
    const types = { date: "date", line: "text", number: "text" };
    const more = question.kind === "number" ? { inputmode: "decimal" } : {};
    return make("input", { ...common, ...more, type: types[question.kind] || "text", autocomplete: "off" });
  }

  // a text in pieces: a hard word is a button, which opens what it means
  const marked = (pieces) => pieces.map(([text, word]) => (word ? make("span", { role: "button", tabindex: "0", class: "hard", "data-word": word, "aria-haspopup": "dialog", text }) : document.createTextNode(text)));

  const told = (one) => [
    ...(one.help.length ? [make("p", {}, ...marked(one.help))] : []),
    ...(one.example.length ? [make("p", { class: "q-example" }, make("strong", { text: words().example }), document.createTextNode(" "), ...marked(one.example))] : []),
  ];

  // the help of a question; of rows, that of each column under its name
  function aside(question) {
    const inside = told(question);
    for (const column of question.columns || []) {
      const about = told(column);
      if (about.length) inside.push(make("p", { class: "q-about", text: column.label }), ...about);
    }
    if (!inside.length) return [];
    return [make("details", { class: "q-help" }, make("summary", { text: words().help, "aria-label": `${words().help} – ${question.label}` }), ...inside)];
  }

  class Field {
    constructor(question) {
      this.question = question;
      this.was = question.value;
      this.given = `q${own}-${(count += 1)}`;
      this.timer = 0;
      this.waits = null;
      this.knows = 0; // the last answer whose fate is known here
      this.state = make("p", { class: "q-state", id: `${this.given}-state`, role: "status", tabindex: "-1" });
      this.box = make("div", { class: "q", "data-question": question.id });
      this.draw();
      this.find();
    }

    // what is typed stays in the browser until it is saved (typed.js of the page)
    key() { return `${model.get("place")}#${this.question.id}@${document.body.dataset.lang}`; }

    find() {
      const found = window.typed?.get(this.key());
      if (!found) return;
      if (same(unnamed(found.value), unnamed(this.value()))) { window.typed.drop(this.key()); return; }
      const back = () => { this.show(found.value); this.send(); };
      this.box.append(window.typed.offer({ ...found, shown: text(found.value) }, back, () => window.typed.drop(this.key())));
    }

    draw() {
      const { question } = this;
      if (question.kind === "rows" || question.kind === "fixed") {
        this.rows = make("div", { class: "q-rows" });
        this.todo = make("div", { class: "q-todo" }, ...starting(question, (values) => this.add(values)));
        const add = !question.add ? "" : make("button", { type: "button", class: "q-add", text: question.add, onclick: () => this.add() });
        const group = make("fieldset", { class: "q-group" }, make("legend", { text: question.label }), ...aside(question), this.todo, this.rows, add, ...this.suggested(), this.state);
        this.box.replaceChildren(group);
        this.show(this.was);
        return;
      }
      this.control = control(question, this.given, {});
      this.watch(this.control);
      this.box.replaceChildren(...naming(question, this.given), ...aside(question), this.control, this.state);
      this.show(this.was);
    }

    watch(control) {
      const touched = () => { this.touched = control.closest(".q-row"); if (this.touched) fit(this.touched, this.question, words()); };
      // a new row takes its name from its first words: they are waited for
      const first = () => this.touched && !this.touched.dataset.key && control === this.touched.querySelector(".q-control");
      control.addEventListener("input", () => { touched(); this.soon(first() ? NAMED : SOON); });
      control.addEventListener("change", () => { touched(); this.send(); });
    }

    row(values) {
      const box = make("div", { class: "q-row", role: "group" });
      const known = values.key && !values.key.startsWith(FRESH);
      box.dataset.key = known ? values.key : "";
      box.dataset.fresh = known ? "" : values.key || `${FRESH}${Math.random().toString(36).slice(2)}`;
      if (known) box.id = `row-${values.key}`;
      const cells = inside(box, this.question, !known || this.opened?.has(values.key));
      for (const column of this.question.columns) {
        if (column.kind === "shown") {
          cells.append(make("p", { class: "q-shown", "data-name": column.name, text: values[column.name] ?? "" }));
          continue;
        }
        const given = `q${own}-${(count += 1)}`;
        const one = control(column, given, {});
        one.dataset.name = column.name;
        if (column.kind === "choice") one.dataset.chosen = values[column.name] ?? "";
        one.value = values[column.name] ?? "";
        one.removeAttribute("aria-describedby");
        this.watch(one);
        cells.append(make("div", { class: "q-cell", "data-cell": column.name }, ...naming(column, given), one));
      }
      if (this.question.kind === "rows") cells.append(this.tools(box));
      return box;
    }

    tools(box) {
      const moved = () => { this.touched = box; this.number(); this.send(); };
      const remove = make("button", { type: "button", class: "q-remove", text: words().remove, onclick: () => this.remove(box) });
      return make("div", { class: "q-tools" }, ...moving(box, this.question, words(), moved), remove);
    }

    // rows that people often want, one press each; what is there already is not offered again
    suggested() {
      if (!this.question.ready.length) return [];
      const main = this.question.columns[0].name;
      const list = make("ul", {}, ...this.question.ready.map((row) => make("li", {}, make("button", {
        type: "button", class: "q-take", "data-row": row[main], text: `+ ${row.short || row[main]}`,
        onclick: (event) => {
          const next = event.target.closest("li").nextElementSibling?.querySelector("button");
          this.rows.append(this.row(row));
          this.number();
          this.send();
          (next && !next.closest("li").hidden ? next : this.box.querySelector(".q-add")).focus();
        },
      }))));
      this.ready = make("div", { class: "q-ready" }, make("p", { text: words().ready }), list);
      return [this.ready];
    }

    offer() {
      if (!this.ready) return;
      const main = this.question.columns[0].name;
      const there = new Set(this.value().map((row) => row[main].trim()));
      const items = [...this.ready.querySelectorAll("li")];
      items.forEach((item) => { item.hidden = there.has(item.firstChild.dataset.row); });
      this.ready.hidden = items.every((item) => item.hidden);
    }

    number() {
      [...this.rows.children].forEach((box, index) => { box.setAttribute("aria-label", `${words().row} ${index + 1}`); fit(box, this.question, words()); });
      this.offer();
    }

    add(values = {}) {
      const box = this.row({ ...this.question.fresh, ...values });
      this.rows.append(box);
      this.number();
      box.querySelector(".q-control").focus();
    }

    remove(box) {
      const next = box.nextElementSibling || box.previousElementSibling;
      if (box.contains(this.state)) this.box.querySelector(".q-group").append(this.state);
      box.remove();
      this.touched = null;
      this.number();
      (next?.querySelector("summary, .q-control") || this.box.querySelector(".q-add") || this.state).focus();
      this.send();
    }

    value() {
      if (!this.rows) return this.control.value;
      return [...this.rows.children].map((box) => {
        const row = { key: called(box) };
        for (const one of box.querySelectorAll(".q-control")) row[one.dataset.name] = one.value;
        return row;
      });
    }

    // rows without what is only shown in them
    bare(value) {
      if (!this.rows) return value;
      const names = ["key", ...this.question.columns.filter((column) => column.kind !== "shown").map((column) => column.name)];
      return (value || []).map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? ""])));
    }

    get stood() { return this.bare(this.was); }

    show(value) {
      if (this.rows) {
        this.opened = new Set([...this.rows.querySelectorAll(".q-row:has(details[open])")].map((box) => box.dataset.key));
        if (this.rows.contains(this.state)) this.box.querySelector(".q-group").append(this.state);
        this.rows.replaceChildren(...(value || []).map((row) => this.row(row)));
        this.number();
      } else if (this.control.value !== value) this.control.value = value ?? "";
    }

    // an answer was kept: new rows have a key, those of others come and go, what is typed meanwhile stays
    known(value, keys, sent, still) {
      const before = new Map(sent.map((row) => [row.key, row]));
      const rows = new Map(value.map((row) => [row.key, row]));
      const boxes = new Map();
      for (const box of [...this.rows.children]) {
        const was = before.get(called(box));
        before.delete(called(box));
        const key = keys[called(box)] || box.dataset.key;
        if (key && was && !rows.has(key)) { box.remove(); continue; }
        if (!rows.has(key)) continue;
        box.dataset.key = key;
        box.id = `row-${key}`;
        if (was) learn(box, rows.get(key), was);
        boxes.set(key, box);
      }
      // who is left in what was sent has been taken away since
      const gone = new Set([...before.keys()].map((key) => keys[key] || key));
      let above = null;
      for (const row of value) {
        if (!boxes.has(row.key) && gone.has(row.key)) continue;
        const box = boxes.get(row.key) || this.row(row);
        if (!boxes.has(row.key)) above ? above.after(box) : this.rows.prepend(box);
        above = box;
      }
      const order = [...this.rows.children].map((box) => box.dataset.key).filter(Boolean);
      if (still && !same(order, [...rows.keys()]) && !this.box.contains(document.activeElement)) this.show(value);
      this.number();
    }

    soon(pause = SOON) {
      clearTimeout(this.timer);
      window.typed?.put(this.key(), this.value(), "");
      this.timer = setTimeout(() => this.send(), pause);
    }

    send(sure = false) {
      clearTimeout(this.timer);
      this.timer = 0;
      const value = this.value();
      if (same(value, this.stood) && !this.waits) window.typed?.drop(this.key());
      else window.typed?.put(this.key(), value, "");
      const long = longest(value);
      if (long > words().most) { this.tell("refused", words().too_long.replace("{n}", long)); return; }
      const sent = { value, was: this.stood };
      if (!sure && (same(value, this.waits ? this.waits.value : this.stood) || same(sent, this.asks))) return;
      this.asks = null;
      asked += 1;
      this.waits = { value, asked };
      this.tell("keeping", words().keeping);
      setTimeout(() => { if (this.waits?.value === value) this.unheard(); }, LATE);
      model.send({ id: this.question.id, ...sent, asked, heard: this.knows, sure });
    }

    tell(state, text) {
      const at = this.touched?.isConnected && (this.touched.querySelector(".q-inside") || this.touched);
      if (at && this.state.parentElement !== at) at.append(this.state);
      this.box.dataset.state = state;
      if (this.state.textContent !== text) this.state.textContent = text;
    }

    unheard() {
      this.tell("waiting", words().waiting);
      document.dispatchEvent(new CustomEvent("workbench:unheard"));
    }

    heard(answer) {
      if (this.waits && answer.asked !== this.waits.asked) return;
      const typed = this.waits ? this.waits.value : this.value();
      this.waits = null;
      this.knows = answer.asked || this.knows;
      if (answer.state === "refused") this.tell("refused", answer.letter);
      else if (answer.state === "two") this.both(answer.theirs, typed);
      else if (answer.state === "sure") this.sure(answer.letter);
      else {
        const still = same(this.value(), typed);
        this.was = answer.value;
        this.tell("kept", words().kept);
        if (this.rows) this.known(answer.value, answer.keys || {}, typed, still);
        else if (still) this.show(answer.value);
        if (still) window.typed?.drop(this.key());
        else if (!this.timer) this.soon();
      }
    }

    // what would happen is said first; who says no finds everything as it was
    sure(letter) {
      this.tell("two", "");
      const no = make("button", { type: "button", class: "q-no", text: words().no, onclick: () => { this.show(this.was); this.tell("kept", ""); window.typed?.drop(this.key()); } });
      const yes = make("button", { type: "button", class: "q-yes", text: words().sure, onclick: () => { this.state.replaceChildren(); this.send(true); } });
      this.state.replaceChildren(make("span", { text: letter }), no, yes);
      this.asks = { value: this.value(), was: this.stood };
      no.focus();
    }

    // lists and what is still to be done follow the dossier, under what is being typed
    offered() {
      if (!this.rows) return;
      this.todo.replaceChildren(...starting(this.question, (values) => this.add(values)));
      this.number();
    }

    both(theirs, mine) {
      this.box.dataset.state = "two";
      const end = () => { this.state.replaceChildren(); };
      this.state.replaceChildren(
        make("span", { text: words().two }), make("q", { class: "q-theirs", text: text(theirs) }),
        make("button", { type: "button", class: "q-mine", text: words().mine, onclick: () => { end(); this.was = theirs; this.send(); } }),
        make("button", { type: "button", class: "q-take", text: words().theirs, onclick: () => { end(); this.was = theirs; this.show(theirs); this.tell("kept", ""); window.typed?.drop(this.key()); } }),
      );
      this.asks = { value: mine, was: this.stood }; // not sent again before somebody has chosen
    }

    // somebody is in the field and has typed nothing: it keeps the focus, and follows once they have left
    inPlace() {
      if (this.stays) return;
      this.stays = () => setTimeout(() => {
        if (this.box.contains(document.activeElement)) return;
        this.box.removeEventListener("focusout", this.stays);
        this.stays = null;
        if (this.waits || !same(this.value(), this.stood)) return;
        this.was = this.question.value;
        this.show(this.was);
      });
      this.box.addEventListener("focusout", this.stays);
    }

    // the dossier or the language has changed: what is being typed stays
    renewed(question) {
      const typed = this.value();
      const touched = !same(typed, this.stood);
      const open = this.box.querySelector("details.q-help")?.open;
      // other options or rows to begin with are no other words
      const worded = ({ label, help, example, ready }) => [label, help, example, ready];
      const reworded = !same(worded(question), worded(this.question));
      const changed = !same(question.value, this.was);
      this.question = question;
      if (!reworded) this.offered();
      if (!reworded && (!changed || touched || this.waits)) return;
      if (touched && !reworded) return;
      if (!touched && this.rows && !reworded && this.box.contains(document.activeElement)) { this.inPlace(); return; }
      if (!touched) this.was = question.value;
      if (!this.rows && !reworded) { this.show(this.was); return; }
      this.draw();
      if (touched) this.show(typed);
      if (open) this.box.querySelector("details.q-help").open = true;
    }
  }

  function draw() {
    const questions = model.get("questions");
    for (const question of questions) {
      const field = fields.get(question.id);
      if (field) field.renewed(question);
      else {
        const made = new Field(question);
        fields.set(question.id, made);
        root.append(made.box);
      }
    }
  }

  const heard = (answer) => fields.get(answer.id)?.heard(answer);
  model.on("msg:custom", heard);
  model.on("change:questions", draw);
  draw();
  return () => { model.off("msg:custom", heard); model.off("change:questions", draw); };
}

export default { render };
