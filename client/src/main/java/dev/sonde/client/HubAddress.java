package dev.sonde.client;

import dev.sonde.http.Url;
import java.util.Locale;
import java.util.stream.Stream;

/// Where a hub takes batches, from what people write: `http://hub:9100`,
/// `ws://hub:5000/ws/metrics`.
final class HubAddress {
  private static final String BATCHES = "/api/v1/batches";
  private static final String WEB_SOCKET = "/ws/metrics";

  private HubAddress() {}

  /// @throws IllegalArgumentException with a message that says what is allowed
  static String of(String written) {
    boolean socket = written.toLowerCase(Locale.ROOT).startsWith("ws");
    Url url = socket ? Url.webSocket(written) : Url.parse(written);
    return new Url(url.secure(), url.address(), url.host(), root(url.target()) + BATCHES)
        .toString();
  }

  private static String root(String target) {
    String bare = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
    return Stream.of(BATCHES, WEB_SOCKET)
        .filter(bare::endsWith)
        .findFirst()
        .map(end -> bare.substring(0, bare.length() - end.length()))
        .orElse(bare);
  }
}
