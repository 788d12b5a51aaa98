// How each kind of activity is answered on a phone: one press where one will do, and what is typed stays.
import { announce, button, make, say } from "./room.js";

const SIGNS = { kept: "✓", sending: "↻", waiting: "…", refused: "!" };
const PAUSE = 1500;
const SCORES = [0, 1, 2, 3, "na"];
const SURE = ["declared", "documented", "verified"];
const STATES = {
  kept: "room_screens.kept",
  sending: "room_screens.sending",
  waiting: "room_screens.waiting",
  refused: "room_screens.refused",
};
const SURE_WORDS = {
  declared: "room_screens.declared",
  documented: "room_screens.documented",
  verified: "room_screens.verified",
};
const AXES = { political: "room_screens.political", operational: "room_screens.operational" };

let count = 0;
const named = (word) => `${word}-${(count += 1)}`;

// A line that says how an answer fares: a sign and words, never a colour alone.
function fate() {
  const box = make("p", { class: "fate" });
  const show = (found, typing = false) => {
    const state = typing ? "waiting" : found ? found.state : "";
    if (box.dataset.state === state && box.dataset.letter === (found ? found.letter : "")) return;
    box.dataset.state = state;
    box.dataset.letter = found ? found.letter : "";
    box.replaceChildren();
    if (!state) return;
    const text = state === "refused" && found.letter ? found.letter : say(STATES[state]);
    box.append(make("span", { class: "sign", "aria-hidden": "true", text: SIGNS[state] }), ` ${text}`);
    if (state === "refused") announce(text);
  };
  return { box, show };
}

// Buttons of which one, or several, are pressed.
function presses(options, pressed, settings = {}) {
  const buttons = new Map(
    options.map(({ id, label, note }) => {
      const one = button(label, () => pressed(id), { class: "press", "aria-pressed": "false", "data-id": id });
      if (note) one.append(make("span", { class: "note", text: note }));
      return [id, one];
    }),
  );
  const box = make("div", { class: "presses", role: "group", ...settings }, ...buttons.values());
  const show = (chosen, open) => {
    for (const [id, one] of buttons) {
      one.setAttribute("aria-pressed", String(chosen.includes(id)));
      one.disabled = !open;
    }
  };
  return { box, show };
}

function taker(take) {
  return button(say("room_screens.take_back"), take, { class: "quiet" });
}

function choice(ctx, place) {
  const options = presses(ctx.activity.options, (id) => ctx.give(place, id), { "aria-labelledby": place.named });
  const told = fate();
  const back = taker(() => ctx.give(place, null));
  const box = make("div", {}, options.box, make("div", { class: "under" }, told.box, back));
  const update = () => {
    const found = ctx.at(place);
    options.show(found ? [found.value] : [], ctx.open);
    told.show(found);
    back.hidden = !ctx.open || !found || found.value === null;
  };
  return { box, update };
}

function several(ctx, place) {
  const most = ctx.activity.most;
  const full = make("p", { class: "small" });
  const chosen = () => ctx.at(place)?.value ?? [];
  const options = presses(ctx.activity.options, (id) => {
    const before = chosen();
    const after = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
    if (after.length > most) announce(say("room_screens.full_ticks", { n: most }));
    else ctx.give(place, after.length ? after : null);
  }, { "aria-labelledby": place.named });
  const told = fate();
  const box = make("div", {}, full, options.box, make("div", { class: "under" }, told.box));
  const update = () => {
    options.show(chosen(), ctx.open);
    full.textContent = say("room_screens.ticked", { n: chosen().length, most });
    told.show(ctx.at(place));
  };
  return { box, update };
}

function area(label, settings = {}) {
  const own = named("field");
  const field = make(settings.rows ? "textarea" : "input", { id: own, ...settings });
  return { field, box: make("p", { class: "typed" }, make("label", { for: own, text: label }), field) };
}

