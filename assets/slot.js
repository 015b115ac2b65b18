/* Dash's part of a page. A slot draws its chart into its place in the printed page.
   The page is complete before this runs and stays as it was printed; React draws into
   the slot through a portal, so nothing is moved, replaced or drawn twice. Plotly is called
   here and not by way of Dash's own Graph, which would bring 140 kB that no chart needs. */
(function () {
  "use strict";
  var sdg = window.sdg, React = window.React;
  var dark = sdg.dark || window.matchMedia("(prefers-color-scheme: dark)");

  function Drawing(props) {
    var place = React.useRef(null);
    React.useEffect(function () {
      window.Plotly.react(place.current, props.figure);
    }, [props.figure]);
    React.useEffect(function () {
      var element = place.current;
      var watcher = new ResizeObserver(function () {
        if (element.offsetWidth) window.Plotly.Plots.resize(element);
      });
      watcher.observe(element);
      return function () { watcher.disconnect(); window.Plotly.purge(element); };
    }, []);
    return React.createElement("div", {
      ref: place, style: { height: props.figure.layout.height + "px" }
    });
  }

  /* Waits until a reader is near, then asks for its figure in light or dark; and draws it
     once Plotly is there. */
  sdg.Slot = function Slot(props) {
    var host = document.querySelector('[data-slot="' + CSS.escape(props.target) + '"]');
    var drawable = React.useState(false);
    React.useEffect(function () {
      sdg.drawable.then(function () { drawable[1](true); });
    }, []);
    React.useEffect(function () {
      if (!host) return undefined;
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
    if (!host || !props.figure || !drawable[0]) return null;
    return window.ReactDOM.createPortal(React.createElement(Drawing, props), host);
  };

  sdg.Charts = function Charts(props) { return props.children || null; };

  /* The slots of this page, found in the page itself: `trajectory:IND-1` is of IND-1. */
  function slots() {
    var edition = new URLSearchParams(location.search).get("edition") || "";
    return Array.from(document.querySelectorAll("[data-slot]"), function (host) {
      var name = host.dataset.slot, at = name.indexOf(":");
      return { namespace: "sdg", type: "Slot", props: {
        id: { type: "slot", chart: name.slice(0, at), of: name.slice(at + 1) },
        target: name,
        language: document.documentElement.lang,
        edition: edition,
        scheme: ""
      } };
    });
  }
  window.dash_clientside = Object.assign(window.dash_clientside || {}, { sdg: { slots: slots } });
  window.renderer = new window.DashRenderer();
})();
