// A link is copied by one press; where the browser does not let us, it is selected to be copied by hand.
"use strict";

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(field.value);
      copied = true;
    } catch {
      copied = document.execCommand("copy"); // without https there is no clipboard
    }
    if (copied) document.getElementById("copied").textContent = field.dataset.copied;
  });
}
