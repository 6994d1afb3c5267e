# Runs rows through models on a GPU, stores pooled hidden states. ./dev images builds it, with extractor-service's
# build for GPUs (mvn -Pgpu) as context.
#
# ONNX Runtime 1.29 for Java is linked against CUDA 12 (cudart, cublas, curand) and loads cuDNN 9; the driver comes
# from the node, through the container runtime. linux/amd64 alone: it ships no other native library.
ARG JRE=eclipse-temurin:25-jre-noble
ARG BASE=nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04
FROM ${JRE} AS jre

FROM ${BASE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Lamina extractor (CUDA)" \
      org.opencontainers.image.description="Runs rows through models on a GPU, stores pooled hidden states." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

COPY --from=jre /opt/java/openjdk /opt/java/openjdk
# Native libraries are unpacked below /tmp, which is the one place that need be writable (0.7 GB).
ENV PATH=/opt/java/openjdk/bin:${PATH} NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 DJL_CACHE_DIR=/tmp/djl LAMINA_EXTRACTOR_DEVICE=cuda
WORKDIR /opt/lamina
# What changes least comes first.
COPY quarkus-app/lib/ lib/
COPY quarkus-app/quarkus/ quarkus/
COPY quarkus-app/app/ app/
COPY quarkus-app/quarkus-run.jar start.options ./
USER 10001:10001
EXPOSE 8080
# More options: JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "@start.options", "-jar", "quarkus-run.jar"]
