"""What must hold of every report, each check a function that yields the problems it finds."""

import base64
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

MEASURE = (Path(__file__).parent / "measure.js").read_text()
WIDTHS = [375, 820, 1440]
PAPER = (1047, "print")  # A4, landscape, less its margins.
WIDE_FONT = '* { font-family: "DejaVu Sans", Verdana !important; }'
ROWS_TO_SCAN = {"include": [["html"]], "exclude": [["tbody tr:nth-child(n+8)"]]}  # All are alike.
LAZY_ROWS = 200  # Tables show so many rows at first.


class Report:
    """A report file, opened in pages that stand alone, and all that they complained about."""

    def __init__(self, browser, path, options, widths=WIDTHS):
        self.browser, self.path, self.options = browser, Path(path).resolve(), options
        self.widths, self.complaints = widths, []
        self.layouts, self.pages = None, {}

    def page(self, width=1440, dark=False, script=True):
        """The report as if newly opened, in the one page that there is with script or without."""
        if script not in self.pages:
            self.pages[script] = self.new_page(script)
        page = self.pages[script]
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="null", color_scheme="dark" if dark else "light")
        page.goto(self.path.as_uri())
        return page

    def new_page(self, script):
        page = self.browser.new_context(java_script_enabled=script, offline=True).new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: self.complain(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.complain(f"error: {error}"))
        page.on("request", self.watch)
        page.on("dialog", self.refuse)
        return page

    def close(self):
        for page in self.pages.values():
            page.context.close()

    def watch(self, request):
        if not request.url.startswith((self.path.as_uri(), "data:", "blob:")):
            self.complain(f"request of {request.url}")

    def refuse(self, dialog):
        self.complain(f"dialog: {dialog.message}")
        dialog.dismiss()

    def complain(self, complaint):
        if complaint not in self.complaints:
            self.complaints.append(complaint)


def measure(page, call):
    """What a function of measure.js says."""
    return page.evaluate(f"{MEASURE.rstrip()}.{call}")


# MARK: - Layout


def layouts(report):
    """What is wrong at every width, in the page's font and in a wide one, and on paper."""
    if report.layouts is None:
        report.layouts = {"clashes": [], "overflows": []}
        for width, medium in [(width, "screen") for width in report.widths] + [PAPER]:
            page = report.page(width)
            page.emulate_media(media=medium)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            for font in ["", ", wide font"]:
                if font:
                    page.add_style_tag(content=WIDE_FONT)
                for kind, problems in report.layouts.items():
                    problems += [
                        f"{width} px{font}, {medium}: {problem}"
                        for problem in measure(page, f"{kind}()")
                    ]
    return report.layouts


def no_text_of_a_chart_overlaps_or_leaves_it(report):
    yield from layouts(report)["clashes"]


def no_text_is_cut_and_no_page_scrolls_sideways(report):
    yield from layouts(report)["overflows"]


# MARK: - Charts


def every_chart_has_marks_with_titles(report):
    page = report.page()
    yield from measure(page, "empties()")
    for name, selector, count in report.options.expect_marks:
        if name == report.path.stem:
            found = measure(page, f"all({selector!r}).length")
            if found != count:
                yield f"{found} of {selector}, not {count}"


def marks_answer_to_keys_and_pointer(report):
    page = report.page()
    for index in range(measure(page, "charts().length")):
        marks = measure(page, f"marks({index})")
        name, count = marks["name"], marks["count"]
        if count == 0:
            continue
        if marks["tab"] != 0:
            yield f"{name}: not reached by Tab"
        if hover := marks["hover"]:
            page.mouse.move(hover["x"], hover["y"])
            if (text := measure(page, f"current({index})")["text"]) != hover["title"]:
                yield f"{name}: the pointer shows {text!r}, not {hover['title']!r}"
            page.mouse.move(1, 1)
        else:
            yield f"{name}: no mark is reached by the pointer"
        measure(page, f"focus({index})")
        steps = [("ArrowRight", place) for place in range(min(count, 3))]
        steps += [("ArrowLeft", steps[-2][1])] if len(steps) > 1 else []
        for key, place in steps:
            page.keyboard.press(key)
            now = measure(page, f"current({index})")
            title = marks["titles"][place]
            if now["places"] != [place] or now["text"] != title or not now["isInside"]:
                yield f"{name}: {key} leads to {now}, not to mark {place}, {title!r}"
        page.keyboard.press("Escape")
        now = measure(page, f"current({index})")
        if now["places"] or now["text"]:
            yield f"{name}: Escape leaves {now}"


# MARK: - Tables


NUMBER = re.compile(
    r"(?P<sign>[+−-]?)\s*(?P<left>[€$£¥]|[A-Z]{3})?\s*(?P<minus>[−-]?)"
    r"(?P<digits>\d[\d,\s]*(\.\d+)?)\s*(?P<unit>k|M|bn)?\s*(%|d|days|points|[€$£¥])?(\s*[±(].*)?")
