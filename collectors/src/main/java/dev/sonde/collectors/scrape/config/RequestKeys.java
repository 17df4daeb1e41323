package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;

/// How targets are asked.
final class RequestKeys {
  private static final String PATH = "metrics_path";

  private RequestKeys() {}

  static Request read(Settings in, NameKeys names, Usual usual) {
    return new Request(
        in.choice("scheme", Scheme.HTTP, "http or https."),
        path(in),
        in.lists("params", "What stands after ? in the URL: names and values."),
        WantedKeys.read(in, names, usual),
        Access.read(in));
  }

  private static String path(Settings in) {
    String path = in.text(PATH, "/metrics", "The path of the page.");
    if (path.indexOf('?') >= 0) {
      in.notice(PATH, "a ? in it is sent as %3F; write what follows it as params");
    }
    if (path.isEmpty()) {
      in.problem(PATH, "is empty; write /metrics, or take it out");
    }
    return path.startsWith("/") ? path : "/" + path;
  }
}
