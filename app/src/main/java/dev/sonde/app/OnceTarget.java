package dev.sonde.app;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.scrape.Probe;
import dev.sonde.collectors.scrape.ProbeTarget;
import dev.sonde.collectors.scrape.Probed;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.server.Exports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `sonde once --target WHAT`: one scrape, printed.
final class OnceTarget {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SHOWN = 10;

  private final Shell shell;
  private final Time time;
  private final ScrapeOptions options;
  private final TlsContexts tls;
  private final Probe probe;

  private OnceTarget(Shell shell, Time time, ScrapeOptions options) {
    this.shell = shell;
    this.time = time;
    this.options = options;
    var surroundings = new Surroundings(shell.environment(), new BlockingCalls());
    this.tls = new TlsContexts(time, surroundings.blocking());
    this.probe = new Probe(time, surroundings, tls);
  }

  static int run(
      Shell shell, Time time, ScrapeOptions options, OnceFormat format, SondeConfig config)
      throws UsageException, InterruptedException {
    var once = new OnceTarget(shell, time, options);
    try (var _ = once.probe) {
      ProbeTarget target = once.target(ScrapeJobs.of(config));
      return once.print(target, once.probe.scrape(target), format, config);
    } catch (NoTargetException none) {
      shell.err().println("sonde: " + none.getMessage());
      return ExitCode.FAILED;
    }
  }

  private ProbeTarget target(ScrapeJobs jobs)
      throws UsageException, NoTargetException, InterruptedException {
    String wanted = options.target().orElseThrow();
    boolean url = wanted.contains("://");
    Optional<ProbeTarget> configured =
        url && !options.asking().isEmpty() ? Optional.empty() : configured(wanted, jobs);
    if (configured.isPresent()) {
      if (!options.asking().isEmpty()) {
        throw new UsageException(
            wanted
                + " is asked as the configuration says; "
                + options.asking().getFirst()
                + " goes with a URL");
      }
      return configured.get();
    }
    if (!url) {
      throw new UsageException(
          "no job or target is called "
              + wanted
              + "; "
              + jobs.names()
              + "; a URL begins with http:// or https://");
    }
    return one(wanted, probe.targets(UrlJob.of(wanted, options, tls), PATIENCE));
  }

  /// A job by its name, else a target by its address or URL: of the job that `--job` names, found
  /// ones too, else of all that are written down.
  private Optional<ProbeTarget> configured(String wanted, ScrapeJobs jobs)
      throws UsageException, NoTargetException, InterruptedException {
    List<Job> named = options.job().isPresent() ? List.of() : jobs.named(wanted);
    if (named.size() == 1) {
      return Optional.of(one(wanted, probe.targets(named.getFirst(), PATIENCE)));
    }
    if (named.size() > 1) {
      throw new UsageException(
          named.size() + " targets are called " + wanted + "; name one by its URL");
    }
    return options.job().isPresent()
        ? Optional.of(one(wanted, among(wanted, jobs.known(options.job().get()))))
        : written(wanted, jobs);
  }

  private Probe.Known among(String wanted, List<Job> jobs) throws InterruptedException {
    var targets = new ArrayList<ProbeTarget>();
    var others = new ArrayList<String>();
    for (Job each : jobs) {
      Probe.Known known = probe.targets(each, PATIENCE);
      known.targets().stream().filter(target -> is(target, wanted)).forEach(targets::add);
      others.addAll(known.others());
    }
    return new Probe.Known(targets, others);
  }

  private Optional<ProbeTarget> written(String wanted, ScrapeJobs jobs)
      throws UsageException, NoTargetException, InterruptedException {
    var found = new ArrayList<ProbeTarget>();
    for (Job each : jobs.all()) {
      probe.targets(each.written(), Duration.ZERO).targets().stream()
          .filter(target -> is(target, wanted))
          .forEach(found::add);
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(one(wanted, new Probe.Known(found, List.of())));
  }

  private static boolean is(ProbeTarget target, String wanted) {
    return wanted.equals(target.address())
        || wanted.equals(target.url())
        || wanted.equals(target.labels().value("instance"));
  }

  private static ProbeTarget one(String wanted, Probe.Known known)
      throws UsageException, NoTargetException {
    List<ProbeTarget> targets = known.targets();
    if (targets.isEmpty()) {
      String why = known.others().stream().limit(SHOWN).collect(Collectors.joining("; "));
      throw new NoTargetException(
          wanted + " has no target to scrape" + (why.isEmpty() ? "" : ": " + why));
    }
    if (targets.size() > 1) {
      throw new UsageException(wanted + several(targets));
    }
    return targets.getFirst();
  }

  private static String several(List<ProbeTarget> targets) {
    List<String> jobs = targets.stream().map(each -> each.job().name()).distinct().toList();
    if (jobs.size() > 1) {
      return " is a target of several jobs; add --job NAME: " + String.join(", ", jobs);
    }
    List<String> addresses = targets.stream().map(ProbeTarget::address).distinct().toList();
    return " stands for "
        + targets.size()
        + " targets; name one with --job "
        + jobs.getFirst()
        + " --target ADDRESS: "
        + addresses.stream().limit(SHOWN).collect(Collectors.joining(", "))
        + (addresses.size() > SHOWN ? " …" : "");
  }

  private int print(ProbeTarget target, Probed page, OnceFormat format, SondeConfig config)
      throws InterruptedException {
    if (!page.failure().isEmpty()) {
      shell.err().println("sonde: " + target.url() + ": " + page.failure());
      return ExitCode.FAILED;
    }
    if (!page.note().isEmpty()) {
      shell.err().println("sonde: " + target.url() + ": " + page.note());
    }
    try {
      switch (format) {
        case TABLE -> shell.out().print(PageTable.text(target, page));
        case PROMETHEUS ->
            Exports.prometheus(PageSnapshot.of(page, time, config)).writeTo(shell.out());
        case JSON ->
            Exports.json(PageSnapshot.of(page, time, config), time.wallMillis())
                .writeTo(shell.out());
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
    return ExitCode.OK;
  }
}
