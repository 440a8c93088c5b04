"""Writes vega-bundle.LICENSE.txt: what vega-bundle.js is made of, and under which licences.

    pip install vl-convert-python==1.9.0.post1 jupyterlab==4.6.6
    python make_notice.py

Neither package ships the licence files of the libraries in the bundle as such. The names and
versions are read out of vl-convert's own program, where each library stands as NAME@VERSION. The
texts are those that JupyterLab's build collected from the packages themselves. What it has no text
of stands under a heading that says so, with what is known of it and from where; nothing is filled
in silently.
"""

import json
import re
import textwrap
from importlib.metadata import distribution, version
from pathlib import Path

NAME = re.compile(
    rb"\b((?:vega|d3)(?:-[a-z-]+)?|internmap|topojson-client|delaunator|robust-predicates|clone"
    rb"|fast-deep-equal|fast-json-stable-stringify|json-stringify-pretty-compact"
    rb"|lodash\.debounce)@(\d+)\.(\d+)\.(\d+)\b"
)

# Packages that are built from the source tree of another, whose text is theirs.
SAME_TREE = {
    **dict.fromkeys(["d3-dsv", "d3-force", "d3-geo", "d3-quadtree"], "d3"),
    "lodash.debounce": "lodash.escape",
}

# What JupyterLab has no text of: the licence, the holder, and where that is known from.
DEBIAN = "Debian's copyright file of node-vega 5.22.1"
PUBLISHED = "the LICENSE in its public source tree, read there"
EARLIER = "the earlier notice in this place; no file could be had to check it"
WITHOUT_FILE = {
    "vega-lite": ("BSD 3-Clause", "2015 University of Washington Interactive Data Lab", PUBLISHED),
    "vega-themes": ("BSD 3-Clause", "2016 University of Washington Interactive Data Lab", EARLIER),
    "vega-tooltip": ("BSD 3-Clause", "2016 University of Washington Interactive Data Lab", EARLIER),
    "topojson-client": ("ISC", "2012-2019 Michael Bostock", DEBIAN),
    "d3-geo-projection": ("ISC", "2013-2021 Mike Bostock", PUBLISHED),
    "integrate-adaptive-simpson (in d3-geo-projection)": ("MIT", "2015 Ricky Reusser", PUBLISHED),
    "GeographicLib's summation (in d3-geo)": ("MIT", "2008-2012 Charles Karney", EARLIER),
    "d3-delaunay": ("ISC", "2018-2021 Observable, Inc.; 2021 Mapbox", EARLIER),
    "delaunator": ("ISC", "2021 Mapbox", PUBLISHED + ", but for the year: " + EARLIER),
    "robust-predicates": ("The Unlicense", "none: public domain, after Jonathan Shewchuk", EARLIER),
    "fast-json-patch (in vega-embed)": ("MIT", "2013 Joachim Wester", PUBLISHED),
    "Esprima (in vega-expression)": (
        "BSD 2-Clause",
        "2011-2013 Ariya Hidayat; 2013 Thaddee Tyl; 2012-2013 Mathias Bynens; 2012 "
        "Joost-Wim Boekesteijn, Kris Kowal, Yusuke Suzuki, Arpad Borsos",
        DEBIAN,
    ),
    "CloudLayout (in vega-wordcloud)": ("BSD 3-Clause", "2013 Jason Davies", DEBIAN),
}

# The texts for those without a file: of a library with the same licence, above.
TEXT_OF = {
    "BSD 3-Clause": ("vega", ""),
    "BSD 2-Clause": ("vega", " without its third condition"),
    "ISC": ("d3-array", ""),
    "MIT": ("fast-deep-equal", ""),
}


def bundled() -> dict[str, str]:
    """The libraries in vl-convert's program, each with its newest version."""
    folder = Path(str(distribution("vl-convert-python").locate_file("vl_convert")))
    program = next(folder.glob("vl_convert.*")).read_bytes()
    newest: dict[str, tuple[int, ...]] = {}
    for name, *numbers in NAME.findall(program):
        key = name.decode()
        newest[key] = max(newest.get(key, (0,)), tuple(map(int, numbers)))
    return {name: ".".join(map(str, numbers)) for name, numbers in sorted(newest.items())}


def collected() -> dict[str, tuple[str, str]]:
    """JupyterLab's libraries: the version and the text of each that has one."""
    path = distribution("jupyterlab").locate_file("jupyterlab/static/third-party-licenses.json")
    listed = Path(str(path)).read_text("utf-8")
    return {
        package["name"]: (package["versionInfo"], package["extractedText"].strip())
        for package in json.loads(listed)["packages"]
        if package["extractedText"].strip()
    }


def sourced(libraries: dict[str, str], texts: dict[str, tuple[str, str]]) -> dict[str, list[str]]:
    """Each text with the libraries that are under it."""
    groups: dict[str, list[str]] = {}
    for name, number in libraries.items():
        if name in WITHOUT_FILE:
            continue
        source = name if name in texts else SAME_TREE.get(name)
        if source is None and name.startswith("vega-"):
            source = "vega"  # a part of it
        if source is None:
            raise SystemExit(f"{name} {number}: no text of it, and nothing in WITHOUT_FILE")
        found, text = texts[source]
        remark = "" if (source, found) == (name, number) else f" (the file of {source} {found})"
        groups.setdefault(text, []).append(f"{name} {number}{remark}")
    # Within vega-embed, by name only.
    groups.setdefault(texts["semver"][1], []).append("semver (in vega-embed)")
    return groups


def main() -> None:
    """Writes the notice beside this file."""
    libraries, texts = bundled(), collected()
    groups = sourced(libraries, texts)
    numbers = {text: number for number, text in enumerate(groups, start=1)}
    lines = [
        "vega-bundle.js: what it is made of, and under which licences",
        "",
        *textwrap.wrap(
            "The file joins the libraries below, minified, for use in a page without a network. "
            "Written by make_notice.py: names and versions out of vl-convert-python "
            f"{version('vl-convert-python')}, licence texts as JupyterLab {version('jupyterlab')} "
            "collected them from the packages.",
            96,
        ),
        "",
    ]
    for text, names in groups.items():
        lines += [f"Text {numbers[text]}", *(f"  {name}" for name in names), ""]
    lines += ["Without a licence file at hand", ""]
    for name, (licence, holder, source) in WITHOUT_FILE.items():
        model, change = TEXT_OF.get(licence, ("", ""))
        words = f"{name} {libraries.get(name, '')}".strip()
        as_in = f" (terms: text {numbers[texts[model][1]]}{change})" if model else ""
        lines += textwrap.wrap(
            f"{words}: {licence}{as_in}. Copyright: {holder}. Source: {source}.",
            96,
            initial_indent="  ",
            subsequent_indent="    ",
        )
    for text, number in numbers.items():
        lines += ["", "-" * 80, f"Text {number}", "-" * 80, "", text]
    path = Path(__file__).with_name("vega-bundle.LICENSE.txt")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(groups)} texts, and {len(WITHOUT_FILE)} libraries without one")


if __name__ == "__main__":
    main()
