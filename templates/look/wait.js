// A page that waits for place asks now and then, says who is before its reader, and opens by itself.
"use strict";

(() => {
  const told = document.getElementById("before");
  const seconds = Number(document.querySelector("[data-again]").dataset.again);

  setInterval(async () => {
    const answer = await fetch(`/room?lang=${document.documentElement.lang}`)
      .then((said) => said.json())
      .catch(() => null);
    if (!answer) return;
    if (answer.open) location.reload();
    else if (told.textContent !== answer.text) told.textContent = answer.text;
  }, 1000 * seconds);
})();
