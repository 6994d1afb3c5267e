#!/usr/bin/env bash
# Builds the services' images, and pushes them; images/README.md tells how it is called.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
source scripts/jdk.sh

registry='' save='' aot='' only=gateway,extractor,extractor-cuda,analyzer base='' platform='' dry='' engine=''
tag=$(sed -n 's/^appVersion: *//p' helm/lamina/Chart.yaml)
while (($#)); do
  case $1 in
    --push) registry=${2%/}; shift 2 ;;
    --aot) aot=yes; shift ;;
    --save) save=$2; shift 2 ;;
    --tag) tag=$2; shift 2 ;;
    --only) only=$2; shift 2 ;;
    --base) base=$2; shift 2 ;;
    --platform) platform=$2; shift 2 ;;
    --engine) engine=$2; shift 2 ;;
    --dry-run) dry=yes; shift ;;
    *) sed -n '3,$p' images/README.md >&2; exit 2 ;;
  esac
done

run() {
  if [[ $dry ]]; then echo "$*"; else "$@"; fi
}

find_engine() {
  local candidate
  for candidate in ${engine:-docker podman buildah}; do
    command -v "$candidate" >/dev/null || continue
    # A docker without its daemon can build nothing.
    [[ $dry ]] || "$candidate" info >/dev/null 2>&1 || continue
    echo "$candidate"
    return
  done
  echo "Nothing here builds images: install docker (and start it), podman or buildah." >&2
  return 1
}

module() {
  case $1 in
    gateway) echo gateway ;;
    extractor | extractor-cuda) echo extractor-service ;;
    analyzer) echo analyzer-service ;;
    *) echo "There is no image $1; there are gateway, extractor, extractor-cuda, analyzer." >&2; return 1 ;;
  esac
}

# A build's jars, kept apart: the two extractors are built in the same place.
stage() {
  local from
  from=$(module "$1")
  run mkdir -p ".run/images/$1"
  run rm -rf ".run/images/$1/quarkus-app"
  run cp -a "$from/target/quarkus-app" ".run/images/$1/"
  run cp images/start.options images/train ".run/images/$1/"
}

jars() {
  local modules=() name layout=()
  # Laid out so that the JVM itself loads the classes: it keeps no others.
  [[ $aot ]] && layout=(-Dquarkus.package.jar.aot.enabled=true)
  export JAVA_HOME
  JAVA_HOME=$(find_jdk)
  # First the one for GPUs, so that what stays in target is the usual one.
  for name in "$@"; do
    [[ $name == extractor-cuda ]] || continue
    run mvn -q -B -ntp -Dmaven.test.skip=true "${layout[@]}" -Pgpu -pl extractor-service -am package >&2
    stage extractor-cuda >&2
  done
  for name in "$@"; do
    [[ $name == extractor-cuda ]] || modules+=("$(module "$name")")
  done
  ((${#modules[@]})) || modules=(extractor-service)
  run mvn -q -B -ntp -Dmaven.test.skip=true "${layout[@]}" -pl "$(IFS=,; echo "${modules[*]}")" -am package >&2
  for name in "$@"; do
    [[ $name == extractor-cuda ]] || stage "$name" >&2
  done
}

# A Kafka and an S3 on the loopback address, for starts while images are built; they end with this script.
serve() {
  local address
  run mvn -q -B -ntp -Dmaven.test.skip=true -pl servers/kafka,servers/s3 -am compile >&2
  [[ $dry ]] && return
  rm -rf .run/images/servers
  coproc KAFKA { server kafka KafkaServerMain .run/images/servers/kafka 0; }
  read -r _ kafka <&"${KAFKA[0]}"
  exec {kafka_input}>&"${KAFKA[1]}"
  coproc S3 { server s3 S3ServerMain .run/images/servers/s3 0 lamina lamina-secret; } 2>/dev/null
  read -r _ s3 <&"${S3[0]}"
}

server() { # NAME CLASS ARGUMENT...
  local classes=servers/$1/target/classes package=dev/lamina/servers/$1
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow \
    -cp "$classes:servers/process/target/classes:$(<"$classes/$package/classpath")" "${package//\//.}.$2" "${@:3}"
}

training() {
  printf '%s ' 28080 "-Dlamina.queue.kafka.bootstrap=${kafka-}" "-Dlamina.store.s3.endpoint=${s3-}" \
    -Dlamina.store.s3.access-key=lamina -Dlamina.store.s3.secret-key=lamina-secret
}

build() { # NAME
  local name=$1 image="lamina/$1:$tag" arguments
  local command=("$engine" build)
  [[ $engine == buildah ]] && command=(buildah bud)
  arguments=(-f "images/$name.Dockerfile" --build-arg "VERSION=$tag"
    --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)")
  [[ $base && $name != extractor-cuda ]] && arguments+=(--build-arg "BASE=$base")
  [[ $aot && $name != extractor-cuda ]] && arguments+=(--network host --build-arg "TRAINING=$(training)")
  if [[ $platform && $name != extractor-cuda ]]; then
    run docker buildx build --platform "$platform" "${arguments[@]}" --push -t "$registry/$image" ".run/images/$name"
    return
  fi
  run "${command[@]}" "${arguments[@]}" -t "$image" ".run/images/$name"
  if [[ $registry ]]; then
    run "$engine" tag "$image" "$registry/$image"
    run "$engine" push "$registry/$image"
  fi
  if [[ $save ]]; then archive "$image" "$save/$name.tar"; fi
}

archive() { # IMAGE FILE
  run rm -f "$2"
  if [[ $engine == buildah ]]; then
    run buildah push -q "$1" "docker-archive:$2:docker.io/$1"
  else
    run "$engine" save -o "$2" "$1"
  fi
}

IFS=, read -ra names <<<"$only"
for name in "${names[@]}"; do module "$name" >/dev/null; done
if [[ $platform && ! $registry ]]; then
  echo "--platform makes images of several kinds, which only a registry can hold: give --push too." >&2
  exit 2
fi
engine=$(find_engine)
if [[ $save ]]; then run mkdir -p "$save"; fi
if [[ $platform && $engine != docker ]]; then
  echo "--platform needs docker with buildx; found $engine." >&2
  exit 2
fi
jars "${names[@]}"
if [[ $aot ]]; then serve; fi
for name in "${names[@]}"; do build "$name"; done