SCALES = {None: 1, "k": 1e3, "M": 1e6, "bn": 1e9}
BLANK = {"", "–", "—", "-", "n/a"}


def value(text):
    """The number that a reader reads in a cell, or nothing."""
    match = NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    number = float(re.sub(r"[,\s]", "", match["digits"])) * SCALES[match["unit"]]
    return -number if (match["sign"] + match["minus"]) in {"-", "−"} else number


def in_order(cells, direction):
    """What is wrong with the order of a sorted column."""
    filled = [cell.strip() for cell in cells if cell.strip() not in BLANK]
    blank = [cell.strip() in BLANK for cell in cells]
    if sum(a != b for a, b in zip(blank, blank[1:])) > 1:
        return "blanks among the values"
    numbers = [value(cell) for cell in filled]
    keys = [cell.casefold() for cell in filled] if None in numbers else numbers
    if direction == "descending":
        filled, keys = filled[::-1], keys[::-1]
    for place in range(len(keys) - 1):
        if keys[place] > keys[place + 1]:
            return f"{filled[place]!r} before {filled[place + 1]!r}"
    return None


def tables_sort_by_every_column(report):
    page = report.page()
    for index in range(page.locator("section.accounts").count()):
        before = measure(page, f"table({index})")
        if not before["isFocusable"]:
            yield "a column head without button"
            continue
        for column in range(len(before["sorts"])):
            directions = []
            for _ in range(2):
                table = measure(page, f"sort({index}, {column})")
                direction = table["sorts"][column]
                directions.append(direction)
                name = f"{table['title']}, {direction}"
                if [sort for sort in table["sorts"] if sort] != [direction]:
                    yield f"{name}: aria-sort is {table['sorts']}"
                elif problem := in_order(table["cells"], direction):
                    yield f"{name}: {problem}"
                if table["shownCount"] != min(LAZY_ROWS, len(table["cells"])) or table["isGap"]:
                    yield f"{name}: not the first rows are visible, or not so many"
                if sorted(table["cells"]) != sorted(row[column] for row in before["cells"]):
                    yield f"{name}: sorting changed the cells"
            if sorted(filter(None, directions)) != ["ascending", "descending"]:
                yield f"{name}: sorts {directions}"


def tables_filter_and_show_all(report):
    page = report.page()
    for index in range(page.locator("section.accounts").count()):
        card = page.locator("section.accounts").nth(index)
        start = measure(page, f"table({index})")
        rows = start["cells"]
        first = min(LAZY_ROWS, len(rows))
        noun = "account" if len(rows) == 1 else "accounts"
        count = f"{len(rows)} {noun}" + (f", first {first} shown" if len(rows) > first else "")
        if start["count"] != count:
            yield f"the count is {start['count']!r}, not {count!r}"
        if len(start["shown"]) != first or start["hasMore"] != (len(rows) > first):
            yield f"{len(start['shown'])} of {len(rows)} rows at first, Show all: {start['hasMore']}"
        field = card.get_by_label("Filter")
        for text in [rows[-1][0], rows[-1][0].upper(), "no such account ∅"]:
            words = text.casefold().split()
            matches = sum(
                all(word in " ".join(row).casefold() for word in words) for row in rows)
            field.fill(text)
            found = measure(page, f"table({index})")
            if len(found["shown"]) != min(matches, LAZY_ROWS):
                yield f"{text!r} shows {len(found['shown'])} rows, not {matches}"
            if not re.match(rf"{matches} accounts?\b", found["count"]):
                yield f"{text!r}: the count is {found['count']!r}"
        field.fill("")
        if measure(page, f"table({index})")["shown"] != start["shown"]:
            yield "an empty filter does not show the rows again"
        if start["hasMore"]:
            card.locator("button.show-all").click()
            end = measure(page, f"table({index})")
            if len(end["shown"]) != len(rows) or end["hasMore"]:
                yield f"Show all shows {len(end['shown'])} of {len(rows)} rows"


# MARK: - Themes, pictures, paper


def brightness(colour):
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def both_themes_change_every_colour(report):
    for starts_dark in [False, True]:
        page = report.page(dark=starts_dark)
        first = measure(page, "colours()")
        page.locator("button.theme").click()
        second = measure(page, "colours()")
        page.locator("button.theme").click()
        third = measure(page, "colours()")
        light, dark = (second, first) if starts_dark else (first, second)
        if not (light["button"] == "Dark" and dark["button"] == "Light"):
            yield f"the button says {light['button']} in light, {dark['button']} in dark"
        for part in ["page", "card"]:
            if brightness(light[part]) < 0.8 or brightness(dark[part]) > 0.3:
                yield f"{part}: {light[part]} in light, {dark[part]} in dark"
        for part in ["ink", "chart"]:
            if light[part] == dark[part]:
                yield f"{part}: {light[part]} in both"
        if {**third, "theme": ""} != {**first, "theme": ""}:
            yield "a second press does not lead back"


