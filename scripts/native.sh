#!/usr/bin/env bash
# Lets the services do sweeps under lamina-native-trace and holds what they touched by reflection to what a builder of
# native executables would be told of them. Needs no such builder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/jdk.sh
services=gateway,analyzer-service,extractor-service
traces=$PWD/native-trace/target/traces
agent=$PWD/native-trace/target/lamina-native-trace-0.1.0-SNAPSHOT.jar

maven() {
  JAVA_HOME=$(find_jdk) mvn -q -B -ntp -Dspotless.check.skip=true "$@"
}

maven -Dmaven.test.skip=true -Dnative -Dquarkus.native.sources-only=true -pl "$services" -am package
rm -rf "$traces"
mkdir -p "$traces"
maven -pl "$services,native-trace,examples,system-tests" -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=ServicesIT,ObservabilityIT -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dlamina.services.jvm-options="-Xshare:off -javaagent:$agent=$traces"
python3 scripts/native_check.py --trace "$traces" --sources gateway=gateway/target/native-sources \
  --sources analyzer-service=analyzer-service/target/native-sources \
  --sources extractor-service=extractor-service/target/native-sources
