// Turns the answers of the form into the file of an example. The other half is
// scripts/handboek/scaffold.py: both make the same bytes, and the cases in tests/voorstellen hold for both.
"use strict";

(() => {
  /**
   * @typedef {{name: string, key: string, group: string, label: string, help: string, kind: string,
   *   example: string, required: boolean, facet: string, limit: number, place: number}} Question
   *   `place` is where it comes in the front matter, in the order of the model; 0 if it does not.
   * @typedef {Record<string, string[]>} Answers what was answered, by the name of the question
   * @typedef {{text: string, asked: string[]}} File
   *   The whole file, and the name of the question that each of its lines answers.
   */

  const LETTER = "A-Za-zÀ-ÖØ-öø-ÿ";
  const PLAIN = new RegExp(`^[${LETTER}][${LETTER}0-9 ./()%€‘’?–-]*$`, "u");
  const PLAIN_LINE = new RegExp(`^[${LETTER}][${LETTER}0-9 ,./()%€‘’?–-]*$`, "u");
  const ADDRESS = /^https:\/\/[A-Za-z0-9./_~?&=%+-]+$/u;
  const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u;
  const NO_TEXT = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
  const MARKED = /^(?:[ \t>|]|#{1,6}(?:[ \t]|$)|:{3}|[*+-](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$)|$)/u;
  const SHORTEST = 3;
  const LONGEST = 60;

  /** @param {string} text */
  const oneLine = (text) => text.replace(/[ \t\r\n]+/gu, " ").replace(/^ +| +$/gu, "");

  /**
   * Give the lines of a text, in which every line that someone began is a paragraph.
   * @param {string} text
   */
  const paragraphs = (text) => {
    /** @type {string[]} */
    const lines = [];
    let fenced = false;
    for (const raw of text.split(/\r\n|\r|\n/u)) {
      const line = raw.replace(/[ \t]+$/u, "");
      const before = lines[lines.length - 1];
      if (line.startsWith("```") || line.startsWith("~~~")) fenced = !fenced;
      else if (!fenced && !line && !before) continue; // one empty line is enough
      else if (!fenced && before !== undefined && !MARKED.test(before) && !MARKED.test(line)) lines.push("");
      lines.push(line);
    }
    while (lines.length && !lines[lines.length - 1]) lines.pop();
    return lines;
  };

  /** @param {string} text @param {RegExp} plain */
  const scalar = (text, plain) =>
    plain.test(text) && !NO_TEXT.has(text.toLowerCase())
      ? text
      : `"${text.replace(/\\/gu, "\\\\").replace(/"/gu, '\\"')}"`;

  /** @param {Question} asked @param {string[]} given */
  const value = (asked, given) => {
    const values = given.map(oneLine).filter(Boolean);
    if (!values.length) return "";
    if (asked.kind === "some" || asked.kind === "words")
      return `[${values.map((each) => scalar(each, PLAIN)).join(", ")}]`;
    return scalar(values[0], { day: DAY, address: ADDRESS }[asked.kind] ?? PLAIN_LINE);
  };

  /** @param {Question[]} questions @param {Answers} answers @returns {[string, string][]} */
  const frontMatter = (questions, answers) => {
    /** @type {[string, string][]} */
    const lines = [["---", ""]];
    let group = "";
    for (const each of questions.filter((q) => q.place).sort((a, b) => a.place - b.place)) {
      const written = value(each, answers[each.name] ?? []);
      if (!written) continue;
      if (each.group && each.group !== group) lines.push([`${each.group}:`, each.name]);
      group = each.group;
      lines.push([`${group ? "  " : ""}${each.key}: ${written}`, each.name]);
    }
    lines.push(["---", ""]);
    return lines;
  };

  /** @param {Question[]} questions @param {Answers} answers @returns {[string, string][]} */
  const body = (questions, answers) => {
    /** @type {[string, string][]} */
    const lines = [];
    const summary = oneLine((answers.kern ?? []).join(""));
    if (summary) lines.push([summary, "kern"]);
    for (const each of questions.filter((q) => q.kind === "text")) {
      const text = paragraphs((answers[each.name] ?? []).join(""));
      if (!text.length && !each.required) continue;
      lines.push(["", ""], [`## ${each.label}`, each.name]);
      if (!text.length) continue;
      lines.push(["", ""]);
      for (const line of text) lines.push([line, each.name]);
    }
    return lines;
  };

  /** @param {Question[]} questions @param {Answers} answers @returns {File} */
  const write = (questions, answers) => {
    const lines = [...frontMatter(questions, answers), ...body(questions, answers)];
    return { text: lines.map(([line]) => `${line}\n`).join(""), asked: lines.map(([, name]) => name) };
  };

  /** @param {string} text @param {number} limit */
  const wholeWords = (text, limit) => {
    const plain = text.normalize("NFKD").replace(/[^\x00-\x7f]/gu, "").toLowerCase();
    const slug = (plain.match(/[a-z0-9]+/gu) ?? []).join("-");
    if (slug.length <= limit) return slug;
    const start = slug.slice(0, limit);
    const cut = slug[limit] === "-" ? start : start.slice(0, Math.max(0, start.lastIndexOf("-")));
    return cut || start;
  };

  /**
   * Suggest a name for the file that no other example has; see scripts/handboek/slugs.py.
   * @param {string} title @param {Set<string>} taken @param {string[]} reserved
   */
  const suggest = (title, taken, reserved) => {
    let slug = wholeWords(title, LONGEST);
    if (slug.length < SHORTEST || slug === "index" || reserved.some((start) => slug.startsWith(start)))
      slug = wholeWords(`voorbeeld-${slug}`, LONGEST);
    let free = slug;
    for (let number = 2; taken.has(free); number += 1) {
      const tail = `-${number}`;
      free = wholeWords(slug, LONGEST - tail.length) + tail;
    }
    return free;
  };

  const window_ = /** @type {any} */ (window);
  window_.handboekFormulier = { ...window_.handboekFormulier, write, suggest, oneLine, paragraphs };
})();
