// The phone of a participant: one activity at a time, and nothing that was typed or pressed is lost.
import { announce, ask, button, clock, listen, make, say, tell } from "./room.js";
import { Answers } from "./answers.js";
import { FIELDS } from "./fields.js";
import { draw } from "./shown.js";

const main = document.getElementById("activity");
const STAGES = { waiting: "room_screens.stage_waiting", open: "room_screens.stage_open", closed: "room_screens.stage_closed", shown: "room_screens.stage_shown" };
const SOON = 800;
let state = null;
let reached = true;
let answers = new Answers(Number(document.body.dataset.number), () => refresh());
let fields = [];
let drawn = "";
let results = "";
let spoken = 0;
let soon = 0;

const asked = () => ({ activity: state.activity.id, round: state.round });

const context = {
  get activity() { return state.activity; },
  get open() { return state.stage === "open" && !state.ended; },
  at: (place) => answers.at({ ...place, ...asked() }),
  late: (place) => answers.late({ ...place, ...asked() }),
  give: (place, value) => answers.give({ ...place, ...asked() }, value),
  draft: (place) => answers.draft({ ...place, ...asked() }),
  note: (place, typed) => answers.note({ ...place, ...asked() }, typed),
};

// One item of one subject: what it is, and its field.
function card(subject, item) {
  const named = item ? `item-${item.id}` : "question";
  const field = FIELDS[state.activity.kind](context, { subject: subject?.id ?? "", item: item?.id ?? "", named });
  fields.push(field);
  if (!item) return field.box;
  const note = item.note ? make("p", { class: "small", text: item.note }) : null;
  return make("section", { class: "item", "aria-labelledby": named }, make("h2", { id: named, text: item.label }), note, field.box);
}

const first = () => {
  const { extra, subjects } = state.activity;
  const seen = answers.draft({ ...asked(), item: "seen" });
  const mine = [extra.groups?.[String(state.group)]].flat()[0];
  return [seen, mine].find((id) => subjects.some((one) => one.id === id)) ?? subjects[0].id;
};

const done = (subject) => {
  const items = state.activity.items.length ? state.activity.items : [{ id: "" }];
  const there = items.filter((item) => (context.at({ subject: subject.id, item: item.id })?.value ?? null) !== null);
  return [there.length, items.length];
};

// The subjects to go through, each with how far it is; under it the items of the chosen one.
function perSubject() {
  const { subjects, items } = state.activity;
  const places = make("div", { id: "items" });
  const tabs = new Map();
  const open = (id, jump) => {
    answers.note({ ...asked(), item: "seen" }, id);
    fields = [];
    const at = subjects.findIndex((one) => one.id === id);
    const heading = make("h2", { class: "subject", tabindex: "-1", text: subjects[at].label });
    const next = subjects[at + 1];
    places.replaceChildren(heading, ...(items.length ? items : [null]).map((item) => card(subjects[at], item)));
    if (next) places.append(button(say("room_screens.next_subject", { name: next.label }), () => open(next.id, true), { class: "second wide" }));
    fields.push({ update: progress });
    fields.forEach((field) => field.update());
    for (const [one, tab] of tabs) tab.setAttribute("aria-current", String(one === id));
    if (jump) { heading.focus({ preventScroll: true }); heading.scrollIntoView(); }
  };
  const progress = () => {
    for (const one of subjects) {
      const [there, all] = done(one);
      const mark = there === all ? "✓ " : "";
      tabs.get(one.id).replaceChildren(`${mark}${one.label} `, make("span", { class: "far", text: `${there}/${all}` }));
    }
  };
  for (const one of subjects) tabs.set(one.id, button("", () => open(one.id, true), { class: "tab" }));
  const list = make("details", { class: "more subjects" }, make("summary", { text: say("room_screens.subjects", { n: subjects.length }) }), make("div", { class: "tabs" }, ...tabs.values()));
  const box = make("div", {}, list, places);
  progress();
  open(first(), false);
  return box;
}

