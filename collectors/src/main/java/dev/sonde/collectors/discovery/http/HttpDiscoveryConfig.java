package dev.sonde.collectors.discovery.http;

import dev.sonde.api.Settings;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.http.Url;
import java.nio.file.Path;
import java.time.Duration;

/// An element of `http_sd_configs`.
///
/// @param url of the list of targets, as configured
/// @param refresh how often it is asked for
/// @param access how the server is asked
public record HttpDiscoveryConfig(String url, Duration refresh, HttpAccess access)
    implements DiscoveryConfig {
  private static final Duration REFRESH = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(3650);

  /// Reads one from configuration. Names of files are relative to the working directory.
  public static HttpDiscoveryConfig read(Settings settings) {
    return new HttpDiscoveryConfig(
        url(settings),
        settings.duration(
            "refresh_interval", REFRESH, SHORTEST, LONGEST, "How often the list is asked for."),
        HttpAccess.read(settings, Path.of("")));
  }

  @Override
  public String kind() {
    return "http";
  }

  /// Without the query, which may hold a key.
  @Override
  public String place() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  @Override
  public Discovery create(DiscoveryTools tools) {
    return new HttpDiscovery(Url.parse(url), this, tools);
  }

  private static String url(Settings settings) {
    String url = settings.required("url", "Where the list of targets is, in JSON.");
    if (!url.isEmpty()) {
      try {
        Url.parse(url);
      } catch (IllegalArgumentException e) {
        settings.problem("url", String.valueOf(e.getMessage()));
      }
    }
    return url;
  }
}
