// Which examples fit a choice. Several values in a facet widen it, a second facet narrows it.
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

  const EXAMPLES = { pagina: "voorbeeld" };

  /**
   * Ask Pagefind what there is.
   * @param {string} root the address of the root of the site @param {Facet[]} facets @returns {Promise<Index>}
   */
  const fetchIndex = async (root, facets) => {
    const { createInstance } = await import(`${root}pagefind/pagefind.js`);
    const engine = createInstance({ ranking: window.handboekZoekvraag.RANKING });
    /** @param {object} filters @param {object} [sort] @returns {Promise<{results: Result[]}>} */
    const ask = (filters, sort = {}) => engine.search(null, { filters: { ...EXAMPLES, ...filters }, sort });
    const [newest, title, words] = await Promise.all([
      ask({}, { nieuwste: "asc" }),
      ask({}, { titel: "asc" }),
      fetch(`${root}pagefind/woorden.txt`, { cache: "no-cache" }).then((answer) => (answer.ok ? answer.text() : "")),
    ]);
    // One question a key, once; after that every choice is a matter of sets, and counts at once.
    const having = new Map();
    await Promise.all(
      facets.map(async ({ name, values }) => {
        const answers = await Promise.all(values.map(({ key }) => ask({ [name]: { any: [key] } })));
        having.set(name, new Map(values.map(({ key }, index) => [key, idsOf(answers[index].results)])));
      }),
    );
    return {
      results: new Map(newest.results.map((result) => [result.id, result])),
      newest: newest.results.map(({ id }) => id),
      title: title.results.map(({ id }) => id),
      having,
      words: window.handboekWoorden.unpack(words),
      engine,
    };
  };

  /** @param {Result[]} results */
  const idsOf = (results) => new Set(results.map(({ id }) => id));

  /** The examples with one of the chosen keys of a facet; nothing chosen is all of them.
   * @param {Index} all @param {State} wanted @param {string} name @returns {Set<string> | null} */
  const inFacet = (all, wanted, name) => {
    const keys = wanted.chosen.get(name) ?? new Set();
    if (!keys.size) return null;
    const found = new Set();
    for (const key of keys) for (const id of all.having.get(name)?.get(key) ?? []) found.add(id);
    return found;
  };

  /** The last words that were looked for, with what was found. @type {{text: string, ids: string[]} | undefined} */
  let lastFound;

  /** The examples with the words, best first. @param {Index} all @param {string} text @returns {Promise<string[] | null>} */
  const withWords = async (all, text) => {
    if (!text.trim()) return null;
    if (lastFound?.text !== text) {
      const { results } = await window.handboekZoekvraag.search(all.engine, all.words, text, { filters: EXAMPLES }, Infinity);
      lastFound = { text, ids: results.map(({ id }) => id) };
    }
    return lastFound.ids;
  };

  /** @param {string} id @param {(Set<string> | null)[]} sets */
  const isIn = (id, sets) => sets.every((set) => set === null || set.has(id));

  /**
   * What fits, in order, and of every key how many would fit with it.
   * @param {Index} all @param {Facet[]} facets @param {State} wanted
   */
  const choose = async (all, facets, wanted) => {
    const best = await withWords(all, wanted.text);
    const words = best && new Set(best);
    const sets = new Map(facets.map(({ name }) => [name, inFacet(all, wanted, name)]));
    const order = wanted.order || (best ? "past" : "nieuwste");
    const ids = order === "titel" ? all.title : order === "past" && best ? best : all.newest;
    const counts = new Map(
      facets.map(({ name, values }) => {
        // Within a facet a key adds to the others; so its own facet does not narrow it.
        const others = [words, ...[...sets].filter(([other]) => other !== name).map(([, set]) => set)];
        const count = (/** @type {string} */ key) =>
          [...(all.having.get(name)?.get(key) ?? [])].filter((id) => isIn(id, others)).length;
        return [name, new Map(values.map(({ key }) => [key, count(key)]))];
      }),
    );
    return { found: ids.filter((id) => isIn(id, [words, ...sets.values()])), counts };
  };

  Object.assign(window, { handboekKeuze: { fetchIndex, choose } });
})();
