# S3Proxy for ./dev cluster, from the jars of servers/s3; takes the variables that its own image takes.
ARG BASE
FROM ${BASE}
WORKDIR /opt/s3proxy
COPY lib/ lib/
COPY start ./
USER 10001:10001
ENTRYPOINT ["/bin/bash", "start"]
