// The console of whoever leads: where the room stands, what can be done now, and what is answered.
import { announce, ask, button, clock, code, listen, make, say, tell } from "./room.js";
import { draw, grounds } from "./shown.js";

const $ = (id) => document.getElementById(id);
const STAGES = { waiting: "room_screens.lead_waiting", open: "room_screens.lead_open", closed: "room_screens.lead_closed", shown: "room_screens.lead_shown" };
const SHORT = { waiting: "room_screens.short_waiting", open: "room_screens.short_open", closed: "room_screens.short_closed", shown: "room_screens.short_shown" };
const SIGNS = { waiting: "○", open: "▶", closed: "■", shown: "◉" };
const wall = "BroadcastChannel" in window ? new BroadcastChannel(`workbench-room-${code}`) : null;
let state = null;
let round = 0;
let subject = "";
let drawn = "";
let listed = "";

// What may be done at each stage; the first one is what comes next most often.
const MAY = {
  waiting: ["open"],
  open: ["close", "show"],
  closed: ["show", "open", "reopen"],
  shown: ["hide", "reopen"],
};

async function lead(verb, given = {}) {
  const { status, told } = await ask(`lead/${verb}`, given);
  tell("refused", status === 200 ? "" : told.letter || say("room_screens.lost_lead"));
  if (status === 200) heard(told);
}

function may(verb) {
  if (state.ended) return false;
  if (verb === "next") return state.sequence + 1 < state.sequences;
  if (verb === "previous") return state.sequence > 0;
  if (verb === "pause") return !state.paused;
  if (verb === "resume") return state.paused;
  if (verb === "open" && state.stage === "closed" && state.activity.blind && state.tally) return false;
  return Object.values(MAY).flat().includes(verb) ? MAY[state.stage].includes(verb) : true;
}

function verbs() {
  const focus = document.activeElement;
  const first = MAY[state.stage][0];
  for (const one of document.querySelectorAll("[data-verb]")) {
    const verb = one.dataset.verb;
    one.disabled = !may(verb);
    if (["open", "close", "show", "hide", "reopen", "pause", "resume"].includes(verb)) one.hidden = !may(verb);
    one.classList.toggle("second", verb !== first && verb !== "end");
  }
  if (focus && focus.dataset.verb && (focus.hidden || focus.disabled)) {
    (document.querySelector(`[data-verb="${first}"]:not([hidden]):not(:disabled)`) ?? $("question")).focus();
  }
}

function sequences() {
  const now = JSON.stringify([state.agenda, state.sequence]);
  if (now === listed) return;
  listed = now;
  const rows = state.agenda.map((one, i) => {
    const here = i === state.sequence;
    const minutes = one.minutes ? say("room_screens.minutes", { n: one.minutes.toLocaleString(document.documentElement.lang) }) : "";
    const stage = [say(SHORT[one.stage]), one.round > 1 ? say("room_screens.round", { n: one.round }) : "", minutes].filter(Boolean).join(" · ");
    return make("li", { "aria-current": here ? "step" : null, class: here ? "here" : null },
      make("span", { class: "rank", "aria-hidden": "true", text: String(i + 1) }),
      make("span", {}, make("strong", { text: one.title }), make("br"), make("span", { class: "small" }, make("span", { "aria-hidden": "true", text: `${SIGNS[one.stage]} ` }), stage)));
  });
  $("sequences").replaceChildren(...rows);
  const here = $("sequences").querySelector(".here");
  $("sequences").scrollTop = here.offsetTop - 60;
}

function rounds() {
  const all = Object.keys(state.tallies).map(Number);
  if (!all.includes(round)) round = state.round;
  const choices = all.map((n) => button(say("room_screens.round", { n }), () => { round = n; drawn = ""; results(); rounds(); }, { class: "tab", "aria-pressed": String(n === round) }));
  $("rounds").hidden = all.length < 2;
  $("rounds").replaceChildren(...(all.length < 2 ? [] : choices));
}

