"""Writes vega-bundle.js: Vega, Vega-Lite and vega-embed in one script that needs no network.

    pip install vl-convert-python==1.9.0.post1
    python make_bundle.py

The script defines `vegaEmbed` (and `vega`, `vegaLite`) on `window`. It may stand inline in a page:
it has no sequence that would end a `<script>` element, is plain ASCII, and keeps its other
names to itself. With another version, run make_notice.py too.
"""

import re
from pathlib import Path

import vl_convert

VEGA_LITE = "6.4"


def escape(script: str) -> str:
    """The same program, safe to stand between `<script>` and `</script>` in any encoding.

    In strings, templates and patterns, the only places where these sequences can stand, a
    backslash before `/` or `!` and a `\\uXXXX` for a character mean what they replace.
    """
    script = re.sub(r"</(?=script)", r"<\\/", script, flags=re.IGNORECASE)
    script = script.replace("<!--", r"<\!--")
    return re.sub(r"[^\x00-\x7f]", lambda match: f"\\u{ord(match[0]):04x}", script)


def main() -> None:
    """Writes the bundle beside this file."""
    libraries = vl_convert.javascript_bundle(vl_version=VEGA_LITE)
    versions = (
        f"vega {vl_convert.get_vega_version()}, vega-lite {VEGA_LITE}, "
        f"vega-embed {vl_convert.get_vega_embed_version()}"
    )
    # A function of its own, so that the hundreds of short names do not meet those of the page.
    bundle = (
        f"/* {versions}. Licences: vega-bundle.LICENSE.txt */\n"
        f"(function(){{{escape(libraries)}\n}})();\n"
    )
    path = Path(__file__).with_name("vega-bundle.js")
    path.write_text(bundle, encoding="ascii")
    print(f"{path.name}: {len(bundle):,} bytes; {versions}")


if __name__ == "__main__":
    main()
