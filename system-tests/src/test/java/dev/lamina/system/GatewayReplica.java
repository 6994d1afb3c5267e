package dev.lamina.system;

/// One of several gateways.
record GatewayReplica(ServiceProcess process, Api api) implements AutoCloseable {

  GatewayReplica(ServiceProcess process) {
    this(process, new Api(process.address()));
  }

  boolean leads() throws Exception {
    return ServiceMetrics.of(process).sum("lamina_gateway_leads") == 1;
  }

  @Override
  public void close() {
    api.close();
    process.close();
  }
}
