// Starts long work, shows how far it has come, and finds it again when the page is opened anew.
const OFTEN = 700;
const LATER = 2000;
const HIDDEN = 8000;
const PATIENT_AFTER = 30; // questions after which they become rarer

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function token() {
  const found = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie);
  return found ? decodeURIComponent(found[1]) : "";
}

// The server's answer; "none" where this page has no such server, null where it cannot be reached.
async function ask(model, method) {
  const given = new URLSearchParams({ dossier: model.get("dossier"), lang: model.get("words").lang });
  const address = `/jobs/${model.get("name")}?${given}`;
  const headers = method === "GET" ? {} : { "X-XSRFToken": token() };
  try {
    const answer = await fetch(address, { method, headers, cache: "no-store" });
    const kind = answer.headers.get("Content-Type") || "";
    if (!kind.includes("application/json")) return answer.status === 403 ? null : { state: "nowhere" };
    const told = await answer.json();
    return "state" in told ? told : { state: "nowhere" };
  } catch {
    return null;
  }
}

function render({ model, el }) {
  const box = element("div", "lw");
  const button = element("button", "lw-go", model.get("words").go);
  button.type = "button";
  const bar = element("progress", "lw-bar");
  bar.setAttribute("aria-label", model.get("words").label);
  const said = element("p", "lw-said");
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");
  const leave = element("p", "lw-leave", model.get("words").leave);
  const stop = element("button", "lw-stop", model.get("words").stop);
  stop.type = "button";
  const does = element("p", "lw-leave", model.get("words").stop_does);
  does.id = `lw-${Math.random().toString(36).slice(2)}`;
  stop.setAttribute("aria-describedby", does.id);
  box.append(button, bar, said, leave, stop, does);
  el.replaceChildren(box);

  let timer = 0;
  let asked = 0;
  let here = false; // whether the kernel of this page does the work
  let gone = false;
  let stopping = false;

  const show = (told) => {
    const active = told.state === "waiting" || told.state === "running";
    box.dataset.state = told.state;
    button.disabled = active;
    button.textContent = model.get("words")[told.state === "none" || told.state === "nowhere" ? "go" : "again"];
    bar.hidden = !active;
    leave.hidden = does.hidden = !active || here;
    const held = stopping || document.activeElement === stop;
    stop.hidden = !active || here;
    stop.disabled = false;
    if (held && stop.hidden) { button.focus(); stopping = false; }
    if (told.of) {
      bar.max = told.of;
      bar.value = told.step - 0.5;
    } else bar.removeAttribute("value");
    if (said.textContent !== told.said) said.textContent = told.said || "";
    if (told.state === "done" && told.at !== model.get("seen")) {
      model.set("seen", told.at);
      model.save_changes();
    }
    return active;
  };

  const again = (after) => {
    clearTimeout(timer);
    if (!gone) timer = setTimeout(look, after);
  };
  const pace = () => (document.hidden ? HIDDEN : asked > PATIENT_AFTER ? LATER : OFTEN);

  async function look() {
    const told = await ask(model, "GET");
    if (gone) return;
    asked += 1;
    if (told === null) {
      if (button.disabled) said.textContent = model.get("words").lost;
      again(LATER);
    } else if (told.state === "nowhere") here = true;
    else if (show(told)) again(pace());
  }

  button.addEventListener("click", async () => {
    asked = 0;
    button.disabled = true;
    box.dataset.state = "waiting";
    said.textContent = model.get("words").begins;
    const told = here ? { state: "nowhere" } : await ask(model, "POST");
    if (told === null) {
      said.textContent = model.get("words").lost;
      button.disabled = false;
    } else if (told.state === "nowhere") {
      here = true;
      model.set("pressed", model.get("pressed") + 1);
      model.save_changes();
    } else if (show(told)) again(OFTEN);
  });

  stop.addEventListener("click", async () => {
    stop.disabled = stopping = true; // a button that is off holds no focus
    const told = await ask(model, "DELETE");
    if (told === null || told.state === "nowhere") stop.disabled = false;
    else if (show(told)) again(OFTEN);
  });

  const back = () => {
    if (!document.hidden && !here) look();
  };
  document.addEventListener("visibilitychange", back);
  model.on("change:told", () => show(model.get("told")));
  show(model.get("told"));
  look();
  return () => {
    gone = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", back);
  };
}

export default { render };
