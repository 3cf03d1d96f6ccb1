"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, parent = document) => [...parent.querySelectorAll(selector)];
  root.classList.add("js");

  const tooltip = document.querySelector(".tooltip");
  const show = (mark, x, y) => {
    const title = mark.querySelector("title");
    if (title) { mark.dataset.tip = title.textContent; title.remove(); }
    tooltip.textContent = mark.dataset.tip || "";
    const box = tooltip.getBoundingClientRect();
    tooltip.style.left = Math.max(4, Math.min(x + 12, innerWidth - box.width - 4)) + "px";
    tooltip.style.top = (y + 16 + box.height > innerHeight ? Math.max(4, y - box.height - 8) : y + 16) + "px";
  };
  const hide = () => { tooltip.textContent = ""; };
  document.addEventListener("pointermove", (event) => {
    const mark = event.target.closest && event.target.closest(".datum");
    if (mark) show(mark, event.clientX, event.clientY); else hide();
  });
  document.addEventListener("scroll", hide, true);

  for (const chart of all("svg.chart")) {
    chart.setAttribute("tabindex", "0");
    let place = -1;
    const leave = () => { all(".current", chart).forEach((mark) => mark.classList.remove("current")); place = -1; hide(); };
    chart.addEventListener("blur", leave);
    chart.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return leave();
      const marks = all(".datum", chart);
      const last = marks.length - 1;
      const next = { ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: last }[event.key];
      if (next === undefined || last < 0) return;
      event.preventDefault();
      if (place >= 0) marks[place].classList.remove("current");
      place = next < 0 ? last : next > last ? 0 : next;
      marks[place].classList.add("current");
      const box = marks[place].getBoundingClientRect();
      show(marks[place], box.left + box.width / 2, box.top + box.height / 2);
    });
  }

  const theme = document.querySelector("button.theme");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); });
  name();
  document.querySelector("button.print").addEventListener("click", () => print());

  const appendix = all(".appendix details");
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = appendix.filter((details) => !details.open);
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

  const properties = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family", "text-anchor"];
  for (const button of all("button.png")) {
    button.addEventListener("click", () => {
      const card = button.closest(".card");
      const chart = all("svg.chart", card).find((svg) => svg.getBoundingClientRect().width > 0);
      const copy = chart.cloneNode(true);
      const [from, to] = [all("*", chart), all("*", copy)];
      from.forEach((element, index) => {
        const style = getComputedStyle(element);
        for (const property of properties) to[index].setAttribute(property, style.getPropertyValue(property));
        to[index].removeAttribute("class");
      });
      const { width, height } = chart.viewBox.baseVal;
      copy.setAttribute("width", width);
      copy.setAttribute("height", height);
      copy.setAttribute("font-family", getComputedStyle(chart).fontFamily);
      copy.setAttribute("font-size", "12px");
      const image = new Image();
      image.onload = () => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [2 * width, 2 * height];
        const context = canvas.getContext("2d");
        context.fillStyle = getComputedStyle(card).backgroundColor;
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => {
          const link = document.createElement("a");
          link.download = card.querySelector("h2, h3").textContent.replace(/[^\w]+/g, "-").slice(0, 60) + ".png";
          link.href = URL.createObjectURL(blob);
          link.click();
          setTimeout(() => URL.revokeObjectURL(link.href), 1000);
        });
      };
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
    });
  }

  const mostRows = 200;
  for (const card of all(".card.accounts")) {
    const body = card.querySelector("tbody");
    const rows = [...body.rows];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const order = rows.map((_, index) => index);
    const input = card.querySelector("input");
    const count = card.querySelector(".count");
    const more = card.querySelector(".show-all");
    let isAll = false;
    const update = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let matches = 0;
      for (const index of order) {
        const isMatch = words.every((word) => texts[index].includes(word));
        if (isMatch) matches += 1;
        rows[index].hidden = !isMatch || (!isAll && matches > mostRows);
      }
      const isCut = !isAll && matches > mostRows;
      more.hidden = !isCut;
      count.textContent = matches + (matches === 1 ? " account" : " accounts") + (words.length ? " of " + rows.length : "") + (isCut ? ", first " + mostRows + " shown" : "");
    };
    input.addEventListener("input", update);
    more.addEventListener("click", () => { isAll = true; update(); });
    all("th", card).forEach((header, column) => {
      header.querySelector("button").addEventListener("click", () => {
        const isNumber = !header.classList.contains("text");
        const isFalling = header.getAttribute("aria-sort") === "descending" || (!header.hasAttribute("aria-sort") && !isNumber);
        const keys = rows.map((row) => {
          const text = row.cells[column].textContent;
          if (!isNumber) return text.toLowerCase();
          const number = parseFloat(text.split(/[±(]/)[0].replace(/[^\d.+-]/g, ""));
          return Number.isNaN(number) ? -Infinity : number;
        });
        const sign = isFalling ? 1 : -1;
        order.sort((a, b) => (keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b));
        all("th", card).forEach((other) => other.removeAttribute("aria-sort"));
        header.setAttribute("aria-sort", isFalling ? "ascending" : "descending");
        body.append(...order.map((index) => rows[index]));
        update();
      });
    });
    update();
  }
})();
