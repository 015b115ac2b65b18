/* A page that holds its edition never changes, so it cannot know which one is the newest.
   This asks, and says it. Without scripts the link beside it leads there all the same. */
(function () {
  "use strict";
  var said = document.querySelector("[data-newest]");
  if (!said) return;
  fetch(said.dataset.newest).then(function (answer) { return answer.json(); }).then(function (newest) {
    said.textContent = String(newest.edition) === said.dataset.edition ? said.dataset.same : newest.said;
  }).catch(function () { /* what stands there is still true */ });
})();
