#!/bin/sh
# What the tests need of the system: Chromium, Java (for ODK Validate), LibreOffice, PostgreSQL. Installs what is missing
# where the system's package manager may. A machine without them skips those tests, and CI fails on them.
missing=""
need() {  # need PACKAGE NAME...: one of the names must be there
  package=$1
  shift
  for name in "$@"; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then return; fi
  done
  missing="$missing $package"
}
need chromium "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable
need default-jre-headless java
need libreoffice-calc soffice libreoffice
need libreoffice-writer lowriter
need postgresql initdb /usr/lib/postgresql/*/bin/initdb
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  # shellcheck disable=SC2086 - the names are words
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Missing for some tests; on Debian or Ubuntu: sudo apt-get install$missing" >&2
echo "Il manque pour certains tests ; Debian ou Ubuntu : sudo apt-get install$missing" >&2
[ "${CI:-}" = true ] && exit 1
exit 0
