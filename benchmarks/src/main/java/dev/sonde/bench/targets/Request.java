package dev.sonde.bench.targets;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What an agent asks for: of its head, what matters here.
record Request(String path, String agent, boolean gzip, boolean openMetrics) {
  private static final String OPEN_METRICS = "application/openmetrics-text";

  static Request of(byte[] bytes, int length) {
    var lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\r\n");
    var first = lines[0].split(" ");
    var agent = "none";
    var accept = "";
    boolean gzip = false;
    for (int i = 1; i < lines.length; i++) {
      var line = lines[i];
      int colon = line.indexOf(':');
      var value = line.substring(colon + 1).strip();
      switch (line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT)) {
        case "user-agent" -> agent = value;
        case "accept" -> accept = value;
        case "accept-encoding" -> gzip = value.contains("gzip");
        default -> {}
      }
    }
    return new Request(first.length > 1 ? first[1] : "", agent, gzip, prefers(accept));
  }

  private static boolean prefers(String accept) {
    double open = weight(accept, OPEN_METRICS);
    return open > 0 && open >= weight(accept, "text/plain");
  }

  private static double weight(String accept, String type) {
    double heaviest = 0;
    for (var each : accept.split(",")) {
      if (each.strip().startsWith(type)) {
        int q = each.indexOf(";q=");
        var weight = q < 0 ? "1" : each.substring(q + 3).split(";")[0].strip();
        heaviest = Math.max(heaviest, Double.parseDouble(weight));
      }
    }
    return heaviest;
  }
}
