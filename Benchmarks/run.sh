#!/usr/bin/env bash
# Times the sandbox against its peers, side by side on this machine, and prints a table.
#
#   Benchmarks/run.sh [WORKLOAD ...]       all workloads without arguments
#
#   BENCH_ROUNDS     how often ours and each peer take turns (3)
#   BENCH_CLOCK      cpu: processor time instead of wall time, for a machine that others use, too; not for
#                    workloads that start processes or threads
#   BENCH_VENV       an environment with requirements.txt     (made as Benchmarks/.venv)
#   BENCH_VENV_PPO   an environment with requirements-ppo.txt (made as Benchmarks/.venv-ppo)
#   BENCH_OURS       our program (built as .build/release/sandbox-benchmarks)
#   BENCH_RESULTS    where the raw lines go (Benchmarks/results.jsonl)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
rounds=${BENCH_ROUNDS:-3}
results=${BENCH_RESULTS:-$here/results.jsonl}
peer=(env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE)

# One thread each. Settings made for the system's OpenBLAS would slow the peers' own.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
export TOKENIZERS_PARALLELISM=false HF_HUB_OFFLINE=1

# environment FOLDER REQUIREMENTS: makes a Python environment unless it is there and up to date.
environment() {
  if ! cmp -s "$2" "$1/requirements.txt"; then
    echo "making $1 from $(basename "$2")" >&2
    # A command substitution does not stop at the first failure by itself.
    python3 -m venv --clear "$1" >&2 &&
      "$1/bin/pip" install --quiet --requirement "$2" >&2 &&
      cp "$2" "$1/requirements.txt" || return 1
  fi
  echo "$1"
}

# workload | ours, main or ppo (which environment) | program and its arguments
turns() {
  cat <<'TURNS'
train_step|ours
train_step|main|train_step.py --peer pytorch-eager
train_step|main|train_step.py --peer pytorch-compiled
train_step|main|train_step.py --peer transformers
train_step_deep|ours
train_step_deep|main|train_step.py --size deep --peer pytorch-eager
train_step_deep|main|train_step.py --size deep --peer pytorch-compiled
train_step_vast|ours
train_step_vast|main|train_step.py --size vast --peer pytorch-eager
train_step_vast|main|train_step.py --size vast --peer pytorch-compiled
sampling|ours
sampling|main|sampling.py --peer pytorch-cache
sampling|main|sampling.py --peer pytorch-compiled
sampling|main|sampling.py --peer transformers
sampling_vast|ours
sampling_vast|main|sampling.py --vast --peer pytorch-cache
sampling_vast|main|sampling.py --vast --peer pytorch-compiled
ppo|ours
ppo|main|ppo.py --peer pytorch
ppo|ppo|ppo.py --peer trl
ppo_two_replications|ours
rloo|ours
rloo|main|group_policy.py --workload rloo
grpo|ours
grpo|main|group_policy.py --workload grpo
dpo|ours
dpo|main|preferences.py --workload dpo --peer pytorch
dpo|main|preferences.py --workload dpo --peer trl
reward_model|ours
reward_model|main|preferences.py --workload reward_model --peer pytorch
reward_model|main|preferences.py --workload reward_model --peer trl
playouts_tic_tac_toe|ours
playouts_tic_tac_toe|main|playouts.py --game tic_tac_toe --peer openspiel
playouts_tic_tac_toe|main|playouts.py --game tic_tac_toe --peer pgx
playouts_connect_four|ours
playouts_connect_four|main|playouts.py --game connect_four --peer openspiel
playouts_connect_four|main|playouts.py --game connect_four --peer pgx
solve_tic_tac_toe|ours
solve_tic_tac_toe|main|solve_tic_tac_toe.py --peer openspiel-alpha-beta
solve_tic_tac_toe|main|solve_tic_tac_toe.py --peer openspiel-value-iteration
campaign_people|ours
campaign_random|ours
campaign_workload|ours
campaign_expertise|ours
dawid_skene|ours
dawid_skene|main|crowd.py --peer numpy-em
dawid_skene|main|crowd.py --peer numpy-em-loose
dawid_skene|main|crowd.py --peer crowd-kit
mace|ours
mace|main|crowd.py --workload mace --peer crowd-kit
glad|ours
glad|main|crowd.py --workload glad --peer crowd-kit
sparse_workers|ours
krippendorff_alpha|ours
krippendorff_alpha|main|agreement.py --peer krippendorff-counts
krippendorff_alpha|main|agreement.py --peer krippendorff-table
krippendorff_bootstrap|ours
bradley_terry_100|ours
bradley_terry_100|main|bradley_terry.py --peer numpy-newton
bradley_terry_100|main|bradley_terry.py --peer scipy-lbfgs
bradley_terry_100|main|bradley_terry.py --peer evalica
bradley_terry_2000|ours
bradley_terry_2000|main|bradley_terry.py --items 2000 --comparisons 1000000 --peer numpy-newton
bradley_terry_2000|main|bradley_terry.py --items 2000 --comparisons 1000000 --peer scipy-lbfgs
bradley_terry_2000|main|bradley_terry.py --items 2000 --comparisons 1000000 --peer evalica
aggregate_file|ours
aggregate_file|main|aggregate_file.py
aggregate_sparse_file|ours
many_classes_file|ours
rate_file|ours
rate_compare_file|ours
demo|ours
TURNS
}

