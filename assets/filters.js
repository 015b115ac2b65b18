/* A list is narrowed where it stands. Where all rows are here, nothing is asked for; otherwise
   the form's address is fetched and put in the place of this page. Without it the form works. */
(() => {
  "use strict";
  const one = (css, from = document) => from.querySelector(css);
  const all = (css, from = document) => [...from.querySelectorAll(css)];
  const main = one("#main"), lang = document.documentElement.lang;
  if (!main || !one("form[data-narrows]", main)) return;
  const said = make("p", "", "sr-only");
  said.setAttribute("role", "status");
  document.body.append(said);
  let list, asking, shown = location.pathname + location.search;

  function make(tag, text, name) {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (name) node.className = name;
    return node;
  }
  const number = (n) => n.toLocaleString(lang);
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, key) => facts[key]);

  function take() {
    const data = one("#in-place", main);
    list = data && JSON.parse(data.textContent);
    if (!list) return;
    list.body = one("table.rows tbody, ol.pictures", main);
    list.rows = [...list.body.children];
    for (const name of ["bar", "legend"]) {
      const parent = one(".facet-strip ." + name, main);
      list[name] = [...parent.children];
      list[name].parent = parent;
    }
    list.site = document.title.slice(list.printed.length);
    for (const key of list.keys)
      list.facets[key] = list.facets[key].map(([value, name, at]) => ({ value, name, at: new Set(at) }));
  }

  function address(asked) {
    const query = new URLSearchParams([...asked].filter(([, value]) => value));
    return one("form[data-narrows]", main).getAttribute("action").split("?")[0] + (query.size ? "?" + query : "");
  }
  function having(asked, key, value) {
    const other = new URLSearchParams(asked);
    value ? other.set(key, value) : other.delete(key);
    return address(other);
  }

  /* Whether the rows that are here can answer, and if so, the answer. */
  function answer(asked) {
    if (!list) return null;
    const chosen = {};
    for (const [key, value] of asked) {
      if (["edition", "view"].includes(key) || !value) continue;
      if (key === "order" && list.orders[value]) continue;
      chosen[key] = (list.facets[key] || []).find((each) => each.value === value);
      if (!chosen[key]) return null;
    }
    const keys = Object.keys(chosen);
    const fits = (but) => {
      const rest = keys.filter((key) => key !== but);
      return (at) => rest.every((key) => chosen[key].at.has(at));
    };
    const order = list.orders[asked.get("order") || list.usual].filter(fits());
    if (!order.length) return null;
    const counts = {};
    for (const key of list.keys) {
      const fit = fits(key);
      counts[key] = list.facets[key].map((each) => [...each.at].filter(fit).length);
    }
    const tallies = { count: order.length, everything: list.rows.length, narrow: +!!keys.length };
    tallies.field = counts[list.mark].reduce((sum, n) => sum + n, 0);
    tallies.marked = +(list.mark in chosen);
    for (const key in list.tells) tallies[key] = list.tells[key].filter(fits()).length;
    return { asked, chosen, order, counts, tallies };
  }

  function holds([when, unless], tallies) {
    const amount = (each) => (typeof each === "number" ? each : tallies[each] || 0);
    const more = ([first, second]) => amount(first) > amount(second);
    return when.every(more) && !unless.some(more);
  }
  function tell([, , n, every, single, many], { tallies, chosen }) {
    const count = tallies[n] || 0, mark = chosen[list.mark];
    const facts = { n: number(count), all: number(tallies[every] || 0), word: mark && mark.name };
    return fill(count === 1 ? single : many, facts);
  }

  function put(found) {
    const { asked, chosen, order, counts, tallies } = found;
    const headline = tell(list.headlines.find((each) => holds(each, tallies)), found);
    one(".conclusion h1", main).textContent = headline;
    const adds = list.leads.filter((each) => holds(each, tallies)).map((each) => tell(each, found)).join(" ");
    const lead = one(".conclusion .lead", main) || make("p", "", "lead");
    one(".conclusion", main).append(lead);
    if (lead.textContent !== adds) lead.textContent = adds;
    lead.hidden = !adds;
    strip(asked, counts[list.mark], tallies.field);
    fields(asked, counts);
    const names = list.keys.filter((key) => chosen[key]);
    choices(asked, names.map((key) => [key, chosen[key].name]), tell(list.of, found));
    list.body.replaceChildren(...order.map((at) => list.rows[at]));
    const total = one("h2 .count", list.body.closest("section"));
    if (total) total.textContent = number(order.length);
    const intro = one("#pictures .intro", main);
    if (intro) intro.textContent = tell(list.intro, found);
    const parts = [...names.map((key) => chosen[key].name), list.view].filter(Boolean).join(", ");
    document.title = list.title + (parts && ": " + parts) + list.site;
  }

  function strip(asked, counts, total) {
    list.facets[list.mark].forEach((each, i) => {
      const here = asked.get(list.mark) === each.value, link = one("a", list.legend[i]);
      list.bar[i].style.flexGrow = counts[i];
      list.bar[i].textContent = 100 * counts[i] >= 5 * total ? counts[i] : "";
      one(".figure", link).textContent = number(counts[i]);
      link.href = having(asked, list.mark, here ? "" : each.value);
      here ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    });
    for (const nodes of [list.bar, list.legend]) nodes.forEach((node, i) => (counts[i] ? nodes.parent.append(node) : node.remove()));
  }
  function fields(asked, counts) {
    const form = one("form[data-narrows]", main);
    for (const key of list.keys.filter((each) => each !== list.mark)) {
      const select = form.elements[key], here = asked.get(key) || "";
      const options = list.facets[key].map((each, i) => {
        const option = make("option", fill(list.option, { name: each.name, n: number(counts[key][i]) }));
        option.value = each.value;
        return (counts[key][i] || each.value === here) && option;
      });
      select.replaceChildren(select.options[0], ...options.filter(Boolean));
      select.value = here;
    }
    const order = asked.get("order") || "";
    form.elements.order.value = order === list.usual ? "" : order;
    form.elements.q.value = "";
    const mark = form.elements[list.mark] || make("input");
    form.append(mark);
    mark.type = "hidden";
    mark.name = list.mark;
    mark.value = asked.get(list.mark) || "";
    mark.disabled = !mark.value;
  }

  function choices(asked, names, count) {
    const many = one(".how-many", main);
    many.className = names.length ? "how-many" : "how-many muted";
    many.replaceChildren(names.length ? make("strong", count) : list.every);
    all(".shown .filters", main).forEach((old) => old.remove());
    if (names.length) {
      const ul = one("#choices", main).content.firstElementChild.cloneNode(true);
      const [each, clear] = ul.children;
      each.replaceWith(...names.map(([key, name]) => {
        const li = each.cloneNode(true), a = li.firstChild;
        a.href = having(asked, key);
        a.childNodes[1].textContent = name + " ";
        return li;
      }));
      const rest = new URLSearchParams(asked);
      [...list.keys, "order"].forEach((key) => rest.delete(key));
      clear.firstChild.href = address(rest);
      many.after(ul);
    }
    for (const a of all(".views a", main))
      a.href = having(asked, "view", new URL(a.href).searchParams.get("view"));
  }

  /* The ways to this page elsewhere: in the other language, in one edition, on paper. */
  function follow(query) {
    const path = location.pathname.slice(3);
    for (const a of all("a.language, .on-date a, .as-of a, link[rel=canonical], link[hreflang]")) {
      const url = new URL(a.href), edition = url.searchParams.get("edition");
      const asked = new URLSearchParams(query);
      edition ? asked.set("edition", edition) : asked.delete("edition");
      url.pathname = url.pathname.slice(0, 3) + path;
      url.search = asked;
      a.href = a.getAttribute("href")[0] === "/" ? url.pathname + url.search : url;
      if (a.closest(".cite")) a.textContent = a.textContent.split("?")[0] + url.search;
    }
    const paper = one(".paper-address");
    if (paper) paper.textContent = paper.textContent.split("?")[0] + query;
  }

  /* Show what an address asks for; `way` is what becomes of it in the history. */
  async function show(to, way) {
    const url = new URL(to, location), focused = document.activeElement;
    const found = answer(url.searchParams);
    if (asking) asking.abort();
    if (found) put(found);
    else if (!(await swap(url))) return;
    if (way) history[way + "State"](null, "", url);
    shown = url.pathname + url.search;
    follow(url.search);
    const many = one(".how-many", main), h1 = one("h1", main);
    said.textContent = [many && many.textContent, h1.textContent].filter(Boolean).join(". ");
    // Whatever was moved has lost the focus, and what has gone leaves it to what is near.
    if (document.activeElement !== focused)
      (focused.isConnected ? focused : document.getElementById(focused.id) || one(".shown a", main) || main).focus();
  }

  async function swap(url) {
    const mine = (asking = new AbortController()), open = one(".narrow[open]", main);
    main.setAttribute("aria-busy", "true");
    try {
      const got = await fetch(url, { signal: mine.signal });
      const page = new DOMParser().parseFromString(await got.text(), "text/html");
      const other = one("#main", page);
      if (!one("form[data-narrows]", other)) throw new Error(url);
      main.replaceChildren(...other.childNodes);
      document.title = page.title;
      if (open && one(".narrow", main)) one(".narrow", main).open = true;
      main.removeAttribute("aria-busy");
      take();
      return true;
    } catch (failed) {
      if (!mine.signal.aborted) location.assign(url);
      return false;
    }
  }

  const formed = (form) => address(new URLSearchParams(new FormData(form)));
  main.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-narrows]");
    if (form && event.target.matches("select")) show(formed(form), "replace");
  });
  main.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-narrows]")) return;
    event.preventDefault();
    show(formed(event.target), "push");
  });
  main.addEventListener("click", (event) => {
    const a = event.target.closest(".facet-strip a, .shown .filters a");
    if (!a || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(a.href, "push");
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) show(location.href);
  });
  take();
})();
