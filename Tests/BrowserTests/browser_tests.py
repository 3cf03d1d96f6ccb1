"""Opens reports in Chromium, offline, and checks what a reader would see and do.

    browser_tests.py REPORT.html… [--time-limit 2] [--expect-marks NAME:SELECTOR=N] [--hostile NAME]
                     [--only CHECK] [--screenshots DIR]
    browser_tests.py REPORT.html --broken

    browser_tests.py --has-tools

NAME is a report's file name without .html. One line per check; what fails is listed below its line,
and the status is 1. With --broken the report is broken in many ways, and the right check must fail. With --has-tools the
status alone tells whether there is a browser.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from broken_reports import broken_reports
from report_checks import CHECKS, Report

PLACES = [
    "chromium", "chromium-browser", "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
MOST_PROBLEMS = 12


def expected_marks(text):
    name, _, rest = text.partition(":")
    selector, _, count = rest.rpartition("=")
    return name, selector, int(count)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*")
    parser.add_argument("--has-tools", action="store_true")
    parser.add_argument("--time-limit", type=float, default=2)
    parser.add_argument("--expect-marks", type=expected_marks, action="append", default=[])
    parser.add_argument("--hostile", action="append", default=[])
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--screenshots")
    parser.add_argument("--broken", action="store_true")
    return parser.parse_args()


def problems_of(check, report):
    problems = []
    try:
        problems.extend(check(report))
    except Error as error:
        problems.append(f"the browser says {str(error).splitlines()[0]}")
    return problems


def say(is_good, name, seconds, problems):
    print(f"{'ok  ' if is_good else 'FAIL'} {name} ({seconds:.1f} s)", flush=True)
    for problem in problems[:MOST_PROBLEMS]:
        print(f"       {problem}")
    if len(problems) > MOST_PROBLEMS:
        print(f"       and {len(problems) - MOST_PROBLEMS} more")


def check_reports(browser, options):
    failures = 0
    for path in options.reports:
        report = Report(browser, path, options)
        for check in CHECKS:
            if options.only and check.__name__ not in options.only:
                continue
            start = time.perf_counter()
            problems = problems_of(check, report)
            name = f"{report.path.stem}: {check.__name__.replace('_', ' ')}"
            say(not problems, name, time.perf_counter() - start, problems)
            failures += bool(problems)
        if options.screenshots:
            take_screenshots(report, Path(options.screenshots))
        report.close()
    return failures


def take_screenshots(report, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for width, dark in [(1440, False), (1440, True), (375, False)]:
        page = report.page(width, dark)
        theme = "dark" if dark else "light"
        page.screenshot(path=folder / f"{report.path.stem}-{width}-{theme}.png", full_page=True)


def check_broken_reports(browser, options):
    """Each report has to fail its check, for the reason that was built in."""
    failures = 0
    for name, check, reason, path in broken_reports(Path(options.reports[0])):
        start = time.perf_counter()
        report = Report(browser, path, options, widths=[375])
        problems = problems_of(check, report)
        report.close()
        is_found = any(reason in problem for problem in problems)
        missed = [f"{check.__name__.replace('_', ' ')} says nothing of {reason!r}", *problems]
        say(is_found, f"broken, {name}", time.perf_counter() - start, [] if is_found else missed)
        failures += not is_found
    return failures


def main():
    options = read_options()
    browser_path = next((path for path in map(shutil.which, PLACES) if path), None)
    if browser_path is None:
        sys.exit("no Chromium or Google Chrome: see .ci/test-tools")
    if options.has_tools:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            args=["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])
        check = check_broken_reports if options.broken else check_reports
        failures = check(browser, options)
        browser.close()
    sys.exit(1 if failures else 0)


main()
