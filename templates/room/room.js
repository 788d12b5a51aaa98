// What the screens of a room share: words, elements, the line to the room, and its clock.
import { make } from "../make.js";

export { make };

const page = document.body.dataset;
const words = JSON.parse(page.words);

export const base = page.base;
export const key = page.key;
export const code = page.code;

// A phrase with its holes filled; the keys are those of the .po files.
export function say(name, holes = {}) {
  return words[name].replace(/\{(\w+)\}/g, (hole, word) => (word in holes ? holes[word] : hole));
}

export function button(text, pressed, settings = {}) {
  return make("button", { type: "button", text, onclick: pressed, ...settings });
}

// Say something politely: a screen reader finishes its sentence first.
export function announce(text) {
  const box = document.getElementById("said");
  if (box.textContent === text) box.textContent = "";
  box.textContent = text;
}

export function tell(id, text) {
  const box = document.getElementById(id);
  if (box.textContent !== text) box.textContent = text;
  box.hidden = !text;
}

// An address of the room, with the key of this screen.
export function address(end, protocol = location.protocol) {
  const asked = key ? `?key=${encodeURIComponent(key)}` : "";
  return `${protocol}//${location.host}${base}/${end}${asked}`;
}

const PATIENCE = 15000;

// Ask the room for something; the answer is its status and its JSON, or a status of 0 where nobody answers.
export async function ask(end, body) {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  const settings = { signal: stop.signal };
  if (body !== undefined) {
    settings.method = "POST";
    settings.headers = { "Content-Type": "application/json" };
    settings.body = JSON.stringify(body);
  }
  try {
    const answer = await fetch(address(end), settings);
    return { status: answer.status, told: await answer.json() };
  } catch {
    return { status: 0, told: {} };
  } finally {
    clearTimeout(late);
  }
}

const FIRST = 500;
const LONGEST = 8000;
const PULSE = 20000;
const FORGOTTEN = [403, 404];

let skew = 0;
export const now = () => Date.now() / 1000 + skew;

// Hold a line to the room. `heard` is called with the whole state at each change, `lines` with
// whether the room can be reached, and why not where that is known.
export function listen(heard, lines) {
  let state = {};
  let socket = null;
  let wait = FIRST;
  let again = 0;

  const take = (told) => {
    state = { ...state, ...told };
    if (told.now) skew = told.now - Date.now() / 1000;
    if (state.activity) heard(state);
  };
  const pulse = async () => {
    const { status, told } = await ask("state");
    if (status === 200) {
      take(told);
      if (socket && socket.readyState === WebSocket.OPEN) lines(true);
    } else {
      lines(false, FORGOTTEN.includes(status) ? told.letter : "");
      if (socket) socket.close();
    }
  };
  const open = () => {
    clearTimeout(again);
    if (socket) return;
    const line = new WebSocket(address("live", location.protocol === "https:" ? "wss:" : "ws:"));
    socket = line;
    line.addEventListener("message", (message) => {
      wait = FIRST;
      lines(true);
      take(JSON.parse(message.data));
      if (!state.activity) pulse();
    });
    line.addEventListener("close", () => {
      if (socket !== line) return;
      socket = null;
      lines(false, "");
      again = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST);
      if (wait > 4 * FIRST) pulse(); // a room that is gone says so here, a line never does
    });
  };
  const down = () => {
    lines(false, "");
    if (socket) socket.close();
  };
  addEventListener("offline", down);
  addEventListener("online", () => { wait = FIRST; open(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { wait = FIRST; open(); pulse(); } });
  setInterval(pulse, PULSE);
  open();
}

const MARKS = [[300, "room_screens.left_5"], [60, "room_screens.left_1"], [0, "room_screens.time_over"]];

// Keep a box in step with the room's timer, and say politely when little is left.
export function clock(box, stateOf) {
  let before = null;
  const tick = () => {
    const state = stateOf();
    const left = state ? (state.paused ? state.left : state.until && state.until - now()) : null;
    const there = left !== null && left !== undefined;
    box.hidden = !there;
    if (there) {
      const seconds = Math.max(0, Math.ceil(left));
      const text = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
      if (box.textContent !== text) box.textContent = text;
      box.dataset.over = seconds === 0 ? "yes" : "no";
      for (const [mark, told] of MARKS) {
        if (before !== null && before > mark && seconds <= mark) announce(say(told));
      }
      before = seconds;
    } else {
      before = null;
    }
  };
  setInterval(tick, 250);
  return tick;
}
