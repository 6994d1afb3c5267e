#!/usr/bin/env bash
# Checks the Helm chart: README and schema made from values.yaml, helm lint, tests of what it renders.
#   chart.sh           checks; exit code 1 when anything is wrong
#   chart.sh --write   makes README.md and values.schema.json anew first
# helm is taken from HELM or the path, else built once into .tools with Go; with neither, the parts
# that need helm are skipped, and it says so.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
helm_version=v3.20.2
kubernetes=1.34.0

find_helm() {
  if [[ -n ${HELM-} ]]; then
    echo "$HELM"
  elif command -v helm; then
    :
  elif [[ -x .tools/helm ]]; then
    echo "$home/.tools/helm"
  elif command -v go >/dev/null; then
    echo "Building helm $helm_version with Go, once (some minutes)..." >&2
    GOBIN="$home/.tools" CGO_ENABLED=0 nice go install -trimpath -ldflags '-s -w' \
      "helm.sh/helm/v3/cmd/helm@$helm_version" >&2
    echo "$home/.tools/helm"
  else
    return 1
  fi
}

find_python() {
  if [[ -n ${LAMINA_CHART_PYTHON-} ]]; then
    echo "$LAMINA_CHART_PYTHON"
    return
  fi
  if ! cmp -s helm/requirements.txt .venv-chart/installed.txt; then
    python3 -m venv .venv-chart
    .venv-chart/bin/python -m pip install -q --disable-pip-version-check -r helm/requirements.txt >&2
    cp helm/requirements.txt .venv-chart/installed.txt
  fi
  echo .venv-chart/bin/python
}

python=$(find_python)
"$python" helm/generate.py "$@"
if ! helm=$(find_helm); then
  echo "chart: SKIPPED helm lint and the template tests: neither helm nor Go is on the path." >&2
  exit 0
fi
"$helm" lint helm/lamina --strict --quiet --kube-version $kubernetes
"$helm" lint helm/lamina --strict --quiet --kube-version $kubernetes --values helm/lamina/ci/test-values.yaml
HELM=$helm "$python" -m unittest discover -s helm/tests
