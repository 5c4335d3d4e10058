#!/usr/bin/env bash
# Prints the path of a Chromium or Chrome that starts here; gets one if there is none.
#
# Order: TOPICPAGES_BROWSER; the one found last time; PATH; as root, Debian's package; Playwright's download.
# A command that exists but does not start (a stub that wants another installer) is passed over.
set -euo pipefail
cd "$(dirname "$0")/.."
remembered=.venv/browser-path
log=.cache/set-up-browser.log

say() {
    printf 'set-up: %s\n' "$1" >&2
}

fail() {
    printf 'error: %s\n' "$1" >&2
    exit 1
}

starts() {
    local profile page
    [ -x "$1" ] || return 1
    profile=$(mktemp -d)
    page=$(timeout 60 "$1" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$profile" --dump-dom 'data:text/html,<p>it starts</p>' 2>/dev/null || true)
    rm -rf "$profile"
    [[ $page == *'it starts'* ]]
}

# Prints the path and ends the script if the browser at that path starts.
settle() {
    [ -n "$1" ] && starts "$1" || return 0
    echo "$1" >"$remembered"
    echo "$1"
    exit 0
}

from_path() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
        settle "$(command -v "$name" || true)"
    done
}

if [ -n "${TOPICPAGES_BROWSER:-}" ]; then
    settle "$TOPICPAGES_BROWSER"
    fail "TOPICPAGES_BROWSER is “$TOPICPAGES_BROWSER”, which does not start (unset it, or name another)"
fi

if [ -s "$remembered" ] && [ -x "$(cat "$remembered")" ]; then
    cat "$remembered"
    exit 0
fi

from_path

mkdir -p .cache
: >"$log"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Debian's package of Chromium, for the tests in a browser"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q && apt-get install -qy --no-install-recommends chromium fonts-liberation; } >>"$log" 2>&1 ||
        say "apt-get did not bring it, $log tells why"
    hash -r
    from_path
fi

say "Playwright's own Chromium, for the tests in a browser"
# As root it first tries to install the libraries which that build needs, too.
{ [ "$(id -u)" = 0 ] && .venv/bin/playwright install --with-deps chromium >>"$log" 2>&1; } ||
    .venv/bin/playwright install chromium >>"$log" 2>&1 || say "the download did not succeed, $log tells why"
settle "$(.venv/bin/python - 2>>"$log" <<'PY' || true
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
PY
)"

fail "no Chromium or Chrome starts on this machine (apt-get install chromium, or set TOPICPAGES_BROWSER)"
