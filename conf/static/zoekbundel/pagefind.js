// Pagefind's interface asks a pagefind.js for pages. This one passes on what handboekZoekvraag makes of
// a query; the real one is beside the index. A module, because the interface imports it as one.
import { createInstance as create } from "../../pagefind/pagefind.js";

export const createInstance = (options) => window.handboekZoeken.between(create(options));
