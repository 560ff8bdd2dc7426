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
   * @typedef {{words: string[], spread: Uint8Array, byRoot: Map<string, number[]>}} Vocabulary
   *   Words in alphabetical order, how widely each is used, and by root the places of its words.
   */

  const EXACT = /^\s*".+"\s*$/;
  const SHORTEST_SLIP = 4; // letters; a shorter word looks like too many others
  const SHORTEST_BEGIN = 6; // letters that can be the begin of a longer word, with a slip in them
  const SWAPPED = 0.9; // two letters that changed places
  const SHORTEST_COMPOUND = 7;
  const SHORTEST_PART = 4;
  const WORTH = { form: 0.8, joined: 1.2, slip: 0.9, part: 0.6, tail: 0.6, loose: 0.35, near: 0.5 };
  const RARE = 1; // at most 3 pages, as the list of words counts
  const MOST_FORMS = 4;
  const MOST_TAILS = 6;
  const LEAST = 0.05; // of the best page; what scores less only looks like a result
  const MOST_RESULTS = 200;

  // Words that say nothing about what is looked for, unless there is nothing else.
  const SILENT = new Set(
    ("aan al als bij dan dat de den der deze die dit door dus een eens en er ga geen had heb heeft " +
      "hem het hij hoe hun ik in is je kan kun kunt maar me mee met mijn moet na naar niet nog nu of " +
      "om onze ook op over te tegen toch toen tot u uit uw van veel voor waar wanneer wat we wel " +
      "welke werd wie wij wil worden wordt zal ze zich zij zijn zo zonder").split(" "),
  );

  /** Write a text as the index does: small letters, no accents. @param {string} text */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** @param {string} text @returns {string[]} */
  const wordsOf = (text) => fold(text).match(/[a-z0-9]+/g) ?? [];

  /**
   * Read the list of words: a line a word, made in scripts/handboek/search/words.py.
   * @param {string} text @returns {Vocabulary}
   */
  const unpack = (text) => {
    const lines = text.split("\n");
    lines.pop();
    const spread = new Uint8Array(lines.length);
    let word = "";
    const words = lines.map((line, index) => {
      word = word.slice(0, parseInt(line[0], 36)) + line.slice(1, -1);
      spread[index] = Number(line[line.length - 1]);
      return word;
    });
    /** @type {Map<string, number[]>} */
    const byRoot = new Map();
    words.forEach((each, index) => {
      const root = rootOf(each);
      byRoot.set(root, [...(byRoot.get(root) ?? []), index]);
    });
    return { words, spread, byRoot };
  };

  /** Where a word stands or would stand. @param {string[]} words @param {string} word */
  const place = (words, word) => {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** Whether a word of the site is this word. @param {Vocabulary} all @param {string} word */
  const isWord = (all, word) => all.words[place(all.words, word)] === word;

  /** Whether a word is on more than a few pages. @param {Vocabulary} all @param {string} word */
  const isCommon = (all, word) => isWord(all, word) && all.spread[place(all.words, word)] > RARE;

  /** Whether a word of the site begins with this. @param {Vocabulary} all @param {string} start */
  const begins = (all, start) => (all.words[place(all.words, start)] ?? "").startsWith(start);

  // Strong verbs: the infinitive, and the forms that do not follow from it. Grammar, not a choice.
  const STRONG = (
    "bedriegen bedroog bedrogen, beginnen begon begonnen, bieden bood boden, bijten beet beten, " +
    "binden bond bonden, blijken bleek bleken, blijven bleef bleven, breken brak braken broken, " +
    "brengen bracht brachten, buigen boog bogen, denken dacht dachten, dragen droeg droegen, " +
    "drijven dreef dreven, dwingen dwong dwongen, eten at aten, gelden gold golden, " +
    "geven gaf gaven geven, grijpen greep grepen, hangen hing hingen, helpen hielp hielpen holpen, " +
    "houden hield hielden, kiezen koos kozen, kijken keek keken, klinken klonk klonken, " +
    "komen kwam kwamen, kopen kocht kochten, krijgen kreeg kregen, laten liet lieten, " +
    "lezen las lazen, lijden leed leden, lijken leek leken, liggen lag lagen legen, " +
    "lopen liep liepen, nemen nam namen nomen, prijzen prees prezen, rijden reed reden, " +
    "roepen riep riepen, schelden schold scholden, schenden schond schonden, schenken schonk schonken, " +
    "schieten schoot schoten, schrijven schreef schreven, schrikken schrok schrokken, " +
    "schuiven schoof schoven, slaan sloeg sloegen slagen, slapen sliep sliepen, sluiten sloot sloten, " +
    "snijden sneed sneden, spreken sprak spraken sproken, springen sprong sprongen, " +
    "staan stond stonden, steken stak staken stoken, sterven stierf stierven storven, " +
    "stijgen steeg stegen, strijden streed streden, treden trad traden, treffen trof troffen, " +
    "trekken trok trokken, vallen viel vielen, vangen ving vingen, varen voer voeren, " +
    "vechten vocht vochten, verdwijnen verdween verdwenen, vergeten vergat vergaten, " +
    "verliezen verloor verloren, vinden vond vonden, vliegen vloog vlogen, vragen vroeg vroegen, " +
    "wegen woog wogen, werpen wierp wierpen worpen, wijken week weken, wijzen wees wezen, " +
    "winnen won wonnen, worden werd werden, zenden zond zonden, zien zag zagen, zitten zat zaten, " +
    "zoeken zocht zochten, zwijgen zweeg zwegen"
  ).split(", ");
  const PREFIXED = new RegExp(
    "^((?:aan|achter|af|be|bij|binnen|dicht|door|goed|her|in|kwijt|los|mede|mee|mis|na|om|onder|ont|op|open|" +
      "over|plaats|samen|stop|tegen|terug|toe|uit|vast|ver|vol|voor|vrij|weg)*)(ge)?(.{2,})$",
  );

  /** A root by the endings alone. @param {string} word */
  const bareRoot = (word) => {
    const whole = word.replace(/(?:heden|heid|lijke?)$/, (end) => (word.length - end.length > 3 ? "" : end));
    const cut = whole.replace(/(?:ingen|ing|tjes|tje|jes|je|den|ten|de|te|en|e|(?<=[^aeiou])s|t|d)$/, "");
    const stem = cut.length > 2 ? cut : whole;
    return stem
      .replace(/(?<=..[^aeiou])[dt]$/, "")
      .replace(/v$/, "f")
      .replace(/z$/, "s")
      .replace(/([bcdfgklmnprst])\1$/, "$1")
      .replace(/([aeou])\1(?=[^aeiou]+$)/, "$1");
  };

  /** @type {Map<string, string>} */
  const strong = new Map(
    STRONG.flatMap((entry) => {
      const [infinitive, ...forms] = entry.split(" ");
      return forms.map((form) => /** @type {[string, string]} */ ([form, bareRoot(infinitive)]));
    }),
  );

  /**
   * The root that forms of a word share: boze, boos and boosheid; afwijzen, afgewezen and afwijzing.
   * It need not be a word.
   * @param {string} word
   */
  const rootOf = (word) => {
    const [, prefix, ge, rest] = PREFIXED.exec(word) ?? ["", "", undefined, word];
    const root = strong.get(rest);
    if (root) return prefix + root;
    const isParticiple = ge && rest.length > 3 && /[dt]$/.test(rest);
    return bareRoot(isParticiple ? prefix + rest : word);
  };

  // Letters that are often taken for each other.
  const ALIKE = new Set(["dt", "td", "ck", "kc", "sz", "zs", "fv", "vf", "iy", "yi", "ij", "ji", "gj"]);

  /**
   * How far two words are apart: letters added, left out, replaced or swapped. What sounds the same
   * and what is written double by mistake counts for half. What may follow the typed letters in a
   * longer word counts for half too, however much it is: readers stop typing early.
   * @param {string} typed @param {string} word @param {number} most
   */
  const distance = (typed, word, most) => {
    if (typed.length - word.length > most) return Infinity;
    const width = Math.min(word.length, typed.length + most);
    let before = new Float32Array(width + 1);
    let row = Float32Array.from({ length: width + 1 }, (_, index) => index);
    let after = new Float32Array(width + 1);
    for (let i = 1; i <= typed.length; i++) {
      const a = typed[i - 1];
      const dropped = a === typed[i - 2] ? 0.5 : 1;
      let least = (after[0] = i);
      for (let j = 1; j <= width; j++) {
        const b = word[j - 1];
        const added = b === word[j - 2] ? 0.5 : 1;
        const replaced = a === b ? 0 : ALIKE.has(a + b) ? 0.5 : 1;
        let cost = Math.min(row[j] + dropped, after[j - 1] + added, row[j - 1] + replaced);
        if (i > 1 && j > 1 && a === word[j - 2] && b === typed[i - 2]) cost = Math.min(cost, before[j - 2] + SWAPPED);
        after[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return Infinity;
      [before, row, after] = [row, after, before];
    }
    const whole = word.length === width ? row[width] : Infinity;
    const begun = typed.length < SHORTEST_BEGIN ? Infinity : Math.min(...row) + 0.5;
    return Math.min(whole, begun) <= most ? Math.min(whole, begun) : Infinity;
  };

  /**
   * The words of the site that were probably meant, nearest first.
   * @param {Vocabulary} all @param {string} word @returns {string[]}
   */
  const meantBy = (all, word) => {
    if (word.length < SHORTEST_SLIP || /\d/.test(word)) return [];
    const most = word.length < 6 ? 1 : 2;
    /** @type {{word: string, rank: number}[]} */
    const near = [];
    all.words.forEach((other, index) => {
      if (other.length < SHORTEST_SLIP) return;
      const apart = distance(word, other, most);
      if (apart === Infinity) return;
      const first = word[0] === other[0] ? 0 : 0.5; // slips are rare in a first letter
      near.push({ word: other, rank: apart + first - all.spread[index] * 0.05 });
    });
    near.sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1));
    const best = near[0]?.rank ?? 0;
    return near.filter(({ rank }) => rank <= best + 0.3).slice(0, 2).map((found) => found.word);
  };

  /**
   * Other forms of a word that the site has. What begins with the word is found without.
   * @param {Vocabulary} all @param {string} word @returns {string[]}
   */
  const formsOf = (all, word) => {
    if (word.length < 4) return [];
    const same = all.byRoot.get(rootOf(word)) ?? [];
    return same
      .filter((index) => !all.words[index].startsWith(word))
      .sort((a, b) => all.spread[b] - all.spread[a])
      .slice(0, MOST_FORMS)
      .map((index) => all.words[index]);
  };

  /** Words that end with this one. @param {Vocabulary} all @param {string} word @returns {string[]} */
  const endingWith = (all, word) =>
    word.length < SHORTEST_PART ? [] : all.words.filter((other) => other !== word && other.endsWith(word)).slice(0, MOST_TAILS);

  /**
   * The two parts of a compound that the site does not have, if it does have those.
   * @param {Vocabulary} all @param {string} word @returns {string[] | null}
   */
  const partsOf = (all, word) => {
    if (word.length < SHORTEST_COMPOUND) return null;
    /** @type {{parts: string[], rank: number} | null} */
    let best = null;
    for (let cut = SHORTEST_PART - 1; cut <= word.length - SHORTEST_PART; cut++) {
      const tail = word.slice(cut);
      if (!begins(all, tail)) continue;
      for (const link of ["", "s", "en", "e"]) {
        const head = word.slice(0, cut - link.length);
        if (!word.slice(0, cut).endsWith(link) || head.length < 3 || !isPart(all, head)) continue;
        const rank = Math.min(head.length, tail.length);
        if (!best || rank > best.rank) best = { parts: [head, tail], rank };
      }
    }
    return best && best.parts;
  };

  /** Whether a compound can begin with this. @param {Vocabulary} all @param {string} word */
  const isPart = (all, word) => (word.length < 4 ? isWord(all, word) : begins(all, word));

  /** Whether the site has this word, in some form. @param {Vocabulary} all @param {string} word */
  const isKnown = (all, word) =>
    word.length < 4 ? isWord(all, word) : begins(all, word) || formsOf(all, word).length > 0;

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
    if (begins(all, word)) return { word, parts: [[...ask(all, word, 1), ...tails]], meant: null };
    if (isKnown(all, word)) return { word, parts: [[...ask(all, word, 1), ...tails]], meant: null };
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
    handboekZoekvraag: { search, plan, unpack, fold, wordsOf, rootOf, distance, RANKING },
  });
})();
