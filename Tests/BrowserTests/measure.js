// What the checks read from a page; evaluated into an object of functions.
(() => {
  const all = (selector, parent = document) => [...parent.querySelectorAll(selector)];
  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden";
  };
  const brief = (text) => JSON.stringify(text.trim().replace(/\s+/g, " ").slice(0, 40));
  const name = (svg) => {
    const heading = svg.closest(".card")?.querySelector("h2, h3");
    return brief(heading?.textContent || svg.getAttribute("aria-label") || "chart");
  };
  const charts = () => all("svg.chart").filter(isShown);
  const direct = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const place = (box) => [box.left, box.top, box.right, box.bottom].map(Math.round).join(" ");

  // Lines of text of a chart: a tspan with a place of its own is a line.
  const lines = (svg) => all("text", svg).filter(isShown).flatMap((text) => {
    const spans = all("tspan", text).filter((span) => span.hasAttribute("x") || span.hasAttribute("dy"));
    return spans.length ? spans : [text];
  });

  // The box of a line without the part above its capitals, which is empty.
  const inked = (line) => {
    const box = line.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(line).fontSize) * box.height / line.getBBox().height;
    return new DOMRect(box.x, box.y + 0.15 * size, box.width, box.height - 0.15 * size);
  };

  const clashes = () => charts().flatMap((svg) => {
    const frame = svg.getBoundingClientRect();
    const boxes = lines(svg).map((line) => [line.textContent, inked(line)]);
    const problems = [];
    boxes.forEach(([text, box], index) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        problems.push(`${name(svg)}: ${brief(text)} (${place(box)}) is outside its chart (${place(frame)})`);
      for (const [other, place] of boxes.slice(0, index)) {
        const width = Math.min(box.right, place.right) - Math.max(box.left, place.left);
        const height = Math.min(box.bottom, place.bottom) - Math.max(box.top, place.top);
        if (width > 1 && height > 1)
          problems.push(`${name(svg)}: ${brief(text)} and ${brief(other)} overlap by ${width.toFixed(1)} x ${height.toFixed(1)} px`);
      }
    });
    return problems;
  });

  const overflows = () => {
    const page = document.documentElement;
    const problems = [];
    if (page.scrollWidth > page.clientWidth) problems.push(`the page scrolls sideways: ${page.scrollWidth} > ${page.clientWidth} px`);
    for (const element of all("body *")) {
      if (element.closest("svg, script, style, .scroll, .tooltip") || !isShown(element) || !direct(element)) continue;
      if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
        problems.push(`${brief(element.textContent)} (${element.localName}) is wider than its box: ${element.scrollWidth} > ${element.clientWidth} px`);
      const range = document.createRange();
      range.selectNodeContents(element);
      const text = range.getBoundingClientRect();
      const frame = (element.closest(".card, .figure") || page).getBoundingClientRect();
      if (text.right > frame.right + 1 || text.left < frame.left - 1)
        problems.push(`${brief(element.textContent)} (${element.localName}) sticks out of its card`);
    }
    return problems;
  };

  const chartsOf = (wanted) => all("svg.chart").filter((svg) => wanted === "all" || isShown(svg));

  const empties = () => chartsOf("all").flatMap((svg) => {
    const problems = [];
    const marks = all(".datum", svg);
    if (!marks.length && !/nothing to show/i.test(svg.textContent)) problems.push(`${name(svg)}: a chart without marks`);
    const bare = marks.filter((mark) => !mark.querySelector(":scope > title")?.textContent.trim());
    if (bare.length) problems.push(`${name(svg)}: ${bare.length} of ${marks.length} marks have no title`);
    if (svg.getAttribute("role") !== "img" || !svg.getAttribute("aria-label")) problems.push(`${name(svg)}: no role=img with aria-label`);
    if (/NaN|Infinity|undefined|\bnil\b|Optional\(/.test(svg.outerHTML)) problems.push(`${name(svg)}: NaN, Infinity or nil in the chart`);
    return problems;
  }).concat(all(".card").filter((card) => all("svg.chart", card).length && all("svg.chart", card).filter(isShown).length < 1)
    .map((card) => `${brief(card.querySelector("h2, h3").textContent)}: no chart visible`));

  // The marks of the visible chart at an index, and one that the pointer reaches.
  const marks = async (index) => {
    const svg = charts()[index];
    svg.scrollIntoView({ block: "center" });
    // Until the page has heard of the scrolling, which closes the tooltip.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const list = all(".datum", svg);
    const isAt = (mark, x, y) => document.elementFromPoint(x, y)?.closest(".datum") === mark;
    let hover = null;
    for (const mark of list) {
      const box = mark.getBoundingClientRect();
      // The middle may lie on the edge of the mark, or under another one.
      const points = [[0.5, 0.5], [0.25, 0.5], [0.25, 0.25], [0.75, 0.75]]
        .map(([right, down]) => ({ x: box.left + right * box.width, y: box.top + down * box.height }))
        .filter(({ x, y }) => isAt(mark, x, y));
      const inside = points.find(({ x, y }) => [-2, 2].every((far) => isAt(mark, x + far, y) && isAt(mark, x, y + far)));
      const point = inside ?? points[0];
      if (point) {
        hover = { ...point, title: mark.querySelector("title")?.textContent };
        break;
      }
    }
    return { name: name(svg), count: list.length, titles: list.slice(0, 4).map((mark) => mark.querySelector("title")?.textContent), hover, tab: svg.tabIndex };
  };
  const focus = (index) => charts()[index].focus();
  const current = (index) => {
    const list = all(".datum", charts()[index]);
    const tooltip = document.querySelector(".tooltip");
    const box = tooltip.getBoundingClientRect();
    return {
      places: list.flatMap((mark, place) => (mark.classList.contains("current") ? [place] : [])),
      text: isShown(tooltip) ? tooltip.textContent : "",
      isInside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1,
    };
  };

  const table = (index) => {
    const card = all("section.accounts")[index];
    const rows = all("tbody tr", card);
    return {
      cells: rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
      shown: rows.flatMap((row, place) => (isShown(row) ? [place] : [])),
      sorts: all("th", card).map((header) => header.getAttribute("aria-sort")),
      count: card.querySelector(".count").textContent,
      hasMore: isShown(card.querySelector(".show-all")),
      isFocusable: all("th", card).every((header) => header.querySelector("button")),
    };
  };

  // Presses the head of a column and says how the rows then stand.
  const sort = (index, column) => {
    const card = all("section.accounts")[index];
    const headers = all("th", card);
    headers[column].querySelector("button").click();
    const rows = all("tbody tr", card);
    const shown = rows.map(isShown);
    return {
      title: headers[column].textContent,
      sorts: headers.map((header) => header.getAttribute("aria-sort")),
      cells: rows.map((row) => row.cells[column].textContent),
      shownCount: shown.filter(Boolean).length,
      isGap: shown.includes(false) && shown.lastIndexOf(true) > shown.indexOf(false),
    };
  };

  const colours = () => ({
    page: getComputedStyle(document.body).backgroundColor,
    card: getComputedStyle(document.querySelector(".card")).backgroundColor,
    ink: getComputedStyle(document.body).color,
    chart: all("svg.chart text").map((text) => getComputedStyle(text).fill)[0] || getComputedStyle(document.body).color,
    button: document.querySelector("button.theme").textContent,
    theme: document.documentElement.dataset.theme || "",
  });

  const known = new Set(("html head meta title style script body main header footer div section article p span b strong em i small "
    + "h1 h2 h3 h4 ul ol li dl dt dd table caption thead tbody tfoot tr th td details summary button label input code pre br a sup sub "
    + "svg g path rect circle line polyline polygon text tspan ellipse").split(" "));
  const strangers = () => {
    const problems = all("*").filter((element) => !known.has(element.localName)).map((element) => `<${element.localName}> in the page`);
    if (all("script").length !== 1 || all("style").length !== 1) problems.push("not exactly one script and one style");
    for (const element of all("*")) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on") || name === "src" || name === "style" && element.closest("svg"))
          problems.push(`${element.localName} with ${name}=${brief(value)}`);
        if (name === "href" && !/^(https:|#)/.test(value)) problems.push(`${element.localName} with href=${brief(value)}`);
      }
    }
    const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content || "";
    for (const rule of ["default-src 'none'", "script-src 'sha256-", "base-uri 'none'", "form-action 'none'"])
      if (!policy.includes(rule)) problems.push(`the policy lacks ${rule}`);
    const ids = all("[id]").map((element) => element.id);
    if (new Set(ids).size < ids.length) problems.push("an id twice");
    return [...new Set(problems)];
  };

  // What a reader without script sees.
  const scriptless = () => {
    const hidden = all("table tbody tr").filter((row) => row.hidden || getComputedStyle(row).display === "none").length;
    const problems = hidden ? [`${hidden} rows are hidden`] : [];
    for (const control of all("button.theme, button.print, button.png, button.show-all, input[type=search]"))
      if (isShown(control)) problems.push(`${control.localName}.${control.className} is visible`);
    if (all("svg.chart").length && !charts().length) problems.push("no chart is visible");
    const stray = all("section.accounts .count, .tooltip").filter((element) => isShown(element) && element.textContent.trim());
    if (stray.length) problems.push("a count or tooltip is visible");
    return problems;
  };

  const pictures = () => all("button.png").map((button, index) => {
    const svg = all("svg.chart", button.closest(".card")).find(isShown);
    return { index, isShown: isShown(button), name: svg ? name(svg) : "", ratio: svg ? svg.viewBox.baseVal.width / svg.viewBox.baseVal.height : 0 };
  });

  return { all, isShown, charts, clashes, overflows, empties, marks, focus, current, table, sort, colours, strangers, scriptless, pictures };
})()
