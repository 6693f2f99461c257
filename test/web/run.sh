#!/usr/bin/env bash
# One script of the page's package as a test: run.sh NAME. 77 (skipped) where what it needs was not installed.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../../web"
if [[ ! -d node_modules ]]; then
  echo "skipped: web/node_modules is not there; ./dev test makes it"
  exit 77
fi
if [[ $1 == e2e ]]; then
  export CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
  if [[ -z $CHROMIUM ]]; then
    echo "skipped: no Chromium for the end-to-end tests"
    exit 77
  fi
fi
exec npm run --silent "$1"
