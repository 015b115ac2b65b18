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
      if (!host || props.near) return undefined;
      var watcher = new IntersectionObserver(function (seen) {
        if (seen.some(function (entry) { return entry.isIntersecting; })) {
          watcher.disconnect();
          props.setProps({ near: true });
        }
      }, { rootMargin: "400px" });
      watcher.observe(host);
      return function () { watcher.disconnect(); };
    }, [host, props.near]);
    if (!host || !props.children) return null;
    return window.ReactDOM.createPortal(props.children, host);
  };
  window.sdg.Slot.defaultProps = { near: false };
})();
