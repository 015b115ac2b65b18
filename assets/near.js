/* Charts come when a reader comes near them. Until then a page has loaded nothing of Dash or
   Plotly: their scripts lie in a template, where they are only a list, and this is what
   asks for them, in their order. Nobody near, nothing loaded; the sentence and the table
   stand there all the while. */
(function () {
  "use strict";
  var list = document.querySelector("template[data-near]");
  var slots = document.querySelectorAll("[data-slot]");
  if (!list || !slots.length || !window.IntersectionObserver) return;
  var watcher = new IntersectionObserver(function (seen) {
    if (!seen.some(function (entry) { return entry.isIntersecting; })) return;
    watcher.disconnect();
    load(list.content.querySelectorAll("script"));
  }, { rootMargin: "400px" });
  slots.forEach(function (slot) { watcher.observe(slot); });

  function load(listed) {
    window.sdg = window.sdg || {};
    // Plotly comes last, as it is the largest: Dash asks for its figures meanwhile.
    window.sdg.drawable = new Promise(function (tell) {
      listed.forEach(function (each, at) {
        var script = document.createElement("script");
        script.src = each.src;
        script.async = false;
        if (at === listed.length - 1) script.onload = tell;
        document.body.appendChild(script);
      });
    });
  }
})();
