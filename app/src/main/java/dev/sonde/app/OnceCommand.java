package dev.sonde.app;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.app.log.LogConfig;
import dev.sonde.app.log.LoggingProvider;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.engine.ComponentStatus;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveOnly;
import dev.sonde.engine.Plan;
import dev.sonde.engine.Snapshot;
import dev.sonde.server.Exports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `sonde once`: two readings a second apart, printed; or one scrape of a target.
final class OnceCommand {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Shell shell;
  private final Time time;

  OnceCommand(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
  }

  int run(Arguments arguments) throws UsageException, InterruptedException {
    OnceFormat format = OnceFormat.parse(arguments.format().orElse("table"));
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    LoggingProvider.configure(quiet(loaded.config().log()));
    if (arguments.scrape().target().isPresent()) {
      return OnceTarget.run(shell, time, arguments.scrape(), format, loaded.config());
    }
    var engine = new Engine(time, new LiveOnly());
    engine.apply(plan(loaded.config()));
    engine.collectOnce();
    Snapshot first = engine.live().snapshot();
    Thread.sleep(BETWEEN);
    engine.collectOnce();
    Snapshot second = engine.live().snapshot();
    List<ComponentStatus> components = engine.components();
    engine.close(BETWEEN);
    print(format, first, second);
    return failures(components);
  }

  /// What is missing is no news here: the table shows what there is.
  private static LogConfig quiet(LogConfig config) {
    return config.level() == LogConfig.Threshold.INFO
        ? new LogConfig(LogConfig.Threshold.ERROR, config.levels(), config.format())
        : config;
  }

  private Plan plan(SondeConfig config) {
    var surroundings = new Surroundings(shell.environment(), new BlockingCalls());
    Plan all = Wiring.plan(config, surroundings);
    return new Plan(
        all.collectors().stream().filter(each -> !each.essential()).toList(),
        List.of(),
        all.processors(),
        all.limits());
  }

  private void print(OnceFormat format, Snapshot first, Snapshot second) {
    try {
      switch (format) {
        case TABLE -> shell.out().print(new OnceTable(first, second).text());
        case PROMETHEUS -> Exports.prometheus(second).writeTo(shell.out());
        case JSON -> Exports.json(second, time.wallMillis()).writeTo(shell.out());
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private int failures(List<ComponentStatus> components) {
    int code = ExitCode.OK;
    for (ComponentStatus each : components) {
      if (each.consecutiveFailures() > 0) {
        shell.err().println("sonde: " + each.name() + " failed: " + each.lastError());
        code = ExitCode.FAILED;
      }
      for (Map.Entry<String, String> gone : each.absent().entrySet()) {
        shell.err().println("no " + gone.getKey() + ": " + gone.getValue());
      }
    }
    return code;
  }
}
