// The wall: what everybody in the room sees, from ten metres away.
import { announce, button, clock, code, listen, make, say, tell } from "./room.js";
import { draw } from "./shown.js";

const $ = (id) => document.getElementById(id);
const STAGES = { waiting: "room_screens.wall_waiting", open: "room_screens.wall_open", closed: "room_screens.wall_closed", shown: "room_screens.wall_shown" };
let state = null;
let subject = "";
let drawn = "";
let at = "";

function subjects() {
  const there = state.tally && !state.ended && state.activity.kind === "rating" && state.activity.subjects.length > 1 ? state.activity.subjects : [];
  const all = there.length ? [{ id: "", label: say("room_screens.all_subjects") }, ...there] : [];
  const i = all.findIndex((one) => one.id === subject);
  const turn = (by) => pick(all[(i + by + all.length) % all.length].id);
  $("subjects").hidden = !all.length;
  $("subjects").replaceChildren(...(all.length ? [
    button("‹", () => turn(-1), { "aria-label": say("room_screens.subject_before") }),
    make("span", { text: all[i]?.label ?? "" }),
    button("›", () => turn(1), { "aria-label": say("room_screens.subject_after") }),
  ] : []));
}

function pick(id) {
  const focus = [...$("subjects").children].indexOf(document.activeElement);
  subject = id;
  results();
  subjects();
  if (focus >= 0) $("subjects").children[focus].focus();
}

function results() {
  const tally = state.ended ? null : state.tally;
  const now = JSON.stringify([state.activity.id, state.round, subject, tally]);
  if (now === drawn) return;
  drawn = now;
  document.body.dataset.results = tally ? "yes" : "no";
  $("results").hidden = !tally;
  $("results").replaceChildren(...(tally ? [draw(state.activity, tally, { subject })] : []));
  fit();
}

// Many words, or many lines: a little smaller, until all is seen; never under what is read from afar.
function fit() {
  const box = $("results");
  for (const size of ["1", "2", "3", "4", "5"]) {
    box.dataset.size = size;
    if (box.scrollHeight <= box.clientHeight + 2) {
      box.removeAttribute("tabindex");
      return;
    }
  }
  box.tabIndex = 0; // more than fits: it is reached by scrolling
}

// Where nothing is to be seen yet: how to come in, large, or how many have answered.
function middle() {
  const shows = state.tally !== null && !state.ended;
  $("come-in").hidden = !(state.stage === "waiting" && !state.ended);
  $("wait").hidden = shows || state.ended || state.stage === "waiting";
  document.body.dataset.ended = state.ended ? "yes" : "no";
  document.body.dataset.large = state.stage === "waiting" && !state.ended ? "yes" : "no";
  const most = Math.max(state.people, state.answered, 1);
  tell("how-far", say(state.activity.per === "group" ? "room_screens.wall_groups" : "room_screens.wall_answered", { n: state.answered, all: state.people }));
  $("far").style.inlineSize = `${(100 * state.answered) / (state.activity.per === "group" ? Math.max(state.groups, state.answered, 1) : most)}%`;
}

function heard(now) {
  const changed = now.activity.id !== at;
  state = now;
  if (changed) subject = "";
  at = now.activity.id;
  tell("question", now.ended ? say("room_screens.wall_ended") : now.activity.title);
  tell("text", now.ended ? "" : now.activity.text);
  const stage = now.ended ? say("room_screens.short_ended") : now.paused ? say("room_screens.wall_paused") : say(STAGES[now.stage]);
  if ($("stage").textContent !== stage) announce(stage);
  tell("stage", stage);
  $("stage").dataset.stage = now.ended ? "ended" : now.paused ? "paused" : now.stage;
  tell("round", now.round > 1 ? say("room_screens.round", { n: now.round }) : "");
  tell("people", say("room_screens.people", { n: now.people }));
  middle();
  results();
  subjects();
  tick();
  document.body.dataset.ready = "yes";
}

addEventListener("resize", () => state && fit());
addEventListener("keydown", (event) => {
  if ($("subjects").hidden || event.target.closest("button")) return;
  const [before, , after] = $("subjects").children;
  if (event.key === "ArrowLeft" || event.key === "PageUp") before.click();
  if (event.key === "ArrowRight" || event.key === "PageDown") after.click();
});
if ("BroadcastChannel" in window) {
  new BroadcastChannel(`workbench-room-${code}`).addEventListener("message", (message) => { if (state) pick(message.data.subject); });
}

const tick = clock($("clock"), () => state);
listen(heard, (up, letter = "") => tell("lost", up ? "" : letter || say("room_screens.lost_wall")));
