package dev.sonde.wire.remotewrite;

/// Which remote write, and how a request names it.
public enum Protocol {
  /// 1.0, `prometheus.WriteRequest`: each series says its labels in full; no metadata.
  ONE("application/x-protobuf", "0.1.0"),
  /// 2.0, `io.prometheus.write.v2.Request`: each string stands once in a request; with metadata.
  TWO("application/x-protobuf;proto=io.prometheus.write.v2.Request", "2.0.0");

  private final String contentType;
  private final String version;

  Protocol(String contentType, String version) {
    this.contentType = contentType;
    this.version = version;
  }

  /// The header `Content-Type`.
  public String contentType() {
    return contentType;
  }

  /// The header `X-Prometheus-Remote-Write-Version`.
  public String version() {
    return version;
  }
}
