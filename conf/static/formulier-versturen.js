// The ways to hand in an example: the forge's page for a new file, a download, a mail. Nothing is sent by
// itself: every way is a link or a button that someone presses.
"use strict";

(() => {
  const handboek = /** @type {any} */ (window).handboekFormulier;
  const { make, fill } = handboek;

  /**
   * @typedef {{folder: string, name: string, text: string, title: string, note: string}} Ready
   *   What is ready to hand in: the file, its title, and the words that go with the proposal.
   */

  /**
   * Copy a text, and say how that went.
   * @param {string} text @param {HTMLElement} status @param {string} done
   */
  const copy = async (text, status, done) => {
    status.textContent = ""; // the same words twice in a row are not read out
    let copied = false;
    try {
      await navigator.clipboard.writeText(text);
      copied = true;
    } catch {
      const area = make("textarea", { class: "verborgen", "aria-hidden": "true", tabindex: "-1" });
      area.value = text;
      document.body.append(area);
      area.select();
      copied = document.execCommand("copy"); // for browsers that refuse the clipboard outside https
      area.remove();
    }
    status.textContent = copied ? done : "Kopiëren lukt niet. Selecteer de tekst hieronder en kopieer die zelf.";
  };

  /** @param {string} text @param {() => void} press */
  const button = (text, press) => {
    const made = make("button", { type: "button", class: "knop-klein" }, text);
    made.addEventListener("click", press);
    return made;
  };

  /** @param {string[]} lines */
  const steps = (...lines) => make("ol", {}, ...lines.map((line) => make("li", {}, line)));

  /** @param {string} heading @param {(Node | string)[]} content */
  const way = (heading, ...content) => make("div", { class: "weg" }, make("h3", {}, heading), ...content);

  /** The address of the forge's page for a new file; with the text in it if that fits. @param {any} site @param {Ready} ready */
  const address = (site, ready) => {
    const parts = { branch: encodeURI(site.branch), folder: ready.folder, name: ready.name };
    const bare = `${site.repository}/${fill(site.new_file.path, parts)}`;
    const content = site.new_file.content;
    const whole = content ? `${bare}&${content}=${encodeURIComponent(ready.text)}` : "";
    return whole && whole.length <= site.longest_address ? { href: whole, filled: true } : { href: bare, filled: false };
  };

  /** @param {any} site @param {Ready} ready @param {HTMLElement} status */
  const propose = (site, ready, status) => {
    const { href, filled } = address(site, ready);
    const link = make("a", { class: "knop", href, target: "_blank", rel: "noopener" }, "Dien in als voorstel");
    const copyText = button("Kopieer de tekst", () => copy(ready.text, status, "De tekst is gekopieerd."));
    const copyNote = button("Kopieer de toelichting", () => copy(ready.note, status, "De toelichting is gekopieerd."));
    const where = new URL(site.repository).hostname;
    return way(
      "Voorstel op de plek waar het handboek staat",
      make("p", {}, `U hebt een account nodig op ${where}. De knop opent daar een nieuwe pagina, in een nieuw tabblad.`),
      filled
        ? steps("Druk op de knop. De naam en de tekst staan al klaar.", "Bewaar de pagina als voorstel.", "Zet de toelichting erbij.")
        : steps(
            "Kopieer de tekst.",
            "Druk op de knop. De naam staat al klaar.",
            "Plak de tekst in het grote vak, en bewaar de pagina als voorstel.",
            "Zet de toelichting erbij.",
          ),
      make("p", { class: "knoppen" }, ...(filled ? [link, copyNote] : [copyText, link, copyNote])),
    );
  };

  /** @param {Ready} ready @param {HTMLElement} status @param {any} site */
  const download = (ready, status, site) => {
    const save = button("Download het bestand", () => {
      const url = URL.createObjectURL(new Blob([ready.text], { type: "text/markdown;charset=utf-8" }));
      const link = make("a", { href: url, download: ready.name });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      status.textContent = `Het bestand ${ready.name} is gedownload.`;
    });
    save.className = "knop";
    const next = site.repository || site.contact ? "" : " Geef het aan wie dit handboek in uw organisatie beheert.";
    return way("Bestand op uw computer", make("p", {}, `Handig om te bewaren, of om later in te leveren.${next}`), make("p", { class: "knoppen" }, save));
  };

  /** @param {any} site @param {Ready} ready @param {HTMLElement} status */
  const mail = (site, ready, status) => {
    const start = `${site.contact}${site.contact.includes("?") ? "&" : "?"}subject=${encodeURIComponent(`Voorbeeld: ${ready.title}`)}&body=`;
    /** @param {string} text */
    const encode = (text) => encodeURIComponent(text.replace(/\n/gu, "\r\n"));
    const whole = `${start}${encode(`${ready.note}\n\nBestand: ${ready.folder}/${ready.name}\n\n${ready.text}`)}`;
    const fits = whole.length <= site.longest_mail;
    const short = `${start}${encode("Plak hieronder de tekst die u hebt gekopieerd, of voeg het bestand toe.\n\n")}`;
    const link = make("a", { class: "knop", href: fits ? whole : short }, "Mail het");
    const all = `${ready.note}\n\nBestand: ${ready.folder}/${ready.name}\n\n${ready.text}`;
    const copyText = button("Kopieer de tekst", () => copy(all, status, "De tekst is gekopieerd. Plak hem in uw mail."));
    return way(
      "Per e-mail",
      make("p", {}, "Uw mailprogramma opent met een nieuw bericht. U verstuurt het zelf."),
      fits ? "" : steps("Kopieer de tekst. Hij is te lang om vanzelf mee te gaan.", "Druk op ‘Mail het’ en plak de tekst in het bericht."),
      make("p", { class: "knoppen" }, ...(fits ? [link] : [copyText, link])),
    );
  };

  /** @param {any} site @param {Ready} ready @param {HTMLElement} status */
  const contact = (site, ready, status) =>
    way(
      "Via de contactpagina",
      steps("Kopieer de tekst.", "Open de contactpagina en plak de tekst in uw bericht."),
      make(
        "p",
        { class: "knoppen" },
        button("Kopieer de tekst", () => copy(`${ready.note}\n\n${ready.text}`, status, "De tekst is gekopieerd.")),
        make("a", { class: "knop", href: site.contact, target: "_blank", rel: "noopener" }, "Open de contactpagina"),
      ),
    );

  /**
   * Show the ways there are in this edition.
   * @param {HTMLElement} place @param {HTMLElement} status @param {any} site @param {Ready} ready
   */
  const showWays = (place, status, site, ready) => {
    const ways = [];
    if (site.repository && site.new_file) ways.push(propose(site, ready, status));
    ways.push(download(ready, status, site));
    if (site.contact.startsWith("mailto:")) ways.push(mail(site, ready, status));
    else if (site.contact) ways.push(contact(site, ready, status));
    const whole = make("details", { class: "heel-bestand" }, make("summary", {}, "Bekijk de tekst van het bestand"));
    whole.append(make("pre", { tabindex: "0" }, ready.text), make("p", {}, "Toelichting bij uw voorstel:"), make("pre", { tabindex: "0" }, ready.note));
    place.replaceChildren(...ways, whole);
  };

  Object.assign(handboek, { showWays, address });
})();
