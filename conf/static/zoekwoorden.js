// The words of the site, and which of them a reader may mean: other forms, parts of compounds, slips.
"use strict";

(() => {
  /**
   * @typedef {{words: string[], spread: Uint8Array, byRoot: Map<string, number[]>}} Vocabulary
   *   Words in alphabetical order, how widely each is used, and by root the places of its words.
   */

  const SHORTEST_SLIP = 4; // letters; a shorter word looks like too many others
  const SHORTEST_BEGIN = 6; // letters that can be the begin of a longer word, with a slip in them
  const SWAPPED = 0.9; // two letters that changed places
  const SHORTEST_COMPOUND = 7;
  const SHORTEST_PART = 4;
  const RARE = 1; // at most 3 pages, as the list of words counts
  const MOST_FORMS = 4;
  const MOST_TAILS = 6;

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

  Object.assign(window, {
    handboekWoorden: {
      SHORTEST_COMPOUND, wordsOf, unpack, isCommon, begins, isKnown, formsOf, endingWith, partsOf, meantBy, distance, rootOf,
    },
  });
})();
