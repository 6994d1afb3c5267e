# A Kafka of one node for ./dev cluster, from the jars of servers/kafka.
ARG BASE
FROM ${BASE}
WORKDIR /opt/kafka
COPY lib/ lib/
COPY start ./
USER 10001:10001
ENTRYPOINT ["/bin/bash", "start"]
