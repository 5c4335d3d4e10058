#!/usr/bin/env bash
# Resolves every *.in file into the hash-locked *.txt beside it. Arguments go to uv, e.g. --upgrade.
#
# The result must be the same for everyone: settings, indexes and link folders of this machine are left out.
# A version younger than a week is not taken: most poisoned releases are found within days.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=${UV:-.venv/bin/uv}
for setting in $(compgen -e | grep -E '^(UV|PIP)_' || true); do
    unset "$setting"
done

# The runtime lock comes first: the others are held to its pins.
for source in requirements.in requirements-cards.in requirements-dev.in tools/sbom.in tools/successors.in; do
    echo "lock: $source"
    "$uv" pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
        --only-binary :all: --no-emit-index-url --exclude-newer '7 days' \
        "$@" --output-file "${source%.in}.txt" "$source"
done
