"""A report broken in many ways, each with the check that has to notice, and what of."""

import base64
import hashlib
import re
import tempfile
from pathlib import Path

import report_checks as checks

TEXT = "<text x='{}' y='20'>Contribution</text>"
CHART = ("<svg class='chart' role='img' aria-label='Broken' viewBox='0 0 300 60'>{}"
         "<rect class='datum accent' x='1' y='40' width='9' height='9'><title>One</title></rect></svg>")


def before(mark, addition):
    """Puts something before the last occurrence of a mark."""
    return lambda text: addition.join([text[: (place := text.rindex(mark))], text[place:]])


def replaced(old, new):
    def change(text):
        if old not in text:
            raise ValueError(f"the report has no {old!r} to break")
        return text.replace(old, new)

    return change


def in_body(addition):
    return before("</main>", addition)


def styled(rule):
    return before("</style>", rule)


def trusted(text):
    """The text with a policy that trusts its script."""
    script = re.search(r"<script>(.*)</script>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return re.sub(r"sha256-[A-Za-z0-9+/]+=*", f"sha256-{digest}", text)


def scripted(old, new):
    return lambda text: trusted(replaced(old, new)(text))


def at_end(line):
    return lambda text: trusted(before("</script>", line)(text))


CASES = [
    ("two texts of a chart overlap", checks.no_text_of_a_chart_overlaps_or_leaves_it, "overlap by",
     in_body(CHART.format(TEXT.format(10) + TEXT.format(40)))),
    ("a text leaves its chart", checks.no_text_of_a_chart_overlaps_or_leaves_it, "is outside its chart",
     in_body(CHART.format(TEXT.format(280)))),
    ("a word wider than its box", checks.no_text_is_cut_and_no_page_scrolls_sideways, "is wider than its box",
     in_body("<p style='width: 40px; overflow: hidden; white-space: nowrap'>A long sentence</p>")),
    ("a page wider than the screen", checks.no_text_is_cut_and_no_page_scrolls_sideways, "scrolls sideways",
     in_body("<div style='width: 2000px'>-</div>")),
    ("a chart without marks", checks.every_chart_has_marks_with_titles, "without marks",
     in_body("<svg class='chart' role='img' aria-label='Bare' viewBox='0 0 9 9'></svg>")),
    ("marks without titles", checks.every_chart_has_marks_with_titles, "have no title",
     lambda text: re.sub(r"<title>[^<]*</title>(?=</(rect|circle|path|g))", "", text)),
    ("a chart that keys don't reach", checks.marks_answer_to_keys_and_pointer, "not reached by Tab",
     scripted('setAttribute("tabindex", "0")', 'setAttribute("tabindex", "-1")')),
    ("keys that skip a mark", checks.marks_answer_to_keys_and_pointer, "ArrowRight leads",
     scripted("ArrowRight: place + 1", "ArrowRight: place + 2")),
    ("a tooltip that stays", checks.marks_answer_to_keys_and_pointer, "Escape leaves",
     scripted('"Escape"', '"F9"')),
    ("a chart that lets no pointer through", checks.marks_answer_to_keys_and_pointer, "no mark is reached",
     styled(".datum { pointer-events: none }")),
    ("numbers sorted as words", checks.tables_sort_by_every_column, "before",
     scripted("if (!isNumber)", "if (true)")),
    ("a sort that is not announced", checks.tables_sort_by_every_column, "aria-sort is",
     scripted('setAttribute("aria-sort"', 'setAttribute("data-sort"')),
    ("a filter that does nothing", checks.tables_filter_and_show_all, "shows",
     scripted("!isMatch ||", "")),
    ("a dark theme that is light", checks.both_themes_change_every_colour, "in dark",
     scripted("root.dataset.theme =", "root.dataset.other =")),
    ("empty pictures", checks.charts_save_as_pictures, "blank",
     scripted("context.drawImage(", "void (")),
    ("pictures of another shape", checks.charts_save_as_pictures, "x ",
     scripted("[2 * width, 2 * height]", "[2 * width, 3 * height]")),
    ("a dark page on paper", checks.prints_light_with_its_headline, "on paper",
     styled("body { background: #111 !important }")),
    ("a headline that is not printed", checks.prints_light_with_its_headline, "of the headline",
     styled("@media print { h1 { display: none } }")),
    ("a button without script", checks.all_is_there_without_script, "is visible",
     styled(":root:root:root .scripted { display: block !important }")),
    ("rows hidden without script", checks.all_is_there_without_script, "rows are hidden",
     replaced("<tbody>\n<tr>", "<tbody>\n<tr hidden>")),
    ("an element from a name", checks.no_name_becomes_an_element, "<img>",
     in_body("</script><img src=x onerror=alert(1)>")),
    ("a link that runs", checks.no_name_becomes_an_element, "javascript",
     in_body("<a href='javascript:alert(1)'>A</a>")),
    ("faint text", checks.axe_finds_no_violation, "color-contrast",
     in_body("<p style='color: #bbb; background: #fff'>Hardly legible</p>")),
    ("a field without label", checks.axe_finds_no_violation, "label", in_body("<input type='text'>")),
    ("a slow script", checks.opens_and_sorts_in_time, "s to open",
     at_end("for (const end = Date.now() + 2500; Date.now() < end; ) {}")),
    ("a console message", checks.nothing_is_said_and_nothing_is_fetched, "hello",
     at_end('console.log("hello")')),
    ("an error", checks.nothing_is_said_and_nothing_is_fetched, "error: x", at_end("throw new Error('x')")),
    ("a request", checks.nothing_is_said_and_nothing_is_fetched, "request of https",
     lambda text: in_body("<img src='https://example.org/x.png'>")(
         text.replace("img-src data:", "img-src https: data:"))),
    ("an unknown script", checks.nothing_is_said_and_nothing_is_fetched, "Content Security Policy",
     in_body("<script>1</script>")),
]


def broken_reports(path):
    """Yields what was broken, the check that has to notice, a part of its message, and the file."""
    text = path.read_text()
    with tempfile.TemporaryDirectory() as folder:
        for index, (name, check, reason, change) in enumerate(CASES):
            broken = change(text)
            if broken == text:
                raise ValueError(f"{name}: nothing was broken")
            file = Path(folder) / f"broken-{index}.html"
            file.write_text(broken)
            yield name, check, reason, file
