// The heading of a step inside a form: when the step changes, the reader is taken to it.
function render({ model, el }) {
  const made = document.createElement("h4");
  made.className = "form-step";
  made.tabIndex = -1;
  const write = () => { made.textContent = model.get("text"); };
  write();
  el.append(made);
  model.on("change:text", write);
  model.on("change:moved", () => {
    made.focus({ preventScroll: true });
    made.scrollIntoView({ block: "nearest" });
    const top = made.getBoundingClientRect().top;
    if (top < 0 || top > window.innerHeight / 2) window.scrollBy({ top: top - 24 });
  });
}

export default { render };
