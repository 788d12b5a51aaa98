// The questions of the guided app: each answer is sent once it is given, and stays typed until it is kept.
// Every text of a person is set with textContent or value. What is kept is decided in Python.

const SOON = 900; // milliseconds after the last key
const LATE = 4000; // milliseconds after which an answer that nobody confirmed is in doubt

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

// rows as somebody reads them
const text = (value) => (Array.isArray(value) ? value.map((row) => Object.entries(row).filter(([name]) => name !== "key").map(([, words]) => words).join(" · ")).join("\n") : value);

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
      this.given = `q${(count += 1)}`;
      this.timer = 0;
      this.waits = null;
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
      if (same(found.value, this.value())) { window.typed.drop(this.key()); return; }
      const back = () => { this.show(found.value); this.send(); };
      this.box.append(window.typed.offer({ ...found, shown: text(found.value) }, back, () => window.typed.drop(this.key())));
    }

    draw() {
      const { question } = this;
      if (question.kind === "rows" || question.kind === "fixed") {
        this.rows = make("div", { class: "q-rows" });
        const add = !question.add ? "" : make("button", { type: "button", class: "q-add", text: question.add, onclick: () => this.add() });
        const group = make("fieldset", { class: "q-group" }, make("legend", { text: question.label }), ...aside(question), this.rows, add, ...this.suggested(), this.state);
        this.box.replaceChildren(group);
        this.show(this.was);
        return;
      }
      this.control = control(question, this.given, {});
      this.watch(this.control);
      this.box.replaceChildren(make("label", { for: this.given, text: question.label }), ...aside(question), this.control, this.state);
      this.show(this.was);
    }

    watch(control) {
      control.addEventListener("input", () => this.soon());
      control.addEventListener("change", () => this.send());
    }

    row(values) {
      const box = make("div", { class: "q-row", role: "group" });
      box.dataset.key = values.key || "";
      for (const column of this.question.columns) {
        if (column.kind === "shown") {
          box.append(make("p", { class: "q-shown", "data-name": column.name, text: values[column.name] ?? "" }));
          continue;
        }
        const given = `q${(count += 1)}`;
        const one = control(column, given, {});
        one.dataset.name = column.name;
        one.value = values[column.name] ?? "";
        one.removeAttribute("aria-describedby");
        this.watch(one);
        box.append(make("div", { class: "q-cell" }, make("label", { for: given, text: column.label }), one));
      }
      if (this.question.kind === "rows") box.append(make("button", { type: "button", class: "q-remove", text: words().remove, onclick: () => this.remove(box) }));
      return box;
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
      [...this.rows.children].forEach((box, index) => box.setAttribute("aria-label", `${words().row} ${index + 1}`));
      this.offer();
    }

    add() {
      const box = this.row({});
      this.rows.append(box);
      this.number();
      box.querySelector(".q-control").focus();
    }

    remove(box) {
      const next = box.nextElementSibling || box.previousElementSibling;
      box.remove();
      this.number();
      (next?.querySelector(".q-control") || this.box.querySelector(".q-add") || this.state).focus();
      this.send();
    }

    value() {
      if (!this.rows) return this.control.value;
      return [...this.rows.children].map((box) => {
        const row = { key: box.dataset.key };
        for (const { name, kind } of this.question.columns) {
          row[name] = kind === "shown" ? box.querySelector(`.q-shown[data-name="${name}"]`).textContent : box.querySelector(`.q-control[data-name="${name}"]`).value;
        }
        return row;
      });
    }

    show(value) {
      if (this.rows) {
        this.rows.replaceChildren(...(value || []).map((row) => this.row(row)));
        this.number();
      } else if (this.control.value !== value) this.control.value = value ?? "";
    }

    // after a first answer new rows have a key; what is typed meanwhile stays
    known(value) {
      if (!this.rows || value.length !== this.rows.children.length) return;
      value.forEach((row, index) => { this.rows.children[index].dataset.key = row.key; });
    }

    soon() {
      clearTimeout(this.timer);
      window.typed?.put(this.key(), this.value(), "");
      this.timer = setTimeout(() => this.send(), SOON);
    }

    send() {
      clearTimeout(this.timer);
      const value = this.value();
      if (same(value, this.was)) window.typed?.drop(this.key());
      else window.typed?.put(this.key(), value, "");
      const sent = { value, was: this.was };
      if (same(value, this.was) || same(sent, this.asks) || same(sent, this.waits?.sent)) return;
      this.asks = null;
      asked += 1;
      this.waits = { value, asked, sent };
      this.tell("keeping", words().keeping);
      setTimeout(() => { if (this.waits?.value === value) this.unheard(); }, LATE);
      model.send({ id: this.question.id, value, was: this.was, asked });
    }

    tell(state, text) {
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
      if (answer.state === "refused") this.tell("refused", answer.letter);
      else if (answer.state === "two") this.both(answer.theirs, typed);
      else {
        this.was = answer.value;
        this.tell("kept", words().kept);
        if (same(this.value(), typed)) window.typed?.drop(this.key());
        if (same(this.value(), typed)) { if (this.rows) this.known(answer.value); else this.show(answer.value); }
        if (this.rows && same(this.value(), answer.value)) this.was = this.value();
      }
    }

    both(theirs, mine) {
      this.box.dataset.state = "two";
      const end = () => { this.state.replaceChildren(); };
      this.state.replaceChildren(
        make("span", { text: words().two }), make("q", { class: "q-theirs", text: text(theirs) }),
        make("button", { type: "button", class: "q-mine", text: words().mine, onclick: () => { end(); this.was = theirs; this.send(); } }),
        make("button", { type: "button", class: "q-take", text: words().theirs, onclick: () => { end(); this.was = theirs; this.show(theirs); this.tell("kept", ""); window.typed?.drop(this.key()); } }),
      );
      this.asks = { value: mine, was: this.was }; // not sent again before somebody has chosen
    }

    // somebody is in the field and has typed nothing: it keeps the focus
    inPlace(value) {
      if (!this.rows) { this.show(value); return; }
      this.box.addEventListener("focusout", () => setTimeout(() => {
        if (!this.box.contains(document.activeElement) && same(this.was, value)) this.show(value);
      }), { once: true });
    }

    // the dossier or the language has changed: what is being typed stays
    renewed(question) {
      const typed = this.value();
      const touched = !same(typed, this.was);
      const open = this.box.querySelector("details.q-help")?.open;
      const asked = ({ value, ...rest }) => rest;
      const reworded = !same(asked(question), asked(this.question));
      const changed = !same(question.value, this.was);
      this.question = question;
      if (!reworded && (!changed || touched || this.waits)) return;
      if (touched && !reworded) return;
      if (!touched) this.was = question.value;
      if (!reworded && this.box.contains(document.activeElement)) { this.inPlace(question.value); return; }
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
