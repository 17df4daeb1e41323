package dev.sonde.wire.otlp;

/// How a request is written, and its answer too.
public enum OtlpForm {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String contentType;

  OtlpForm(String contentType) {
    this.contentType = contentType;
  }

  /// The header `Content-Type` of request and answer.
  public String contentType() {
    return contentType;
  }
}
