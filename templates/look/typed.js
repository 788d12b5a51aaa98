// What somebody types stays in their browser until it is saved: a lost connection loses no word.
// It is about people, so it goes as soon as it is saved, and after a day in any case.
"use strict";

window.typed = (() => {
  const MARK = "workbench-typed:";
  const DAY = 24 * 60 * 60 * 1000;
  const OF_A_PAGE = "page ";

  const box = (() => {
    try {
      window.localStorage.setItem(`${MARK}?`, "");
      window.localStorage.removeItem(`${MARK}?`);
      return window.localStorage;
    } catch {
      return null; // a browser that keeps nothing: the banner still says what to do
    }
  })();
  const dossier = () => (document.querySelector(".top [data-dossier]") || { dataset: {} }).dataset.dossier || "";
  const place = (key) => `${MARK}${dossier()}|${key}`;
  const read = (name) => {
    try {
      return JSON.parse(box.getItem(name));
    } catch {
      return null;
    }
  };
  const names = () => (box ? Object.keys(box).filter((name) => name.startsWith(MARK)) : []);

  for (const name of names()) {
    const found = read(name);
    if (!found || !(Date.now() - found.at < DAY)) box.removeItem(name);
  }

  const put = (key, value, label) => {
    try {
      if (box) box.setItem(place(key), JSON.stringify({ value, label, at: Date.now() }));
    } catch {
      // no room left: what is typed is still on the screen
    }
  };
  const drop = (key) => box && box.removeItem(place(key));
  const get = (key) => (box ? read(place(key)) : null);

  // ---- the forms of pages, whose fields are saved by a button ----
  const page = () => `${OF_A_PAGE}${document.body.dataset.page}/`;
  const mine = () => names().filter((name) => name.startsWith(place(page())));
  const label = (field) => (field.labels && field.labels[0] ? field.labels[0].textContent.trim() : field.getAttribute("aria-label") || "");
  const fieldOf = (node) => {
    const typable = node.matches && node.matches("textarea, input:not([type]), input[type=text], input[type=number]");
    return typable && !node.readOnly && !node.closest(".qs, .v-select, .v-autocomplete") ? node.closest(".form") : null;
  };
  const key = (field) => {
    const cell = (field.closest("[data-cell]") || { dataset: {} }).dataset.cell || "";
    const alike = [...field.closest(".form").querySelectorAll("input, textarea")].filter((one) => label(one) === label(field));
    return `${page()}${cell}/${label(field)}/${alike.indexOf(field)}`;
  };

  document.addEventListener("input", (event) => {
    if (fieldOf(event.target)) put(key(event.target), event.target.value, label(event.target));
  });
  // a form that has said that it saved holds nothing that is not in the dossier
  const saved = (changes) => {
    for (const { target } of changes) {
      const node = target.nodeType === 1 ? target : target.parentElement;
      const form = node && node.closest(".form");
      if (!form || !form.querySelector(".answer .kept")) continue;
      for (const field of form.querySelectorAll("input, textarea")) if (fieldOf(field)) drop(key(field));
    }
  };
  new MutationObserver(saved).observe(document, { childList: true, characterData: true, subtree: true });
  // whoever leaves while all is well leaves nothing behind
  window.addEventListener("pagehide", () => {
    if (!document.body.dataset.lost) mine().forEach((name) => box.removeItem(name));
  });

  const fill = (field, value) => {
    const kind = field.tagName === "TEXTAREA" ? window.HTMLTextAreaElement : window.HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  };
  const words = (name) => (document.getElementById("content") || { dataset: {} }).dataset[name] || "";
  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);

  // two buttons beside a text that was found: put it back, or let it go
  const offer = (found, back, away) => {
    const shown = make("p", `${words("found")} ${found.label || ""}`, { className: "found-head" });
    const one = make("div", "", { className: "found" });
    const end = (act) => () => { one.remove(); act(); };
    const quote = make("blockquote", found.shown === undefined ? found.value : found.shown);
    one.append(shown, quote, make("button", words("back"), { type: "button", className: "found-back", onclick: end(back) }),
      make("button", words("away"), { type: "button", className: "found-away", onclick: end(away) }));
    return one;
  };

  // what was typed on this page and never saved is offered once its fields are there
  const ready = () => {
    const home = document.getElementById("typed");
    if (!home) return;
    const fields = new Map([...document.querySelectorAll(".form input, .form textarea")].filter(fieldOf).map((one) => [place(key(one)), one]));
    for (const name of mine()) {
      const found = read(name);
      const field = fields.get(name);
      if (!found || !field) continue;
      if (field.value === found.value) box.removeItem(name);
      else home.append(offer(found, () => fill(field, found.value), () => box.removeItem(name)));
    }
  };

  return { put, drop, get, offer, ready };
})();
