// People, one by one: the list, what is due, and one question a screen on a phone, several on a desktop.
// Every text of a person is set with textContent or value. What is kept is decided in Python.

const SOON = 1200; // milliseconds after the last key
const WIDE = "(min-width: 52rem)";
const AT_ONCE = 4; // questions on a wide screen
const FEW = 30; // people shown before "show more"
const AT_FIRST = 6; // things to do now that are shown before "show more"
const MANY = 8; // from here on a key can be looked for

// a French sign never stands alone on a line
const close = (text) => text.replace(/ ([?!;:»])/g, "\u00a0$1");

let count = 0;
const unsaved = new Map(); // what was sent and is not known to be kept: it is shown, and sent, again

function render({ model, el }) {
  const root = make("section", { class: "pp" });
  const alert = make("p", { class: "pp-alert", role: "alert" });
  const fields = new Map();
  const wide = window.matchMedia(WIDE);
  let of = ""; // whose fields these are
  let asked = 0;
  let shownUpTo = FEW;
  let sought = "";
  let started = false;
  let index = 0;
  let told = false; // whether the screen of what people are told is behind
  el.append(root);
  const w = () => model.get("words");
  const say = (what) => { alert.textContent = ""; model.send(what); };
  const screen = () => model.get("screen");

  const heading = (text, level = "h2") => make(level, { class: "pp-head", tabindex: "-1", text });
  const button = (text, act, kind = "", label = null) => make("button", { type: "button", class: `pp-button ${kind}`, text, onclick: act, "aria-label": label, "data-at": text });
  const lines = (texts, kind = "") => make("ul", { class: `pp-lines ${kind}` }, ...texts.map((text) => make("li", { text })));
  const fold = (title, ...inside) => make("details", { class: "pp-fold" }, make("summary", { text: title }), ...inside);
  const back = () => button(w().back, () => say({ do: "list" }), "quiet");

  function standing(one) {
    const mark = make("span", { class: "pp-mark", "aria-hidden": "true", text: one.mark });
    const told = make("span", {}, make("strong", { text: one.wave_name }), document.createTextNode(` – ${one.words}`));
    return make("span", { class: `pp-standing ${one.state}` }, mark, told);
  }

  // the list ------------------------------------------------------------------------------------
  function list(now) {
    const parts = [heading(w().title), make("p", { text: w().about }), fold(w().about_keys, make("p", { text: w().about_more }))];
    parts.push(make("p", { class: "pp-row" }, button(w().new, () => say({ do: "new" }), "main")));
    if (now.undo) parts.push(make("p", { class: "pp-row" }, make("span", { text: now.undo }), button(w().undo, () => say({ do: "gone", key: now.undo, on: false }), "quiet")));
    if (now.people.length) {
      parts.push(make("h3", { text: w().due }));
      if (!now.due.length) parts.push(make("p", { text: w().nothing_due }));
      else parts.push(...due(now.due));
    }
    if (now.doubts.length) parts.push(fold(`${w().doubts} (${now.doubts.length})`, lines(now.doubts)));
    if (now.counts.rows.length) parts.push(make("h3", { text: w().counts }), counts(now.counts));
    parts.push(make("h3", { text: w().everybody }));
    if (!now.people.length) parts.push(make("p", { text: w().nobody }));
    else parts.push(...everybody(now.people));
    return parts;
  }

  // what is to be done now, the most pressing first
  function due(all) {
    const box = make("div");
    let upTo = AT_FIRST;
    const draw = () => {
      const more = all.length > upTo ? [button(`${w().more} (${all.length - upTo})`, () => { upTo += FEW; draw(); box.querySelectorAll("button")[AT_FIRST]?.focus(); }, "quiet")] : [];
      const cards = all.slice(0, upTo).map((one) => make("li", {}, make("button", { type: "button", class: `pp-card ${one.state}`, "data-at": `${one.key} ${one.wave}`, onclick: () => say({ do: "fill", key: one.key, wave: one.wave }) }, make("span", { class: "pp-key", text: one.key }), standing(one))));
      box.replaceChildren(make("ul", { class: "pp-cards" }, ...cards), ...more);
    };
    draw();
    return [box];
  }

  function counts(table) {
    const head = make("tr", {}, ...table.heads[0].map((text) => make("th", { scope: "col", text })));
    const rows = table.rows.map(([first, ...others]) => make("tr", {}, make("th", { scope: "row", text: first }), ...others.map((text) => make("td", { class: "number", text }))));
    return make("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": w().counts }, make("table", { class: "table" }, make("thead", {}, head), make("tbody", {}, ...rows)));
  }

  function everybody(people) {
    const box = make("div");
    const given = `pp${(count += 1)}`;
    const draw = () => {
      const found = people.filter((one) => one.key.toLowerCase().includes(sought.trim().toLowerCase()));
      const shown = found.slice(0, shownUpTo).map((one) => make("li", {}, make("button", { type: "button", class: "pp-card", "data-at": one.key, onclick: () => say({ do: "person", key: one.key }) }, make("span", { class: "pp-key", text: one.key }), make("span", { class: "pp-soft", text: one.entered }), ...one.waves.map(standing))));
      const more = found.length > shownUpTo ? [button(w().more, () => { shownUpTo += FEW; draw(); }, "quiet")] : [];
      box.replaceChildren(make("ul", { class: "pp-cards" }, ...shown), ...more);
    };
    draw();
    if (people.length <= MANY) return [box];
    const find = make("input", { id: given, class: "pp-control", type: "search", autocomplete: "off", value: sought, "data-at": "find" });
    find.addEventListener("input", () => { sought = find.value; shownUpTo = FEW; draw(); });
    return [make("label", { for: given, text: w().find }), find, box];
  }

  // one person ----------------------------------------------------------------------------------
  function person(now) {
    const parts = [heading(`${w().person} ${now.key}`)];
    if (now.entered) parts.push(make("p", { class: "pp-soft", text: now.entered }));
    if (now.doubts.length) parts.push(lines(now.doubts, "doubts"));
    for (const one of now.waves) {
      const text = one.state === "done" ? w().look : w().fill;
      const inside = [standing(one)];
      if (one.state !== "file") inside.push(button(text, () => say({ do: "fill", key: now.key, wave: one.wave }), "", `${text} : ${one.wave_name}`));
      if (one.may_be_lost) inside.push(lost(one, now.reasons));
      parts.push(make("div", { class: "pp-wave" }, ...inside));
    }
    if (typeof now.planned === "string") parts.push(planned(now));
    if (now.history.length) parts.push(fold(w().history, lines(now.history)));
    if (now.old.length) parts.push(fold(w().old, lines(now.old)));
    if (now.ours) parts.push(fold(w().mistake, make("p", { text: w().mistake_help }), button(w().mistake, () => say({ do: "gone", key: now.key, on: true }), "stop")));
    parts.push(make("p", { class: "pp-row" }, back()));
    return parts;
  }

  function lost(one, reasons) {
    const given = `pp${(count += 1)}`;
    const choices = [["", w().not_lost], ...reasons].map(([code, text]) => make("option", { value: code, text, selected: code === one.why }));
    const list = make("select", { id: given, class: "pp-control", onchange: () => say({ do: "lost", wave: one.wave, why: list.value }) }, ...choices);
    return make("div", { class: "pp-lost" }, make("label", { for: given, text: w().lost }), list);
  }

  function planned(now) {
    const given = `pp${(count += 1)}`;
    const state = make("p", { class: "pp-state", role: "status", id: `${given}-state` });
    const box = make("input", { id: given, class: "pp-control", type: "text", autocomplete: "off", "aria-describedby": `${given}-help ${given}-state` });
    box.value = now.planned;
    box.addEventListener("change", () => { asked += 1; state.textContent = w().keeping; fields.set("@planned", { asked, heard: (told) => { state.textContent = told.letter ? `${w().not_kept} ${told.letter}` : told.said || w().is_kept; state.className = `pp-state ${told.letter ? "refused" : "understood"}`; } }); say({ do: "planned", typed: box.value, asked }); });
    return make("div", { class: "pp-wave" }, make("label", { for: given, text: w().planned }), make("p", { class: "pp-soft", id: `${given}-help`, text: w().planned_help }), box, state);
  }

  // the questions -------------------------------------------------------------------------------
  class Field {
    constructor(question) {
      this.given = `pp${(count += 1)}`;
      this.timer = 0;
      this.asked = 0;
      this.box = make("div", { class: "pp-question" });
      this.box.dataset.question = question.id;
      this.state = make("div", { class: "pp-state", role: "status", id: `${this.given}-state` });
      this.know(question);
      this.draw();
      this.find();
    }

    // what was typed and never saved, on a page that was lost, is offered back
    find() {
      const found = window.typed?.get(this.saved);
      if (!found || this.lost !== undefined) return;
      if (found.value === this.typed) { window.typed.drop(this.saved); return; }
      const { options } = this.question;
      const shown = options.length ? options.filter(([code]) => found.value.split(" ").includes(code)).map(([, text]) => text).join(", ") : found.value;
      const back = () => {
        this.why = "";
        if (this.inputs) for (const input of this.inputs) input.checked = found.value.split(" ").includes(input.value);
        if (this.input) this.input.value = found.value;
        this.send(found.value);
      };
      this.box.append(window.typed.offer({ ...found, shown }, back, () => window.typed.drop(this.saved)));
    }

    know(question) {
      this.question = question;
      this.was = question.typed;
      this.typed = question.typed;
      this.place = `${screen().key} ${screen().wave} ${question.id}`;
      this.saved = `people ${this.place}`;
      this.lost = unsaved.get(this.place);
      this.why = question.state === "missing" ? question.why : "";
    }

    draw() {
      const { question } = this;
      const name = make("span", { class: "pp-label", text: close(question.label) });
      const need = question.required ? make("span", { class: "pp-soft", text: ` (${w().required})` }) : null;
      const hint = question.hints.length ? make("div", { class: "pp-soft", id: `${this.given}-hint` }, ...question.hints.map((text) => make("p", { text: close(text) }))) : null;
      const about = `${hint ? `${this.given}-hint ` : ""}${this.given}-state`;
      const inside = this.choices() || this.line(about);
      const closed = inside.length > 1 || inside[0].classList.contains("pp-choices");
      const head = closed ? make("legend", {}, name, need) : make("label", { for: this.given }, name, need);
      const body = [head, hint, ...inside, this.others(), this.state];
      this.box.replaceChildren(closed ? make("fieldset", { "aria-describedby": about }, ...body.filter(Boolean)) : make("div", {}, ...body.filter(Boolean)));
      this.tell(question);
    }

    choices() {
      const { question } = this;
      if (question.kind !== "one" && question.kind !== "several") return null;
      const type = question.kind === "one" ? "radio" : "checkbox";
      this.inputs = question.options.map(([code]) => {
        const input = make("input", { type, name: this.given, value: code });
        input.checked = (this.lost === undefined ? question.codes : this.lost.split(" ")).includes(code);
        input.addEventListener("change", () => { this.why = ""; this.send(this.inputs.filter((one) => one.checked).map((one) => one.value).join(" ")); });
        return input;
      });
      return [make("div", { class: `pp-choices ${question.long ? "long" : ""}` }, ...question.options.map(([, text], place) => make("label", { class: "pp-choice" }, this.inputs[place], make("span", { text }))))];
    }

    line(about) {
      const { question } = this;
      const common = { id: this.given, class: "pp-control", autocomplete: "off", "aria-describedby": about };
      const modes = { whole: "numeric", number: "decimal" };
      this.input = question.kind === "text" ? make("textarea", { ...common, rows: "3" }) : make("input", { ...common, type: "text", inputmode: modes[question.kind] });
      this.input.value = this.lost ?? (this.why ? "" : this.typed);
      this.input.addEventListener("input", () => { window.typed?.put(this.saved, this.input.value, ""); clearTimeout(this.timer); this.timer = setTimeout(() => this.send(this.input.value), SOON); });
      this.input.addEventListener("change", () => { if (this.input.value || !this.why) this.send(this.input.value); });
      if (question.kind !== "text") this.input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); if (this.input.value || !this.why) this.send(this.input.value); on(question.id); } });
      const today = question.kind === "date" ? button(w().today, () => { const day = new Date(); this.input.value = `${day.getDate()}/${day.getMonth() + 1}/${day.getFullYear()}`; this.send(this.input.value); }, "quiet small", `${w().today} : ${question.label}`) : null;
      return [make("div", { class: `pp-line ${question.kind}` }, this.input, ...(today ? [today] : []))];
    }

    // what may be said instead of an answer
    others() {
      const { question } = this;
      if (!question.missing.length) return null;
      this.marks = question.missing.map(([code, text]) => {
        const mark = make("button", { type: "button", class: "pp-button mark", text, "aria-pressed": this.why === code ? "true" : "false", onclick: () => this.instead(code) });
        mark.dataset.code = code;
        return mark;
      });
      return make("div", { class: "pp-others", role: "group", "aria-label": `${w().no_answer} ${question.label}` }, make("span", { class: "pp-soft", text: w().no_answer }), ...this.marks);
    }

    instead(code) {
      this.why = this.why === code ? "" : code;
      if (this.inputs) for (const input of this.inputs) input.checked = false;
      if (this.input) this.input.value = "";
      this.send(this.why);
    }

    press() {
      for (const mark of this.marks || []) mark.setAttribute("aria-pressed", mark.dataset.code === this.why ? "true" : "false");
    }

    send(typed) {
      clearTimeout(this.timer);
      if (typed === this.typed) { if (!unsaved.has(this.place)) window.typed?.drop(this.saved); return; }
      window.typed?.put(this.saved, typed, "");
      if (typed.length > w().most) { this.tell({ state: "not_kept", letter: w().too_long.replace("{n}", typed.length) }); return; }
      this.typed = typed;
      unsaved.set(this.place, typed);
      this.asked = asked += 1;
      this.press();
      this.state.className = "pp-state keeping";
      this.state.textContent = w().keeping;
      const now = screen();
      say({ do: "give", key: now.key, wave: now.wave, question: this.question.id, typed, was: this.was, asked: this.asked });
    }

    heard(told) {
      if (told.state === "not_kept") this.typed = this.was;
      else { unsaved.delete(this.place); window.typed?.drop(this.saved); this.was = this.typed; }
      if (told.state === "missing" && !this.why && this.input) { this.why = told.why; this.input.value = ""; }
      else if (told.state !== "not_kept") this.why = told.state === "missing" ? told.why : "";
      this.press();
      this.tell(told, true);
      if (told.theirs) this.state.append(make("p", { class: "pp-theirs", text: `${w().two} ${told.theirs}` }));
    }

    tell(told, now = false) {
      this.box.dataset.state = told.state;
      this.state.className = `pp-state ${told.letter ? "refused" : told.state}`;
      if (told.letter) this.state.textContent = told.state === "not_kept" ? `${w().not_kept} ${told.letter}` : told.letter;
      else this.state.textContent = told.said || (now ? w().is_kept : "");
      const control = this.input;
      if (control) control.setAttribute("aria-invalid", told.letter ? "true" : "false");
    }
  }

  // on a phone what people are told has a screen of its own, before the first question
  const telling = () => size() === 1 && !told && index === 0;
  const size = () => (wide.matches ? AT_ONCE : 1);
  const start = () => Math.floor(index / size()) * size();

  // to the next field on a wide screen, to the next screen on a phone
  function on(id) {
    const now = screen();
    const place = now.questions.findIndex((one) => one.id === id);
    const next = now.questions[place + 1];
    if (size() > 1 && next && place + 1 < start() + size()) fields.get(next.id).box.querySelector("input, textarea").focus();
    else turn(1);
  }

  function turn(way) {
    const now = screen();
    if (telling() && way > 0) { told = true; draw(true); return; }
    if (size() === 1 && index === 0 && way < 0) { told = false; draw(true); return; }
    const next = start() + way * size();
    if (next >= now.questions.length) { say({ do: "review" }); return; }
    index = Math.max(next, 0);
    say({ do: "at", question: now.questions[index].id });
    draw(true);
  }

  function questions(now) {
    if (of !== `${now.key} ${now.wave}`) { fields.clear(); of = `${now.key} ${now.wave}`; }
    for (const question of now.questions) {
      const field = fields.get(question.id);
      if (field) continue;
      const made = new Field(question);
      fields.set(question.id, made);
      if (made.lost !== undefined) made.send(made.lost);
    }
    const first = start();
    const shown = now.questions.slice(first, first + size());
    const last = first + shown.length;
    const one = now.counts[first] || "";
    const text = size() > 1 && shown.length > 1 ? `${first + 1}–${now.counts[last - 1]}` : one;
    const bar = make("progress", { max: now.questions.length, value: last, "aria-label": w().progress });
    const parts = [heading(`${now.key} · ${now.wave_name}`)];
    if (telling()) {
      parts.push(...drawn(now), notice(now), make("div", { class: "pp-turn" }, back(), button(w().begin, () => turn(1), "main")));
      return parts;
    }
    parts.push(make("p", { class: "pp-progress" }, bar, make("span", { text })));
    if (first === 0 && size() > 1) parts.push(...drawn(now), notice(now));
    parts.push(make("div", { class: "pp-questions" }, ...shown.map((each) => fields.get(each.id).box)));
    const next = last >= now.questions.length ? w().review : w().next;
    const before = first > 0 || size() === 1;
    parts.push(make("div", { class: "pp-turn" }, before ? button(w().previous, () => turn(-1), "quiet") : back(), button(next, () => turn(1), "main")));
    if (before) parts.push(make("p", { class: "pp-row" }, back()));
    return parts;
  }

  const drawn = (now) => (now.drawn ? [make("p", { class: "pp-drawn" }, make("span", { class: "pp-key", text: now.key }), make("span", { text: now.drawn }))] : []);

  function notice(now) {
    const given = `pp${(count += 1)}`;
    const box = make("input", { type: "checkbox", id: given });
    box.checked = now.told;
    box.addEventListener("change", () => { now.told = box.checked; say({ do: "told", on: box.checked }); });
    const inside = [...now.notice.map((text) => make("p", { text })), fold(w().notice_more, ...now.more.map((text) => make("p", { text }))), make("label", { class: "pp-choice" }, box, make("span", { text: w().told }))];
    if (now.told && size() > 1) return fold(`${w().notice} ✓`, ...inside);
    return make("div", { class: "pp-notice" }, make("h3", { text: w().notice }), ...inside);
  }

  // the end of a wave ---------------------------------------------------------------------------
  function review(now) {
    const parts = [heading(`${now.key} · ${now.wave_name} – ${w().review}`), make("p", { class: now.answers.some((one) => one.left) ? "pp-left" : "pp-soft", text: now.left })];
    const doubts = [...now.doubts, ...(now.told ? [] : [w().not_told])];
    if (doubts.length) parts.push(lines(doubts, "doubts"));
    const rows = now.answers.map((one) => {
      const letter = one.letter.includes(one.typed) ? one.letter : `${one.typed} – ${one.letter}`;
      const answer = one.letter ? letter : one.answer || one.typed || w().blank;
      const text = make("span", {}, make("strong", { text: close(one.label) }), make("span", { class: "pp-answer", text: answer }));
      return make("li", {}, make("button", { type: "button", class: `pp-card ${one.left ? "begun" : "done"}`, onclick: () => say({ do: "fill", key: now.key, wave: now.wave, at: one.id }) }, make("span", { class: "pp-mark", "aria-hidden": "true", text: one.left ? "!" : "✓" }), text));
    });
    parts.push(make("ul", { class: "pp-cards one" }, ...rows));
    if (typeof now.planned === "string") parts.push(planned(now));
    parts.push(make("div", { class: "pp-turn" }, back(), button(w().finish, () => say({ do: "finish" }), "main")));
    return parts;
  }

  const screens = { list, person, questions, review, letter: (now) => [heading(w().title), make("p", { class: "pp-left", text: now.letter })] };

  function draw(moved) {
    const now = screen();
    root.setAttribute("aria-label", w().title);
    root.dataset.screen = now.name;
    root.replaceChildren(alert, ...(screens[now.name] || list)(now));
    if (!moved) return;
    const head = root.querySelector(".pp-head");
    head.focus({ preventScroll: true });
    root.scrollIntoView({ block: "start" });
  }

  function changed() {
    const now = screen();
    if (now.name === "list" && root.dataset.screen === "list") {
      // somebody else has added people: the focus stays where it is
      const at = document.activeElement?.dataset?.at;
      draw(false);
      if (at) root.querySelector(`[data-at="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
      return;
    }
    const same = now.name === "questions" && of === `${now.key} ${now.wave}` && root.querySelector(".pp-questions, .pp-notice");
    if (!same) {
      fields.clear();
      of = "";
      told = now.name === "questions" && now.told;
      index = now.name === "questions" ? Math.max(now.questions.findIndex((one) => one.id === now.at), 0) : 0;
      draw(started);
      return;
    }
    // an answer changed which questions are asked: what is typed stays, and the eyes stay where they are
    const held = document.activeElement;
    const at = Math.max(now.questions.findIndex((one) => one.id === now.at), 0);
    index = at || Math.min(index, Math.max(now.questions.length - 1, 0));
    draw(false);
    if (held && root.contains(held)) held.focus({ preventScroll: true });
  }

  function heard(answer) {
    if (answer.for === "give" && answer.state !== "not_kept") {
      unsaved.delete(`${answer.key} ${answer.wave} ${answer.question}`);
      window.typed?.drop(`people ${answer.key} ${answer.wave} ${answer.question}`);
    }
    const field = answer.for === "give" ? [...fields.values()].find((one) => one.asked === answer.asked) : answer.for === "planned" ? fields.get("@planned") : null;
    if (field) { if (field.asked === answer.asked) field.heard(answer); }
    else if (answer.letter && (answer.for !== "give" || answer.state === "not_kept")) alert.textContent = answer.letter;
  }

  const resized = () => { if (screen().name === "questions") draw(false); };
  model.on("change:screen", changed);
  model.on("change:words", () => draw(false));
  model.on("msg:custom", heard);
  wide.addEventListener("change", resized);
  changed();
  started = true;
  return () => { model.off("change:screen", changed); model.off("msg:custom", heard); wide.removeEventListener("change", resized); };
}

export default { render };
