# find_jdk: prints the home of a JDK 25 or later, or says what is missing.

jdk_version() {
  [[ -x $1/bin/javac ]] && "$1/bin/javac" -version 2>&1 | sed -nE 's/^javac ([0-9]+).*/\1/p'
}

find_jdk() {
  local candidate version
  for candidate in "${JAVA_HOME-}" "${LAMINA_JAVA_HOME-}" /usr/lib/jvm/*25* /usr/lib/jvm/* \
      /opt/*jdk* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")"; do
    [[ -n $candidate ]] || continue
    version=$(jdk_version "$candidate" || true)
    if [[ -n $version && $version -ge 25 ]]; then
      echo "$candidate"
      return
    fi
  done
  echo "No JDK 25 found: looked at JAVA_HOME, LAMINA_JAVA_HOME, /usr/lib/jvm and /opt." >&2
  echo "Install one (for instance Temurin 25) or set LAMINA_JAVA_HOME to it." >&2
  return 1
}
