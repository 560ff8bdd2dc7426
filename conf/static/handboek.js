// What every page does beyond HTML. Without this script everything here can still be read and opened.
"use strict";

(function () {
  /** @type {Record<string, {next: string, name: string}>} */
  const DISPLAYS = {
    auto: { next: "light", name: "automatisch" },
    light: { next: "dark", name: "licht" },
    dark: { next: "auto", name: "donker" },
  };

  /** Shows which display is chosen, on every button that changes it. */
  function nameDisplay() {
    const name = DISPLAYS[document.body.dataset.theme || "auto"].name;
    for (const place of document.querySelectorAll("[data-weergave-naam]")) place.textContent = name;
  }

  /** Goes on to the next display and remembers it in this browser. */
  function changeDisplay() {
    const next = DISPLAYS[document.body.dataset.theme || "auto"].next;
    document.body.dataset.theme = next;
    try {
      localStorage.setItem("theme", next);
    } catch (error) {
      // Then it holds for this page only.
    }
    nameDisplay();
  }

  /**
   * Closes a drawer when the reader leaves it: nothing that has the focus may lie under it.
   * @param {HTMLElement} drawer
   */
  function closeWhenLeft(drawer) {
    if (!drawer.hidePopover) return;
    const close = () => drawer.matches(":popover-open") && drawer.hidePopover();
    drawer.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a")) close();
    });
    drawer.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !drawer.contains(event.relatedTarget)) setTimeout(close);
    });
    // On a wide screen it stands beside the text.
    matchMedia("(min-width: 64em)").addEventListener("change", close);
  }

  /** Marks in the page's contents which part is being read. */
  function followReading() {
    const links = new Map();
    for (const link of document.querySelectorAll('.toc-tree a[href^="#"]')) {
      const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (part) links.set(part, link);
    }
    const seen = new Set();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) entry.isIntersecting ? seen.add(entry.target) : seen.delete(entry.target);
        const now = [...links.keys()].filter((part) => seen.has(part)).pop();
        for (const [part, link] of links) {
          if (part === now) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      },
      { rootMargin: "-20% 0px -70% 0px" },
    );
    for (const part of links.keys()) observer.observe(part);
  }

  nameDisplay();
  for (const button of document.querySelectorAll("[data-weergave]")) button.addEventListener("click", changeDisplay);
  for (const drawer of document.querySelectorAll("[popover]")) closeWhenLeft(drawer);
  followReading();
})();
