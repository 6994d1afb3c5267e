# Plans and coordinates sweeps, serves API and page. ./dev images builds it, with gateway's build as context.
ARG BASE=eclipse-temurin:25-jre-noble
FROM ${BASE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Lamina gateway" \
      org.opencontainers.image.description="Plans and coordinates sweeps, serves API and page." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# Native libraries are unpacked below /tmp, which is the one place that need be writable.
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 DJL_CACHE_DIR=/tmp/djl
WORKDIR /opt/lamina
# What changes least comes first.
COPY quarkus-app/lib/ lib/
COPY quarkus-app/quarkus/ quarkus/
COPY quarkus-app/app/ app/
COPY quarkus-app/quarkus-run.jar start.options train ./
# Servers of the builder's, if any: what a start loads is kept, for shorter ones (./dev images --aot).
ARG TRAINING=""
RUN bash train ${TRAINING}
USER 10001:10001
EXPOSE 8080
# More options: JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "@start.options", "-jar", "quarkus-run.jar"]
