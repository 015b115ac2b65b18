/* What a reader can do with a chart. The page is complete without it: the link is a link,
   the numbers are a file, and the table says what the chart draws. This adds what only a
   script can: the clipboard, pictures, and a drawn chart that the keyboard can read. What is
   said at a point came with the figure, in the language of the page; nothing is worked out. */
(function () {
  "use strict";

  /* The live region of a chart: said once, and seen. */
  function tell(figure, text) { figure.querySelector(".told").textContent = text; }

  function drawn(plot) {
    var graph = plot.querySelector(".js-plotly-plot");
    return graph && graph.data && graph.querySelector(".main-svg") ? graph : null;
  }

  /* Points in rows: a series is one, and so is a bar with its parts. What was measured comes
     first, what is only projected last, in whatever order it is drawn. */
  var ORDER = ["values", "path", "steps", "ambition", "band"];
  function rows(graph) {
    var found = [];
    graph.data.forEach(function (trace, curve) {
      var said = (trace.meta && trace.meta.said) || [], own = [];
      said.forEach(function (text, at) {
        if (!text) return;
        var point = { trace: trace, curve: curve, at: at, said: text };
        if (trace.type === "bar") (found[at] = found[at] || []).push(point); else own.push(point);
      });
      if (own.length) found[ORDER.indexOf(trace.meta.part)] = own;
    });
    return found.filter(Boolean);
  }

  /* Where a point is drawn, seen from the corner of the chart. */
  function box(plot, graph, point) {
    var from = plot.getBoundingClientRect();
    if (point.trace.type === "bar") {
      var bar = graph.querySelectorAll(".barlayer .trace")[point.curve].querySelectorAll(".point")[point.at];
      var is = bar.querySelector("path").getBoundingClientRect();
      return [is.left - from.left - 2, is.top - from.top - 2, is.width + 4, is.height + 4];
    }
    var at = graph.getBoundingClientRect(), x = graph._fullLayout.xaxis, y = graph._fullLayout.yaxis;
    return [
      at.left - from.left + x._offset + x.d2p(point.trace.x[point.at]) - 12,
      at.top - from.top + y._offset + y.d2p(point.trace.y[point.at]) - 12, 24, 24
    ];
  }

  function mark(plot, graph, point) {
    var ring = plot.querySelector(".ring");
    if (!ring) {
      ring = document.createElement("i");
      ring.className = "ring";
      plot.appendChild(ring);
    }
    var where = box(plot, graph, point);
    ["left", "top", "width", "height"].forEach(function (side, n) { ring.style[side] = where[n] + "px"; });
    ring.hidden = false;
  }

  function leave(plot) {
    var ring = plot.querySelector(".ring");
    if (ring) ring.hidden = true;
    delete plot.here;
    tell(plot.closest("figure"), "");
  }

  /* Where a key leads from [row, place]; null for a key that is none of ours. */
  function next(key, all, here) {
    var row = here[0], at = here[1], last = all[row].length - 1;
    if (key === "Home") return [row, 0];
    if (key === "End") return [row, last];
    if (key === "ArrowRight") return [row, Math.min(last, at + 1)];
    if (key === "ArrowLeft") return [row, Math.max(0, at - 1)];
    if (key !== "ArrowUp" && key !== "ArrowDown") return null;
    var other = Math.max(0, Math.min(all.length - 1, row + (key === "ArrowDown" ? 1 : -1)));
    return [other, other === row ? at : nearest(all[other], all[row][at])];
  }
  function nearest(points, from) {
    function far(point) {
      return from.trace.type === "bar" ? Math.abs(point.curve - from.curve)
        : Math.abs(point.trace.x[point.at] - from.trace.x[from.at]);
    }
    return points.reduce(function (best, point, n) { return far(point) < far(points[best]) ? n : best; }, 0);
  }

  /* From a measured value, or a part of a bar, to its number in the table, and so to its cell. */
  function follow(figure, point) {
    var line = figure.querySelectorAll(".twin tbody tr")[point.at];
    var is = point.trace.type === "bar" || point.trace.meta.part === "values";
    var links = line && is ? line.querySelectorAll("a") : [];
    var link = links[point.trace.type === "bar" ? point.inBar : links.length - 1];
    if (!link) return;
    link.closest("details").open = true;
    link.focus();
  }

  function pressed(event) {
    var plot = event.target, key = event.key, graph = drawn(plot);
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !graph) return;
    var all = rows(graph), here = plot.here;
    if (!all.length) return;
    if (key === "Escape") {
      leave(plot);
      // To what follows the chart: a reader that listens must not lose its place.
      var after = plot.closest("figure").querySelector("[data-use] a");
      if (after) after.focus(); else plot.blur();
      return;
    }
    if (key === "Enter" && here) {
      var point = all[here[0]][here[1]];
      point.inBar = here[1];
      event.preventDefault();
      follow(plot.closest("figure"), point);
      return;
    }
    var to = here ? next(key, all, here) : next(key, all, [0, 0]) && [0, key === "End" ? all[0].length - 1 : 0];
    if (!to) return;
    event.preventDefault();
    plot.here = to;
    mark(plot, graph, all[to[0]][to[1]]);
    tell(plot.closest("figure"), all[to[0]][to[1]].said);
  }

  /* Once drawn, a chart is one stop of the Tab key, and its inner parts none at all. */
  function ready(plot) {
    var figure = plot.closest("figure");
    plot.querySelector(".slot").setAttribute("aria-hidden", "true");
    plot.tabIndex = 0;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-roledescription", plot.dataset.kind);
    plot.setAttribute("aria-labelledby", figure.getAttribute("aria-labelledby"));
    plot.setAttribute("aria-describedby", figure.getAttribute("aria-describedby"));
    plot.addEventListener("keydown", pressed);
    plot.addEventListener("blur", function () { leave(plot); });
    plot.addEventListener("focus", function () {
      if (plot.matches(":focus-visible")) tell(figure, plot.dataset.hint);
    });
  }

  function whenDrawn(plot, then) {
    if (drawn(plot)) { then(); return; }
    var watcher = new MutationObserver(function () {
      if (!drawn(plot)) return;
      watcher.disconnect();
      then();
    });
    watcher.observe(plot, { childList: true, subtree: true });
  }

  /* Dots from the drawing, twice as fine as a screen. Plotly would do it too, but through an
     address that our own rules for pictures do not allow. */
  function painted(svg, size) {
    return new Promise(function (done, fail) {
      var image = new Image(), canvas = document.createElement("canvas");
      canvas.width = 2 * size.width;
      canvas.height = 2 * size.height;
      image.onload = function () {
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        done(canvas.toDataURL("image/png"));
      };
      image.onerror = fail;
      image.src = svg;
    });
  }

  /* The picture is made from a figure of its own: light, with its title and its source in it. */
  function save(button) {
    var figure = button.closest("figure"), plot = figure.querySelector(".plot");
    button.disabled = true;
    var asked = fetch(button.dataset.picture).then(function (answer) { return answer.json(); });
    if (!drawn(plot)) plot.scrollIntoView({ block: "center" });
    whenDrawn(plot, function () {
      asked.then(function (told) {
        var size = { format: "svg", width: told.layout.width, height: told.layout.height };
        return window.Plotly.toImage({ data: told.data, layout: told.layout }, size).then(function (svg) {
          return button.dataset.save === "svg" ? svg : painted(svg, size);
        }).then(function (picture) {
          var way = document.createElement("a");
          way.href = picture;
          way.download = told.name + "." + button.dataset.save;
          way.click();
          tell(figure, button.dataset.done);
        });
      }).catch(function () { tell(figure, button.dataset.failed); })
        .then(function () { button.disabled = false; });
    });
  }

  function copy(button) {
    navigator.clipboard.writeText(button.dataset.copy).then(function () {
      tell(button.closest("figure"), button.dataset.done);
    });
  }

  /* A chart that is linked to is never behind a closed door. */
  function show() {
    var wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!wanted || !wanted.matches("figure.chart")) return;
    for (var at = wanted; (at = at.parentElement && at.parentElement.closest("details")); ) at.open = true;
    wanted.scrollIntoView();
  }

  document.querySelectorAll(".plot").forEach(function (plot) { whenDrawn(plot, function () { ready(plot); }); });
  document.querySelectorAll("[data-save], [data-copy]").forEach(function (button) {
    var copies = "copy" in button.dataset;
    if (copies && !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () { (copies ? copy : save)(button); });
  });
  window.addEventListener("resize", function () {
    document.querySelectorAll(".plot").forEach(function (plot) { if (plot.here) leave(plot); });
  });
  window.addEventListener("hashchange", show);
  show();
})();
