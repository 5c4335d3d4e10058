#!/usr/bin/env bash
# Resolves every requirements/*.in into the lock beside it. Arguments go to uv, e.g. --upgrade.
#
# The result must be the same for everyone: settings, indexes and link folders of this machine are left out.
# A version younger than a week is not taken: most poisoned releases are found within days.
# Extras stay in the pins: an installer that resolves again would take the newest release for “coverage[toml]”
# where the lock names only “coverage”, although that is the same package.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/environment.sh .venv-uv requirements/uv.txt
for setting in $(compgen -e | grep -E '^(UV|PIP)_' || true); do
    unset "$setting"
done

# Each lock comes after those it is held to; the paths in it are relative to its own folder.
cd requirements
for name in uv site cards editing dev sbom successors; do
    echo "lock: requirements/$name.txt"
    ../.venv-uv/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
        --no-strip-extras --only-binary :all: --no-emit-index-url --exclude-newer '7 days' \
        "$@" --output-file "$name.txt" "$name.in"
done
