// Asks now and then whether somebody else has changed the dossier: only while somebody looks at the page.

const EVERY = 2000;
const LONG_ENOUGH = 20000; // to read a line; the versions tell it again

function render({ model, el }) {
  const line = document.createElement("p");
  line.className = "changes";
  line.setAttribute("role", "status");
  el.append(line);
  let waits = false;
  let read = 0;
  const ask = () => {
    if (waits || document.hidden) return;
    waits = true;
    model.send({ look: true });
  };
  const heard = (answer) => {
    waits = false;
    if (!answer.said) return;
    line.textContent = answer.said;
    clearTimeout(read);
    read = setTimeout(() => { line.textContent = ""; }, LONG_ENOUGH);
  };
  const timer = setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  model.on("msg:custom", heard);
  ask();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", ask);
    model.off("msg:custom", heard);
  };
}

export default { render };
