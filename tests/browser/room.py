"""Whether there is room on a page for what stands in it: measured in the browser."""

from playwright.sync_api import Page

# Parts that stick out of the page; what scrolls by itself may be wider.
_SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')].filter(
    e => !e.closest('.scroll') && e.getBoundingClientRect().right > width + 1
  ).map(e => e.outerHTML.slice(0, 120)).concat(['the page itself']).slice(0, 3);
}"""
# Whatever can be chosen, smaller than 24 by 24 pixels; a link in a sentence may be narrower.
_SMALL = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, summary, textarea')]
  .filter(e => e.checkVisibility({visibilityProperty: true}))
  .filter(e => !e.closest('svg, [data-slot], .skip'))
  .filter(e => {
    const r = e.getBoundingClientRect(), around = e.parentElement.innerText.trim();
    return r.height < 23.5 || (r.width < 23.5 && around === e.innerText.trim());
  }).map(e => e.outerHTML.slice(0, 120))"""
# Words that are cut off by a box around them, and words that lie upon other words.
_LOST = """() => {
  const found = [], texts = [], known = new Map();
  // The boxes that cut an element off; null where it is only for readers of the screen,
  // and none inside what scrolls.
  const cutting = e => {
    if (e === document.body) return [];
    if (known.has(e)) return known.get(e);
    const s = getComputedStyle(e), around = cutting(e.parentElement);
    const wide = /hidden|clip/.test(s.overflowX), high = /hidden|clip/.test(s.overflowY);
    const own = wide || high ? [{box: e.getBoundingClientRect(), wide, high, e}] : [];
    const found = around === null || s.clipPath === 'inset(50%)' ? null
      : /auto|scroll/.test(s.overflowX) ? [] : [...around, ...own];
    known.set(e, found);
    return found;
  };
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || e.closest('script, style, noscript, [data-slot], .skip')) continue;
    if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const boxes = cutting(e), text = node.data.trim().slice(0, 40);
    if (boxes === null) continue;
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 2) continue;
      const slack = r.height / 4, cut = boxes.find(({box, wide, high}) =>
        wide && (r.right > box.right + 2 || r.left < box.left - 2)
        || high && (r.bottom > box.bottom + slack || r.top < box.top - slack));
      if (cut) found.push(`cut: “${text}” in ${cut.e.outerHTML.slice(0, 80)}`);
      if (!e.closest('svg')) texts.push({r, text});
    }
  }
  texts.sort((a, b) => a.r.top - b.r.top);
  texts.forEach((a, i) => {
    for (let j = i + 1; j < texts.length && texts[j].r.top < a.r.bottom; j++) {
      const b = texts[j];
      const wide = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
      const high = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
      if (wide > 3 && high > Math.min(a.r.height, b.r.height) * .35)
        found.push(`upon each other: “${a.text}” and “${b.text}”`);
    }
  });
  return found;
}"""


def sideways(page: Page) -> list[str]:
    """What makes the page scroll sideways; empty where it does not."""
    return page.evaluate(_SIDEWAYS)


def too_small(page: Page) -> list[str]:
    """What can be chosen but is hard to hit."""
    return page.evaluate(_SMALL)


def lost_words(page: Page) -> list[str]:
    """Words nobody can read: cut off, or with other words upon them."""
    return page.evaluate(_LOST)
