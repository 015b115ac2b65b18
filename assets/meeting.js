/* Moves from screen to screen in a meeting. The screens are anchors and scroll without it;
   this adds the keys, and keeps the way back one step long. Focus goes to the screen, so that
   a screen reader says its place and its heading. */
(function () {
  "use strict";
  var slides = Array.prototype.slice.call(document.querySelectorAll(".slide"));
  var leave = document.querySelector("[data-leave]");
  var FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " "];
  var BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

  function here() {
    var middle = window.innerHeight / 2, found = 0;
    slides.forEach(function (slide, n) {
      if (slide.getBoundingClientRect().top <= middle) found = n;
    });
    return found;
  }
  function go(n) {
    var slide = slides[Math.max(0, Math.min(slides.length - 1, n))];
    history.replaceState(null, "", "#" + slide.id);
    // The first screen is shown with what stands above it.
    if (slide === slides[0]) window.scrollTo(0, 0); else slide.scrollIntoView();
    slide.focus({ preventScroll: true });
  }
  /* A screen that is higher than the window is read to its end before the next one. */
  function reads(key, n) {
    var box = slides[n].getBoundingClientRect();
    if (key === "ArrowRight" || key === "ArrowLeft") return false;
    return FORWARD.indexOf(key) >= 0 ? box.bottom > window.innerHeight + 2 : n > 0 && box.top < -2;
  }

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, summary, button")) return;
    var key = event.key, n = here();
    if (key === " " && event.shiftKey) key = "PageUp";
    if (key === "Escape") { location.href = leave.href; return; }
    var to = key === "Home" ? 0 : key === "End" ? slides.length - 1
      : FORWARD.indexOf(key) >= 0 ? n + 1 : BACK.indexOf(key) >= 0 ? n - 1 : null;
    if (to === null || reads(key, n)) return;
    event.preventDefault();
    go(to);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest('.slide-moves a[href^="#s"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(slides.indexOf(document.querySelector(link.getAttribute("href"))));
  });
})();
