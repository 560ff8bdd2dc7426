// Holds the answers of the form against the rules of `handboek check`, as far as a browser can.
// The messages come from the check itself, by scripts/handboek/form_data.py; none is written here.
"use strict";

(() => {
  /**
   * @typedef {{text: string, asked: string[]}} File
   * @typedef {{asked: string, text: string, parts: string[], advice?: boolean, personal?: boolean}} Finding
   * @typedef {{key: string, label: string, core: string, sourced: boolean}} Term
   * @typedef {{questions: any[], facets: Record<string, Term[]>, messages: Record<string, string[]>,
   *   repairs: Record<string, string>, sections: string[], characters: [number, number][],
   *   reserved: string[], taken: string[], privacy: any, open: string[], site: any}} Data
   *   What the build knows, see form_data.py.
   */

  const QUOTED = 60;
  const QUOTED_MARKUP = 40;

  /** @param {string} text @param {number} [limit] */
  const shown = (text, limit = QUOTED) => {
    const signs = [...text.trim().split(/\s+/u).join(" ")].map((c) => (/[\p{C}\p{Z}]/u.test(c) && c !== " " ? "?" : c));
    return signs.length <= limit ? signs.join("") : `${signs.slice(0, limit).join("")}…`;
  };

  /** @param {string} text */
  const isWebAddress = (text) => {
    const host = text.match(/^https:\/\/([^/?#]*)/iu)?.[1] ?? "";
    return !/[\p{C}\p{Z} <>"'`{}|\\^]/u.test(text) && host.includes(".") && !host.includes("@");
  };

  /** @param {Date} date */
  const isoDay = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");

  // --- The text: what Markdown an example may hold -----------------------------------------------------

  const TAGS =
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|" +
    "menuitem|nav|noframes|ol|optgroup|option|p|param|pre|script|search|section|style|summary|table|tbody|td|textarea|" +
    "tfoot|th|thead|title|tr|track|ul";
  const HTML_BLOCK = new RegExp(`^ {0,3}<(?:!--|\\?|![A-Za-z]|!\\[CDATA\\[|/?(?:${TAGS})(?:[\\s/>]|$))`, "iu");
  const ATTRIBUTE = "(?:\\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\\s*=\\s*(?:[^\\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)";
  const HTML = new RegExp(
    `<(?:[A-Za-z][A-Za-z0-9-]*${ATTRIBUTE}*\\s*/?|/[A-Za-z][A-Za-z0-9-]*\\s*|!--.*?--|\\?.*?\\?|![A-Za-z][^>]*)>`,
    "u",
  );
  const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/u;
  const STRANGE = /^ {0,3}(?:\+\+\+|%|\([^()]+\)=[ \t]*$|\[\^[^\]]+\]:)/u;
  const ROLE = /\{[A-Za-z0-9_.:+-]+\}$/u;
  const CODE = /(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/gu;
  const INLINE = /\{\{.*?\}\}|\{%.*?%\}|\[\^[^\]]+\]/u;
  const AUTOLINK = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>/gu;
  const LINK = /(?<!!)\[(?:[^[\]]|\[[^[\]]*\])*\]\(\s*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))/gu;

  /** Put spaces for code, which says nothing, and for what is escaped. @param {string} line */
  const bareText = (line) =>
    line
      .replace(/\\[!-/:-@[-`{-~]/gu, "  ")
      .replace(CODE, (code) => " ".repeat(code.length));

  /** @param {string} href */
  const decoded = (href) => {
    try {
      return decodeURIComponent(href);
    } catch {
      return href;
    }
  };

  /**
   * Find what may not be in the text of an answer.
   * @param {string[]} lines @param {(slug: string, values: Record<string, any>, line: string) => void} wrong
   * @param {string[]} sections
   */
  const checkMarkup = (lines, wrong, sections) => {
    let fence = "";
    let html = false;
    for (const line of lines) {
      const inner = line.replace(/^(?: {0,3}(?:>|[*+-](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))[ \t]?)+/u, "");
      const nested = inner !== line;
      const strange = (/** @type {string} */ given) => wrong("directive", { given: shown(given, QUOTED_MARKUP) }, line);
      const opening = inner.match(/^ {0,3}(`{3,}|~{3,}|:{3,})(.*)$/u);
      if (fence) {
        if (opening && opening[1].startsWith(fence) && !opening[2].trim()) fence = "";
        continue;
      }
      if (html) {
        html = line !== "";
        continue;
      }
      if (opening) {
        const [, marks, info] = opening;
        fence = marks;
        if (marks.startsWith(":") || !["", "text"].includes(info.trim())) strange(line);
        continue;
      }
      if (HTML_BLOCK.test(inner)) {
        html = true;
        const block = lines.slice(lines.indexOf(line));
        const end = block.indexOf("");
        const text = end < 0 ? block : block.slice(0, end);
        wrong("raw-html", { given: shown([inner, ...text.slice(1)].join("\n"), QUOTED_MARKUP) }, line);
        continue;
      }
      const heading = inner.match(/^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/u);
      if (heading) checkHeading(heading[1].length, shown(heading[2] ?? ""), nested, line, wrong, sections);
      if (RULE.test(inner) || STRANGE.test(inner)) strange(line);
      else checkInline(inner, line, wrong, strange);
    }
  };

  /**
   * @param {number} level @param {string} heading @param {boolean} nested @param {string} line
   * @param {(slug: string, values: Record<string, any>, line: string) => void} wrong @param {string[]} sections
   */
  const checkHeading = (level, heading, nested, line, wrong, sections) => {
    if (nested) return wrong("nested-heading", { heading }, line);
    if (level === 1) return wrong("heading-one", { heading }, line);
    if (level > 3) return wrong("heading-level", { heading, given: level }, line);
    if (level === 3) return undefined;
    const known = sections.find((each) => each.toLowerCase() === heading.toLowerCase());
    if (known) return wrong("repeated-section", { section: known }, line);
    return wrong("unknown-section", { section: heading, allowed: sections.join(", "), hint: "" }, line);
  };

  /**
   * @param {string} text @param {string} line
   * @param {(slug: string, values: Record<string, any>, line: string) => void} wrong
   * @param {(given: string) => void} strange
   */
  const checkInline = (text, line, wrong, strange) => {
    if ([...text.matchAll(CODE)].some((code) => ROLE.test(text.slice(0, code.index)))) strange(line);
    const bare = bareText(text);
    if (INLINE.test(bare)) strange(line);
    if (/!\[[^\]]*\][([]/u.test(bare)) wrong("image", {}, line);
    const html = bare.match(HTML);
    if (html) wrong("raw-html", { given: shown(html[0], QUOTED_MARKUP) }, line);
    for (const [, href] of bare.matchAll(AUTOLINK)) checkLink(href, line, wrong);
    for (const [, bracketed, plain] of bare.matchAll(LINK)) checkLink(bracketed ?? plain, line, wrong);
  };

  /** @param {string} href @param {string} line @param {(slug: string, values: any, line: string) => void} wrong */
  const checkLink = (href, line, wrong) => {
    if (isWebAddress(href) || (href.startsWith("mailto:") && href.includes("@"))) return;
    const target = decoded(href);
    if (target.includes(":") || /^[/#]/u.test(target) || !target.endsWith(".md"))
      wrong("bad-link", { given: shown(target) }, line);
  };

  // --- All of it ------------------------------------------------------------------------------------------

  /** Fill in a text with names between braces. @param {string} text @param {Record<string, any>} values */
  const fill = (text, values) => text.replace(/\{([a-z_]+)\}/gu, (_, name) => String(values[name] ?? ""));

  /** @param {Data} data */
  const checker = (data) => {
    const findPrivate = data.privacy ? handboek.privacyReader(data.privacy, data.open) : () => [];
    /** @param {string} name */
    const question = (name) => data.questions.find((each) => each.name === name);

    /** @param {string} slug @param {string} asked @param {Record<string, any>} values @returns {Finding} */
    const finding = (slug, asked, values) => {
      const of = question(asked);
      const [wrong, allowed, repair] = data.messages[slug];
      const mend = data.repairs[slug] ?? repair;
      const all = { ...values, example: of?.example, label: of?.label };
      const parts = [wrong, allowed, mend].map((part) => fill(part, all));
      return { asked, parts, text: parts.join("; ") };
    };

    /** @param {Record<string, string[]>} answers @returns {Finding[]} */
    const checkFields = (answers) => {
      /** @type {Finding[]} */
      const found = [];
      const kind = (answers.soort ?? [])[0];
      const sourced = data.facets.soorten.some((term) => term.key === kind && term.sourced);
      const source = data.questions.filter((q) => q.group === "bron");
      const begun = source.some((q) => answers[q.name]?.some((text) => text.trim()));
      if (sourced && !begun) found.push(finding("no-source", "bron-titel", {}));
      for (const each of data.questions) {
        const given = (answers[each.name] ?? []).map(handboek.oneLine).filter(Boolean);
        if (each.kind === "text") {
          // A heading of the same level right away leaves the part empty.
          if ((each.required && !given.length) || /^##(?:[ \t]|$)/u.test(given[0] ?? ""))
            found.push(finding("empty-section", each.name, { section: each.label, help: each.help }));
        } else if (each.name === "kern") {
          if (!given.length || /^(?:[>|]|[*+-] |[0-9]+[.)] |```|~~~|#{1,6} )/u.test(given[0]))
            found.push(finding("no-summary", each.name, { first: data.sections[0] }));
        } else if (!given.length) {
          if (each.required && each.name !== "datum" && (!each.group || begun)) {
            const within = each.group ? ` bij ‘${each.group}’` : "";
            found.push(finding("missing-key", each.name, { key: each.key, help: each.help, within }));
          }
        } else found.push(...checkValue(each, given));
      }
      return found;
    };

    /** @param {any} asked @param {string[]} given @returns {Finding[]} */
    const checkValue = (asked, given) => {
      const values = { key: asked.key, limit: asked.limit, help: asked.help };
      if (asked.limit) {
        const long = given.filter((text) => [...text].length > asked.limit);
        return long.map((text) => finding("too-long", asked.name, { ...values, length: [...text].length }));
      }
      const today = isoDay(new Date());
      // A field for a day takes years of up to six digits, and then text that is longer comes later.
      if (asked.kind === "day" && (given[0].length > today.length || given[0] > today))
        return [finding("date-in-future", asked.name, { ...values, given: given[0], limit: today })];
      if (asked.kind === "address" && !isWebAddress(given[0]))
        return [finding("bad-url", asked.name, { ...values, given: shown(given[0]) })];
      return [];
    };

    /** @param {Record<string, string[]>} answers @returns {Finding[]} */
    const checkText = (answers) => {
      /** @type {Finding[]} */
      const found = [];
      for (const each of data.questions.filter((q) => q.kind === "text" || q.name === "kern")) {
        const given = (answers[each.name] ?? []).join("");
        const lines = each.kind === "text" ? handboek.paragraphs(given) : [handboek.oneLine(given)];
        let last = "";
        checkMarkup(
          lines,
          (slug, values, line) => {
            const once = `${slug} ${line}`;
            if (once !== last) found.push(finding(slug, each.name, values));
            last = once;
          },
          data.sections,
        );
      }
      return found;
    };

    /** @param {File} file @returns {Finding[]} */
    const checkCharacters = (file) => {
      /** @param {number} code */
      const known = (code) => data.characters.some(([from, to]) => from <= code && code <= to);
      return file.text.split("\n").flatMap((line, number) => {
        const signs = [...line];
        return [...new Set(signs)]
          .filter((sign) => sign !== "\t" && !known(sign.codePointAt(0) ?? 0))
          .map((sign) => {
            const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
            const name = nameOf(sign);
            return finding("bad-character", file.asked[number], { name, code, column: signs.indexOf(sign) + 1 });
          });
      });
    };

    /** @param {Record<string, string[]>} answers @returns {Finding[]} */
    const checkPrivacy = (answers) =>
      data.questions.flatMap((each) =>
        (answers[each.name] ?? [])
          .flatMap((text) => text.split(/\r\n|\r|\n/u))
          .flatMap((line) => findPrivate(line))
          .map((found) => privacyFinding(each.name, found)),
      );

    /** @param {string} asked @param {{text: string, rule: any}} found @returns {Finding} */
    const privacyFinding = (asked, found) => {
      const hidden = `${[...found.text].slice(0, 2).join("")}…`;
      const values = { what: found.rule.wat, instead: found.rule.voorstel, given: hidden };
      const advice = found.rule.ernst === "advies";
      return { ...finding(advice ? "name" : "personal-data", asked, values), advice, personal: true };
    };

    /**
     * Check everything.
     * @param {Record<string, string[]>} answers @param {File} file what they make
     * @returns {Finding[]} in the order of the questions
     */
    return (answers, file) => {
      const found = [
        ...checkCharacters(file), ...checkFields(answers), ...ownPrinciple(answers, finding), ...checkText(answers),
        ...checkPrivacy(answers),
      ];
      const order = data.questions.map((q) => q.name);
      const unique = new Map(found.map((each) => [`${each.asked} ${each.text}`, each]));
      return [...unique.values()].sort((a, b) => order.indexOf(a.asked) - order.indexOf(b.asked));
    };
  };

  /** @param {Record<string, string[]>} answers @param {(slug: string, asked: string, values: any) => Finding} finding */
  const ownPrinciple = (answers, finding) => {
    const [own] = answers.principe ?? [];
    return own && (answers.ook ?? []).includes(own) ? [finding("own-principle", "ook", { given: own })] : [];
  };

  /** What people see of a sign that the fonts lack. @param {string} sign */
  const nameOf = (sign) => {
    if (!/[\p{C}\p{Z}\p{M}]/u.test(sign)) return `het teken ‘${sign}’`;
    if (/\p{M}/u.test(sign)) return "een los accent";
    return /\p{Z}/u.test(sign) ? "een bijzondere spatie" : "een onzichtbaar teken";
  };

  const handboek = /** @type {any} */ (window).handboekFormulier;
  Object.assign(handboek, { checker, isoDay, isWebAddress, fill });
})();
