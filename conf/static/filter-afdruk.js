// The chosen examples, whole, on one page to print. filter.js says which.
"use strict";

(() => {
  const AT_ONCE = 6; // pages that are fetched at the same time
  const MANY = 100;
  const NOT_PRINTED = ".headerlink, nav, form, button, script, [data-niet-afdrukken]";

  /** @type {HTMLElement | undefined} */
  let sheet;

  /**
   * Make the text of an example part of this page: its links from here, its headings a level lower,
   * no ids that this page has already.
   * @param {string} address @param {number} number @returns {Promise<Element>}
   */
  const fetchExample = async (address, number) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const example = page.querySelector("section.voorbeeld");
    if (!example) throw new Error(address);
    for (const element of example.querySelectorAll(NOT_PRINTED)) element.remove();
    for (const element of [example, ...example.querySelectorAll("[id]")]) element.id = `v${number}-${element.id}`;
    for (const link of example.querySelectorAll("a[href]")) {
      link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
    }
    for (const image of example.querySelectorAll("img[src]")) {
      image.setAttribute("src", new URL(image.getAttribute("src") ?? "", address).href);
    }
    for (const heading of example.querySelectorAll("h1, h2, h3, h4")) {
      heading.setAttribute("aria-level", String(Number(heading.tagName[1]) + 1));
    }
    return document.importNode(example, true);
  };

  /**
   * @template Item, Made
   * @param {Item[]} items @param {(item: Item, index: number) => Promise<Made>} work
   * @returns {Promise<Made[]>} what was made of each, a few at a time
   */
  const inTurns = async (items, work) => {
    /** @type {Made[]} */
    const made = [];
    let next = 0;
    const worker = async () => {
      while (next < items.length) {
        const mine = next++;
        made[mine] = await work(items[mine], mine);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return made;
  };

  /**
   * Show the examples whole.
   * @param {{data: () => Promise<{url: string}>}[]} results Pagefind's results.
   * @param {() => void} leave goes back to the list.
   */
  const show = async (results, leave) => {
    sheet?.remove();
    sheet = document.createElement("div");
    sheet.className = "afdruk";
    const bar = document.createElement("p");
    bar.className = "afdruk-balk";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    const print = button("Afdrukken", () => window.print());
    bar.append(said, print, button("Terug naar de lijst", leave));
    sheet.append(bar);
    document.querySelector("article h1")?.after(sheet);
    let ready = 0;
    const examples = await inTurns(results, async (result, number) => {
      const example = await fetchExample(new URL((await result.data()).url, location.origin).href, number);
      said.textContent = `Voorbeeld ${++ready} van ${results.length} ophalen …`;
      return example;
    });
    sheet.append(...examples);
    said.textContent = heading(results.length);
  };

  /** @param {number} count */
  const heading = (count) => {
    if (count === 0) return "Er is niets om af te drukken. ";
    const examples = count === 1 ? "1 voorbeeld staat klaar." : `${count} voorbeelden staan klaar.`;
    return count > MANY ? `${examples} Dat worden honderden bladzijden. ` : `${examples} `;
  };

  /** @param {string} name @param {() => void} action */
  const button = (name, action) => {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = name;
    element.addEventListener("click", action);
    return element;
  };

  Object.assign(window, { handboekAfdruk: { show } });
})();
