# A Java 25 over Debian's own packages; base.sh lays out the root.
FROM scratch
COPY root/ /
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/bin:/bin LANG=C.UTF-8