// Which subject is shown large, here and on a wall that is another window of this browser.
function subjects() {
  const there = state.activity.kind === "rating" && state.activity.subjects.length > 1 ? state.activity.subjects : [];
  const pick = (id) => { subject = id; drawn = ""; wall?.postMessage({ subject }); results(); subjects(); };
  const all = [{ id: "", label: say("room_screens.all_subjects") }, ...there];
  $("subjects").hidden = !there.length;
  $("subjects").replaceChildren(...(there.length ? all : []).map((one) => button(one.label, () => pick(one.id), { class: "tab", "aria-pressed": String(one.id === subject) })));
}

function results() {
  const tally = state.tallies[String(round)];
  const now = JSON.stringify([state.activity.id, round, subject, tally]);
  if (now === drawn) return;
  drawn = now;
  const open = $("results").querySelector("details")?.open ?? false;
  const said = grounds(state.activity, tally);
  const more = said ? make("details", { class: "more", open }, make("summary", { text: say("room_screens.grounds") }), said) : null;
  $("results").replaceChildren(...[draw(state.activity, tally, { subject }), more].filter(Boolean));
}

function counted() {
  tell("people", say("room_screens.people", { n: state.people }));
  tell("answered", say(state.activity.per === "group" ? "room_screens.answered_groups" : "room_screens.answered", { n: state.answered }));
  tell("absent", state.absent.length ? say("room_screens.absent", { numbers: state.absent.join(", ") }) : "");
  const members = Object.entries(state.members).map(([n, people]) => make("li", { text: say("room_screens.members", { n, numbers: people.join(", ") || "–" }) }));
  $("members").replaceChildren(...members);
}

function heard(now) {
  const before = state;
  if (before && before.version > now.version) return;
  state = now;
  if (!before || before.activity.id !== now.activity.id) {
    subject = "";
    drawn = "";
    $("minutes").value = now.activity.minutes?.toLocaleString(document.documentElement.lang) ?? "";
  }
  if (!before || before.round !== now.round || before.activity.id !== now.activity.id) round = now.round;
  tell("question", now.activity.title);
  tell("text", now.activity.text);
  const stage = now.ended ? say("room_screens.ended") : say(STAGES[now.stage]);
  const paused = now.paused ? `${say("room_screens.paused_lead")} ` : "";
  if ($("stage").textContent !== paused + stage) announce(paused + stage);
  tell("stage", paused + stage);
  $("stage").dataset.stage = now.ended ? "ended" : now.paused ? "paused" : now.stage;
  tell("blind", now.activity.blind && now.stage === "open" ? say("room_screens.blind") : "");
  tell("round", now.round > 1 ? say("room_screens.round", { n: now.round }) : "");
  sequences();
  verbs();
  counted();
  rounds();
  subjects();
  results();
  notes(before);
  tick();
  document.body.dataset.ready = "yes";
}

// What whoever leads writes down stays in this browser alone, one note for each activity.
const place = () => `workbench-room-${code} note ${state.activity.id}`;
function notes(before) {
  if (before && before.activity.id === state.activity.id) return;
  try {
    $("notes").value = localStorage.getItem(place()) ?? "";
  } catch {
    tell("refused", say("room_screens.unheld"));
  }
}
$("notes").addEventListener("input", () => {
  try {
    localStorage.setItem(place(), $("notes").value);
  } catch {
    tell("refused", say("room_screens.unheld"));
  }
});

for (const one of document.querySelectorAll("[data-verb]")) {
  if (one.dataset.verb === "end") one.addEventListener("click", () => $("sure").showModal());
  else one.addEventListener("click", () => lead(one.dataset.verb, one.dataset.minutes ? { minutes: Number(one.dataset.minutes) } : {}));
}
$("stay").addEventListener("click", () => $("sure").close());
$("end").addEventListener("click", () => { $("sure").close(); lead("end"); });
for (const [form, verb, name] of [["timer", "timer", "minutes"], ["groups", "groups", "n"]]) {
  $(form).addEventListener("submit", (event) => {
    event.preventDefault();
    const given = event.target.elements[name].value.replace(",", ".");
    lead(verb, { [name]: given === "" ? "0" : given });
  });
}

const tick = clock($("clock"), () => state);
listen(heard, (up, letter = "") => tell("lost", up ? "" : letter || say("room_screens.lost_lead")));
