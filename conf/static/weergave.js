// Before anything is shown: the light or dark display that the reader chose, and that scripts run.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch (error) {
    // Storage may be closed to us; the display then follows the device.
  }
  document.body.dataset.theme = chosen === "light" || chosen === "dark" ? chosen : "auto";
  document.documentElement.classList.replace("no-js", "js");
})();
