package dev.sonde.collectors.spool;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import java.nio.file.Path;

/// Makes the collector that counts waiting files.
public final class SpoolCollectorFactory implements CollectorFactory<SpoolConfig> {
  private final String usual;

  /// Counts the mail, unless the configuration names another folder.
  public SpoolCollectorFactory() {
    this("/var/spool/mail");
  }

  SpoolCollectorFactory(String usual) {
    this.usual = usual;
  }

  @Override
  public String name() {
    return "spool";
  }

  @Override
  public String help() {
    return "Files that wait in a folder, such as a mail queue.";
  }

  @Override
  public boolean onByDefault() {
    return false;
  }

  @Override
  public SpoolConfig read(Settings settings) {
    return new SpoolConfig(settings.parsed("folder", usual, Path::of, "Where files wait."));
  }

  @Override
  public Collector create(SpoolConfig config, Surroundings surroundings) {
    return new SpoolCollector(config, surroundings.blocking());
  }
}
