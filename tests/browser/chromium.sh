#!/bin/sh
# Finds Chromium for the browser tests; installs it where the system's package manager may.
# A machine without it skips those tests, and CI fails on them.
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "Chromium is not there: the browser tests need it. On Debian or Ubuntu: sudo apt-get install chromium" >&2
echo "Chromium manque : les tests du navigateur en ont besoin. Debian ou Ubuntu : sudo apt-get install chromium" >&2
[ "${CI:-}" = true ] && exit 1
exit 0
