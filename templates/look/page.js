// What a page tells its reader while it is made, and when the workbench behind it has stopped.
"use strict";

(() => {
  const WAIT_BEFORE_ALARM = 1500; // a connection that comes back at once is no news
  const ASK_AGAIN = 10000;
  const open = new Set();
  let leaving = false;
  let lastTry = 0;

  const tell = (id, text) => {
    const box = document.getElementById(id);
    if (box && box.textContent !== text) box.textContent = text;
  };
  const words = (name) => (document.getElementById("content") || { dataset: {} }).dataset[name] || "";

  const alarm = () => {
    document.body.dataset.lost = "yes";
    const box = document.getElementById("lost");
    if (!box || box.childElementCount) return;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = words("reload");
    again.addEventListener("click", () => location.reload());
    box.replaceChildren(document.createTextNode(words("lost")), again);
    document.dispatchEvent(new CustomEvent("workbench:lost"));
  };

  // Voila keeps its connection to itself: watch every websocket of the page instead.
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      this.addEventListener("open", () => {
        open.add(this);
        delete document.body.dataset.lost;
        tell("lost", "");
      });
      this.addEventListener("close", () => {
        open.delete(this);
        clearTimeout(lastTry);
        lastTry = setTimeout(() => {
          if (!leaving && !open.size) alarm();
        }, WAIT_BEFORE_ALARM);
      });
    }
  };
  // A closed page frees its place at once. Voila says so too, but not when a whole tab is closed.
  const free = () => {
    const config = document.getElementById("jupyter-config-data");
    const token = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie);
    if (!config || !token) return;
    const { kernelId } = JSON.parse(config.textContent);
    const form = new URLSearchParams({ _xsrf: decodeURIComponent(token[1]) });
    navigator.sendBeacon(`/voila/api/shutdown/${kernelId}`, form);
  };
  window.addEventListener("pagehide", (event) => {
    leaving = true;
    if (!event.persisted) free();
  });
  window.addEventListener("pageshow", () => { leaving = false; });

  // A kernel that was stopped leaves the connection open: ask whether it is still there.
  const ask = async () => {
    const config = document.getElementById("jupyter-config-data");
    if (!config || document.hidden || document.readyState === "loading") return;
    const answer = await fetch(`/api/kernels/${JSON.parse(config.textContent).kernelId}`).catch(() => null);
    if (answer && answer.status === 404) {
      clearInterval(asking);
      alarm();
    }
  };
  const asking = setInterval(ask, ASK_AGAIN);
  document.addEventListener("workbench:unheard", ask); // an answer that nobody has confirmed
  document.addEventListener("visibilitychange", ask); // after a night, at once

  // Voila calls these two by name.
  window.voila_heartbeat = () => {};
  window.voila_finish = () => {};

  const waiting = () =>
    document.querySelector('script[type="application/vnd.voila.cell-output+json"]') ||
    [...document.querySelectorAll(".widget .jupyter-widgets, .widget .lm-Widget")].some(
      (box) => !box.childElementCount && box.textContent.startsWith("Loading"),
    ) ||
    [...document.querySelectorAll(".widget")].some((box) => !box.childElementCount);

  // What scrolls can be scrolled by keyboard, and the current step is in sight on a phone.
  const reach = () => {
    for (const box of document.querySelectorAll(".table-scroll, .drawing, .cell .output, .prose table, pre")) {
      if (box.scrollWidth > box.clientWidth && !box.hasAttribute("tabindex")) box.tabIndex = 0;
    }
    const step = document.querySelector(".steps [aria-current]");
    if (step) step.closest("ol").scrollLeft = step.offsetLeft - 16;
  };
  window.addEventListener("resize", reach);

  const watch = setInterval(() => {
    if (document.readyState === "loading" || waiting()) return;
    clearInterval(watch);
    reach();
    tell("preparing", "");
    window.typed.ready();
    document.body.dataset.ready = "yes";
  }, 100);
})();
