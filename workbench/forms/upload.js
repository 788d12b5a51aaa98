// A file is sent in pieces, each acknowledged before the next: a lost connection loses nothing.
// Every text is set with textContent. What is done with the file is decided in Python.

const PIECE = 1 << 20;
const PATIENCE = 20000;

function render({ model, el }) {
  const words = model.get("words");
  const limit = model.get("limit");
  const piece = Math.min(PIECE, model.get("piece"));
  const id = `up-${model.model_id ?? Math.random().toString(36).slice(2)}`;
  let file = null, round = 0, at = 0, timer = null, last = 0;

  const size = (n) => {
    const mega = n / (1 << 20);
    const shown = new Intl.NumberFormat(model.get("lang"), { maximumFractionDigits: mega < 10 ? 1 : 0 }).format(mega < 0.1 && n > 0 ? 0.1 : mega);
    return words.size.replace("{n}", () => shown);
  };
  const fill = (text, holes) => text.replace(/\{(\w+)\}/g, (_, name) => holes[name] ?? "");

  const input = make("input", { type: "file", id, class: "up-input", "aria-describedby": `${id}-about`, onchange: () => chosen(input.files) });
  const label = make("p", { class: "up-label", id: `${id}-label`, text: words.drop });
  const pick = make("label", { for: id, class: "up-pick", text: words.choose });
  const about = make("p", { class: "up-about", id: `${id}-about`, text: fill(words.about, { limit: size(limit) }) });
  const zone = make("div", { class: "up-zone" }, input, pick, label, about);
  const bar = make("progress", { class: "up-bar", max: 1, value: 0, "aria-label": words.progress });
  const told = make("p", { class: "up-told", role: "status", "aria-live": "polite" });
  const wrong = make("p", { class: "up-wrong", role: "alert" });
  const again = make("button", { type: "button", class: "up-action up-again", text: words.again, onclick: () => start() });
  const cancel = make("button", { type: "button", class: "up-action up-cancel", text: words.cancel, onclick: () => stop() });
  const row = make("div", { class: "up-row" }, again, cancel);
  el.append(make("div", { class: "up" }, zone, bar, told, wrong, row));

  function look(state) {
    el.firstChild.dataset.state = state;
    bar.hidden = !(state === "sending" || state === "lost");
    again.hidden = !(state === "lost" || (state === "refused" && file));
    cancel.hidden = !(state === "sending" || state === "lost");
    input.disabled = state === "sending";
  }
  function say(text) { told.textContent = text; }
  function refuse(text, state = "refused") {
    clearTimeout(timer);
    say("");
    wrong.textContent = text;
    look(state);
  }
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => refuse(words.lost, "lost"), PATIENCE);
  }
  function chosen(files) {
    if (!files || !files.length) return;
    if (files.length > 1) { file = null; refuse(words.one); return; }
    const [one] = files;
    file = null;
    if (one.size === 0) { refuse(fill(words.empty, { file: one.name })); return; }
    if (one.size > limit) { refuse(fill(words.too_large, { file: one.name, size: size(one.size), limit: size(limit) })); return; }
    file = one;
    start();
  }
  function start() {
    if (!file) return;
    round += 1;
    last = -1;
    wrong.textContent = "";
    bar.max = file.size;
    look("sending");
    say(fill(words.sending, { file: file.name }));
    if (document.activeElement === document.body || document.activeElement === again) cancel.focus();
    ask({ kind: "begin", ...named() });
  }
  function named() { return { name: file.name, size: file.size, modified: file.lastModified }; }
  function ask(content, buffers) {
    wait();
    try { model.send({ ...content, round }, undefined, buffers); } catch (_) { refuse(words.lost, "lost"); }
  }
  function stop() {
    clearTimeout(timer);
    model.send({ kind: "cancel", round });
    file = null;
    input.value = "";
    round += 1;
    wrong.textContent = "";
    look("idle");
    say(words.cancelled);
    input.focus();
  }
  async function next() {
    const mine = round;
    let bytes;
    try {
      bytes = await file.slice(at, at + piece).arrayBuffer();
    } catch (_) {
      file = null;
      input.value = "";
      refuse(words.gone);
      return;
    }
    if (mine === round && file) ask({ kind: "piece", at, ...named() }, [bytes]);
  }
  function progress() {
    bar.value = at;
    const part = Math.floor((100 * at) / file.size);
    if (part >= last + 10 || part === 100) { // a screen reader is not told each piece
      last = part;
      say(fill(words.part, { file: file.name, done: size(at), whole: size(file.size) }));
    }
  }
  model.on("msg:custom", (message) => {
    if (message.kind === "reset") { file = null; input.value = ""; wrong.textContent = ""; look("idle"); say(""); return; }
    if (message.round !== round || !file) return;
    if (message.kind === "refused") { refuse(message.words); return; }
    clearTimeout(timer);
    if (message.kind === "got") {
      if (el.firstChild.dataset.state === "lost") { wrong.textContent = ""; look("sending"); }
      at = message.to;
      progress();
      next();
    } else if (message.kind === "done") {
      at = file.size;
      const name = file.name;
      file = null;
      input.value = "";
      look("done");
      say(fill(words.done, { file: name }));
    }
  });
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("up-over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("up-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("up-over");
    if (el.firstChild.dataset.state !== "sending") chosen(event.dataTransfer.files);
  });
  look("idle");
  const half = model.get("half");
  if (half.name) say(fill(words.half, { file: half.name, done: size(half.have), whole: size(half.size) }));
  return () => clearTimeout(timer);
}

export default { render };
