#!/usr/bin/env bash
# Runs every notebook from a clean kernel and fails on any error.
#
#   Notebooks/check.sh             short runs, into a temporary folder: what CI does
#   Notebooks/check.sh --update    full runs, and the committed notebooks get the new outputs
#
#   RLHF                         the command line to use (built as .build/release/rlhf)
#   RLHF_NOTEBOOK_REPLICATIONS   seeds a run (1; with --update 3)
#   RLHF_NOTEBOOK_TIMEOUT        seconds that one cell may take (600)
#   RLHF_NOTEBOOK_VENV           a Python environment with what requirements.txt names (.venv-notebook)
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
update=false
case ${1:-} in
  "") ;;
  --update) update=true ;;
  *) echo "usage: Notebooks/check.sh [--update]" >&2 && exit 64 ;;
esac

venv=${RLHF_NOTEBOOK_VENV:-$root/.venv-notebook}
if [[ -z ${RLHF_NOTEBOOK_VENV:-} ]] \
  && ! cmp -s "$root/Notebooks/requirements.txt" "$venv/requirements.txt"; then
  echo "making .venv-notebook" >&2
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --requirement "$root/Notebooks/requirements.txt"
  cp "$root/Notebooks/requirements.txt" "$venv/requirements.txt"
fi

if [[ -z ${RLHF:-} ]]; then  # with the flags of the Makefile, so that nothing is built twice
  (cd "$root" && swift build -c release -Xswiftc -enable-testing --product rlhf)
  RLHF=$root/.build/release/rlhf
fi
export RLHF
export JUPYTER_PREFER_ENV_PATH=1  # the kernel of this environment, not one of the user's
if $update; then
  export RLHF_NOTEBOOK_REPLICATIONS=${RLHF_NOTEBOOK_REPLICATIONS:-3}
else
  export RLHF_NOTEBOOK_REPLICATIONS=${RLHF_NOTEBOOK_REPLICATIONS:-1} RLHF_NOTEBOOK_SMOKE=1
fi

executed=$(mktemp -d)
export TMPDIR=$executed  # the runs that the notebooks make go with it
trap 'rm -rf "$executed"' EXIT
count=0
for notebook in "$root"/Notebooks/*.ipynb; do
  name=$(basename "$notebook")
  "$venv/bin/jupyter" nbconvert --to notebook --execute --output-dir "$executed" --output "$name" \
    --ExecutePreprocessor.timeout="${RLHF_NOTEBOOK_TIMEOUT:-600}" \
    --ExecutePreprocessor.record_timing=False --log-level WARN "$notebook"
  echo "$name: ran without an error"
  count=$((count + 1))
  if $update; then cp "$executed/$name" "$notebook"; fi
done
echo "$count passed, 0 failed"
