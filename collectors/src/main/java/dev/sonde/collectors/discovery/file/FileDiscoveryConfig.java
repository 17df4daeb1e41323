package dev.sonde.collectors.discovery.file;

import dev.sonde.api.Settings;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.DiscoveryTools;
import java.time.Duration;
import java.util.List;

/// An element of `file_sd_configs`.
///
/// @param files paths that end in `.json`, `.yml` or `.yaml`, with `*` in the last part at most;
///   relative ones begin at the configuration's folder
/// @param refresh how often they are read although nothing shows that they have changed
public record FileDiscoveryConfig(List<String> files, Duration refresh) implements DiscoveryConfig {
  private static final Duration REFRESH = Duration.ofMinutes(5);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(3650);

  /// @throws IllegalArgumentException for a path that is not allowed
  public FileDiscoveryConfig {
    files = List.copyOf(files);
    files.forEach(FilePattern::new);
  }

  /// Reads one from configuration.
  public static FileDiscoveryConfig read(Settings settings) {
    List<FilePattern> files =
        settings.parsedList(
            "files",
            List.of(),
            FilePattern::new,
            "Files of targets, which end in .json, .yml or .yaml; the last part may have a *.");
    if (files.isEmpty()) {
      settings.problem("files", "is missing; name one file at least");
    }
    return new FileDiscoveryConfig(
        files.stream().map(FilePattern::text).toList(),
        settings.duration(
            "refresh_interval",
            REFRESH,
            SHORTEST,
            LONGEST,
            "How often files are read even if they look unchanged. Changes are seen within 5 s."));
  }

  @Override
  public String kind() {
    return "file";
  }

  @Override
  public String place() {
    return String.join(", ", files);
  }

  @Override
  public Discovery create(DiscoveryTools tools) {
    return new FileDiscovery(this, tools);
  }
}
