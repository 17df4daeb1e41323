package dev.sonde.collectors.scrape.config;

import dev.sonde.collectors.access.HttpAccess;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a target is asked, before relabelling.
///
/// @param scheme the label `__scheme__`
/// @param path the label `__metrics_path__`; begins with `/`
/// @param params the query; the first value of each is the label `__param_<name>`
/// @param wanted what it is asked for
/// @param access credentials, TLS, proxy, headers
public record Request(
    Scheme scheme,
    String path,
    Map<String, List<String>> params,
    Wanted wanted,
    HttpAccess access) {
  /// @throws IllegalArgumentException for an empty path
  public Request {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("metrics_path is empty; write /metrics");
    }
    Map<String, List<String>> copy = new LinkedHashMap<>();
    params.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    params = Collections.unmodifiableMap(copy);
  }
}
