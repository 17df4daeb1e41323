package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Verdict;
import dev.sonde.app.log.LoggingProvider;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.engine.Explanation;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// `sonde explain SERIES`: what the configuration does to one series, and why; with `--target`, to
/// one target. Needs no running Sonde.
final class ExplainCommand {
  private final Shell shell;
  private final PrintStream out;

  ExplainCommand(Shell shell) {
    this.shell = shell;
    this.out = shell.out();
  }

  int run(Arguments arguments) throws UsageException {
    Optional<SeriesText> series = Optional.empty();
    if (arguments.series().isPresent()) {
      series = Optional.of(SeriesText.parse(arguments.series().get()));
    }
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    LoggingProvider.configure(loaded.config().log());
    var scrape = new ScrapeExplained(ScrapeJobs.of(loaded.config()), arguments.scrape());
    if (series.isPresent()) {
      explain(loaded.config(), series.get(), scrape);
    } else {
      scrape.target(out);
    }
    return ExitCode.OK;
  }

  private void explain(SondeConfig config, SeriesText series, ScrapeExplained scrape)
      throws UsageException {
    Optional<ScrapeExplained.Steps> steps = scrape.steps(series);
    var line = new Verdict.Becomes(series.name(), series.labels());
    Optional<Verdict.Becomes> kept = Optional.of(line);
    if (steps.isPresent()) {
      out.println(steps.get().title() + ": " + shown(line));
      kept = told(series.name(), series.labels(), steps.get().plans()).becomes();
      steps.get().exempt().ifPresent(why -> out.println("  " + why));
    }
    kept.ifPresent(each -> explain(config, each));
  }

  private void explain(SondeConfig config, Verdict.Becomes series) {
    out.println("pipeline: " + series.name() + series.labels());
    Explanation kept = told(series.name(), series.labels(), Wiring.processors(config));
    if (kept.becomes().isEmpty()) {
      return;
    }
    Verdict.Becomes journal = kept.becomes().get();
    out.println("  goes to the journal as " + shown(journal));
    var surroundings = new Surroundings(shell.environment(), new BlockingCalls());
    Wiring.selections(config, surroundings)
        .forEach((name, steps) -> destination(name, steps, journal));
  }

  private void destination(String name, List<ProcessorPlan> steps, Verdict.Becomes series) {
    boolean store = name.equals(StoreConfig.NAME);
    out.println((store ? name : "shipper " + name) + ": " + shown(series));
    told(series.name(), series.labels(), steps)
        .becomes()
        .ifPresent(sent -> out.println((store ? "  is kept as " : "  is sent as ") + shown(sent)));
  }

  private Explanation told(String name, Labels labels, List<ProcessorPlan> steps) {
    Explanation explanation = Explanation.of(name, labels, steps);
    for (Explanation.Step each : explanation.steps()) {
      out.println("  " + each.name() + ": " + words(each.verdict()));
      each.reasons().forEach(reason -> out.println("    " + reason));
    }
    return explanation;
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Keep _ -> "kept as it is";
      case Verdict.Drop(var reason) -> "left out, counted under the reason " + reason;
      case Verdict.Becomes becomes -> "becomes " + shown(becomes);
    };
  }

  private static String shown(Verdict.Becomes series) {
    return series.name() + series.labels();
  }
}
