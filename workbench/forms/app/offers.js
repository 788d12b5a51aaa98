// What can be added, offered in groups, and a search: each offer says what it is, and one press adds it.
// Every text is set with textContent.

function render({ model, el }) {
  const words = () => model.get("words");
  const said = make("p", { class: "q-state", role: "status" });
  const groups = make("div", { class: "of-groups" });
  const found = make("div", { class: "of-found" });
  const typed = make("input", { type: "search", class: "q-control", id: `of-${model.cid || Math.random().toString(36).slice(2)}`, autocomplete: "off" });
  const label = make("label", { for: typed.id });
  const go = make("button", { type: "submit" });
  const form = make("form", { class: "of-search", role: "search" }, label, make("div", { class: "of-line" }, typed, go), found);
  const root = make("div", { class: "qs of" }, groups, form, said);
  form.addEventListener("submit", (event) => { event.preventDefault(); model.send({ search: typed.value }); });
  el.append(root);

  function offer(one, group) {
    const add = make("button", { type: "button", class: "of-add", text: words().add, "aria-label": `${words().add} : ${one.name}`, onclick: () => model.send({ add: one.id, to: group }) });
    return make("li", { class: "of-one", "data-offer": one.id },
      make("p", { class: "of-name" }, make("strong", { text: one.name }), make("span", { class: "of-kind", text: ` ${one.kind}` })),
      make("p", { text: one.text }), make("p", { class: "of-why", text: one.why }), add);
  }

  function draw() {
    label.textContent = words().search;
    go.textContent = words().go;
    groups.replaceChildren(...model.get("groups").map((group) => {
      const box = make("details", { class: "of-group", "data-group": group.id, open: Boolean(group.open) },
        make("summary", {}, make("span", { class: "of-title", text: group.title }), make("span", { class: "of-told", text: group.told })));
      if (group.chosen.length) box.append(make("ul", { class: "of-chosen" }, ...group.chosen.map((text) => make("li", { text }))));
      if (group.offers.length) box.append(make("ul", { class: "of-offers" }, ...group.offers.map((one) => offer(one, group.id))));
      return box;
    }));
    const hits = model.get("found");
    found.replaceChildren(...(hits.told ? [make("p", { role: "status", text: hits.told })] : []),
      make("ul", { class: "of-offers" }, ...(hits.offers || []).map((one) => offer(one, ""))));
  }
  const heard = (answer) => { said.textContent = answer.text; };
  model.on("change:groups", draw);
  model.on("change:found", draw);
  model.on("msg:custom", heard);
  draw();
}

export default { render };
