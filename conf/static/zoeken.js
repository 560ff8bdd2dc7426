// The way to the search, on every page: a button, the keys / and Ctrl+K, and on the page of the search
// the field itself. What is heavy is fetched at the first use.
"use strict";

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const ROOT = new URL("..", script.src).href;
  const FROM_DISK = location.protocol === "file:";
  const SLASH_OFF = "zoektoets-uit"; // in the browser's own memory: who does not want the key /

  /** @param {string} name @returns {Promise<void>} */
  const fetchScript = (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = ROOT + name;
      element.async = false; // in the order in which they are asked for
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(name));
      document.head.append(element);
    });

  /** @param {string} name @returns {Promise<void>} */
  const fetchStyle = (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("link");
      element.rel = "stylesheet";
      element.href = ROOT + name;
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(name));
      document.head.prepend(element); // ours comes after and wins
    });

  /** @type {Promise<unknown> | undefined} */
  let fetched;
  /** Fetch Pagefind's interface and ours, once. */
  const fetchAll = () =>
    (fetched ??= Promise.all([
      fetchStyle("pagefind/pagefind-component-ui.css"),
      fetchScript("pagefind/pagefind-component-ui.js"),
      fetchScript("_static/zoekwoorden.js"),
      fetchScript("_static/zoekvraag.js"),
      fetchScript("_static/zoekvenster.js"),
    ]).catch((error) => {
      fetched = undefined; // a next try may do better
      throw error;
    }));

  /** Say in a window why there is no search here. @param {string} why */
  const explain = (why) => {
    const dialog = document.createElement("dialog");
    dialog.className = "zoekuitleg";
    dialog.setAttribute("aria-labelledby", "zoekuitleg-kop");
    const heading = document.createElement("h2");
    heading.id = "zoekuitleg-kop";
    heading.textContent = "Zoeken kan hier niet";
    const text = document.createElement("p");
    text.textContent = why;
    const way = document.createElement("p");
    const link = document.createElement("a");
    link.href = `${ROOT}voorbeelden/index.html`;
    link.textContent = "Bekijk alle voorbeelden";
    way.append(link, ", met lijsten per principe, rol en kanaal. Met Ctrl+F zoekt u op deze pagina.");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Sluiten";
    close.addEventListener("click", () => dialog.close());
    dialog.append(heading, text, way, close);
    dialog.addEventListener("keydown", ({ key }) => key === "Escape" && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  const DISK =
    "U bekijkt het handboek vanaf uw eigen computer. Browsers staan zoeken dan niet toe. " +
    "Op de website werkt het wel, of met de opdracht make serve.";
  const BROKEN = "De zoekfunctie kon niet worden opgehaald. Kijk of u verbinding hebt, en probeer het opnieuw.";

  /** Do something with the search, or say why that cannot be. @param {(root: string) => void} action */
  const withSearch = async (action) => {
    if (FROM_DISK) return explain(DISK);
    try {
      await fetchAll();
    } catch {
      return explain(BROKEN);
    }
    action(ROOT);
  };

  const place = document.getElementById("zoekpagina");
  const open = () => {
    const field = place?.querySelector("input");
    if (field) return field.focus();
    return withSearch((root) => window.handboekZoeken.open(root));
  };

  for (const line of document.querySelectorAll("[data-zonder-script]")) line.remove();

  // The links to the page of the search become buttons.
  for (const link of document.querySelectorAll("a[data-zoekknop]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.append(...link.childNodes);
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-keyshortcuts", "/ Control+K");
    button.title = "Zoeken (toets / of Ctrl+K)";
    button.addEventListener("click", open);
    link.replaceWith(button);
  }

  const slashIsOff = () => {
    try {
      return localStorage.getItem(SLASH_OFF) === "ja";
    } catch {
      return false; // a browser that remembers nothing
    }
  };

  /** @param {EventTarget | null} target */
  const isTyping = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

  document.addEventListener("keydown", (event) => {
    const withControl = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const bare = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!withControl && (!bare || isTyping(event.target) || slashIsOff())) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });

  const choice = document.querySelector("input[data-zoektoets]");
  if (choice instanceof HTMLInputElement) {
    choice.closest("[hidden]")?.removeAttribute("hidden");
    choice.checked = !slashIsOff();
    choice.addEventListener("change", () => {
      if (choice.checked) localStorage.removeItem(SLASH_OFF);
      else localStorage.setItem(SLASH_OFF, "ja");
    });
  }

  if (place && FROM_DISK) {
    const text = document.createElement("p");
    text.textContent = DISK;
    place.append(text);
  } else if (place) {
    withSearch((root) => window.handboekZoeken.show(root, place));
  }
})();
