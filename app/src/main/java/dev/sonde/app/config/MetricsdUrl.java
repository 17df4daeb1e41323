package dev.sonde.app.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An endpoint as metricsd takes it: name and password may stand in it.
///
/// @param url without them
/// @param username empty when there is none
/// @param password empty text when there is none
record MetricsdUrl(String url, Optional<String> username, String password) {
  static MetricsdUrl of(String endpoint) {
    int start = endpoint.indexOf("://") + 3;
    int end = start;
    while (end < endpoint.length() && "/?#".indexOf(endpoint.charAt(end)) < 0) {
      end++;
    }
    int at = endpoint.lastIndexOf('@', end - 1);
    if (start < 3 || at < start) {
      return new MetricsdUrl(endpoint, Optional.empty(), "");
    }
    String both = endpoint.substring(start, at);
    int colon = both.indexOf(':');
    return new MetricsdUrl(
        endpoint.substring(0, start) + endpoint.substring(at + 1),
        Optional.of(decoded(colon < 0 ? both : both.substring(0, colon))),
        colon < 0 ? "" : decoded(both.substring(colon + 1)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /// Never the password.
  @Override
  public String toString() {
    return url;
  }
}
