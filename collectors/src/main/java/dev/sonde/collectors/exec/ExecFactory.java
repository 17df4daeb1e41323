package dev.sonde.collectors.exec;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import java.security.SecureRandom;

/// Makes what runs commands.
public final class ExecFactory implements GroupFactory<ExecConfig> {
  private final Time time;
  private final Patience patience;

  /// @param time says how long a run took
  public ExecFactory(Time time) {
    this(time, Patience.USUAL);
  }

  ExecFactory(Time time, Patience patience) {
    this.time = time;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public String help() {
    return "Runs commands and takes what they print: Prometheus text, JSON, Influx lines.";
  }

  /// Commands measure this machine.
  @Override
  public boolean liveByDefault() {
    return true;
  }

  @Override
  public ExecConfig read(Settings settings) {
    return ExecConfig.read(settings);
  }

  @Override
  public boolean hasWork(ExecConfig config) {
    return !config.commands().isEmpty();
  }

  @Override
  public CollectorGroup<ExecConfig> create(ExecConfig config, Surroundings surroundings) {
    var tools =
        new Tools(
            time,
            surroundings,
            new PipeThreads(),
            new OutputReaders(new SecureRandom().nextLong()),
            ProcessTree.ofThisMachine(),
            patience);
    return new ExecGroup(config, tools);
  }
}
