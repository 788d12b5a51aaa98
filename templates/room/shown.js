// What a room sees of its answers: counts, ranges, words and decisions; never a mean alone, never a rank.
import { make, say } from "./room.js";

const SVG = "http://www.w3.org/2000/svg";
const LEVELS = ["0", "1", "2", "3"];
const SIGNS = ["●", "◆", "▲", "■", "◐", "◈", "△", "□"];
const AXES = { political: "room_screens.political", operational: "room_screens.operational" };

function shape(tag, settings, ...inside) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(settings)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

function nothing() {
  return make("p", { class: "nothing", text: say("room_screens.nothing_yet") });
}

function bars(activity, cell) {
  const most = Math.max(1, ...Object.values(cell.counts));
  const rows = activity.options.map((one) => {
    const n = cell.counts[one.id] ?? 0;
    const bar = make("span", { class: "bar", "aria-hidden": "true" });
    bar.style.inlineSize = `${(100 * n) / most}%`;
    return make("li", {}, make("span", { class: "of", text: one.label }), make("span", { class: "track" }, bar), make("span", { class: "n", text: String(n) }));
  });
  return make("div", {}, make("ul", { class: "bars" }, ...rows), answeredBy(cell));
}

function answeredBy(cell) {
  return make("p", { class: "small base", text: say("room_screens.answered_by", { n: cell.n }) });
}

function wall(activity, cell) {
  if (!cell.words.length) return nothing();
  const words = cell.words.map(({ text, n }) => {
    const times = n > 1 ? make("span", { class: "times", text: `×${n}` }) : null;
    return make("li", { class: n > 2 ? "word many" : n > 1 ? "word some" : "word" }, text, " ", times);
  });
  return make("ul", { class: "wall" }, ...words);
}

function texts(activity, cell) {
  if (!cell.texts.length) return nothing();
  return make("ul", { class: "texts" }, ...cell.texts.map(({ text, group }) => make("li", {}, text, byGroup(group))));
}

function byGroup(group) {
  return group ? make("span", { class: "small", text: ` ${say("room_screens.group", { n: group })}` }) : null;
}

function board(activity, cell) {
  if (!cell.decisions.length) return nothing();
  const columns = Object.entries(AXES).map(([axis, phrase]) => {
    const there = cell.decisions.filter((one) => one.axis === axis);
    const notes = there.map((one) => {
      const line = (name, text) => make("p", { class: "small" }, make("strong", { text: `${say(name)} ` }), text || say("room_screens.open_yet"));
      return make("li", {}, make("p", { class: "what", text: one.what }), line("room_screens.who_short", one.who), line("room_screens.when_short", one.when), byGroup(one.group));
    });
    const list = there.length ? make("ul", {}, ...notes) : make("p", { class: "nothing", text: say("room_screens.no_decision") });
    return make("section", { class: `column ${axis}` }, make("h3", { text: `${say(phrase)} (${there.length})` }), list);
  });
  return make("div", { class: "board" }, ...columns);
}

// In words what a drawing of scores shows.
function inWords(cell) {
  const counts = LEVELS.map((level) => say("room_screens.level_count", { level, n: cell.counts[level] }));
  return [...counts, say("room_screens.unknown_count", { n: cell.counts.na })].join(", ");
}

// A dot for each level, as large as it was given often; a line from the lowest to the highest.
function spread(cell, wide) {
  const step = wide ? 60 : 46;
  const height = step;
  const x = (level) => step * (Number(level) + 0.5);
  const y = height / 2;
  const most = Math.max(1, ...LEVELS.map((level) => cell.counts[level]));
  const drawing = shape("svg", { viewBox: `0 0 ${step * 5} ${height}`, class: "spread", role: "img", "aria-label": inWords(cell) });
  drawing.append(shape("line", { x1: x(0), x2: x(3), y1: y, y2: y, class: "axis" }));
  if (cell.low !== null) drawing.append(shape("line", { x1: x(cell.low), x2: x(cell.high), y1: y, y2: y, class: "range" }));
  const least = wide ? 18 : 14;
  for (const level of LEVELS) {
    const n = cell.counts[level];
    const r = n ? least + (y - 2 - least) * Math.sqrt(n / most) : 3;
    drawing.append(shape("circle", { cx: x(level), cy: y, r, class: n ? "dot" : "none" }));
    if (n) drawing.append(shape("text", { x: x(level), y, class: wide ? "wide" : "", "text-anchor": "middle", "dominant-baseline": "central" }, String(n)));
  }
  if (cell.counts.na) {
    const side = 2 * least;
    drawing.append(shape("rect", { x: x(4) - least, y: y - least, width: side, height: side, rx: 4, class: "unknown" }));
    drawing.append(shape("text", { x: x(4), y, class: wide ? "wide in-unknown" : "in-unknown", "text-anchor": "middle", "dominant-baseline": "central" }, wide ? String(cell.counts.na) : `?${cell.counts.na}`));
  }
  return drawing;
}

function levels() {
  return make("span", { class: "levels" }, ...[...LEVELS, "?"].map((level) => make("span", { text: level })));
}

function head(text, settings = {}) {
  return make("th", { scope: "col", ...settings }, text);
}

const found = (tally, subject, item) => tally.cells.find((one) => one.subject === subject && one.item === item);
const blank = [{ id: "", label: "" }];

