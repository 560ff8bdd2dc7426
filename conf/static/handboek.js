// Escape closes the menu and the page's contents, and gives the focus back to what opened them.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const id of ["__navigation", "__toc"]) {
    const toggle = document.getElementById(id);
    if (toggle && toggle.checked) {
      toggle.checked = false;
      toggle.focus();
    }
  }
});
