// Finds personal data in what someone types. The rules are data, scripts/handboek/checks/privacy.toml:
// its first lines say how they work, and `handboek check` reads the same file.
"use strict";

(() => {
  /**
   * @typedef {{naam: string, ernst: string, wat: string, voorstel: string, in_adres?: boolean,
   *   hoofdletters?: boolean, toets?: string, patronen: string[], behalve?: string[],
   *   niet_na?: string[], niet_voor?: string[], alleen_na?: string[]}} Rule
   * @typedef {{gelijk: Record<string, string>, adres: {patroon: string}, regel: Rule[]}} Rules
   * @typedef {{start: number, end: number, text: string, rule: Rule}} Find
   */

  const LONGEST = 20_000; // characters of a line
  const BEFORE = 60;
  const BEHIND = 30;

  /** @param {string} text */
  const elevenTest = (text) => {
    const digits = text.replace(/[^0-9]/gu, "").padStart(9, "0");
    if (digits.length !== 9 || /^0+$/u.test(digits) || text.replace(/[^0-9]/gu, "").length < 8) return false;
    const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0);
    return sum % 11 === 0;
  };

  /** @param {string} text */
  const isIban = (text) => {
    const plain = text.replace(/[^A-Za-z0-9]/gu, "").toUpperCase();
    if (plain.length < 15 || plain.length > 34 || (plain.startsWith("NL") && plain.length !== 18)) return false;
    let rest = 0;
    for (const sign of plain.slice(4) + plain.slice(0, 4)) {
      const number = /[0-9]/u.test(sign) ? Number(sign) : sign.charCodeAt(0) - 55;
      rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
    }
    return rest === 1;
  };

  /** @type {Record<string, (text: string) => boolean>} */
  const TESTS = { elfproef: elevenTest, iban: isIban };

  /** How a number or address is compared with those that are public. @param {string} text */
  const bare = (text) => text.toLowerCase().replace(/[ \-.()]/gu, "").replace(/^(?:\+31|0031)0?/u, "0");

  /**
   * Prepare the rules: every pattern is compiled once.
   * @param {Rules} rules @param {string[]} open what the edition says is public
   * @returns {(line: string) => Find[]} finds what is in one line, in order of place
   */
  const reader = (rules, open) => {
    /** @type {Map<string, string>} */
    const same = new Map();
    for (const [as, signs] of Object.entries(rules.gelijk)) for (const sign of signs) same.set(sign, as);
    const free = new Set(open.map((each) => bare(each.replace(/^mailto:/u, ""))));
    const address = new RegExp(rules.adres.patroon, "giu");
    const ready = rules.regel.map((rule) => {
      const flags = rule.hoofdletters ? "u" : "iu";
      /** @param {string[]} [patterns] */
      const compile = (patterns) => (patterns ?? []).map((pattern) => new RegExp(pattern, flags));
      return {
        rule,
        patterns: rule.patronen.map((pattern) => new RegExp(pattern, `g${flags}`)),
        except: compile(rule.behalve),
        notAfter: compile(rule.niet_na),
        notBefore: compile(rule.niet_voor),
        onlyAfter: rule.alleen_na ? compile(rule.alleen_na) : null,
      };
    });

    return (given) => {
      const line = [...given].slice(0, LONGEST).map((sign) => same.get(sign) ?? sign).join("");
      /** @type {[number, number][]} */
      const addresses = [...line.matchAll(address)].map((m) => [m.index, m.index + m[0].length]);
      /** @type {Find[]} */
      const kept = [];
      for (const each of ready) {
        for (const pattern of each.patterns) {
          for (const match of line.matchAll(pattern)) {
            const [text] = match;
            const start = match.index;
            const end = start + text.length;
            // Places count characters, as in Python; a sign outside the basic plane counts for two here.
            const before = [...line.slice(0, start)].slice(-BEFORE).join("");
            const behind = [...line.slice(end, end + 2 * BEHIND)].slice(0, BEHIND).join("");
            const dropped =
              kept.some((other) => start < other.end && other.start < end) ||
              (!each.rule.in_adres && addresses.some(([from, to]) => from <= start && start < to)) ||
              each.except.some((test) => test.test(text)) ||
              each.notAfter.some((test) => test.test(before)) ||
              each.notBefore.some((test) => test.test(behind)) ||
              (each.onlyAfter && !each.onlyAfter.some((test) => test.test(before))) ||
              (each.rule.toets && !TESTS[each.rule.toets](text)) ||
              free.has(bare(text));
            if (!dropped) kept.push({ start, end, text, rule: each.rule });
          }
        }
      }
      return kept.sort((a, b) => a.start - b.start);
    };
  };

  const window_ = /** @type {any} */ (window);
  window_.handboekFormulier = { ...window_.handboekFormulier, privacyReader: reader };
})();
