#!/usr/bin/env bash
# Makes a virtual environment that holds what a lock file names; does nothing when it already does.
#
# usage: tools/environment.sh FOLDER LOCK [LOCK_IT_INCLUDES…]
#
# PYTHON names the interpreter to start from (default: python3, or a newer one that is on PATH).
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 lock=$2

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

new_enough() {
    command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    local wanted=${PYTHON:-python3}
    if ! command -v "$wanted" >/dev/null; then
        fail "“$wanted” is not on this machine (apt-get install python3 python3-venv)"
    fi
    fail "“$wanted” is $("$wanted" --version 2>&1), but 3.11 or later is needed" \
        "(apt-get install python3.11 python3.11-venv, or name another: make PYTHON=…)"
}

create() {
    local python
    python=$(find_python)
    # Debian and Ubuntu ship the interpreter without what fills an environment.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        fail "“$python” cannot make virtual environments" \
            "(apt-get install $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'))"
    fi
    echo "environment: $folder from $("$python" --version)"
    "$python" -m venv --clear "$folder"
}

# Also true for one that was half made when the power failed, or whose interpreter was upgraded away.
if ! "$folder/bin/python" -c 'import pip' 2>/dev/null; then
    create
fi

stamp() {
    echo "$folder/.installed-$(sha256sum <"$1" | cut -c1-32)"
}

if [ ! -e "$(stamp "$lock")" ]; then
    echo "environment: installing $lock"
    # Only wheels, only those with a known hash: no code of a dependency runs while it is installed.
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        --only-binary :all: --requirement "$lock"
    rm -f "$folder"/.installed-*
    for installed in "$@"; do
        [ "$installed" = "$folder" ] || touch "$(stamp "$installed")"
    done
fi
