package dev.sonde.collectors.scrape.config;

import dev.sonde.http.Url;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a single target's page is.
///
/// @param path as written; empty when none is
record TargetUrl(Scheme scheme, String address, String path, Map<String, List<String>> params) {
  private static final String USUAL_PATH = "/metrics";

  /// @throws IllegalArgumentException with a message that reads on after the value
  static TargetUrl parse(String text) {
    Url url = Url.parse(text);
    String target = url.target();
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    boolean none = path.equals("/") && !text.endsWith("/") && !text.contains("/?");
    return new TargetUrl(
        url.secure() ? Scheme.HTTPS : Scheme.HTTP,
        url.address().toString(),
        none ? "" : path,
        question < 0 ? Map.of() : params(target.substring(question + 1)));
  }

  private static Map<String, List<String>> params(String query) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    for (String each : query.split("&", -1)) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      if (!name.isEmpty()) {
        params
            .computeIfAbsent(decoded(name), _ -> new ArrayList<>())
            .add(equals < 0 ? "" : decoded(each.substring(equals + 1)));
      }
    }
    return params;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("has a % in its query that no two hex digits follow");
    }
  }

  /// The path to ask for; metricsd asks for just what is written.
  String path(PageFormat format) {
    boolean exact = format == PageFormat.METRICSD_JSON;
    return path.isEmpty() ? exact ? "/" : USUAL_PATH : path;
  }

  /// Without its query, which may hold secrets.
  @Override
  public String toString() {
    return scheme.shown() + "://" + address + path;
  }
}
