#!/usr/bin/env bash
# Starts or stops the three services on this machine, with a Kafka and an S3 beside them.
#   services.sh up [PORT]   PORT is the gateway's; 8080 unless given
#   services.sh down
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$home/scripts/jdk.sh"
run="$home/.run"
pid_file="$run/services.pid"

running() {
  [[ -f $pid_file ]] && kill -0 "$(cat "$pid_file")" 2>/dev/null
}

built() {
  local module
  for module in gateway extractor-service analyzer-service; do
    [[ -f $home/$module/target/quarkus-app/quarkus-run.jar ]] || return 1
  done
  [[ -d $home/system-tests/target/classes && -d $home/examples/demo/models/bge-small-en ]]
}

up() {
  if running; then
    echo "The services are running already:"
    cat "$run/address"
    return
  fi
  local jdk
  jdk=$(find_jdk)
  mkdir -p "$run"
  rm -f "$run/address"
  if ! built; then
    echo "Building the services, once..." >&2
    (cd "$home" && JAVA_HOME="$jdk" mvn -q -B -ntp -Dmaven.test.skip=true install) >&2
  fi
  nohup "$jdk/bin/java" -cp "$home/system-tests/target/classes:$home/servers/process/target/classes:$home/servers/kafka/target/classes:$home/servers/s3/target/classes" \
    dev.lamina.system.LocalServices "$home" "$run" "${1-8080}" >"$run/services.log" 2>&1 &
  echo $! >"$pid_file"
  local waited=0
  until [[ -f $run/address ]]; do
    if ! running; then
      echo "The services did not start; $run/services.log ends with:" >&2
      tail -n 20 "$run/services.log" >&2
      return 1
    fi
    sleep 0.5
    waited=$((waited + 1))
    if ((waited > 240)); then
      echo "The services are not ready after 2 minutes; see the logs in $run." >&2
      return 1
    fi
  done
  cat "$run/address"
}

down() {
  if ! running; then
    echo "The services are not running."
    return
  fi
  local pid
  pid=$(cat "$pid_file")
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  rm -f "$pid_file" "$run/address"
  echo "Stopped."
}

case ${1-} in
  up) up "${@:2}" ;;
  down) down ;;
  *) echo "usage: services.sh up [PORT] | down" >&2; exit 2 ;;
esac
