#!/usr/bin/env bash
# Makes a small run and has it opened by torch, transformers, trl and datasets; see check.py. Under two minutes,
# once these are installed; they take more than a gigabyte.
#
#   Tests/Outside/check.sh         says so where they are not installed and cannot be
#
#   RLHF                the command line to use (built as .build/release/rlhf)
#   RLHF_OUTSIDE        an empty folder to leave the run in (a temporary one)
#   RLHF_OUTSIDE_VENV   a Python environment with what requirements.txt names (.venv-outside)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

venv=${RLHF_OUTSIDE_VENV:-$root/.venv-outside}
if [[ -z ${RLHF_OUTSIDE_VENV:-} ]] && ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  echo "making .venv-outside" >&2
  python3 -m venv --clear "$venv" &&
    "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt" &&
    cp "$here/requirements.txt" "$venv/requirements.txt" || true
fi
if ! "$venv/bin/python" -c 'import torch, transformers, trl, datasets' 2> /dev/null; then
  echo "outside: left out, because torch, transformers, trl and datasets are not all installed here"
  exit 0
fi

if [[ -z ${RLHF:-} ]]; then  # with the flags of the Makefile, so that nothing is built twice
  (cd "$root" && swift build -c release -Xswiftc -enable-testing --product rlhf)
  RLHF=$root/.build/release/rlhf
fi

place=${RLHF_OUTSIDE:-$(mktemp -d)}
[[ -n ${RLHF_OUTSIDE:-} ]] || trap 'rm -rf "$place"' EXIT

# Runs the command line, and shows what it says only where it fails.
quietly() {
  "$RLHF" "$@" > "$place/log" 2>&1 || { cat "$place/log" >&2 && exit 1; }
}
quietly run "$here/worlds.yaml" --quiet --out "$place/run"
for model in pretrained fine-tuned policy; do
  quietly export "$place/run" --format trl --reference $model --out "$place/trl-$model"
done
quietly export "$place/run" --format datasets --out "$place/datasets"
# Nothing is to be fetched: all there is to open lies in the folder.
HF_HUB_OFFLINE=1 HF_HOME=$place/cache TOKENIZERS_PARALLELISM=false CUDA_VISIBLE_DEVICES="" \
  "$venv/bin/python" -W ignore "$here/check.py" "$place" "$RLHF"