function table(name, ...inside) {
  return make("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": name }, make("table", { class: "shown" }, ...inside));
}

// Items down, subjects across; with one subject, one wide drawing for each item.
function grid(activity, tally, subject) {
  const { items } = activity;
  const subjects = activity.subjects.length ? activity.subjects : blank;
  const one = subjects.find((there) => there.id === subject) ?? (subjects.length === 1 ? subjects[0] : null);
  if (one) {
    const rows = items.map((item) => {
      const cell = found(tally, one.id, item.id);
      const sure = say("room_screens.sure_counts", cell.confidence);
      const range = cell.low === null ? say("room_screens.no_score") : say("room_screens.range", { low: cell.low, high: cell.high });
      return make("tr", { class: cell.n ? null : "empty" }, make("th", { scope: "row", text: item.label }),
        make("td", {}, spread(cell, true)), make("td", { class: "range-words" }, make("strong", { text: range }), " ", make("span", { class: "small", text: sure })));
    });
    const top = make("tr", {}, make("td"), head(levels()), head(say("room_screens.range_and_ground")));
    return make("div", {}, one.label ? make("h3", { text: one.label }) : "", table(activity.title, make("thead", {}, top), make("tbody", {}, ...rows)), key("room_screens.grid_key"));
  }
  const top = make("tr", {}, make("td"), ...subjects.map((there) => head(there.label)));
  const rows = items.map((item) => make("tr", {}, make("th", { scope: "row", text: item.label }), ...subjects.map((there) => {
    const cell = found(tally, there.id, item.id);
    if (!cell.n) return make("td", { class: "empty" }, say("room_screens.cell_empty"));
    return make("td", {}, spread(cell, false));
  })));
  return make("div", {}, table(activity.title, make("thead", {}, top), make("tbody", {}, ...rows)), key("room_screens.grid_key"));
}

function key(phrase) {
  return make("p", { class: "small key", text: say(phrase) });
}

// Subjects down, items across: what was said of each, and where nobody has said a thing.
function heat(activity, tally) {
  const { items, options, extra } = activity;
  const lacking = extra.empty ?? "absent";
  const signs = new Map(options.map((one, i) => [one.id, one.id === lacking ? "∅" : SIGNS[i % SIGNS.length]]));
  const subjects = activity.subjects.length ? activity.subjects : blank;
  const said = (cell) => options.filter((one) => cell.counts[one.id] > 0);
  const filled = (cell) => said(cell).filter((one) => one.id !== lacking).reduce((sum, one) => sum + cell.counts[one.id], 0);
  const most = Math.max(1, ...tally.cells.map(filled));
  const square = (cell) => {
    const there = said(cell);
    if (!there.length) return make("td", { class: "empty", text: say("room_screens.cell_empty") });
    const lines = there.map((one) => make("span", { class: "state" }, make("span", { "aria-hidden": "true", text: `${signs.get(one.id)} ` }),
      make("span", { class: "hidden-but-read", text: `${one.label} ` }), String(cell.counts[one.id])));
    const heatOf = filled(cell) ? String(Math.ceil((4 * filled(cell)) / most)) : "0";
    return make("td", { class: filled(cell) ? "" : "empty", "data-heat": heatOf }, ...lines);
  };
  const top = make("tr", {}, make("td"), ...items.map((item) => head(item.label)));
  const rows = subjects.map((one) => make("tr", {}, make("th", { scope: "row", text: one.label }), ...items.map((item) => square(found(tally, one.id, item.id)))));
  const legend = make("ul", { class: "legend" }, ...options.map((one) => make("li", { text: `${signs.get(one.id)} ${one.label}` })), make("li", { class: "empty", text: say("room_screens.cell_empty_key") }));
  return make("div", {}, legend, table(activity.title, make("thead", {}, top), make("tbody", {}, ...rows)));
}

const CELLS = { choice: bars, several: bars, words: wall, text: texts, decision: board };

// What was answered to an activity: for grids all of it or one `subject`, for the others item by item.
export function draw(activity, tally, { subject = "" } = {}) {
  if (activity.kind === "rating") return grid(activity, tally, subject);
  if (activity.kind === "matrix") return heat(activity, tally);
  const one = CELLS[activity.kind];
  const parts = [];
  for (const there of activity.subjects.length ? activity.subjects : blank) {
    for (const item of activity.items.length ? activity.items : blank) {
      const name = [there.label, item.label].filter(Boolean).join(" – ");
      parts.push(make("section", { class: "part" }, name ? make("h3", { text: name }) : "", one(activity, found(tally, there.id, item.id))));
    }
  }
  return make("div", { class: `parts of-${activity.kind}`, "data-parts": String(parts.length) }, ...parts);
}

// On what scores and placings rest, in people's own words.
export function grounds(activity, tally) {
  const label = (list, id) => list.find((one) => one.id === id)?.label ?? "";
  const rows = tally.cells.flatMap((cell) => (cell.evidence ?? []).map((one) => {
    const place = [label(activity.subjects, cell.subject), label(activity.items, cell.item)].filter(Boolean).join(" – ");
    const chosen = one.option ? label(activity.options, one.option) : one.score === "na" ? say("room_screens.not_known") : String(one.score);
    return make("li", {}, make("strong", { text: `${place} – ${chosen}` }), ` ${one.text}`, byGroup(one.group));
  }));
  return rows.length ? make("ul", { class: "texts" }, ...rows) : null;
}
