// Answers on their way: they stay in this browser until the room has acknowledged them, and are sent
// again with the same id. What is typed and not sent yet stays here too.
import { ask, code } from "./room.js";

const FIRST = 1000;
const LONGEST = 15000;
const SEEN_AFTER = 5000;
const LATER = [0, 403, 404, 429];
const KEPT = 200;

// A random id also where the page came without https: there, crypto.randomUUID is missing.
export function id() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const memory = new Map();
let held = true;

function read(name) {
  try {
    const text = localStorage.getItem(name);
    return text === null ? memory.get(name) ?? null : JSON.parse(text);
  } catch {
    return memory.get(name) ?? null;
  }
}

function write(name, value) {
  memory.delete(name);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    held = false;
    if (value !== null) memory.set(name, value);
  }
}

function named(start) {
  let there = [];
  try {
    there = Object.keys(localStorage);
  } catch {
    held = false;
  }
  return [...new Set([...there, ...memory.keys()])].filter((name) => name.startsWith(start));
}

const spot = (at) => [at.activity, at.subject ?? "", at.item ?? "", at.slot ?? 1].join("|");

// The answers of one person. `changed` is called when one of them has another state.
export class Answers {
  #changed;
  #start;
  #mine = new Map();
  #busy = false;
  #wait = FIRST;
  #again = 0;

  constructor(number, changed) {
    this.#start = `workbench-room-${code}-${number}`;
    this.#changed = changed;
    for (const name of named(`${this.#start} answer `)) {
      const entry = read(name);
      if (entry && entry.state === "sending") write(name, { ...entry, state: "waiting" });
    }
  }

  // Whether this browser keeps things over a reload.
  get held() {
    return held;
  }

  // How many are not acknowledged yet.
  get unsent() {
    return this.#entries().filter((entry) => entry.state === "waiting" || entry.state === "sending").length;
  }

  // What stands at a place: `{value, state, letter}`, where `state` is kept, sending, waiting or refused.
  at(place) {
    const entry = read(this.#name(place));
    if (entry) return { value: entry.answer.value, state: entry.state, letter: entry.letter || "" };
    const own = this.#mine.get(this.#name(place));
    return own ? { value: own.value, state: "kept", letter: "" } : null;
  }

  // Send an answer, now or as soon as that can be done. No value takes one back.
  give(place, value) {
    const { activity, round, subject = "", item = "", slot = 1 } = place;
    const answer = { id: id(), activity, round, subject, item, slot, value };
    write(this.#name(place), { answer, state: "waiting", when: Date.now() });
    this.#changed();
    this.send();
  }

  // What was not counted in the round before, because it came too late; null where nothing was.
  late(place) {
    const entry = read(this.#name({ ...place, round: place.round - 1 }));
    return entry && entry.state === "refused" ? entry.answer.value : null;
  }

  // What is typed at a place and not sent yet; it is kept over rounds too.
  draft(place) {
    return read(`${this.#start} draft ${spot(place)}`);
  }

  note(place, typed) {
    write(`${this.#start} draft ${spot(place)}`, typed);
  }

  // The room has told which answers of this person stand in this round.
  stand(activity, round, mine) {
    this.#mine = new Map(mine.map((one) => [this.#name({ ...one, activity, round }), one]));
    for (const name of named(`${this.#start} answer ${round} ${activity}|`)) {
      const entry = read(name);
      const told = this.#mine.get(name);
      const seen = told ? told.id === entry.answer.id : entry.answer.value === null && entry.state === "kept";
      const old = Date.now() - (entry.kept || Date.now()) > SEEN_AFTER;
      if (seen || (entry.state === "kept" && old)) write(name, null);
    }
  }

  // Somebody goes on here under another number: what was not sent yet goes with them.
  handOn(number) {
    const next = `workbench-room-${code}-${number}`;
    for (const name of named(`${this.#start} `)) {
      write(next + name.slice(this.#start.length), read(name));
      write(name, null);
    }
  }

  // Send what waits, one after the other: the last one said is the last one heard.
  async send() {
    clearTimeout(this.#again);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let entry = this.#next(); entry; entry = this.#next()) {
        this.#mark(entry, { state: "sending" });
        const { status, told } = await ask("answer", entry.answer);
        if (LATER.includes(status) || status >= 500) {
          this.#mark(entry, { state: "waiting" });
          this.#again = setTimeout(() => this.send(), told.wait ? told.wait * 1000 : this.#wait);
          this.#wait = Math.min(this.#wait * 2, LONGEST);
          return;
        }
        this.#wait = FIRST;
        if (status === KEPT) this.#mark(entry, { state: "kept", kept: Date.now() });
        else this.#mark(entry, { state: "refused", letter: told.letter || "" });
      }
    } finally {
      this.#busy = false;
    }
  }

  #name(at) {
    return `${this.#start} answer ${at.round} ${spot(at)}`;
  }

  #entries() {
    return named(`${this.#start} answer `).map(read).filter(Boolean);
  }

  #next() {
    const waiting = this.#entries().filter((entry) => entry.state === "waiting");
    return waiting.sort((one, other) => one.when - other.when)[0] ?? null;
  }

  // Note how an answer fares, unless a newer one stands at its place.
  #mark(entry, news) {
    const name = this.#name(entry.answer);
    const there = read(name);
    if (!there || there.answer.id !== entry.answer.id) return;
    write(name, { ...there, ...news });
    this.#changed();
  }
}
