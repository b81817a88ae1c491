#!/bin/sh
# Finds a browser for the tests of the page, or brings one; quick where there is one.
# Without any, those tests are skipped and say so: nothing else needs a browser.
set -u

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then
    exit 0
  fi
done

python=.venv/bin/python
playwright_has_one() {
  [ -x "$python" ] && "$python" - <<'EOF' >/dev/null 2>&1
import pathlib
import sys

from playwright.sync_api import sync_playwright

with sync_playwright() as found:
    sys.exit(not pathlib.Path(found.chromium.executable_path).exists())
EOF
}

if playwright_has_one; then
  exit 0
fi

echo "browser: none found; bringing Chromium for the tests of the page"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  if {
    apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
  } >/dev/null 2>&1 && command -v chromium >/dev/null 2>&1; then
    exit 0
  fi
fi
if [ -x "$python" ] && "$python" -m playwright install chromium >/dev/null 2>&1 &&
  playwright_has_one; then
  exit 0
fi

echo "browser: none could be had, so the tests that look at the page are skipped."
echo "         To run them, install Chromium or Chrome (Debian: apt-get install chromium)."
exit 0
