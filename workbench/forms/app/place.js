// The way through the steps of the app: the list above, the address, the title, and where the focus goes.

const LONGEST_WAIT = 4000;

function render({ model, el }) {
  let asked = 0;
  let moved = false;
  const alone = document.body.dataset.page === "app"; // in JupyterLab the window is not ours
  const nav = make("nav", { class: "steps guide" });
  el.append(nav);

  const address = (step, lang) => {
    const url = new URL(window.location.href);
    if (lang) url.pathname = url.pathname.replace(/^\/\w\w\//, `/${lang}/`);
    if (step) url.searchParams.set("step", step);
    url.hash = "";
    return url;
  };
  const ask = (what) => {
    asked += 1;
    model.set("asked", { ...what, asked });
    model.save_changes();
  };
  const go = (step) => {
    if (step === model.get("current")) return;
    if (alone) history.pushState({ step }, "", address(step));
    moved = true;
    ask({ step });
  };

  function draw() {
    const words = model.get("words");
    nav.setAttribute("aria-label", words.steps);
    nav.replaceChildren(make("ol", {}, ...model.get("steps").map((one) => {
      const here = one.id === model.get("current");
      const link = make("a", { href: address(one.id), "data-step": one.id, "aria-current": here ? "step" : null, "data-state": one.state },
        make("span", { class: "rank", "aria-hidden": "true", text: one.mark || one.number }),
        make("span", { text: one.name }));
      if (one.told) link.append(make("span", { class: "hidden-but-read", text: `, ${one.told}` }));
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        go(one.id);
      });
      return make("li", {}, link);
    })));
    const here = nav.querySelector("[aria-current]");
    if (here) here.closest("ol").scrollLeft = here.offsetLeft - 16;
  }

  // the head of the page is the server's: it is told the words of the language
  function speak() {
    if (!alone) return;
    const words = model.get("words");
    const lang = model.get("lang");
    document.documentElement.lang = lang;
    document.body.dataset.lang = lang;
    document.title = words.title;
    for (const [selector, text] of Object.entries(model.get("around"))) {
      const [path, attribute] = selector.split("@");
      for (const box of document.querySelectorAll(path)) {
        if (attribute) box.setAttribute(attribute, text);
        else box.textContent = text;
      }
    }
    for (const link of document.querySelectorAll(".top .languages a")) {
      link.setAttribute("lang", words.other);
      link.setAttribute("hreflang", words.other);
      link.textContent = words.other_name;
      link.href = address(model.get("current"), words.other);
    }
    if (window.location.pathname !== address(null, lang).pathname) history.replaceState(history.state, "", address(model.get("current"), lang));
  }

  // a new step is read from its heading on, once it is there
  function focus() {
    const from = Date.now();
    const look = () => {
      const heading = document.querySelector(`#step-title[data-step="${model.get("current")}"]`);
      if (heading) { heading.focus({ preventScroll: true }); if (alone) window.scrollTo({ top: 0 }); else heading.scrollIntoView(); document.body.dataset.step = model.get("current"); }
      else if (Date.now() - from < LONGEST_WAIT) requestAnimationFrame(look);
    };
    look();
  }

  const switched = (event) => {
    const link = event.target.closest(".top .languages a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask({ lang: link.getAttribute("hreflang") });
  };
  const turned = (event) => {
    const link = event.target.closest("a[data-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.dataset.go);
  };
  const back = () => {
    if (!alone) return;
    const step = new URL(window.location.href).searchParams.get("step") || model.get("steps")[0].id;
    if (step !== model.get("current")) { moved = true; ask({ step }); }
  };
  const changed = () => { draw(); speak(); if (moved) focus(); moved = false; };
  document.addEventListener("click", switched);
  document.addEventListener("click", turned);
  window.addEventListener("popstate", back);
  model.on("change:current", changed);
  model.on("change:steps", draw);
  model.on("change:words", () => { draw(); speak(); });
  draw();
  speak();
  back();
  document.body.dataset.step = model.get("current");
  return () => {
    document.removeEventListener("click", switched);
    document.removeEventListener("click", turned);
    window.removeEventListener("popstate", back);
  };
}

export default { render };
