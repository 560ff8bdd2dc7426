// The overview of the examples: the lists of links per facet become checkboxes, and the choice goes
// to Pagefind. Several values in a facet widen the choice, a second facet narrows it. Until someone
// chooses, the page is as it was built; without JavaScript it stays so.
"use strict";

(() => {
  /**
   * @typedef {{id: string, data: () => Promise<any>}} Result
   * @typedef {{chosen: Map<string, Set<string>>, text: string, order: string, print: boolean}} State
   *   What the reader chose: keys by facet, words, order, and whether the examples are shown whole.
   * @typedef {{results: Map<string, Result>, newest: string[], title: string[],
   *   having: Map<string, Map<string, Set<string>>>, words: any, engine: any}} Index
   *   What Pagefind knows of the examples: their ids in both orders, and by facet and key.
   * @typedef {{name: string, legend: string, values: {key: string, label: string, count: number}[]}} Facet
   */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const ROOT = new URL("..", script.src).href;
  const PAGE = 20; // results at a time
  const PAUSE = 200; // milliseconds after a key, before the words are looked for

  const facetten = document.querySelector(".facetten");
  const list = document.querySelector("ul.voorbeeldlijst");
  if (!facetten || !list) return;
  const pager = document.querySelector("p.bladzijden");

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} content
   * @returns {HTMLElementTagNameMap[Name]}
   */
  const make = (name, attributes = {}, ...content) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  };

  const explainDisk = () => {
    const text =
      "Filteren kan hier niet: u bekijkt het handboek vanaf uw eigen computer, en browsers staan het dan niet toe. " +
      "Op de website werkt het wel. De lijsten hieronder doen het altijd.";
    facetten.before(make("p", { class: "filter-melding" }, text));
  };
  if (location.protocol === "file:") return explainDisk();

  // --- What there is to choose: read from the links -------------------------------------------------

  /** @param {Element} item */
  const readValue = (item) => {
    const key = [...item.classList].find((name) => name.startsWith("sleutel-")) ?? "";
    const label = item.querySelector("a")?.textContent ?? "";
    const count = Number(item.textContent?.match(/\((\d+)\)\s*$/)?.[1] ?? 0);
    return { key: key.replace("sleutel-", ""), label, count };
  };

  /** @returns {Facet[]} */
  const readFacets = () =>
    [...facetten.querySelectorAll("ul.facet")].map((element) => ({
      name: [...element.classList].find((name) => name.startsWith("facet-"))?.replace("facet-", "") ?? "",
      legend: element.previousElementSibling?.textContent ?? "",
      values: [...element.children].map(readValue),
    }));
  const facets = readFacets();

  // --- The choice, in the address -------------------------------------------------------------------

  /** @returns {State} */
  const readState = () => {
    const given = new URLSearchParams(location.search);
    const chosen = new Map(
      facets.map(({ name, values }) => {
        const asked = new Set(given.getAll(name));
        return [name, new Set(values.map(({ key }) => key).filter((key) => asked.has(key)))];
      }),
    );
    const order = given.get("volgorde") ?? "";
    return {
      chosen,
      text: given.get("zoek") ?? "",
      order: ["nieuwste", "titel", "past"].includes(order) ? order : "",
      print: given.get("weergave") === "afdrukken",
    };
  };

  /** @param {State} state */
  const addressOf = ({ chosen, text, order, print }) => {
    const address = new URL(location.pathname, location.href);
    for (const [name, keys] of chosen) for (const key of keys) address.searchParams.append(name, key);
    if (text) address.searchParams.set("zoek", text);
    if (order) address.searchParams.set("volgorde", order);
    if (print) address.searchParams.set("weergave", "afdrukken");
    return address;
  };

  /** Whether the reader asks for anything. @param {State} state */
  const isEmpty = ({ chosen, text, order }) =>
    !text && !order && [...chosen.values()].every((keys) => keys.size === 0);

  let state = readState();

  /** @type {Promise<Index> | undefined} */
  let fetched;
  const index = () =>
    (fetched ??= window.handboekKeuze.fetchIndex(ROOT, facets).catch((error) => {
      fetched = undefined;
      throw error;
    }));

  /** @param {Index} all @param {State} wanted */
  const choose = (all, wanted) => window.handboekKeuze.choose(all, facets, wanted);

  // --- The form -------------------------------------------------------------------------------------

  const text = make("input", { type: "search", id: "filter-tekst", autocomplete: "off", enterkeyhint: "search" });
  const order = make("select", { id: "filter-volgorde" });
  const clear = make("button", { type: "button" }, "Filters wissen");
  const print = make("button", { type: "button" }, "Druk deze selectie af");
  const down = make("button", { type: "button", class: "filter-omlaag" });
  const status = make("p", { class: "filter-aantal", role: "status", tabindex: "-1" });
  const more = make("button", { type: "button", class: "filter-meer" }, "Toon meer voorbeelden");
  const chosenNames = make("span", { class: "filter-gekozen" });
  const drawer = make("details", { class: "filter-kenmerken" });
  const results = make("div", { class: "filter-resultaat" });
  /** @type {Map<string, {box: HTMLInputElement, count: HTMLElement, label: string, row: HTMLElement}>} */
  const boxes = new Map();

  /** @param {Facet} facet */
  const fieldset = (facet) => {
    const rows = facet.values.map(({ key, label, count }) => {
      const box = make("input", { type: "checkbox", name: facet.name, value: key });
      const number = make("span", { class: "filter-telling" }, `(${count})`);
      const row = make("label", {}, box, make("span", {}, label), " ", number);
      boxes.set(`${facet.name}=${key}`, { box, count: number, label, row });
      return row;
    });
    return make("fieldset", {}, make("legend", {}, facet.legend), ...rows);
  };

  const buildForm = () => {
    drawer.append(
      make("summary", {}, "Kenmerken ", chosenNames),
      make("div", { class: "filter-vakken" }, ...facets.map(fieldset)),
    );
    drawer.open = window.matchMedia("(min-width: 48em)").matches;
    const form = make(
      "form",
      { class: "filter", "aria-label": "Voorbeelden kiezen" },
      make("p", { class: "filter-veld" }, make("label", { for: "filter-tekst" }, "Woorden in het voorbeeld"), text),
      drawer,
      make("p", { class: "filter-knoppen" }, down, clear, print),
    );
    facetten.replaceWith(form);
    const ordering = make("p", { class: "filter-volgorde" }, make("label", { for: "filter-volgorde" }, "Volgorde"), order);
    list.before(make("div", { class: "filter-kop" }, status, ordering), results);
    (pager ?? list).after(more);
    return form;
  };

  /** The orders there are; how well words fit can only be told if there are words. @param {State} wanted */
  const showOrders = (wanted) => {
    const options = [["nieuwste", "Nieuwste eerst"], ["titel", "Titel, van A tot Z"]];
    if (wanted.text.trim()) options.unshift(["past", "Wat het beste past eerst"]);
    order.replaceChildren(...options.map(([value, name]) => make("option", { value }, name)));
    order.value = options.some(([value]) => value === wanted.order) ? wanted.order : options[0][0];
  };

  /** Set the form to a choice. @param {State} wanted */
  const showState = (wanted) => {
    const names = [];
    for (const [place, { box, label }] of boxes) {
      const [name, key] = place.split("=");
      box.checked = wanted.chosen.get(name)?.has(key) ?? false;
      if (box.checked) names.push(label);
    }
    chosenNames.textContent = names.length ? `(gekozen: ${names.join(", ")})` : "";
    if (document.activeElement !== text) text.value = wanted.text;
    showOrders(wanted);
  };

  /** @param {Map<string, Map<string, number>>} counts */
  const showCounts = (counts) => {
    for (const [name, keys] of counts) {
      for (const [key, number] of keys) {
        const shown = boxes.get(`${name}=${key}`);
        if (!shown) continue;
        shown.count.textContent = `(${number})`;
        shown.row.classList.toggle("filter-leeg", number === 0);
      }
    }
  };

  /** @param {number} count */
  const inWords = (count) => (count === 1 ? "1 voorbeeld" : `${count} voorbeelden`);

  // --- The list -------------------------------------------------------------------------------------

  const builtItems = [...list.children];
  const builtCounts = new Map(
    facets.map(({ name, values }) => [name, new Map(values.map(({ key, count }) => [key, count]))]),
  );
  const total = Number(pager?.textContent?.match(/(\d+) voorbeelden/)?.[1] ?? builtItems.length);

  /** A place for an example in the list; filled in when Pagefind has it. @param {Result} result */
  const itemOf = (result) => {
    const item = make("li", { class: "filter-komt" });
    result.data().then(({ url, meta }) => {
      const link = make("a", { href: url }, meta.title);
      item.append(
        make("p", {}, link),
        make("p", {}, firstSentence(meta.omschrijving)),
        make("p", { class: "kenmerkregel" }, meta.kenmerken),
      );
      item.classList.remove("filter-komt");
    });
    return item;
  };

  /** @param {string} summary */
  const firstSentence = (summary) => summary.match(/^.*?[.?!][’”)]*(?=\s|$)/)?.[0] ?? summary;

  /** @type {string[]} */
  let found = [];
  let shown = 0;

  /** Show the next examples. @param {Index} all */
  const showMore = (all) => {
    const next = found.slice(shown, shown + PAGE);
    const items = next.map((id) => itemOf(/** @type {Result} */ (all.results.get(id))));
    list.append(...items);
    shown += next.length;
    more.hidden = shown >= found.length;
    more.textContent = `Toon meer voorbeelden (nog ${found.length - shown})`;
    return items;
  };

  /** Say what to leave out, if nothing fits. @param {Index} all @param {State} wanted */
  const showWays = async (all, wanted) => {
    const ways = [...wanted.chosen]
      .filter(([, keys]) => keys.size)
      .map(([name]) => ({ legend: facets.find((facet) => facet.name === name)?.legend ?? name, name }));
    const items = [];
    for (const { legend, name } of ways) {
      const without = { ...wanted, chosen: new Map([...wanted.chosen, [name, new Set()]]) };
      const count = (await choose(all, without)).found.length;
      if (count) items.push(wayOut(`Laat ‘${legend}’ vrij: ${inWords(count)}`, without));
    }
    if (wanted.text.trim()) {
      const without = { ...wanted, text: "" };
      const count = (await choose(all, without)).found.length;
      if (count) items.push(wayOut(`Laat de woorden weg: ${inWords(count)}`, without));
    }
    results.replaceChildren(
      make("p", {}, "Er is nog geen voorbeeld dat aan al uw wensen voldoet. Haal iets weg, of kies iets anders."),
      make("ul", { class: "filter-uitwegen" }, ...items.map((button) => make("li", {}, button))),
    );
  };

  /** @param {string} name @param {State} wanted */
  const wayOut = (name, wanted) => {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      change(wanted);
      clear.focus();
    });
    return button;
  };

  /** Say how many there are: below the form, and in it, where a phone shows the list much later. @param {number} count */
  const showNumber = (count) => {
    status.textContent = count ? inWords(count) : "Geen voorbeelden";
    down.textContent = count ? `Bekijk ${inWords(count)}` : "Bekijk wat er wel kan";
  };

  /** Show the page as it was built. */
  const showBuilt = () => {
    list.replaceChildren(...builtItems);
    if (pager instanceof HTMLElement) pager.hidden = false;
    more.hidden = true;
    results.replaceChildren();
    showNumber(total);
    showCounts(builtCounts);
  };

  let turn = 0;

  /** Show what fits a choice. @param {State} wanted @returns {Promise<void>} */
  const show = async (wanted) => {
    const mine = ++turn;
    showState(wanted);
    document.body.toggleAttribute("data-afdrukken", wanted.print);
    if (isEmpty(wanted) && !wanted.print) return showBuilt();
    const all = await index();
    const chosen = await choose(all, wanted);
    if (mine !== turn) return; // the reader has chosen something else meanwhile
    found = chosen.found;
    shown = 0;
    list.replaceChildren();
    if (pager instanceof HTMLElement) pager.hidden = true;
    results.replaceChildren();
    showNumber(found.length);
    showCounts(chosen.counts);
    showMore(all);
    if (!found.length) await showWays(all, wanted);
    if (wanted.print) await window.handboekAfdruk.show(found.map((id) => all.results.get(id)), leavePrint);
  };

  const complain = () => {
    status.textContent =
      "Filteren lukt nu niet, want de gegevens konden niet worden opgehaald. Kijk of u verbinding hebt. De lijst hieronder is compleet.";
  };

  /** Take over a choice, and keep it in the address. @param {State} wanted @param {boolean} [keep] leave the place in the history */
  const change = (wanted, keep = false) => {
    state = wanted;
    history[keep ? "replaceState" : "pushState"](null, "", addressOf(wanted));
    return show(wanted).catch(complain);
  };

  const leavePrint = () => change({ ...state, print: false });

  // --- What the reader does -------------------------------------------------------------------------

  /** @param {HTMLFormElement} form */
  const listen = (form) => {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement) || target.type !== "checkbox") return;
      const keys = new Set(state.chosen.get(target.name));
      if (target.checked) keys.add(target.value);
      else keys.delete(target.value);
      change({ ...state, chosen: new Map([...state.chosen, [target.name, keys]]) });
    });
    order.addEventListener("change", () => change({ ...state, order: order.value }));
    let timer = 0;
    text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => change({ ...state, text: text.value }, state.text !== ""), PAUSE);
    });
    down.addEventListener("click", () => status.focus());
    clear.addEventListener("click", () => {
      text.value = "";
      change({ chosen: new Map(facets.map(({ name }) => [name, new Set()])), text: "", order: "", print: false });
    });
    print.addEventListener("click", async () => {
      await change({ ...state, print: true });
      window.print();
    });
    more.addEventListener("click", async () => {
      const [first] = showMore(await index());
      first?.setAttribute("tabindex", "-1");
      first?.focus(); // the button moves down; who uses a keyboard goes on with the new examples
    });
    window.addEventListener("popstate", () => {
      state = readState();
      if (document.activeElement === text) text.blur();
      show(state).catch(complain);
    });
    // Fetch what will be needed as soon as someone comes near.
    for (const sign of ["focusin", "pointerover"]) {
      form.addEventListener(sign, () => index().catch(() => {}), { once: true });
    }
  };

  const form = buildForm();
  listen(form);
  show(state).catch(complain);
})();
