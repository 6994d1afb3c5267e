#!/usr/bin/env bash
# Makes the base image of all others where no registry can be reached: a Java runtime linked from the
# JDK here, over a few packages of Debian.
#   base.sh FOLDER IMAGE    FOLDER keeps what was fetched and linked
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../jdk.sh"
folder=$1 image=$2
jdk=$(find_jdk)
packages=(base-files netbase tzdata libc6 libgcc-s1 libstdc++6 zlib1g
  bash dash libtinfo6 coreutils libacl1 libattr1 libgmp10 libselinux1 libpcre2-8-0)

made="$("$jdk/bin/java" -version 2>&1) ${packages[*]} $(<"${BASH_SOURCE[0]}")"
if [[ -f $folder/made && $(<"$folder/made") == "$made" ]] && buildah inspect "$image" >/dev/null 2>&1; then
  exit
fi

rm -rf "$folder"
mkdir -p "$folder/packages" "$folder/root/tmp" "$folder/root/opt/java"
chmod -R 755 "$folder"
chmod 1777 "$folder/root/tmp"
# apt fetches as a user of its own, who may not write here.
(cd "$folder/packages" && apt-get -q -o APT::Sandbox::User=root download "${packages[@]}" >/dev/null)
for package in "$folder"/packages/*.deb; do dpkg -x "$package" "$folder/root"; done
rm -rf "$folder/packages" "$folder"/root/usr/share/{doc,man,locale}

# All that runs programs, nothing that makes them.
modules=$("$jdk/bin/java" --list-modules | sed 's/@.*//' |
  grep -vE '^jdk\.(incubator\..*|compiler|jartool|javadoc|jconsole|jdeps|jdi|jlink|jpackage|jshell|jstatd|hotspot\.agent|editpad|internal\.(ed|le|opt|jvmstat))$' |
  paste -sd,)
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files \
  --generate-cds-archive --output "$folder/root/opt/java/openjdk"

buildah bud -q -f "$here/base.Dockerfile" -t "$image" "$folder" >/dev/null
printf '%s' "$made" >"$folder/made"
