#!/usr/bin/env bash
# Puts the command, its scenarios, completions and manual page under a folder: Tools/install.sh PROGRAM FOLDER
set -euo pipefail
program=$1 prefix=$2
here=$(cd "$(dirname "$0")/.." && pwd)

if ! mkdir -p "$prefix" 2> /dev/null || [ ! -w "$prefix" ]; then
  echo "error: $prefix cannot be written" >&2
  echo "  fix: make install PREFIX=\$HOME/.local, or sudo make install" >&2
  exit 1
fi
install -d "$prefix/bin" "$prefix/share/rlhf-sandbox/Scenarios" "$prefix/share/man/man1" \
  "$prefix/share/bash-completion/completions" "$prefix/share/zsh/site-functions" \
  "$prefix/share/fish/vendor_completions.d"
install -m 755 "$program" "$prefix/bin/rlhf"
# Scenarios of an earlier version that are no longer there would only confuse.
rm -f "$prefix"/share/rlhf-sandbox/Scenarios/*.yaml
install -m 644 "$here"/Scenarios/*.yaml "$prefix/share/rlhf-sandbox/Scenarios"
"$program" manual > "$prefix/share/man/man1/rlhf.1"
"$program" --generate-completion-script bash > "$prefix/share/bash-completion/completions/rlhf"
"$program" --generate-completion-script zsh > "$prefix/share/zsh/site-functions/_rlhf"
"$program" --generate-completion-script fish > "$prefix/share/fish/vendor_completions.d/rlhf.fish"
echo "rlhf is installed in $prefix/bin; try: rlhf list"
case ":$PATH:" in
  *":$prefix/bin:"*) ;;
  *) echo "$prefix/bin is not on your PATH: add it, or call $prefix/bin/rlhf" ;;
esac