function question() {
  const { activity } = state;
  fields = [];
  const head = [make("h1", { id: "question", tabindex: "-1", text: activity.title })];
  if (activity.text) head.push(make("p", { class: "lead", text: activity.text }));
  if (activity.per === "group") head.push(make("p", { class: "note-line", text: say("room_screens.per_group") }));
  if (state.round > 1) head.push(make("p", { class: "note-line", text: say("room_screens.round", { n: state.round }) }));
  const body = activity.subjects.length ? [perSubject()] : (activity.items.length ? activity.items : [null]).map((item) => card(null, item));
  const shows = state.stage !== "waiting";
  const inside = make("div", { id: "answers" }, ...body);
  if (state.stage === "shown") {
    const own = make("details", { class: "more" }, make("summary", { text: say("room_screens.my_answers") }), inside);
    return [...head, make("div", { id: "results" }), own];
  }
  return shows ? [...head, inside, make("div", { id: "results" })] : [...head];
}

function showResults() {
  const box = document.getElementById("results");
  const now = JSON.stringify(state.tally);
  if (!box || now === results) return;
  results = now;
  if (!state.tally) {
    box.replaceChildren();
    return;
  }
  const said = draw(state.activity, state.tally);
  const name = say("room_screens.results");
  const open = box.querySelector("details")?.open ?? false;
  if (state.stage === "shown") box.replaceChildren(make("h2", { text: name }), said);
  else box.replaceChildren(make("details", { class: "more", open }, make("summary", { text: name }), said)); // first one's own answer
}

function unsentYet() {
  const n = answers.unsent;
  tell("unsent", n ? say(reached ? "room_screens.under_way" : "room_screens.stays_here", { n }) : "");
}

function refresh() {
  if (!state) return;
  fields.forEach((field) => field.update());
  const unsent = answers.unsent;
  if (!unsent) {
    tell("unsent", "");
    clearTimeout(soon);
    soon = 0;
    if (spoken) announce(say("room_screens.all_kept"));
  } else if (!soon) {
    soon = setTimeout(unsentYet, SOON); // what is sent at once is no news
  } else if (!document.getElementById("unsent").hidden) {
    unsentYet();
  }
  spoken = unsent;
}

function told() {
  const stage = state.ended ? say("room_screens.ended") : say(STAGES[state.stage]);
  tell("stage", state.paused && !state.ended ? `${say("room_screens.paused")} ${stage}` : stage);
  document.getElementById("stage").dataset.stage = state.ended ? "ended" : state.paused ? "paused" : state.stage;
  tell("step", say("room_screens.step", { n: state.sequence + 1, all: state.sequences }));
  tell("group", state.group ? say("room_screens.your_group", { n: state.group }) : "");
  document.getElementById("number").textContent = state.me.back;
}

function heard(now) {
  const before = state;
  state = now;
  answers.stand(state.activity.id, state.round, state.mine ?? []);
  const key = JSON.stringify([state.activity, state.round, state.stage, state.ended, state.activity.subjects.length ? state.group : 0]);
  told();
  if (key !== drawn) {
    const moved = before && (before.activity.id !== state.activity.id || before.round !== state.round);
    const inside = main.contains(document.activeElement);
    drawn = key;
    results = "";
    main.replaceChildren(...question());
    if (moved || inside) document.getElementById("question").focus({ preventScroll: !moved });
    if (moved) scrollTo(0, 0);
    announce(`${document.getElementById("stage").textContent} ${state.activity.title}`);
  }
  showResults();
  refresh();
  tick();
  document.body.dataset.ready = "yes";
}

function lines(up, letter = "") {
  const back = up && !reached;
  reached = up;
  tell("lost", up ? "" : letter || say("room_screens.lost"));
  if (back) announce(say("room_screens.back"));
  if (up) answers.send();
  refresh();
}

for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", (event) => {
    if (reached) return;
    event.preventDefault(); // the other page cannot come now, and this one would be gone
    announce(say("room_screens.lost"));
  });
}

const other = document.getElementById("back");
other.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { status, told: answer } = await ask("back", { number: other.elements.number.value });
  if (status === 200) {
    answers.handOn(answer.number);
    location.reload();
  } else {
    tell("back-wrong", answer.letter || say("room_screens.lost"));
  }
});

const tick = clock(document.getElementById("clock"), () => state);
if (!answers.held) tell("unheld", say("room_screens.unheld"));
listen(heard, lines);
