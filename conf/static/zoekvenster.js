// The search itself: Pagefind's interface, in Dutch, with our own results, in a window or on a page.
// Fetched by zoeken.js at the first use, after Pagefind's interface and zoekvraag.js.
"use strict";

(() => {
  const { search, RANKING } = window.handboekZoekvraag;
  const { unpack } = window.handboekWoorden;
  const TEXTS = {
    placeholder: "Bijvoorbeeld: brief na bezwaar",
    search_label: "Zoeken in het handboek",
    keyboard_search: "zoeken in het handboek",
    clear_search: "Wissen",
    keyboard_navigate: "volgende",
    keyboard_select: "openen",
    keyboard_clear: "sluiten",
    keyboard_close: "sluiten",
    searching: "Zoeken naar ‘[SEARCH_TERM]’ …",
    zero_results: "Niets gevonden voor ‘[SEARCH_TERM]’",
    one_result: "1 resultaat voor ‘[SEARCH_TERM]’",
    many_results: "[COUNT] resultaten voor ‘[SEARCH_TERM]’",
    results_label: "Zoekresultaten",
    loading: "Resultaten ophalen",
    error_search: "Zoeken lukt nu niet. Probeer het later opnieuw.",
    input_hint: "De resultaten verschijnen terwijl u typt",
  };
  const MOST_PARTS = 3;

  let root = "";
  /** @type {Promise<any> | undefined} */
  let vocabulary;
  const fetchWords = async () => {
    const answer = await fetch(`${root}pagefind/woorden.txt`, { cache: "no-cache" });
    return unpack(answer.ok ? await answer.text() : "");
  };

  /**
   * Put our questions between Pagefind's interface and Pagefind.
   * @param {any} engine
   */
  const between = (engine) => {
    vocabulary ??= fetchWords().catch(() => unpack(""));
    return {
      ...engine,
      filters: async () => ({}), // the window has none; asking would fetch them all
      /** @param {string | null} term @param {object} options */
      search: async (term, options) => {
        if (term === null) return engine.search(term, options);
        const answer = await search(engine, await vocabulary, term, options);
        tell(term, answer);
        return answer;
      },
    };
  };

  /**
   * Say what was understood, or what to do if nothing was found.
   * @param {string} term @param {{results: unknown[], meant: string[]}} answer
   */
  const tell = (term, answer) => {
    for (const line of document.querySelectorAll(".zoek-uitleg")) {
      line.replaceChildren();
      if (!answer.results.length) {
        const link = make("a", "", "alle voorbeelden");
        link.href = `${root}voorbeelden/index.html`;
        line.append("Probeer een ander woord, of kijk bij ", link, ".");
      } else if (answer.meant.length) {
        line.append("Gezocht op ", make("strong", "", answer.meant.join(" ")), ", want wat u typte staat nergens.");
      }
    }
  };

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name @param {string} className @param {string} [text]
   * @returns {HTMLElementTagNameMap[Name]}
   */
  const make = (name, className, text = "") => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  };

  /** What kind of page a result is, and of an example its principle and role. @param {any} meta */
  const about = (meta) =>
    [meta.type, meta.principe && `Principe: ${meta.principe}`, meta.rol && `Rol: ${meta.rol}`].filter(Boolean).join(" · ");

  /** The parts of a page where it was found; an example is short enough without. @param {any} found */
  const parts = (found) =>
    found.meta.type === "Voorbeeld"
      ? []
      : found.sub_results.filter((part) => part.url !== found.url && part.title !== found.meta.title).slice(0, MOST_PARTS);

  /** Show one result, with our own description. @param {any} found */
  const result = (found) => {
    const item = make("li", "pf-result");
    const card = make("div", "pf-result-card");
    const content = make("div", "pf-result-content");
    const title = make("p", "pf-result-title");
    const link = make("a", "pf-result-link", found.meta.title);
    link.href = found.url;
    title.append(link);
    content.append(title, make("p", "zoek-kenmerken", about(found.meta)), make("p", "zoek-omschrijving", found.meta.omschrijving));
    const places = parts(found);
    if (places.length) {
      const list = make("ul", "zoek-delen");
      list.setAttribute("aria-label", "Op deze pagina");
      for (const place of places) {
        const there = make("li", "");
        const to = make("a", "", place.title);
        to.href = place.url;
        there.append(to);
        list.append(there);
      }
      content.append(list);
    }
    card.append(content);
    item.append(card);
    return item;
  };

  /** @type {any} */
  let instance;
  const prepare = () => {
    if (instance) return;
    instance = window.PagefindComponents.configureInstance("default", {
      bundlePath: `${root}_static/zoekbundel/`,
      ranking: RANKING,
    });
    instance.setTranslations(TEXTS);
  };

  /** Put our results in Pagefind's list, and our line above it. @param {ParentNode} place */
  const dress = (place) => {
    const results = /** @type {any} */ (place.querySelector("pagefind-results"));
    results.resultTemplate = result;
    const told = make("p", "zoek-uitleg");
    told.setAttribute("role", "status");
    results.before(told);
  };

  /** @type {any} */
  let modal;

  /** Open the window. @param {string} from the address of the root of the site */
  const open = (from) => {
    root = from;
    prepare();
    if (!modal) {
      modal = document.createElement("pagefind-modal");
      document.body.append(modal);
      dress(modal);
    }
    modal.open();
  };

  /**
   * Show the search on its own page, with the query in the address.
   * @param {string} from the address of the root of the site @param {HTMLElement} place
   */
  const show = (from, place) => {
    root = from;
    prepare();
    for (const name of ["input", "summary", "results"]) place.append(document.createElement(`pagefind-${name}`));
    dress(place);
    const given = new URLSearchParams(location.search).get("q") ?? "";
    instance.on("search", (/** @type {string} */ term) => {
      const address = new URL(location.href);
      if (term) address.searchParams.set("q", term);
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
    });
    if (given) instance.triggerSearch(given);
    else place.querySelector("input")?.focus();
  };

  Object.assign(window, { handboekZoeken: { between, open, show } });
})();
