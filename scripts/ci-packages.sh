#!/usr/bin/env bash
# Best effort: what some tests use beside npm's packages. Without root or apt those tests say why they are skipped.
set -u
packages=(bubblewrap chromium aria2 transmission-cli rtorrent python3-libtorrent strace libvulkan1)
command -v apt-get >/dev/null 2>&1 || { echo "no apt-get: ${packages[*]} are used where they are installed"; exit 0; }
[ "$(id -u)" = 0 ] || { echo "not root: ${packages[*]} are used where they are installed"; exit 0; }
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && { echo "installed already: ${packages[*]}"; exit 0; }
export DEBIAN_FRONTEND=noninteractive
timeout 180 sh -c "apt-get update -qq && apt-get install -y -qq --no-install-recommends ${missing[*]}" >/dev/null 2>&1 \
  && echo "installed: ${missing[*]}" || echo "could not install: ${missing[*]}"
exit 0
