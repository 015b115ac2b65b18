/* Light, dark, or as the system: chosen on the page and kept in this browser only.
   Runs before the page is painted, so that nothing flashes. Without it, or where nothing
   was chosen, the system's preference holds. The dark colours stand once, in the style
   sheet's own media rule; a choice switches that rule on or off for screens (paper is
   always light). Nothing is sent anywhere, and no cookie is set. */
(function () {
  "use strict";
  var KEY = "theme", DARK = "(prefers-color-scheme: dark)";
  var system = window.matchMedia(DARK), told = [], rules = [], choice = "system";
  var root = document.documentElement;

  function kept() {
    try { return window.localStorage.getItem(KEY); } catch (_) { return null; }
  }
  function keep(value) {
    try {
      if (value === "system") window.localStorage.removeItem(KEY);
      else window.localStorage.setItem(KEY, value);
    } catch (_) { /* a browser that keeps nothing still shows the choice */ }
  }
  function find() {
    Array.prototype.forEach.call(document.styleSheets, function (sheet) {
      if (!sheet.href || sheet.href.indexOf(location.origin) !== 0) return;
      Array.prototype.forEach.call(sheet.cssRules, function (rule) {
        if (rule.media && rule.media.mediaText === DARK) rules.push(rule);
      });
    });
  }
  function is() { return choice === "dark" || (choice === "system" && system.matches); }
  function apply(value) {
    choice = value === "light" || value === "dark" ? value : "system";
    var media = choice === "dark" ? "screen" : choice === "light" ? "not all" : DARK;
    rules.forEach(function (rule) { rule.media.mediaText = media; });
    if (choice === "system") delete root.dataset.theme; else root.dataset.theme = choice;
    root.style.colorScheme = choice === "system" ? "" : choice;
    told.slice().forEach(function (tell) { tell(); });
  }

  window.sdg = window.sdg || {};
  // Answers like a media query, so that charts need not know who chose.
  window.sdg.dark = {
    get matches() { return is(); },
    addEventListener: function (_, tell) { told.push(tell); },
    removeEventListener: function (_, tell) {
      told = told.filter(function (other) { return other !== tell; });
    }
  };
  system.addEventListener("change", function () { apply(choice); });
  find();
  apply(kept());

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-theme-choice]");
    if (!form) return;
    var select = form.querySelector("select");
    form.hidden = false;
    select.value = choice;
    select.addEventListener("change", function () { apply(select.value); keep(choice); });
    // The same choice in another window of this site.
    window.addEventListener("storage", function (event) {
      if (event.key !== KEY) return;
      apply(event.newValue);
      select.value = choice;
    });
  });
})();
