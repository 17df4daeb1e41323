package dev.sonde.app;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import java.util.List;
import java.util.Map;

/// Reads the section `scrape`, and makes nothing of it.
final class ScrapeReading implements GroupFactory<ScrapeConfig> {
  static BuiltIns builtIns() {
    BuiltIns linux = BuiltIns.forReading("Linux");
    return new BuiltIns(
        linux.collectors(), List.of(new ScrapeReading()), linux.processors(), linux.shippers());
  }

  @Override
  public String name() {
    return "scrape";
  }

  @Override
  public String help() {
    return "Pages of applications.";
  }

  @Override
  public ScrapeConfig read(Settings settings) {
    return ScrapeConfig.read(settings, Map.of());
  }

  @Override
  public boolean hasWork(ScrapeConfig config) {
    return !config.jobs().isEmpty();
  }

  @Override
  public CollectorGroup<ScrapeConfig> create(ScrapeConfig config, Surroundings surroundings) {
    throw new UnsupportedOperationException("nothing runs here");
  }
}
