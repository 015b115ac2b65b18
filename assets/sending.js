/* A workbook on its way: how much of it is sent, whose turn it is, and what is being read. The
   form works without this, and where this fails the browser sends the form as it is. */
(() => {
  "use strict";
  const main = document.querySelector("#main"), lang = document.documentElement.lang;
  const LINES = "application/x-ndjson", MB = 1024 * 1024, SILENCE = 60000, TRIES = 30;

  function begin() {
    const box = main.querySelector("[data-sends]");
    if (!box) return;
    const form = box.closest("form"), words = box.dataset, problem = main.querySelector("[data-problem]");
    const [button] = form.querySelectorAll("button[type=submit]"), cancel = box.querySelector("button");
    const now = box.querySelector(".now"), bar = box.querySelector("progress"), share = box.querySelector(".so-far");
    const spoken = form.querySelector("[data-spoken]");
    let asking, timer, speaking, tries, quarter, step, whole, heard;

    const number = (n, digits) => n.toLocaleString(lang, { maximumFractionDigits: digits, minimumFractionDigits: digits });
    const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, key) => facts[key]);
    /* Said once things have been so for a moment, so that nobody hears what is over already. */
    function speak(text) {
      clearTimeout(speaking);
      speaking = setTimeout(() => { spoken.textContent = text; }, 300);
    }
    function show(text, part, detail) {
      if (text !== step) {
        step = text;
        quarter = 0;
        now.textContent = text;
        speak(text);
      }
      if (part === undefined) bar.removeAttribute("value");
      else bar.value = 100 * part;
      share.textContent = detail || "";
      const passed = Math.floor(4 * (part || 0));
      if (passed > quarter) {
        quarter = passed;
        speak(text + " " + fill(words.share, { percent: 25 * passed }));
      }
    }
    function rest() {
      clearTimeout(timer);
      asking = null;
      box.hidden = true;
      button.hidden = false;
      main.removeAttribute("aria-busy");
    }
    function stop(text) {
      rest();
      clearTimeout(speaking);
      problem.firstElementChild.textContent = text;
      problem.hidden = false;
      button.focus();
    }

    function send() {
      const xhr = (asking = new XMLHttpRequest());
      let read = 0, last;
      const mine = () => asking === xhr;
      whole = false;
      xhr.open("POST", form.action);
      xhr.setRequestHeader("Accept", LINES + ", text/html;q=0.5");
      const isLines = () => (xhr.getResponseHeader("Content-Type") || "").startsWith(LINES);
      xhr.upload.onprogress = ({ loaded, total }) => {
        const facts = { percent: Math.floor(100 * loaded / total), done: number(loaded / MB, 1), total: number(total / MB, 1) };
        show(words.sending, loaded / total, fill(words.transfer, facts));
      };
      xhr.upload.onload = () => {
        whole = true;
        heard = Date.now();
        if (mine()) show(words.received);
        watch(xhr);
      };
      xhr.onprogress = () => {
        heard = Date.now();
        if (!mine() || !isLines()) return;
        const lines = xhr.responseText.slice(read).split("\n");
        read = xhr.responseText.length - lines.pop().length;
        for (const line of lines.filter(Boolean)) {
          last = JSON.parse(line);
          if (last.said) show(last.said, last.share);
        }
      };
      xhr.onload = () => {
        if (!mine()) return;
        if (xhr.status === 503 && tries++ < TRIES) return again(Number(xhr.getResponseHeader("Retry-After")) || 10);
        if (xhr.status === 503) return stop(words.busy);
        if (xhr.status === 404) return stop(words.signedOut);
        if (!isLines()) return put(xhr.responseText);
        xhr.onprogress();
        if (last && last.go) return open(last.go);
        stop((last && last.problem) || words.lostLate);
      };
      xhr.onerror = () => { if (mine()) stop(whole ? words.lostLate : words.lost); };
      xhr.send(new FormData(form));
    }
    /* A connection can be gone without a word; a server that is there says something each second. */
    function watch(xhr) {
      timer = setInterval(() => {
        if (asking !== xhr) return clearInterval(timer);
        if (Date.now() - heard < SILENCE) return;
        stop(words.lostLate);
        xhr.abort();
      }, 1000);
    }
    /* What a large draft would change is worked out when it is asked for first; who waits here is
       told so. However that ends, the draft itself tells how it stands. */
    function open(address) {
      clearTimeout(timer);
      const xhr = (asking = new XMLHttpRequest());
      show(words.opening);
      xhr.open("GET", address);
      xhr.onload = () => {
        if (asking !== xhr) return;
        const wait = 1000 * Number(xhr.getResponseHeader("Retry-After"));
        if (xhr.status !== 503 || !wait || tries++ >= TRIES) return location.assign(address);
        timer = setTimeout(() => open(address), wait);
      };
      xhr.onerror = () => { if (asking === xhr) location.assign(address); };
      xhr.send();
    }
    function again(seconds) {
      clearTimeout(timer);
      show(fill(words.again, { seconds }));
      timer = setTimeout(send, 1000 * seconds);
    }
    /* The answer is a page, such as one that says why nothing was received. */
    function put(text) {
      const page = new DOMParser().parseFromString(text, "text/html"), other = page.querySelector("#main");
      rest();
      main.replaceChildren(...other.childNodes);
      document.title = page.title;
      main.focus();
      begin();
    }

    form.addEventListener("submit", (event) => {
      const [file] = form.elements.workbook.files;
      if (!file) return;
      event.preventDefault();
      problem.hidden = true;
      if (file.size > Number(words.limit)) return stop(words.tooLarge);
      try {
        tries = 0;
        step = undefined;
        box.hidden = false;
        button.hidden = true;
        main.setAttribute("aria-busy", "true");
        show(words.sending, 0);
        send();
        cancel.focus();
      } catch (failed) {
        rest();
        HTMLFormElement.prototype.submit.call(form);
      }
    });
    cancel.addEventListener("click", () => {
      const xhr = asking, late = whole;
      stop(late ? words.cancelledLate : words.cancelled);
      if (xhr) xhr.abort();
    });
  }
  if (main && window.XMLHttpRequest && window.FormData) begin();
})();