// What a person types several times: each in a slot of its own, shown again, changed or taken back.
function slots(ctx, place, form) {
  const list = make("ul", { class: "own" });
  const told = make("p", { class: "small" });
  const box = make("div", {}, list, form.box, told);
  let slot = null; // the one that is being changed
  const every = () => Array.from({ length: ctx.activity.most }, (_, i) => ({ ...place, slot: i + 1 }));
  const taken = (one) => (ctx.at(one)?.value ?? null) !== null;
  const free = () => slot ?? every().find((one) => !taken(one))?.slot;
  const keep = () => ctx.note({ ...place, slot: 1 }, form.empty() ? null : form.read());
  const send = () => {
    if (form.empty() || !form.whole()) return;
    ctx.give({ ...place, slot: free() }, form.read());
    slot = null;
    form.fill(null);
    keep();
    update();
    form.focus();
  };
  const row = (one) => {
    const found = ctx.at(one);
    const status = fate();
    status.show(found);
    const change = button(say("room_screens.change"), () => {
      slot = one.slot;
      form.fill(found.value);
      keep();
      update();
      form.focus();
    }, { class: "quiet" });
    const away = button(say("room_screens.take_back"), () => { ctx.give(one, null); form.focus(); }, { class: "quiet" });
    change.hidden = away.hidden = !ctx.open;
    return make("li", {}, form.shown(found.value), make("div", { class: "under" }, status.box, change, away));
  };
  let drawn = "";
  const update = () => {
    const there = every().filter(taken);
    const now = JSON.stringify([there.map((one) => ctx.at(one)), ctx.open, slot]);
    if (now !== drawn) list.replaceChildren(...there.map(row));
    drawn = now;
    form.box.hidden = free() === undefined || (!ctx.open && form.empty());
    form.enable(ctx.open);
    told.textContent = ctx.open && ctx.activity.most > 1 ? say("room_screens.given", { n: there.length, most: ctx.activity.most }) : "";
  };
  form.sends(send, keep);
  form.fill(ctx.draft({ ...place, slot: 1 }) ?? every().map(ctx.late).find((one) => one !== null) ?? null);
  return { box, update };
}

// A form of one field, for words and texts.
function single(place, label, settings) {
  const { field, box } = area(label, settings);
  const go = make("button", { text: say("room_screens.send") });
  const form = make("form", { class: "entry" }, box, make("div", { class: "under" }, go));
  if (place.named) field.setAttribute("aria-describedby", place.named);
  return {
    box: form,
    empty: () => !field.value.trim(),
    whole: () => true,
    read: () => field.value,
    fill: (value) => { field.value = value ?? ""; },
    focus: () => field.focus(),
    shown: (value) => make("p", { class: "said", text: value }),
    enable: (open) => { field.readOnly = !open; go.hidden = !open; },
    sends: (send, keep) => {
      form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
      field.addEventListener("input", keep);
    },
  };
}

function wordsField(ctx, place) {
  const settings = { maxlength: 80, autocomplete: "off", enterkeyhint: "send" };
  return slots(ctx, place, single(place, say("room_screens.your_word"), settings));
}

function text(ctx, place) {
  return slots(ctx, place, single(place, say("room_screens.your_text"), { rows: 5, maxlength: 2000 }));
}

// A form of four fields: what, who, when, and of which order the decision is.
function decision(ctx, place) {
  let axis = "";
  const what = area(say("room_screens.what"), { rows: 3, maxlength: 2000 });
  const who = area(say("room_screens.who"), { maxlength: 300, autocomplete: "off" });
  const when = area(say("room_screens.when"), { maxlength: 300, autocomplete: "off" });
  const legend = named("axis");
  let kept = () => {};
  const options = Object.entries(AXES).map(([id, phrase]) => ({ id, label: say(phrase) }));
  const order = presses(options, (id) => { axis = id; order.show([axis], true); wrong.textContent = ""; kept(); }, { "aria-labelledby": legend });
  const wrong = make("p", { class: "wrong", role: "alert" });
  const go = make("button", { text: say("room_screens.send") });
  const box = make("form", { class: "entry" }, what.box, who.box, when.box,
    make("p", { class: "label", id: legend, text: say("room_screens.axis") }), order.box, wrong, make("div", { class: "under" }, go));
  const parts = { what: what.field, who: who.field, when: when.field };
  return slots(ctx, place, {
    box,
    empty: () => Object.values(parts).every((field) => !field.value.trim()),
    whole: () => {
      wrong.textContent = !what.field.value.trim() ? say("room_screens.what_missing") : axis ? "" : say("room_screens.axis_missing");
      return !wrong.textContent;
    },
    read: () => ({ ...Object.fromEntries(Object.entries(parts).map(([name, field]) => [name, field.value])), axis }),
    fill: (value) => {
      for (const [name, field] of Object.entries(parts)) field.value = value?.[name] ?? "";
      axis = value?.axis ?? "";
      order.show([axis], true);
    },
    focus: () => what.field.focus(),
    shown: (value) => make("div", { class: "said" }, make("p", { text: value.what }),
      make("p", { class: "small", text: [say(AXES[value.axis]), value.who, value.when].filter(Boolean).join(" · ") })),
    enable: (open) => {
      for (const field of Object.values(parts)) field.readOnly = !open;
      order.show([axis], open);
      go.hidden = !open;
    },
    sends: (send, keep) => {
      kept = keep;
      box.addEventListener("submit", (event) => { event.preventDefault(); send(); });
      box.addEventListener("input", keep);
    },
  });
}

