#!/usr/bin/env bash
# Installs the chart on a real Kubernetes of one node, made for the purpose, and puts it to the test.
#   cluster.sh [--write] [--keep] [--as-built] [--rows N] [--set NAME=VALUE]...
#     --write      keeps the figures in docs/cluster.md
#     --keep       leaves the cluster up; the next call begins anew all the same
#     --as-built   takes the images and reference scores that are there
#     --rows       of each task of the large sweep, 120 unless told: fewer where machines are slow
#     --set        as helm install's, next to scripts/cluster/values.yaml: gateway.replicas=1
# LAMINA_CLUSTER names the program that brings the node up.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
tool=${LAMINA_CLUSTER:-$home/../shared/cluster/cluster}
run="$home/.run/cluster"
write='' keep='' built='' rows=120 more=()
while (($#)); do
  case $1 in
    --write) write=yes; shift ;;
    --keep) keep=yes; shift ;;
    --as-built) built=yes; shift ;;
    --rows) rows=$2; shift 2 ;;
    --set) more+=(--set "$2"); shift 2 ;;
    *) sed -n '3,9s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

lacking=()
[[ -x $tool ]] || lacking+=("a program that brings up a Kubernetes node: there is none at $tool; LAMINA_CLUSTER names another.
    It is called as 'up', 'down', 'keda', 'load IMAGE.tar...', 'exec COMMAND...', and its node runs on this machine")
[[ $(id -u) == 0 ]] || lacking+=("root: containers are made here")
for program in apt-get dpkg python3 mvn; do
  command -v "$program" >/dev/null || lacking+=("$program")
done
if ((${#lacking[@]})); then
  echo "./dev cluster needs what is not here:" >&2
  printf '  - %s\n' "${lacking[@]}" >&2
  exit 1
fi
if ! command -v buildah >/dev/null; then
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends buildah >&2
fi

say() { printf '[%s] %s\n' "$(date +%T)" "$*" >&2; }

mkdir -p "$run"
if [[ ! $built ]]; then
  say "Building the images..."
  scripts/cluster/images.sh "$run/images"
  say "The same sweeps standalone..."
  source scripts/jdk.sh
  JAVA_HOME=$(find_jdk) mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -pl standalone,examples -am package >&2
  touch examples/demo/models/.complete
  python3 scripts/cluster/reference.py "$run" "$rows"
fi

[[ $keep ]] || trap '"$tool" down || true' EXIT
"$tool" down
CLUSTER_HPA_SYNC=5s "$tool" up
say "Loading the images..."
"$tool" load "$run"/images/*.tar >/dev/null
"$tool" keda
# Inside the node, where its services have their addresses.
"$tool" exec python3 scripts/cluster/trial.py "$run" "$rows" ${write:+--write} "${more[@]}"
