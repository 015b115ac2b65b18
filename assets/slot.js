/* A slot puts a Dash component into its place in the printed page.
   The page is complete before this runs and stays as it was printed; React draws into
   the slot through a portal, so nothing is moved, replaced or drawn twice. */
(function () {
  "use strict";
  window.sdg = window.sdg || {};
  window.sdg.Slot = function Slot(props) {
    var React = window.React;
    var host = document.querySelector('[data-slot="' + CSS.escape(props.target) + '"]');
    React.useEffect(function () {
      if (!host) return undefined;
      var dark = window.sdg.dark || window.matchMedia("(prefers-color-scheme: dark)");
      function tell() { props.setProps({ scheme: dark.matches ? "dark" : "light" }); }
      if (props.scheme) {
        dark.addEventListener("change", tell);
        return function () { dark.removeEventListener("change", tell); };
      }
      var watcher = new IntersectionObserver(function (seen) {
        if (seen.some(function (entry) { return entry.isIntersecting; })) {
          watcher.disconnect();
          tell();
        }
      }, { rootMargin: "400px" });
      watcher.observe(host);
      return function () { watcher.disconnect(); };
    }, [host, props.scheme]);
    if (!host || !props.children) return null;
    return window.ReactDOM.createPortal(props.children, host);
  };
})();
