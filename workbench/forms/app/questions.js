// The questions of the guided app: each answer is sent once it is given, and stays typed until it is kept.
// Every text of a person is set with textContent or value. What is kept is decided in Python.

const SOON = 900; // milliseconds after the last key
const AGAIN = 200; // how long until it is tried again, while an answer is on its way
const HEARD = 5000; // how long one waits to hear of an answer
const NAMED = 4000; // the same, for the words that name a row

function make(tag, settings = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

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

  function aside(question) {
    const parts = [];
    if (question.help || question.example) {
      const inside = [];
      if (question.help) inside.push(make("p", { text: question.help }));
      if (question.example) inside.push(make("p", { class: "q-example" }, make("strong", { text: words().example }), document.createTextNode(` ${question.example}`)));
      parts.push(make("details", { class: "q-help" }, make("summary", { text: words().help, "aria-label": `${words().help} : ${question.label}` }), ...inside));
    }
    return parts;
  }

  class Field {
    constructor(question) {
      this.question = question;
      this.was = question.value;
      this.given = `q${own}-${(count += 1)}`;
      this.timer = 0;
      this.waits = null;
      this.state = make("p", { class: "q-state", id: `${this.given}-state`, role: "status", tabindex: "-1" });
      this.box = make("div", { class: "q", "data-question": question.id });
      this.draw();
    }

    draw() {
      const { question } = this;
      if (question.kind === "rows") {
        this.rows = make("div", { class: "q-rows" });
        this.todo = make("div", { class: "q-todo" }, ...starting(question, (values) => this.add(values)));
        const add = !question.add ? "" : make("button", { type: "button", class: "q-add", text: question.add, onclick: () => this.add() });
        const group = make("fieldset", { class: "q-group" }, make("legend", { text: question.label }), ...aside(question), this.todo, this.rows, add, this.state);
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
      box.dataset.key = values.key || "";
      if (values.key) box.id = `row-${values.key}`;
      const cells = inside(box, this.question, !values.key || this.opened?.has(values.key));
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
        cells.append(make("div", { class: "q-cell", "data-cell": column.name }, ...naming(column, given), ...aside(column), one));
      }
      const remove = make("button", { type: "button", class: "q-remove", text: words().remove, onclick: () => this.remove(box) });
      cells.append(make("div", { class: "q-tools" }, ...moving(box, this.question, words(), () => { this.touched = box; this.number(); this.send(); }), remove));
      return box;
    }

    number() {
      [...this.rows.children].forEach((box, index) => { box.setAttribute("aria-label", `${words().row} ${index + 1}`); fit(box, this.question, words()); });
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
        const row = { key: box.dataset.key };
        for (const one of box.querySelectorAll(".q-control")) row[one.dataset.name] = one.value;
        return row;
      });
    }

    show(value) {
      if (this.rows) {
        this.opened = new Set([...this.rows.querySelectorAll(".q-row:has(details[open])")].map((box) => box.dataset.key));
        if (this.rows.contains(this.state)) this.box.querySelector(".q-group").append(this.state);
        this.rows.replaceChildren(...(value || []).map((row) => this.row(row)));
        this.number();
      } else if (this.control.value !== value) this.control.value = value ?? "";
    }

    // after a first answer new rows have a key; what is typed meanwhile stays
    known(value) {
      const filled = [...this.rows.children].filter((box) => box.dataset.key || box.querySelector(".q-control")?.value.trim());
      if (value.length !== filled.length) return;
      filled.forEach((box, index) => { box.dataset.key = value[index].key; box.id = `row-${value[index].key}`; learn(box, value[index]); });
      this.number();
    }

    soon(pause = SOON) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), pause);
    }

    send(sure = false) {
      clearTimeout(this.timer);
      const value = this.value();
      if (same(value, this.bare(this.was)) || (this.waits && same(value, this.waits.value))) return;
      // one answer after the other: what it is compared with is known once the one before is kept
      if (this.waits && Date.now() - this.waits.at < HEARD) { this.soon(AGAIN); return; }
      asked += 1;
      this.waits = { value, asked, at: Date.now() };
      this.tell("keeping", words().keeping);
      model.send({ id: this.question.id, value, was: this.was, asked, sure });
    }

    tell(state, text) {
      const at = this.touched?.isConnected && (this.touched.querySelector(".q-inside") || this.touched);
      if (at && this.state.parentElement !== at) at.append(this.state);
      this.box.dataset.state = state;
      if (this.state.textContent !== text) this.state.textContent = text;
    }

    heard(answer) {
      if (this.waits && answer.asked !== this.waits.asked) return;
      const typed = this.waits ? this.waits.value : this.value();
      this.waits = null;
      if (answer.state === "refused") this.tell("refused", answer.letter);
      else if (answer.state === "two") this.both(answer.theirs, typed);
      else if (answer.state === "sure") this.sure(answer.letter);
      else {
        this.was = answer.value;
        this.tell("kept", words().kept);
        if (same(this.value(), typed)) { if (this.rows) this.known(answer.value); else this.show(answer.value); }
        
      }
    }

    // what would happen is said first; who says no finds everything as it was
    sure(letter) {
      this.tell("two", "");
      const no = make("button", { type: "button", class: "q-no", text: words().no, onclick: () => { this.show(this.was); this.tell("kept", ""); } });
      const yes = make("button", { type: "button", class: "q-yes", text: words().sure, onclick: () => { this.state.replaceChildren(); this.send(true); } });
      this.state.replaceChildren(make("span", { text: letter }), no, yes);
      no.focus();
    }

    // rows without what is only shown in them
    bare(value) {
      if (!this.rows) return value;
      const names = ["key", ...this.question.columns.filter((column) => column.kind !== "shown").map((column) => column.name)];
      return (value || []).map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? ""])));
    }

    // lists and what is still to be done follow the dossier, under what is being typed
    offered() {
      if (!this.rows) return;
      this.todo.replaceChildren(...starting(this.question, (values) => this.add(values)));
      this.number();
    }

    both(theirs, mine) {
      const shown = (value) => (Array.isArray(value) ? value.map((row) => Object.entries(row).filter(([name]) => name !== "key").map(([, text]) => text).join(" · ")).join("\n") : value);
      this.box.dataset.state = "two";
      const end = () => { this.state.replaceChildren(); };
      this.state.replaceChildren(
        make("span", { text: words().two }), make("q", { class: "q-theirs", text: shown(theirs) }),
        make("button", { type: "button", class: "q-mine", text: words().mine, onclick: () => { end(); this.was = theirs; this.send(); } }),
        make("button", { type: "button", class: "q-take", text: words().theirs, onclick: () => { end(); this.was = theirs; this.show(theirs); this.tell("kept", ""); } }),
      );
      void mine;
    }

    // the dossier or the language has changed: what is being typed stays
    renewed(question) {
      const typed = this.value();
      const touched = !same(typed, this.bare(this.was));
      const open = this.box.querySelector("details.q-help")?.open;
      const reworded = question.label !== this.question.label;
      const changed = !same(question.value, this.was);
      this.question = question;
      if (!reworded) this.offered();
      if (!reworded && (!changed || touched || this.waits)) return;
      if (touched && !reworded) return;
      if (!touched) this.was = question.value;
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