wanted() {  # wanted WORKLOAD: whether it was asked for
  [[ ${#only[@]} -eq 0 ]] || [[ " ${only[*]} " == *" $1 "* ]]
}

only=("$@")
for name in "${only[@]}"; do
  if ! turns | cut -d'|' -f1 | grep -qx -- "$name"; then
    echo "no workload $name; there are: $(turns | cut -d'|' -f1 | uniq | paste -sd' ')" >&2
    exit 64
  fi
done

main=${BENCH_VENV:-$(environment "$here/.venv" "$here/requirements.txt")}
if [[ -z ${BENCH_VENV_PPO:-} ]] && wanted ppo; then
  BENCH_VENV_PPO=$(environment "$here/.venv-ppo" "$here/requirements-ppo.txt")
fi
if [[ -z ${BENCH_OURS:-} ]]; then
  (cd "$here/.." && swift build -c release -Xswiftc -enable-testing --product sandbox-benchmarks >&2
    swift build -c release -Xswiftc -enable-testing --product rlhf >&2)
  BENCH_OURS=$here/../.build/release/sandbox-benchmarks
fi

: >"$results"
for ((round = 1; round <= rounds; round++)); do
  # Every second round runs backwards, so that a drift of the machine favours nobody.
  order=$([[ $((round % 2)) -eq 1 ]] && echo cat || echo tac)
  while IFS='|' read -r workload who program; do
    wanted "$workload" || continue
    case $who in
      ours) command=("$BENCH_OURS" "$workload") ;;
      main)
        read -ra words <<<"$program"
        command=("${peer[@]}" "$main/bin/python" "$here/peers/${words[0]}" "${words[@]:1}")
        ;;
      ppo)
        read -ra words <<<"$program"
        command=("${peer[@]}" "$BENCH_VENV_PPO/bin/python" "$here/peers/${words[0]}" "${words[@]:1}")
        ;;
    esac
    echo "round $round of $rounds: $workload ${program:-ours}" >&2
    log=$(mktemp)
    if ! "${command[@]}" 2>"$log" </dev/null | grep '^{"' | sed "s/^{/{\"round\": $round, /" >>"$results"
    then
      echo "  failed: $(tail -n 1 "$log")" >&2
    fi
    rm -f "$log"
  done < <(turns | "$order")
done

"$main/bin/python" "$here/table.py" "$results"
