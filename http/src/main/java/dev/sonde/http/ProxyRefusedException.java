package dev.sonde.http;

import java.io.IOException;
import java.io.Serial;

/// A proxy would not open a way to the server, which has seen nothing. For 407, 403 and their like
/// a person has to mend the proxy's settings.
public final class ProxyRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  ProxyRefusedException(Proxy proxy, Address server, int status) {
    super("proxy " + proxy + ": " + words(server, status));
    this.status = status;
  }

  /// What the proxy answered: 300 to 599.
  public int status() {
    return status;
  }

  private static String words(Address server, int status) {
    String refused = "it answered HTTP " + status + " when asked for " + server;
    return switch (status) {
      case 407 -> refused + "; check the name and password for the proxy";
      case 401, 403, 405 -> refused + "; have the proxy allow it, or go there without the proxy";
      case 502, 503, 504 -> refused + "; the proxy could not reach it";
      default -> refused;
    };
  }
}
