// From what a reader types to pages: the questions that are put to Pagefind, and how the answers
// are added up. Pagefind finds words by their beginning and by their stem, and wants every word to
// be on the page. Dutch readers also type another form, half a compound, a slip, or a word too many.
// So every word is asked by itself, with the words of this site that may be meant by it.
"use strict";

(() => {
  /**
   * @typedef {{id: string, score: number, words: number[], data: () => Promise<any>}} Result
   * @typedef {{results: Result[], filters?: object, totalFilters?: object}} Answer
   * @typedef {{search: (term: string | null, options?: object) => Promise<Answer>}} Engine
   * @typedef {{term: string, factor: number}} Question One word to ask for, and what it is worth.
   * @typedef {{word: string, at: number, parts: Question[][], meant: string | null}} Slot
   *   A word of the reader, and where it stood in the query: for each of its parts the questions of
   *   which the best one counts, and the word that was probably meant, if this one is not on the site.
   * @typedef {{at: number, results: Map<string, Result>}} Found What one part of a query found.
   * @typedef {{words: string[], spread: Uint8Array, byRoot: Map<string, number[]>}} Vocabulary The words of the site.
   */

  const { SHORTEST_COMPOUND, wordsOf, isCommon, begins, isKnown, formsOf, endingWith, partsOf, meantBy, distance } =
    window.handboekWoorden;
  const EXACT = /^\s*".+"\s*$/;
  const WORTH = { form: 0.8, joined: 1.2, slip: 0.9, part: 0.6, tail: 0.6, loose: 0.35, near: 0.5 };
  const LEAST = 0.05; // of the best page; what scores less only looks like a result
  const MOST_RESULTS = 200;

  // Words that say nothing about what is looked for, unless there is nothing else.
  const SILENT = new Set(
    ("aan al als bij dan dat de den der deze die dit door dus een eens en er ga geen had heb heeft " +
      "hem het hij hoe hun ik in is je kan kun kunt maar me mee met mijn moet na naar niet nog nu of " +
      "om onze ook op over te tegen toch toen tot u uit uw van veel voor waar wanneer wat we wel " +
      "welke werd wie wij wil worden wordt zal ze zich zij zijn zo zonder").split(" "),
  );

  /**
   * Ask for a word and its other forms. What the site does not have is not asked: Pagefind would
   * take the longest beginning that it does have.
   * @param {Vocabulary} all @param {string} word @param {number} factor @returns {Question[]}
   */
  const ask = (all, word, factor) => [
    ...(begins(all, word) || !all.words.length ? [{ term: word, factor }] : []),
    ...formsOf(all, word).map((form) => ({ term: form, factor: factor * WORTH.form })),
  ];

  /**
   * What to ask for one word.
   * @param {Vocabulary} all @param {string} word @returns {Omit<Slot, "at">}
   */
  const slotFor = (all, word) => {
    if (!all.words.length || isCommon(all, word)) return { word, parts: [ask(all, word, 1)], meant: null };
    const tails = endingWith(all, word).map((term) => ({ term, factor: WORTH.tail }));
    if (begins(all, word) || isKnown(all, word)) {
      return { word, parts: [[...ask(all, word, 1), ...tails]], meant: null };
    }
    if (tails.length) return { word, parts: [tails], meant: null };
    const meant = meantBy(all, word);
    const parts = partsOf(all, word);
    if (parts && !(meant.length && distance(word, meant[0], 1) <= 1)) {
      return { word, parts: parts.map((part) => ask(all, part, WORTH.part)), meant: null };
    }
    if (meant.length) {
      return { word, parts: [meant.flatMap((other) => ask(all, other, WORTH.slip))], meant: meant[0] };
    }
    return { word, parts: [[{ term: word, factor: WORTH.loose }]], meant: null };
  };

  /**
   * What to ask for a whole query.
   * @param {Vocabulary} all @param {string} query @returns {Slot[]}
   */
  const plan = (all, query) => {
    const typed = wordsOf(query);
    const isSilent = typed.map((word) => SILENT.has(word));
    const onlySilent = isSilent.every(Boolean);
    const slots = typed.flatMap((word, at) =>
      isSilent[at] && !onlySilent ? [] : [{ at, ...slotFor(all, word) }],
    );
    typed.slice(1).forEach((second, index) => {
      const joined = typed[index] + second;
      if (joined.length < SHORTEST_COMPOUND || !begins(all, joined)) return;
      for (const slot of slots.filter(({ word }) => word === second || word === typed[index])) {
        slot.parts[0].push({ term: joined, factor: WORTH.joined });
        slot.meant = null;
      }
    });
    return slots;
  };

  /**
   * A result with another score. It holds on to the one that Pagefind gave: Pagefind forgets what
   * nobody holds on to.
   * @param {Result} result @param {number} score @returns {Result}
   */
  const scored = (result, score) => ({ id: result.id, score, words: result.words, data: () => result.data() });

  /**
   * Ask Pagefind all questions of a part, and keep of each page the best answer.
   * @param {Engine} engine @param {Question[]} questions @param {object} options
   * @returns {Promise<Map<string, Result>>}
   */
  const best = async (engine, questions, options) => {
    const terms = [...new Map(questions.map((question) => [question.term, question])).values()];
    const answers = await Promise.all(terms.map(({ term }) => engine.search(term, options)));
    /** @type {Map<string, Result>} */
    const found = new Map();
    answers.forEach((answer, index) => {
      for (const result of answer.results) {
        const score = result.score * terms[index].factor;
        const before = found.get(result.id);
        if (!before || before.score < score) found.set(result.id, scored(result, score));
      }
    });
    return found;
  };

  /**
   * Whether two words stand as far apart in a page as in the query.
   * @param {Result} one @param {Result} other @param {number} gap
   */
  const inOrder = (one, other, gap) => {
    const places = new Set(other.words);
    return one.words.some((place) => places.has(place + gap));
  };

  /**
   * Add up what the parts of a query found. A page with all words goes before one with a word often,
   * and words that stand together as they were typed are more than the same words apart.
   * @param {Found[]} found @param {number} most @returns {Result[]}
   */
  const together = (found, most) => {
    const heights = found.map(({ results }) => Math.max(0, ...[...results.values()].map(({ score }) => score)));
    const whole = heights.reduce((sum, height) => sum + height, 0) || 1;
    /** @type {Map<string, {result: Result, last: Found, sum: number, covered: number, near: number}>} */
    const pages = new Map();
    found.forEach((part, index) => {
      for (const [id, result] of part.results) {
        const page = pages.get(id) ?? { result, last: part, sum: 0, covered: 0, near: 0 };
        const before = /** @type {Result} */ (page.last.results.get(id));
        if (part.at > page.last.at && inOrder(before, result, part.at - page.last.at)) page.near += 1;
        page.sum += result.score;
        page.covered += heights[index] / whole;
        if (result.score > page.result.score) page.result = result;
        page.last = part;
        pages.set(id, page);
      }
    });
    const pairs = Math.max(1, found.length - 1);
    const all = [...pages.values()].map(({ result, sum, covered, near }) =>
      scored(result, sum * covered * (1 + (WORTH.near * near) / pairs)),
    );
    all.sort((a, b) => b.score - a.score);
    const least = (all[0]?.score ?? 0) * LEAST;
    return all.filter(({ score }) => score >= least).slice(0, most);
  };

  /**
   * Search.
   * @param {Engine} engine Pagefind.
   * @param {Vocabulary} all the words of the site; without them only Pagefind's own ways are left.
   * @param {string} query what the reader typed; in double quotes it is searched as it is.
   * @param {object} [options] Pagefind's own: filters.
   * @param {number} [most] how many pages to give at most.
   * @returns {Promise<Answer & {meant: string[]}>} the pages, best first, and the words that were
   *   taken for a slip, as they were understood.
   */
  const search = async (engine, all, query, options = {}, most = MOST_RESULTS) => {
    if (EXACT.test(query)) return { ...(await engine.search(query, options)), meant: [] };
    const slots = plan(all, query);
    const found = await Promise.all(
      slots.flatMap(({ at, parts }) =>
        parts.map(async (part) => ({ at, results: await best(engine, part, options) })),
      ),
    );
    const meant = slots.flatMap((slot) => (slot.meant ? [slot.meant] : []));
    return { results: together(found, most), meant };
  };

  /** Pagefind's settings: a title says most, and what only sorts a page says little. */
  const RANKING = {
    termSimilarity: 1,
    metaWeights: { title: 3, omschrijving: 1.5, kenmerken: 0.5, principe: 0, rol: 0, type: 0 },
  };

  Object.assign(window, {
    handboekZoekvraag: { search, plan, RANKING },
  });
})();
