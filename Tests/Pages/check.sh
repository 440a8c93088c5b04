#!/usr/bin/env bash
# Writes one page of each kind and looks at them with a browser; see check.py. Under a minute.
#
#   Tests/Pages/check.sh           with Chromium from the path; says so where there is none
#
#   RLHF              the command line to use (built as .build/release/rlhf)
#   CHROMIUM          the browser to use (chromium, chromium-browser or google-chrome in the path)
#   RLHF_PAGES        an empty folder to leave the pages in (a temporary one)
#   RLHF_PAGES_VENV   a Python environment with what requirements.txt names (.venv-pages)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

chromium=${CHROMIUM:-$(command -v chromium chromium-browser google-chrome | head -n 1 || true)}
if [[ -z $chromium ]]; then
  echo "pages: left out, because there is no Chromium here"
  exit 0
fi

venv=${RLHF_PAGES_VENV:-$root/.venv-pages}
if [[ -z ${RLHF_PAGES_VENV:-} ]] && ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  echo "making .venv-pages" >&2
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi

if [[ -z ${RLHF:-} ]]; then  # with the flags of the Makefile, so that nothing is built twice
  (cd "$root" && swift build -c release -Xswiftc -enable-testing --product rlhf)
  RLHF=$root/.build/release/rlhf
fi

pages=${RLHF_PAGES:-$(mktemp -d)}
[[ -n ${RLHF_PAGES:-} ]] || trap 'rm -rf "$pages"' EXIT
cd "$root"

# Runs the command line, and shows what it says only where it fails.
quietly() {
  "$RLHF" "$@" > "$pages/log" 2>&1 || { cat "$pages/log" >&2 && exit 1; }
}
quietly run 01 --smoke --quiet --out "$pages/smoke"
quietly run "$here/worlds.yaml" --quiet --out "$pages/worlds"
mv "$pages/smoke/report.html" "$pages/smoke.html"
mv "$pages/worlds/report.html" "$pages/worlds.html"
quietly aggregate "$root/docs/examples/labels.csv" --compare --group shift --plot "$pages/aggregate.html"
quietly agreement "$root/docs/examples/labels.csv" --group shift --plot "$pages/agreement.html"
quietly rate "$root/docs/examples/battles.csv" --compare --group worker --plot "$pages/rate.html"
"$venv/bin/python" "$here/check.py" "$chromium" "$pages"/*.html
