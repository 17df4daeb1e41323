package dev.sonde.collectors.access;

import dev.sonde.api.Settings;
import dev.sonde.http.Header;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads `headers` and `http_headers`.
final class HeaderSettings {
  private static final Set<String> OWN =
      Set.of(
          "authorization",
          "host",
          "content-encoding",
          "content-length",
          "content-type",
          "user-agent",
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "www-authenticate",
          "accept-encoding",
          "expect",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-prometheus-scrape-timeout-seconds");

  private final Settings in;
  private final Path directory;
  private final List<AccessHeader> headers = new ArrayList<>();

  HeaderSettings(Settings in, Path directory) {
    this.in = in;
    this.directory = directory;
  }

  List<AccessHeader> read() {
    in.map("headers", "Headers to send with each request. Values are never shown in messages.")
        .forEach((name, value) -> given(in, "headers", name, value, true));
    return in.section(
        "http_headers",
        "Headers, each with values, secrets and files, as Prometheus has it.",
        this::named);
  }

  private List<AccessHeader> named(Settings all) {
    for (String name : all.keys()) {
      all.section(name, "One header.", each -> values(all, name, each));
    }
    return headers;
  }

  private List<AccessHeader> values(Settings all, String name, Settings each) {
    for (String value : each.texts("values", List.of(), "Values, one header line each.")) {
      given(all, name, name, value, false);
    }
    for (String value : each.texts("secrets", List.of(), "The same, never shown.")) {
      given(all, name, name, value, true);
    }
    for (String file : each.texts("files", List.of(), "Files with one value each.")) {
      if (isAllowed(all, name, name, "")) {
        headers.add(new AccessHeader(name, new Credential.InFile(directory.resolve(file)), true));
      }
    }
    return headers;
  }

  private void given(Settings at, String key, String name, String value, boolean secret) {
    if (isAllowed(at, key, name, value)) {
      headers.add(new AccessHeader(name, Credential.of(value), secret));
    }
  }

  private static boolean isAllowed(Settings at, String key, String name, String value) {
    if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
      at.problem(key, name + " is set by Sonde itself; leave it out");
      return false;
    }
    try {
      return new Header(name, value).name().equals(name);
    } catch (IllegalArgumentException e) {
      at.problem(key, String.valueOf(e.getMessage()));
      return false;
    }
  }
}
