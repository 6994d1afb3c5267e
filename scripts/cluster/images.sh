#!/usr/bin/env bash
# Builds the images that ./dev cluster needs without a registry, as archives.
#   images.sh FOLDER    FOLDER/{gateway,extractor,analyzer,kafka,s3}.tar; what is fetched is kept there too
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)
folder=$1
source "$home/scripts/jdk.sh"
# Works without a daemon, without overlays and inside a container.
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
base=localhost/lamina/trial-base:25

"$here/base.sh" "$folder/base" "$base"
"$home/scripts/images.sh" --engine buildah --base "$base" --only gateway,extractor,analyzer --save "$folder"

# The classpath of a server was written down when its module was built; what is ours of it is not needed here.
server() { # NAME
  local stage="$folder/$1" jar
  rm -rf "$stage"
  mkdir -p "$stage/lib"
  { tr ':' '\n' <"$home/servers/$1/target/classes/dev/lamina/servers/$1/classpath"; echo; } |
    while read -r jar; do if [[ -f $jar && $jar != */dev/lamina/* ]]; then cp "$jar" "$stage/lib/"; fi; done
  cp "$here/$1-start" "$stage/start"
  buildah bud -q --build-arg "BASE=$base" -f "$here/$1.Dockerfile" -t "lamina/trial-$1:1" "$stage" >/dev/null
  rm -f "$folder/$1.tar"
  buildah push -q "lamina/trial-$1:1" "docker-archive:$folder/$1.tar:docker.io/lamina/trial-$1:1" >/dev/null
}

JAVA_HOME=$(find_jdk) mvn -q -B -ntp -f "$home" -Dmaven.test.skip=true -pl servers/kafka,servers/s3 -am compile >&2
for name in kafka s3; do server $name; done
