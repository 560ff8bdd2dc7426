// Shows the button that copies the reference to an example, and says that it did.
// A classic script: it has to work from a file on disk as well.
(() => {
  /**
   * Copy a text the old way, for browsers that refuse the clipboard outside https.
   * @param {HTMLElement} element what holds the text
   * @returns {boolean} whether it was copied
   */
  function copySelected(element) {
    const selection = window.getSelection();
    if (!selection) return false;
    selection.selectAllChildren(element);
    return document.execCommand("copy");
  }

  /**
   * Copy the text of an element.
   * @param {HTMLElement} element what holds the text
   * @returns {Promise<boolean>} whether it was copied
   */
  async function copy(element) {
    try {
      await navigator.clipboard.writeText((element.textContent || "").trim());
      return true;
    } catch {
      return copySelected(element);
    }
  }

  for (const button of document.querySelectorAll("button[data-kopieer]")) {
    const text = document.getElementById(button.getAttribute("data-kopieer") || "");
    const place = button.closest("[hidden]");
    const status = place && place.querySelector("[role=status]");
    if (!text || !place || !status) continue;
    place.removeAttribute("hidden");
    button.addEventListener("click", async () => {
      status.textContent = ""; // the same words twice in a row are not read out
      const done = await copy(text);
      status.textContent = done
        ? "De bronvermelding is gekopieerd."
        : "Kopiëren lukt niet. Selecteer de tekst en kopieer die zelf.";
    });
  }
})();