// A judgement: one press, then, for whoever wants, on what it rests and how sure that is.
function judgement(ctx, place, name, options, sure) {
  const empty = { [name]: null, evidence: "", ...(sure ? { confidence: SURE[0] } : {}) };
  const stood = () => ctx.at(place)?.value ?? null;
  let value = { ...empty, ...stood(), ...ctx.draft(place) };
  const told = fate();
  const missing = make("p", { class: "wrong", role: "status" });
  const chosen = presses(options, (id) => { value[name] = id; send(); }, { class: sure ? "presses scores" : "presses", "aria-labelledby": place.named });
  const proof = area(say("room_screens.evidence"), { rows: 2, maxlength: 2000 });
  const legend = named("sure");
  const steps = SURE.map((id) => ({ id, label: say(SURE_WORDS[id]) }));
  const how = presses(steps, (id) => { value.confidence = id; send(); if (lacks()) proof.field.focus(); }, { "aria-labelledby": legend });
  const more = make("details", { class: "more" }, make("summary", { text: say("room_screens.rests_on") }), proof.box,
    ...(sure ? [make("p", { class: "label", id: legend, text: say("room_screens.how_sure") }), how.box] : []));
  const back = taker(() => { value = { ...empty }; ctx.note(place, null); ctx.give(place, null); update(); });
  const box = make("div", {}, chosen.box, more, missing, make("div", { class: "under" }, told.box, back));
  let waits = 0;
  const lacks = () => sure && value.confidence !== SURE[0] && !value.evidence.trim();
  const send = () => {
    clearTimeout(waits);
    waits = 0;
    ctx.note(place, value);
    if (value[name] !== null && !lacks() && ctx.open) {
      ctx.note(place, null);
      const same = JSON.stringify({ ...empty, ...stood() }) === JSON.stringify(value);
      if (!same) ctx.give(place, { ...value });
    }
    update();
  };
  proof.field.addEventListener("input", () => {
    value.evidence = proof.field.value;
    ctx.note(place, value);
    clearTimeout(waits);
    waits = setTimeout(send, PAUSE);
    update();
  });
  proof.field.addEventListener("change", send);
  const update = () => {
    const typing = ctx.draft(place) !== null;
    if (!typing) value = { ...empty, ...stood() };
    if (proof.field.value !== value.evidence) proof.field.value = value.evidence;
    chosen.show([value[name]], ctx.open);
    how.show([value.confidence], ctx.open);
    proof.field.readOnly = !ctx.open;
    const said = !typing || !ctx.open ? "" : lacks() ? say("room_screens.evidence_missing") : value[name] === null ? say("room_screens.score_missing") : "";
    if (missing.textContent !== said) missing.textContent = said;
    told.show(ctx.at(place), typing);
    back.hidden = !ctx.open || !stood();
    if (value.evidence) more.open = true;
  };
  if (value.evidence || (sure && value.confidence !== SURE[0])) more.open = true;
  return { box, update };
}

function rating(ctx, place) {
  const options = SCORES.map((score) => ({ id: score, label: score === "na" ? say("room_screens.not_known") : String(score) }));
  return judgement(ctx, place, "score", options, true);
}

function matrix(ctx, place) {
  return judgement(ctx, place, "option", ctx.activity.options, false);
}

export const FIELDS = { choice, several, words: wordsField, rating, matrix, decision, text };
