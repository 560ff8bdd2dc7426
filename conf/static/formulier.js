// The page of the form: reads the answers, keeps a draft in this browser, checks while someone works, shows
// the page as it will look, and gives the ways to hand it in. A classic script: it works from a disk too.
"use strict";

(() => {
  const handboek = /** @type {any} */ (window).handboekFormulier;
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("deel-formulier"));
  if (!form || !handboek) return;

  const KEY = "handboek-voorbeeld-concept";
  const PAUSE = 350; // milliseconds after a key
  const LONGEST_PREVIEW = 20_000; // characters of one answer
  const { make, fill, oneLine } = handboek;
  const data = JSON.parse(form.dataset.gegevens ?? "{}");
  const check = handboek.checker(data);
  const taken = new Set(data.taken);
  /** @param {string} id */
  const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const done = byId("formulier-klaar");
  const preview = byId("formulier-proef");
  const summary = byId("formulier-fouten");
  /** @type {Set<string>} the questions whose mistakes are shown: those that someone has left */
  const left = new Set();

  // --- The answers ------------------------------------------------------------------------------------------

  /** @param {string} name @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
  const fields = (name) => /** @type {any[]} */ ([...form.querySelectorAll(`[name="${name}"]`)]);

  /** @param {HTMLInputElement | HTMLTextAreaElement} field */
  const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

  /** @param {string} name */
  const read = (name) =>
    fields(name)
      .filter((field) => !isChoice(field) || /** @type {HTMLInputElement} */ (field).checked)
      .map((field) => field.value)
      .filter((value) => value.trim());

  /** @returns {Record<string, string[]>} as the file needs them */
  const answers = () => {
    /** @type {Record<string, string[]>} */
    const given = {};
    for (const { name, kind, facet, group } of data.questions) {
      const value = read(name);
      given[name] = kind === "words" ? value.flatMap((text) => text.split(",")).map(oneLine).filter(Boolean) : value;
      if (group && !sourced()) given[name] = [];
      if (name === "datum" && !value.length) given[name] = [handboek.isoDay(new Date())];
      if (facet) given[name] = given[name].filter((key) => data.facets[facet].some((/** @type {any} */ t) => t.key === key));
    }
    return given;
  };

  const sourced = () => data.facets.soorten.some((/** @type {any} */ term) => term.sourced && read("soort").includes(term.key));

  // --- The draft: in this browser only -----------------------------------------------------------------------

  const extra = ["ai", "licentie"];
  const names = [...data.questions.map((/** @type {any} */ q) => q.name), ...extra];

  /** @type {ReturnType<typeof setTimeout> | undefined} waiting for a pause in the typing */
  let timer;
  let unsaved = false;

  const save = () => {
    unsaved = false;
    const draft = Object.fromEntries(names.map((name) => [name, read(name)]));
    try {
      localStorage.setItem(KEY, JSON.stringify(draft));
      tell("concept-melding", "Wat u invult, staat als concept in deze browser. Er gaat niets naar ons of naar iemand anders.");
    } catch {
      tell("concept-melding", "Uw browser bewaart hier geen concept. Sluit deze pagina niet voordat u klaar bent.");
    }
  };

  /** @param {Record<string, unknown>} draft */
  const restore = (draft) => {
    for (const name of names) {
      const values = Array.isArray(draft[name]) ? /** @type {unknown[]} */ (draft[name]).map(String) : [];
      if (!values.length) continue;
      for (const field of fields(name)) {
        if (isChoice(field)) /** @type {HTMLInputElement} */ (field).checked = values.includes(field.value);
        else field.value = values[0];
      }
    }
  };

  const load = () => {
    try {
      const draft = JSON.parse(localStorage.getItem(KEY) ?? "null");
      if (draft && typeof draft === "object") restore(draft);
    } catch {
      // A draft that cannot be read is no draft.
    }
  };

  /** Fill in what the address says, where nothing is filled in yet: ?principe=passend&rol=… */
  const prefill = () => {
    const given = new URLSearchParams(location.search);
    const singular = { rol: "rollen", kanaal: "kanalen", rollen: "rollen", kanalen: "kanalen" };
    for (const [key, value] of given) {
      const name = /** @type {Record<string, string>} */ (singular)[key] ?? key;
      const asked = data.questions.find((/** @type {any} */ q) => q.name === name && q.facet);
      if (!asked || read(name).length) continue;
      restore({ [name]: value.split(",") });
    }
    const [today] = fields("datum");
    if (today && !today.value) today.value = handboek.isoDay(new Date());
  };

  const erase = () => {
    if (!window.confirm("Wilt u alles wissen wat u hebt ingevuld? Dit kunt u niet ongedaan maken.")) return;
    form.reset();
    clearTimeout(timer);
    unsaved = false;
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Then there was nothing to erase.
    }
    left.clear();
    prefill();
    update();
    byId("formulier-status").textContent = "";
    tell("concept-melding", "Uw concept is gewist.");
    fields(data.questions[0].name)[0]?.focus();
  };

  /** @param {string} id @param {string} text */
  const tell = (id, text) => {
    const place = byId(id);
    if (place.textContent !== text) place.textContent = text;
  };

  // --- What is wrong ------------------------------------------------------------------------------------------

  /** Write the parts of a message as sentences: what is wrong, what is allowed, how to mend it. @param {string[]} parts */
  const sentences = (parts) =>
    parts.map((part) => part.replace(/^[a-zé]/u, (first) => first.toUpperCase()).replace(/([^.?!])$/u, "$1.")).join(" ");

  const LICENCE = ["u hebt nog niet gezegd dat u de tekst deelt", "zet een vinkje als u dat wilt en mag"];

  /** @returns {{given: Record<string, string[]>, file: any, found: any[]}} */
  const examine = () => {
    const given = answers();
    const file = handboek.write(data.questions, given);
    const found = check(given, file);
    for (const each of check({ kern: read("ai") }, { text: "", asked: [] }))
      if (each.personal) found.push({ ...each, asked: "ai" });
    if (!read("licentie").length) found.push({ asked: "licentie", parts: LICENCE });
    return { given, file, found };
  };

  /** Show under each question what is wrong with its answer. @param {any[]} found */
  const show = (found) => {
    for (const name of names) {
      const own = found.filter((each) => each.asked === name);
      // What may be somebody's data is said at once; the rest when someone has left the question.
      const wrong = own.filter((each) => !each.advice && (each.personal || left.has(name)));
      put(`fout-${name}`, wrong.map((each) => sentences(each.parts)));
      put(`let-op-${name}`, own.filter((each) => each.advice).map((each) => sentences(each.parts)));
      const choice = document.getElementById(`veld-${name}`);
      choice?.classList.toggle("heeft-fout", wrong.length > 0);
      for (const field of fields(name)) {
        if (wrong.length) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    }
  };

  /** @param {string} id @param {string[]} texts */
  const put = (id, texts) => {
    const place = document.getElementById(id);
    if (!place) return;
    const before = [...place.childNodes].map((node) => node.textContent).join("|");
    place.hidden = !texts.length;
    if (before !== texts.join("|")) place.replaceChildren(...texts.map((text) => make("span", { class: "melding" }, text)));
  };

  /** Say aloud that something of a person was typed, once. @param {any[]} found */
  const warn = (found) => {
    const personal = found.filter((each) => each.personal);
    tell("formulier-status", personal.length ? `Let op: gegevens van personen. ${sentences(personal[0].parts)}` : "");
  };

  /** List all that is wrong, each with a link to its question. @param {any[]} found */
  const summarise = (found) => {
    summary.hidden = !found.length;
    const items = found.map(({ asked, parts }) => {
      const label = data.questions.find((/** @type {any} */ q) => q.name === asked)?.label ?? { licentie: "Licentie", ai: "AI" }[asked];
      const link = make("a", { href: `#veld-${asked}` }, `${(label ?? "Bestand").replace(/([^?])$/u, "$1:")} ${parts[0]}`);
      link.addEventListener("click", (/** @type {Event} */ event) => {
        event.preventDefault();
        const [field] = fields(asked);
        byId(`veld-${asked}`).scrollIntoView();
        field?.focus({ preventScroll: true });
      });
      return make("li", {}, link);
    });
    const count = found.length === 1 ? "Er klopt nog één ding niet" : `Er kloppen nog ${found.length} dingen niet`;
    summary.replaceChildren(make("h2", {}, count), make("ul", {}, ...items));
  };

  // --- The preview ----------------------------------------------------------------------------------------------

  /** @param {string} name @param {Record<string, string[]>} given */
  const block = (name, given) => {
    const asked = data.questions.find((/** @type {any} */ q) => q.name === name);
    const text = (given[name] ?? []).join("").slice(0, LONGEST_PREVIEW);
    if (!text.trim()) return "";
    const content = handboek.blocks(handboek.paragraphs(text), "h4");
    return make("section", { class: name }, make("h3", {}, asked.label), ...content);
  };

  /** @param {Record<string, string[]>} given */
  const draw = (given) => {
    const label = (/** @type {string} */ facet, /** @type {string} */ key) =>
      data.facets[facet].find((/** @type {any} */ term) => term.key === key)?.label ?? key;
    const about = data.questions
      .filter((/** @type {any} */ q) => q.facet)
      .filter((/** @type {any} */ q) => given[q.name].length)
      .map((/** @type {any} */ q) => `${q.label}: ${given[q.name].map((key) => label(q.facet, key)).join(", ")}`);
    const texts = data.questions.filter((/** @type {any} */ q) => q.kind === "text");
    byId("proef-blad").replaceChildren(
      make("h2", {}, oneLine((given.titel ?? []).join("")) || "(nog zonder titel)"),
      about.length ? make("ul", { class: "over" }, ...about.map((/** @type {string} */ text) => make("li", {}, text))) : "",
      make("p", {}, ...handboek.inline(oneLine((given.kern ?? []).join("")).slice(0, LONGEST_PREVIEW))),
      ...texts.map((/** @type {any} */ q) => block(q.name, given)),
    );
  };

  // --- All together -----------------------------------------------------------------------------------------------

  const showSource = () => {
    for (const field of form.querySelectorAll('[data-groep="bron"]')) /** @type {HTMLElement} */ (field).hidden = !sourced();
  };

  const update = () => {
    showSource();
    const { given, file, found } = examine();
    show(found);
    warn(found);
    draw(given);
    const wrong = found.filter((each) => !each.advice);
    if (!summary.hidden) summarise(wrong);
    if (!done.hidden) {
      done.hidden = wrong.length > 0;
      if (!wrong.length) finish(given, file);
    }
  };

  let shownReady = "";

  /** @param {Record<string, string[]>} given @param {any} file */
  const finish = (given, file) => {
    const [title] = given.titel.map(oneLine);
    const name = `${handboek.suggest(title, taken, data.reserved)}.md`;
    const folder = `examples/${given.principe[0]}`;
    byId("klaar-naam").textContent = `${folder}/${name}`;
    const ai = oneLine(read("ai").join(""));
    const note = [
      `Nieuw voorbeeld: ${title}`,
      `AI gebruikt: ${ai || "nee"}`,
      "Ik deel deze tekst onder CC0 1.0, en ik mag dat doen.",
    ].join("\n");
    const ready = { folder, name, text: file.text, title, note };
    // What has not changed stays where it is: someone may be about to press it.
    if (JSON.stringify(ready) === shownReady) return;
    shownReady = JSON.stringify(ready);
    handboek.showWays(byId("klaar-wegen"), byId("klaar-status"), data.site, ready);
  };

  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    for (const name of names) left.add(name);
    const { given, file, found } = examine();
    const wrong = found.filter((each) => !each.advice);
    show(found);
    summarise(wrong);
    done.hidden = wrong.length > 0;
    if (wrong.length) return summary.focus();
    finish(given, file);
    return byId("formulier-klaar-kop").focus();
  };

  /** Give the chosen lines of a text a mark. @param {HTMLButtonElement} button */
  const mark = (button) => {
    const area = /** @type {HTMLTextAreaElement} */ (document.getElementById(button.dataset.voor ?? ""));
    const { selectionStart: start, selectionEnd: end, value } = area;
    if (button.dataset.opmaak === "vet") {
      area.setRangeText(`**${value.slice(start, end) || "tekst"}**`, start, end, "select");
    } else {
      const from = value.lastIndexOf("\n", start - 1) + 1;
      const to = value.indexOf("\n", end) < 0 ? value.length : value.indexOf("\n", end);
      const lines = value.slice(from, to).split("\n");
      const quoted = button.dataset.opmaak === "citaat";
      // Each line of a conversation is a paragraph of its own in the quotation.
      const marked = quoted ? lines.map((line) => `> ${line}`).join("\n>\n") : lines.map((line) => `- ${line}`).join("\n");
      area.setRangeText(marked, from, to, "end");
    }
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /** Take over what is pasted from a word processor as Markdown; undo still works. @param {ClipboardEvent} event */
  const paste = (event) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/gu, "\n");
    const written = handboek.fromProcessor(text);
    if (written !== text && document.execCommand("insertText", false, written)) event.preventDefault();
  };
  form.addEventListener("paste", paste);

  // Messages come and go above what someone is about to press: never between pressing and letting go.
  let pressed = false;
  let waiting = false;
  const calmly = () => {
    waiting = pressed;
    if (!pressed) update();
  };
  const release = () => {
    pressed = false;
    if (waiting) setTimeout(calmly, 0); // after the click
  };
  window.addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, release, true);

  form.addEventListener("input", () => {
    clearTimeout(timer);
    unsaved = true;
    timer = setTimeout(() => {
      save();
      calmly();
    }, PAUSE);
  });
  form.addEventListener("focusout", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (!field.name) return;
    // Radio buttons are left when the focus leaves all of them.
    const next = /** @type {HTMLInputElement | null} */ (event.relatedTarget);
    if (next && next.name === field.name) return;
    left.add(field.name);
    calmly();
  });
  form.addEventListener("submit", submit);
  form.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button[data-opmaak]");
    if (button) mark(/** @type {HTMLButtonElement} */ (button));
  });
  // Only what someone typed: after erasing, closing the page must not write a draft again.
  window.addEventListener("pagehide", () => unsaved && save());
  byId("wis-concept").addEventListener("click", erase);

  load();
  prefill();
  byId("formulier-zonder").hidden = true;
  form.hidden = false;
  preview.hidden = false;
  update();
})();
