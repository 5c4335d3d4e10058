#!/usr/bin/env bash
# Builds the site with the tools that may follow MkDocs 1 and Material; exits 1 when one of them cannot.
#
# Zensical runs no hooks, so the pages are written first, by the same command for both.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv-successors/bin
failed=()

"$bin/python" build_pages.py build

echo "successors: properdocs"
"$bin/properdocs" build --strict -f mkdocs.yml -d .cache/successors/properdocs || failed+=(properdocs)

echo "successors: zensical"
# It has no option for the folder: a copy of the settings names another one, inside the project as it demands.
trap 'rm -f .zensical.yml' EXIT
{ grep -v '^site_dir:' mkdocs.yml; echo 'site_dir: .cache/successors/zensical'; } >.zensical.yml
"$bin/zensical" build --strict -f .zensical.yml || failed+=(zensical)

if [ "${#failed[@]}" -gt 0 ]; then
    echo "successors: failed: ${failed[*]}" >&2
    exit 1
fi
echo "successors: both build"
