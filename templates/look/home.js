// Says that a file is too large before it is sent; without this script the server says it.
for (const form of document.querySelectorAll("form[data-most]")) {
  const file = form.querySelector("input[type=file]");
  const wrong = form.querySelector(".wrong");
  const look = () => {
    const large = [...file.files].some((one) => one.size > Number(form.dataset.most));
    wrong.textContent = large ? form.dataset.tooLarge : "";
    if (large) file.setAttribute("aria-invalid", "true");
    else file.removeAttribute("aria-invalid");
    return large;
  };
  file.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    if (look()) event.preventDefault();
  });
}
