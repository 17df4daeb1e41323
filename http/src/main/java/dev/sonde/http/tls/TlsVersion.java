package dev.sonde.http.tls;

/// A version of TLS, as configurations name it.
public enum TlsVersion {
  TLS_1_0("TLS1.0", "TLSv1"),
  TLS_1_1("TLS1.1", "TLSv1.1"),
  TLS_1_2("TLS1.2", "TLSv1.2"),
  TLS_1_3("TLS1.3", "TLSv1.3");

  private final String shown;
  private final String protocol;

  TlsVersion(String shown, String protocol) {
    this.shown = shown;
    this.protocol = protocol;
  }

  /// As configurations write it: `TLS1.2`.
  public String shown() {
    return shown;
  }

  /// As the JDK calls it: `TLSv1.2`.
  String protocol() {
    return protocol;
  }
}
