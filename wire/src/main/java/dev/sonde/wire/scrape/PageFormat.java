package dev.sonde.wire.scrape;

import java.util.Locale;
import java.util.Optional;

/// What a page is written in.
public enum PageFormat {
  /// Prometheus' text format, 0.0.4 and 1.0.0. A malformed line is passed over and counted.
  PROMETHEUS_TEXT,
  /// OpenMetrics 1.0 as text. One breach of its rules fails the page.
  OPEN_METRICS,
  /// Messages `io.prometheus.client.MetricFamily`, each with its length before it. Whatever can't
  /// be read fails the page.
  PROTOBUF;

  private static final String FAMILY = "io.prometheus.client.MetricFamily";

  /// What to ask for: the value of `Accept` with which Prometheus 3.5 asks for text.
  public static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
          + "application/openmetrics-text;version=0.0.1;q=0.5,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
          + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

  /// The format of an answer: by its content type, else by how it begins.
  ///
  /// @param contentType the header's value, empty when there was none
  /// @param page as it came, no longer compressed
  /// @return empty when it is none that can be read: a web page, say
  public static Optional<PageFormat> of(String contentType, byte[] page, int length) {
    int semicolon = contentType.indexOf(';');
    var type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "application/openmetrics-text" -> Optional.of(OPEN_METRICS);
      case "application/vnd.google.protobuf" ->
          isDelimitedFamilies(contentType) ? Optional.of(PROTOBUF) : Optional.empty();
      case "text/plain" -> Optional.of(PROMETHEUS_TEXT);
      default -> beginsAsText(page, length) ? Optional.of(PROMETHEUS_TEXT) : Optional.empty();
    };
  }

  private static boolean isDelimitedFamilies(String contentType) {
    boolean families = false;
    boolean delimited = false;
    for (var parameter : contentType.split(";", -1)) {
      var sides = parameter.split("=", 2);
      var value = sides.length == 2 ? sides[1].strip().replace("\"", "") : "";
      var name = sides[0].strip().toLowerCase(Locale.ROOT);
      families |= name.equals("proto") && value.equals(FAMILY);
      delimited |= name.equals("encoding") && value.equalsIgnoreCase("delimited");
    }
    return families && delimited;
  }

  private static boolean beginsAsText(byte[] page, int length) {
    int at = 0;
    while (at < length && (Bytes.isBlank(page[at]) || page[at] == '\n')) {
      at++;
    }
    return at == length
        || page[at] == '#'
        || Bytes.beginsName(page[at], true)
        || (page[at] == '{' && quotedName(page, at + 1, length));
  }

  /// A name in quotes, and not the first member of an object in JSON.
  private static boolean quotedName(byte[] page, int from, int length) {
    int at = Bytes.afterBlanks(page, from, length);
    if (at == length || Bytes.beginsName(page[at], false)) {
      return at < length;
    }
    int after = page[at] == '"' ? Bytes.afterQuoted(page, at, length) : -1;
    int next = after < 0 ? length : Bytes.afterBlanks(page, after, length);
    return next < length && page[next] != ':';
  }
}
