"""Looks at pages with a browser, as their readers do, and fails on anything that shuts one out.

    python check.py CHROMIUM PAGE.html ...

Every page is opened in light and dark mode with all its folds open and must have no violation of
axe-core's rules, no error in the console (what the page's security policy forbids is one), a
picture in each chart, and nothing wider than a telephone; in print, in the light colours, no
heading or legend may be the last line of a sheet; and without JavaScript each chart must show
something instead.
"""

import io
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from pypdf import PageObject, PdfReader

WIDTHS = {"desk": 1280, "telephone": 400}

# A chart is drawn when it holds a picture; one that could not be drawn holds words instead.
NOT_DONE = ".chart:not([data-drawn=done])"
UNDRAWN = (
    "[...document.querySelectorAll('.chart')]"
    ".filter(c => !c.querySelector('svg[aria-hidden=true]')).length"
)
OPEN = "document.querySelectorAll('details').forEach(d => { d.open = true })"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EMPTY = (
    "[...document.querySelectorAll('.chart')].filter(c => {"
    "  const fallback = c.querySelector('noscript, svg') ?? c;"
    "  return fallback.getBoundingClientRect().height < 10;"
    "}).length"
)
FOLD = "document.querySelectorAll('details').forEach(d => { d.open = false })"
MARKED = "@@"
MARK = (
    f"document.querySelectorAll('h2, h3, h4, .legend li').forEach(e => {{ e.append('{MARKED}') }})"
)
# What is not worth a second look: the graphics of charts, thousands of elements that are hidden
# from listeners, and the later rows of long tables, which are made as the first.
REPEATING = [".chart > svg", "tbody tr:nth-child(n+8):not(.differs)"]
REPEATED = """
() => {
  const names = [...document.querySelectorAll("button")].map(b => b.ariaLabel ?? b.textContent);
  return names.filter((name, index) => names.indexOf(name) != index);
}
"""


def violations(page: Page, axe: Axe, **options) -> list[str]:
    """What axe finds, a line for each element."""
    found = axe.run(page, {"exclude": [[part] for part in REPEATING]}, options)
    found = found.response["violations"]
    return [
        f"{rule['id']} ({rule['help']}): {' '.join(node['target'])}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def last_line(sheet: PageObject) -> str:
    """What stands lowest on a sheet of paper."""
    texts: list[tuple[float, str]] = []

    def visit(text: str, place: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            texts.append((place[1] * inner[4] + place[3] * inner[5] + place[5], text.strip()))

    sheet.extract_text(visitor_text=visit)
    lowest = min((height for height, _ in texts), default=0.0)
    return " ".join(text for height, text in texts if height < lowest + 3)


def lone_lines(page: Page) -> list[str]:
    """Headings and legends that end a sheet of paper, away from what they stand above."""
    page.evaluate(FOLD)
    page.evaluate(MARK)
    edges = dict.fromkeys(["top", "right", "bottom", "left"], "10mm")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", margin=edges))).pages
    ends = enumerate(map(last_line, sheets), start=1)
    return [f"sheet {number} ends in {line!r}" for number, line in ends if MARKED in line]


def open_page(browser: Browser, path: Path, problems: list[str], **options) -> Page:
    """The page with everything open; what its console says is a problem."""
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(60_000)  # a busy machine is no fault of the page
    page.on("console", lambda m: m.type == "error" and problems.append(f"console: {m.text}"))
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.goto(path.resolve().as_uri())
    page.evaluate(OPEN)
    return page


def check(browser: Browser, axe: Axe, path: Path) -> list[str]:
    """All that is wrong with a page."""
    problems: list[str] = []
    size = {"width": WIDTHS["desk"], "height": 900}
    page = open_page(browser, path, problems, viewport=size, color_scheme="light")
    try:
        page.locator(NOT_DONE).first.wait_for(state="detached")
    except TimeoutError:
        return [*problems, "the charts are not drawn"]
    if count := page.evaluate(UNDRAWN):
        problems.append(f"{count} charts have no picture that is hidden from listeners")
    problems += [f"two buttons are called {name!r}" for name in page.evaluate(REPEATED)]
    problems += [f"light: {line}" for line in violations(page, axe)]
    page.emulate_media(color_scheme="dark")  # only colours differ
    problems += [f"dark: {line}" for line in violations(page, axe, runOnly=["color-contrast"])]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDTHS["telephone"], "height": 900})
    page.wait_for_timeout(500)  # charts are drawn anew for the new width
    if (wider := page.evaluate(WIDER)) > 0:
        problems.append(f"on a telephone the page is {wider} pixels too wide")
    problems += [f"print: {line}" for line in lone_lines(page)]
    page.context.close()
    page = open_page(browser, path, problems, java_script_enabled=False)
    if count := page.evaluate(EMPTY):
        problems.append(f"without JavaScript {count} charts are blank")
    page.context.close()
    return problems


def main(chromium: str, paths: list[str]) -> int:
    """Checks each page; the exit status."""
    failed = 0
    with sync_playwright() as playwright:
        # Without a sandbox of its own: containers rarely allow one, and the pages are ours.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        axe = Axe()
        for path in map(Path, paths):
            problems = check(browser, axe, path)
            failed += bool(problems)
            print(f"{path.name}: {len(problems) or 'no'} problems")
            for problem in problems:
                print(f"  {problem}")
        browser.close()
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