COUNT_COLOURS = """async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
  const most = Math.max(...counts.values());
  return { width: image.width, height: image.height, colours: counts.size, drawn: 1 - most / pixels.length };
}"""


def charts_save_as_pictures(report):
    reader = report.browser.new_page()
    for width, dark in [(1440, False), (375, True)]:
        page = report.page(width, dark)
        for picture in measure(page, "pictures()"):
            name = f"{picture['name']}, {width} px"
            if not picture["isShown"]:
                yield f"{name}: no button"
                continue
            with page.expect_download() as download:
                page.locator("button.png").nth(picture["index"]).click()
            if not download.value.suggested_filename.endswith(".png"):
                yield f"{name}: named {download.value.suggested_filename}"
            content = Path(download.value.path()).read_bytes()
            image = reader.evaluate(COUNT_COLOURS, base64.b64encode(content).decode())
            if abs(image["width"] / image["height"] / picture["ratio"] - 1) > 0.02:
                yield f"{name}: {image['width']} x {image['height']}, but {picture['ratio']:.3f}"
            if image["colours"] < 4 or image["drawn"] < 0.002:
                yield f"{name}: blank, {image}"
    reader.close()


def prints_light_with_its_headline(report):
    page = report.page(dark=True)
    page.emulate_media(media="print", color_scheme="dark")
    colours = measure(page, "colours()")
    if brightness(colours["page"]) < 0.95 or brightness(colours["ink"]) > 0.3:
        yield f"on paper in the dark theme: {colours['ink']} on {colours['page']}"
    page.emulate_media(media="null", color_scheme="light")
    headline = page.locator("h1").inner_text()
    document = page.pdf(prefer_css_page_size=True, print_background=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", document))
    if not document.startswith(b"%PDF") or sheets < 1 or len(document) < 10_000:
        yield f"{len(document)} bytes of PDF, {sheets} pages"
    if shutil.which("pdftotext"):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(document)
            file.flush()
            text = subprocess.run(
                ["pdftotext", file.name, "-"], capture_output=True, check=True).stdout.decode()
        words = set(re.findall(r"\w+", text))
        if missing := [word for word in re.findall(r"\w+", headline) if word not in words]:
            yield f"the PDF lacks {missing} of the headline"
        for control in ["Print / PDF", "Save as PNG", "Show all"]:
            if control in text:
                yield f"the PDF has the control {control!r}"


# MARK: - Safety and access


def all_is_there_without_script(report):
    page = report.page(script=False)
    yield from measure(page, "scriptless()")


def no_name_becomes_an_element(report):
    page = report.page()
    yield from measure(page, "strangers()")
    if report.path.stem in report.options.hostile:
        text = page.locator("main").inner_text()
        for piece in ["</script>", "<img src=x onerror="]:
            if piece not in text:
                yield f"{piece!r} is not on the page as text"


def axe_finds_no_violation(report):
    for dark in [False, True]:
        page = report.page(dark=dark)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        # The dark theme differs by colour alone.
        rules = {"resultTypes": ["violations"], **({"runOnly": ["color-contrast"]} if dark else {})}
        for violation in Axe().run(page, ROWS_TO_SCAN, rules).response["violations"]:
            nodes = violation["nodes"]
            yield (f"{'dark' if dark else 'light'}: {violation['id']} ({violation['help']}), "
                   f"{len(nodes)} times, first {nodes[0]['html'][:120]}: "
                   f"{nodes[0]['failureSummary'].splitlines()[-1].strip()[:160]}")


def opens_and_sorts_in_time(report):
    """The best of three: the machine may be busy with other tests."""
    limit, best = report.options.time_limit, (float("inf"), 0)
    for _ in range(3):
        start = time.perf_counter()
        page = report.page()
        opened = time.perf_counter() - start
        if page.locator("section.accounts").count():
            page.evaluate("document.querySelector('.accounts th button').click()")
            page.evaluate("new Promise(requestAnimationFrame)")
        best = min(best, (time.perf_counter() - start, opened))
        if best[0] <= limit:
            return
    yield f"{best[1]:.2f} s to open, {best[0]:.2f} s with a sort, of {limit} s"


def nothing_is_said_and_nothing_is_fetched(report):
    """Comes last, for it tells of all pages before."""
    if not report.complaints:
        report.page()
    yield from report.complaints


CHECKS = [
    every_chart_has_marks_with_titles,
    no_text_of_a_chart_overlaps_or_leaves_it,
    no_text_is_cut_and_no_page_scrolls_sideways,
    marks_answer_to_keys_and_pointer,
    tables_sort_by_every_column,
    tables_filter_and_show_all,
    both_themes_change_every_colour,
    charts_save_as_pictures,
    prints_light_with_its_headline,
    all_is_there_without_script,
    no_name_becomes_an_element,
    axe_finds_no_violation,
    opens_and_sorts_in_time,
    nothing_is_said_and_nothing_is_fetched,
]
