package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.collectors.scrape.ScrapeFactory;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.Problem;
import dev.sonde.engine.config.Problems;
import dev.sonde.http.tls.TlsContexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The job of a URL that stands on the command line: written as an element of `targets` would be,
/// and read by what reads those.
final class UrlJob {
  private static final String LONG = "1d";

  private final Map<String, String> target = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  private UrlJob() {}

  /// @throws UsageException with all that is wrong
  static Job of(String url, ScrapeOptions options, TlsContexts tls) throws UsageException {
    return new UrlJob().read(url, options, tls);
  }

  private Job read(String url, ScrapeOptions options, TlsContexts tls) throws UsageException {
    target.put("url", quoted(url));
    options.pageFormat().ifPresent(format -> target.put("format", quoted(format)));
    options
        .timeout()
        .ifPresent(span -> {
          target.put("timeout", quoted(span));
          target.put("interval", quoted(LONG));
        });
    for (String each : options.headers()) {
      header(each);
    }
    if (!headers.isEmpty()) {
      target.put("headers", mapping(headers));
    }
    if (options.insecure()) {
      target.put("tls", mapping(Map.of("insecure_skip_verify", "true")));
    }
    var problems = new Problems();
    var tree = new ConfigReader(problems).parse("targets: [" + mapping(target) + "]", "");
    var read = Bound.read(tree, new ScrapeFactory(Time.SYSTEM, tls)::read, problems).value();
    if (!problems.isEmpty()) {
      throw new UsageException(told(problems));
    }
    return read.map(ScrapeConfig::jobs).orElse(List.of()).getFirst();
  }

  /// `Authorization` has a key of its own, so that it does not go where a server redirects to.
  private void header(String text) throws UsageException {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new UsageException("--header needs a name and a value: --header 'X-Team: red'");
    }
    String name = text.substring(0, colon).strip();
    String value = text.substring(colon + 1).strip();
    if (name.toLowerCase(Locale.ROOT).equals("authorization")) {
      authorization(value);
    } else {
      headers.put(quoted(name), quoted(value));
    }
  }

  private void authorization(String value) throws UsageException {
    int blank = value.indexOf(' ');
    if (blank < 1 || value.regionMatches(true, 0, "basic ", 0, "basic ".length())) {
      throw new UsageException(
          "Authorization is written as --header 'Authorization: Bearer TOKEN'; for basic_auth,"
              + " configure the target and name it: --target NAME");
    }
    target.put(
        "authorization",
        mapping(
            Map.of(
                "type", quoted(value.substring(0, blank)),
                "credentials", quoted(value.substring(blank + 1).strip()))));
  }

  private static String told(Problems problems) {
    return problems.sorted().stream()
        .map(Problem::message)
        .map(each -> each.replace("targets[0].", "--target: "))
        .collect(Collectors.joining("\n       "));
  }

  private static String mapping(Map<String, String> of) {
    return of.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      if (each < ' ' || each == '"' || each == '\\') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
      } else {
        quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }
}
