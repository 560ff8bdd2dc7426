// Shows the Markdown that an example may hold, as the page will. It only makes elements and text:
// what someone types never becomes HTML.
"use strict";

(() => {
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

  const DEEPEST = 6;
  const PATTERN = new RegExp(
    [
      "\\\\([!-/:-@\\[-`{-~])", // 1 an escaped sign
      "(`+)(?!`)(.*?[^`])\\2(?!`)", // 2, 3 code
      "\\*\\*(?=\\S)(.+?\\S??)\\*\\*", // 4 strong
      "(?<![A-Za-z0-9])__(?=\\S)(.+?)__(?![A-Za-z0-9])", // 5 strong
      "\\*(?=\\S)(.+?)\\*", // 6 emphasis
      "(?<![A-Za-z0-9])_(?=\\S)(.+?)_(?![A-Za-z0-9])", // 7 emphasis
      "\\[([^\\[\\]]+)\\]\\(\\s*<?([^\\s()<>]*)>?[^()]*\\)", // 8, 9 link
      "<(https://[^\\s<>]+)>", // 10 address
    ].join("|"),
    "u",
  );

  /** @param {string} text @param {number} [depth] @returns {(Node | string)[]} */
  const inline = (text, depth = 0) => {
    /** @type {(Node | string)[]} */
    const nodes = [];
    let rest = text;
    while (rest) {
      const match = depth < DEEPEST ? rest.match(PATTERN) : null;
      if (!match) break;
      nodes.push(rest.slice(0, match.index));
      nodes.push(styled(match, depth));
      rest = rest.slice((match.index ?? 0) + match[0].length);
    }
    nodes.push(rest);
    return nodes;
  };

  /** @param {RegExpMatchArray} match @param {number} depth @returns {Node | string} */
  const styled = (match, depth) => {
    const [all, escaped, , code, strong, strong2, emphasis, emphasis2, label, href, address] = match;
    if (escaped) return escaped;
    if (code) return make("code", {}, code.trim() || code);
    if (strong || strong2) return make("strong", {}, ...inline(strong || strong2, depth + 1));
    if (emphasis || emphasis2) return make("em", {}, ...inline(emphasis || emphasis2, depth + 1));
    if (address) return link(address, [address]);
    return label ? link(href, inline(label, depth + 1)) : all;
  };

  /** Only an address that the check allows becomes a link. @param {string} href @param {(Node | string)[]} content */
  const link = (href, content) => {
    const window_ = /** @type {any} */ (window);
    return window_.handboekFormulier.isWebAddress(href)
      ? make("a", { href, rel: "noopener noreferrer", target: "_blank" }, ...content)
      : make("span", { class: "verwijzing" }, ...content);
  };

  const ITEM = /^( {0,3})([*+-]|[0-9]{1,9}[.)])[ \t]+(.*)$/u;
  const QUOTE = /^ {0,3}>[ ]?(.*)$/u;
  const FENCE = /^ {0,3}(`{3,}|~{3,})/u;

  /**
   * Turn lines of Markdown into elements.
   * @param {string[]} lines @param {string} heading the element for a heading
   * @param {number} [depth] @returns {HTMLElement[]}
   */
  const blocks = (lines, heading, depth = 0) => {
    /** @type {HTMLElement[]} */
    const made = [];
    let at = 0;
    /** Take the lines from here on that fit. @param {(line: string, first: boolean) => boolean} fits */
    const take = (fits) => {
      const start = at;
      while (at < lines.length && fits(lines[at], at === start)) at += 1;
      return lines.slice(start, at);
    };
    while (at < lines.length) {
      const line = lines[at];
      const title = line.match(/^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?$/u);
      if (!line.trim()) at += 1;
      else if (FENCE.test(line)) {
        at += 1;
        made.push(make("pre", {}, take((each) => !FENCE.test(each)).join("\n")));
        at += 1;
      } else if (title) {
        at += 1;
        made.push(make(/** @type {"h4"} */ (heading), {}, ...inline(title[1])));
      } else if (QUOTE.test(line) && depth < DEEPEST) {
        const inner = take((each) => QUOTE.test(each)).map((each) => each.match(QUOTE)?.[1] ?? "");
        made.push(make("blockquote", {}, ...blocks(inner, heading, depth + 1)));
      } else if (ITEM.test(line) && depth < DEEPEST) made.push(list(take, heading, depth));
      else if (line.includes("|") && /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/u.test(lines[at + 1] ?? ""))
        made.push(table(take((each) => each.includes("|"))));
      else {
        const text = take((each, first) => first || (each.trim() !== "" && !QUOTE.test(each) && !ITEM.test(each)));
        made.push(make("p", {}, ...inline(text.map((each) => each.trim()).join(" "))));
      }
    }
    return made;
  };

  /**
   * @param {(fits: (line: string, first: boolean) => boolean) => string[]} take
   * @param {string} heading @param {number} depth
   */
  const list = (take, heading, depth) => {
    const lines = take((each, first) => first || /^[ \t]/u.test(each) || ITEM.test(each));
    const ordered = /^ {0,3}[0-9]/u.test(lines[0]);
    const start = ordered ? String(Number.parseInt(lines[0].trim(), 10)) : "1";
    /** @type {string[][]} */
    const items = [];
    for (const line of lines) {
      const item = line.match(ITEM);
      if (item && item[1].length < 2) items.push([item[3]]);
      else items[items.length - 1]?.push(line.replace(/^ {1,4}/u, ""));
    }
    const children = items.map((each) => {
      const made = blocks(each, heading, depth + 1);
      const [only] = made;
      return make("li", {}, ...(made.length === 1 && only.tagName === "P" ? [...only.childNodes] : made));
    });
    return make(ordered ? "ol" : "ul", start === "1" ? {} : { start }, ...children);
  };

  /** @param {string[]} lines */
  const table = (lines) => {
    /** @param {string} line */
    const cells = (line) => line.trim().replace(/^\||\|$/gu, "").split("|").map((cell) => inline(cell.trim()));
    const head = cells(lines[0]).map((cell) => make("th", { scope: "col" }, ...cell));
    const rows = lines.slice(2).map((line) => make("tr", {}, ...cells(line).map((cell) => make("td", {}, ...cell))));
    return make("table", { class: "docutils" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
  };

  const handboek = /** @type {any} */ (window).handboekFormulier;
  // What a word processor puts before an item of a list when it gives plain text, and what nobody sees there.
  const BULLET = /^\s*(?:[•·▪◦‣][\t ]+|[o§]\t\s*)/u;
  const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/gu;

  /**
   * Write what comes from a word processor as Markdown: its lists and tables, without unseen characters.
   * @param {string} text
   */
  const fromProcessor = (text) => {
    const lines = text.replace(/\r\n?|\u000b/gu, "\n").replace(UNSEEN, "").split("\n");
    const listed = lines.map((line) => line.replace(BULLET, "- ").replace(/^\s*(\d+)[.)]\t\s*/u, "$1. "));
    /** @param {number} at */
    const width = (at) => (listed[at] ?? "").split("\t").length;
    return listed
      .flatMap((line, at) => {
        const [before, here, after] = [width(at - 1), width(at), width(at + 1)];
        if (here === 1) return [line];
        if (here !== before && here !== after) return [line.replace(/\t+/gu, " ")]; // one line is no table
        const row = `| ${line.split("\t").map((cell) => cell.trim().replaceAll("|", "\\|")).join(" | ")} |`;
        const first = here !== before ? [...(at && listed[at - 1] ? [""] : []), row, `|${"---|".repeat(here)}`] : [row];
        return here !== after && listed[at + 1] ? [...first, ""] : first;
      })
      .join("\n");
  };

  Object.assign(handboek, { make, inline, blocks, fromProcessor });
})();
