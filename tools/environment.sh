#!/usr/bin/env bash
# Makes a virtual environment that holds exactly what a lock names; says and does nothing when it already does.
#
# usage: tools/environment.sh FOLDER LOCK [LOCK_IT_INCLUDES…]
#
# PYTHON names the interpreter to start from (default: python3, or a newer one that is on PATH). Packages come
# from the one index that pip is set to, with pip's certificates, or from UV_DEFAULT_INDEX with SSL_CERT_FILE; what
# is in uv's cache needs no index.
#
# uv installs a lock line by line. pip would resolve it anew each time, and so could stop over a release that was
# made after the lock was written; it only brings uv itself, which depends on nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 lock=$2
uv_folder=.venv-uv uv_lock=requirements/uv.txt
log=.cache/set-up-${folder#.}.log
# An environment that somebody works in has no pip, and may be the one that is made anew here.
[ -z "${VIRTUAL_ENV:-}" ] || PATH=${PATH//"$VIRTUAL_ENV/bin:"/}

say() {
    printf 'set-up: %s\n' "$*"
}

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

is_python() { # COMMAND, the oldest and the newest minor version of Python 3
    command -v "$1" >/dev/null &&
        "$1" -c "import sys; sys.exit(not (3, $2) <= sys.version_info[:2] <= (3, $3))" 2>/dev/null
}

# One that is tested before one that is newer, for which some packages may not be there yet.
find_python() {
    local candidate newest candidates=("${PYTHON:-python3}")
    [ -n "${PYTHON:-}" ] || candidates+=(python3.14 python3.13 python3.12 python3.11)
    for newest in 14 99; do
        for candidate in "${candidates[@]}"; do
            if is_python "$candidate" 11 "$newest"; then
                echo "$candidate"
                return
            fi
        done
    done
    local wanted=${candidates[0]}
    if ! command -v "$wanted" >/dev/null; then
        fail "“$wanted” is not on this machine (apt-get install python3 python3-venv)"
    fi
    fail "“$wanted” is $("$wanted" --version 2>&1), but 3.11 or later is needed" \
        "(apt-get install python3.11 python3.11-venv, or name another: make PYTHON=…)"
}

# False for one that was half made when the power failed, whose interpreter was upgraded away, or that was moved:
# its programs name the folder that they were installed in.
is_whole() {
    "$folder/bin/python" -c 'import os, sysconfig; assert os.path.isdir(sysconfig.get_path("purelib"))' \
        2>/dev/null && grep -qF -- " $(pwd -P)/$folder" "$folder/pyvenv.cfg"
}

version_of() {
    "$1" -c 'import sys; print(*sys.version_info[:3], sep=".")'
}

# False when PYTHON asks for another version. What only installs may stay as it is.
is_wanted() {
    [ -z "${PYTHON:-}" ] || [ "$folder" = "$uv_folder" ] ||
        [ "$(version_of "$python")" = "$(version_of "$folder/bin/python")" ]
}

create() {
    "$python" -m venv --clear --without-pip "$folder" ||
        fail "“$python” cannot make virtual environments (apt-get install python3-venv)"
}

stamp() {
    echo "$folder/.installed-$(sha256sum <"$1" | cut -c1-32)"
}

# The interpreter's own pip; Debian and Ubuntu ship the two apart, then uv's environment gets one.
pip() {
    if "$python" -c 'import pip' 2>/dev/null; then
        "$python" -m pip --disable-pip-version-check --python "$uv_folder" "$@"
    else
        "$uv_folder/bin/python" -m pip --disable-pip-version-check "$@"
    fi
}

give_pip() {
    "$python" -c 'import pip' 2>/dev/null || "$uv_folder/bin/python" -c 'import pip' 2>/dev/null ||
        "$uv_folder/bin/python" -m ensurepip >"$log" 2>&1 ||
        fail "“$python” has neither pip nor what would bring it" \
            "(apt-get install $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'))"
}

# Only wheels, only those with a known hash: no code of a package runs while it is installed.
only_the_lock=(--require-hashes --only-binary ":all:")

install_uv() {
    give_pip
    # A setting of this machine that sends packages into the user's home is not meant for this.
    PIP_USER=0 pip install --no-deps --retries 2 "${only_the_lock[@]}" --requirement "$lock" >"$log" 2>&1
}

# Gives uv, which reads none of pip's settings, the index and the certificates that pip uses.
hand_over_settings() {
    local settings index certificates
    settings=$(pip config list 2>/dev/null || true)
    index=${PIP_INDEX_URL:-$(sed -n "s/^global\.index-url='\(.*\)'$/\1/p" <<<"$settings")}
    certificates=${PIP_CERT:-$(sed -n "s/^global\.cert='\(.*\)'$/\1/p" <<<"$settings")}
    [ -z "$index" ] || export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index}
    [ -z "$certificates" ] || export SSL_CERT_FILE=${SSL_CERT_FILE:-$certificates}
}

# uv cannot do without a cache: where there is no home, or none to write in, it is in this folder.
choose_cache() {
    local cache=${UV_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}/uv}
    if [ "$cache" = /uv ] || ! mkdir -p "$cache" 2>/dev/null || [ ! -w "$cache" ]; then
        export UV_CACHE_DIR=.cache/uv
    fi
}

install_with_uv() {
    local sync=("$uv_folder/bin/uv" pip sync --no-config --python "$folder" "${only_the_lock[@]}" "$lock")
    hand_over_settings
    choose_cache
    # First what the cache has: that takes no network and a tenth of the time.
    "${sync[@]}" --offline >"$log" 2>&1 || UV_HTTP_RETRIES=2 "${sync[@]}" >"$log" 2>&1
}

explain() {
    if grep -qiE 'connection|connect\b|dns error|name resolution|timed out|unreachable' "$log" &&
        ! grep -qi certificate "$log"; then
        fail "no package index answers, so $lock is not installed" \
            "(connect this machine, or name a mirror in PIP_INDEX_URL, then run this again; $log tells more)"
    fi
    if grep -qE 'no usable wheels|no wheels with a matching' "$log"; then
        fail "$lock has a package that is not there for Python $(version_of "$folder/bin/python") on this machine" \
            "(name another Python, such as PYTHON=python3.14; $log tells which package)"
    fi
    tail -n 20 "$log" >&2
    fail "$lock was not installed (above is what the installer said, $log has all of it)"
}

# The theme prints an advertisement for another generator as soon as it is imported, before any hook of ours.
silence_the_theme() {
    local packages
    packages=$("$folder/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo 'import os; os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")' >"$packages/silence_the_theme.pth"
}

if [ -n "${PYTHON:-}" ]; then
    python=$(find_python)
fi
if is_whole && is_wanted && [ -e "$(stamp "$lock")" ]; then
    exit
fi
[ "$folder" = "$uv_folder" ] || tools/environment.sh "$uv_folder" "$uv_lock"
mkdir -p .cache
python=${python:-$(find_python)}
{ is_whole && is_wanted; } || create
# What stops half-way must not pass for what was installed before.
rm -f "$folder"/.installed-*
if [ "$folder" = "$uv_folder" ]; then
    say "uv, which installs what the locks name, in $folder"
    install_uv || explain
else
    say "Python $(version_of "$folder/bin/python") and what $lock names, in $folder"
    install_with_uv || explain
    silence_the_theme
fi
for installed in "${@:2}"; do
    touch "$(stamp "$installed")"
done
