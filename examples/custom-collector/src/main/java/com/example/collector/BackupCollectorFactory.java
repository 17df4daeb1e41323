package com.example.collector;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import java.nio.file.Path;

/// Makes the collector from the section `collectors.backup`. META-INF/services names this class.
public final class BackupCollectorFactory
    implements CollectorFactory<BackupCollectorFactory.Config> {
  /// What can be set.
  ///
  /// @param folder where backups lie
  public record Config(Path folder) {}

  private final String usual;

  /// For the loader of plugins.
  public BackupCollectorFactory() {
    this("/var/backups");
  }

  /// One that looks elsewhere unless told.
  BackupCollectorFactory(String usual) {
    this.usual = usual;
  }

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public String help() {
    return "Age and size of the newest backup.";
  }

  @Override
  public boolean onByDefault() {
    return false;
  }

  @Override
  public Config read(Settings settings) {
    return new Config(settings.parsed("folder", usual, Path::of, "Where backups lie."));
  }

  @Override
  public Collector create(Config config, Surroundings surroundings) {
    return new BackupCollector(config.folder(), surroundings.blocking());
  }
}
