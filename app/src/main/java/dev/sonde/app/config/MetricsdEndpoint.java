package dev.sonde.app.config;

import dev.sonde.engine.config.Origin;
import dev.sonde.http.Url;

/// An application whose numbers metricsd collects.
///
/// @param name the label `endpoint`
/// @param url where its JSON is
/// @param origin where it was written
public record MetricsdEndpoint(String name, String url, Origin origin) {
  boolean sameAs(MetricsdEndpoint other) {
    return name.equals(other.name) && url.equals(other.url);
  }

  boolean canBeAsked() {
    try {
      Url.parse(MetricsdUrl.of(url).url());
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
