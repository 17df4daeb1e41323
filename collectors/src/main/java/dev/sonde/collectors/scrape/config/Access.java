package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.collectors.access.HttpAccess;
import java.nio.file.Path;

/// The keys about HTTP. Names of files are what they should be by now: in Sonde's own configuration
/// relative to the working directory, in a file of Prometheus' resolved by its settings.
final class Access {
  private static final Path AS_READ = Path.of("");

  private Access() {}

  static HttpAccess read(Settings in) {
    return HttpAccess.read(in, AS_READ);
  }
}
