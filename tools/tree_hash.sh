#!/usr/bin/env bash
# Prints one hash over the names and bytes of all files below a folder: equal trees, equal hash.
set -euo pipefail
export LC_ALL=C
cd "${1:?usage: tools/tree_hash.sh FOLDER}"
find . -type f -print0 | sort -z | xargs -0 --no-run-if-empty sha256sum | sha256sum | cut -d ' ' -f 1
