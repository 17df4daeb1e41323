package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.JobSteps;
import dev.sonde.collectors.scrape.JobSteps.TargetFate;
import dev.sonde.collectors.scrape.ScrapeFamilies;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.StaticTargets;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What scraping does before the pipeline: the part of `sonde explain` about jobs.
final class ScrapeExplained {
  private static final String ADDRESS = "__address__";
  private static final String JOB = "job";

  private final ScrapeJobs jobs;
  private final ScrapeOptions options;

  ScrapeExplained(ScrapeJobs jobs, ScrapeOptions options) {
    this.jobs = jobs;
    this.options = options;
  }

  /// The steps of one job for one series.
  ///
  /// @param title what the series is a line of
  /// @param exempt why rules of the job do not meet it
  record Steps(String title, List<ProcessorPlan> plans, Optional<String> exempt) {}

  /// Those of the job that `--job` names: the series is a line as the page has it. Else those of
  /// the job in the label: it has its target's labels then. None where no job is named.
  Optional<Steps> steps(SeriesText series) throws UsageException {
    if (options.job().isPresent()) {
      return Optional.of(line(jobs.known(options.job().get()).getFirst(), series.name()));
    }
    @Nullable String named = series.labels().value(JOB);
    List<Job> found = named == null ? List.of() : jobs.named(named);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Job job = of(found, series.labels());
    return Optional.of(
        new Steps("job " + job.name(), metric(job, series.name()), exempt(job, series.name())));
  }

  private static Job of(List<Job> jobs, Labels series) {
    @Nullable String instance = series.value("instance");
    return jobs.stream()
        .filter(each ->
            each.targets().stream()
                .map(StaticTargets::addresses)
                .anyMatch(addresses -> instance != null && addresses.contains(instance)))
        .findFirst()
        .orElse(jobs.getFirst());
  }

  private static Steps line(Job job, String name) {
    Optional<TargetFate> first =
        job.targets().stream()
            .flatMap(each -> each.targets().stream())
            .map(each -> JobSteps.target(job, Optional.empty(), each))
            .filter(each -> each.labels().isPresent())
            .findFirst();
    Labels target = first.flatMap(TargetFate::labels).orElse(usual(job));
    var plans = new ArrayList<ProcessorPlan>();
    plans.add(new ProcessorPlan("target labels", target, () -> JobSteps.targetLabels(job, target)));
    plans.addAll(metric(job, name));
    return new Steps(
        "job "
            + job.name()
            + first
                .map(each -> ", a line of " + each.before().get(ADDRESS))
                .orElse(", a line of a target that is found later"),
        plans,
        exempt(job, name));
  }

  private static Labels usual(Job job) {
    return job.format().identified() ? Labels.of(JOB, job.name()) : Labels.NONE;
  }

  private static boolean isExempt(String name) {
    return ScrapeFamilies.all().stream().anyMatch(each -> each.name().equals(name));
  }

  private static Optional<String> exempt(Job job, String name) {
    return job.metricRelabel().isEmpty() || !isExempt(name)
        ? Optional.empty()
        : Optional.of("metric_relabel: not asked; what Sonde says of each scrape never meets it");
  }

  private static List<ProcessorPlan> metric(Job job, String name) {
    return job.metricRelabel().isEmpty() || isExempt(name)
        ? List.of()
        : List.of(
            new ProcessorPlan(
                "metric_relabel", job.metricRelabel(), () -> JobSteps.metricRelabel(job)));
  }

  /// What each rule of a job does to the target that `--target` gives.
  void target(PrintStream out) throws UsageException {
    Job job = job();
    String text = options.target().orElseThrow().strip();
    Optional<Map<String, String>> known = known(job, text);
    TargetFate fate =
        JobSteps.target(job, jobs.shard(), known.orElseGet(() -> Map.of(ADDRESS, text)));
    out.println("job " + job.name() + ": " + Labels.of(fate.before()));
    if (known.isEmpty()) {
      guessed(text, out);
    }
    fate.rules().forEach(rule -> out.println("  " + rule));
    out.println("  " + fate.outcome());
    fate.labels().ifPresent(labels -> out.println("  its series get " + labels));
  }

  private static void guessed(String address, PrintStream out) {
    out.println("  " + address + " is not a written target of this job; below is what becomes of");
    out.println(
        "  the address alone. Labels of a discovery (__meta_…) are not known here: a running");
    out.println("  Sonde shows them, /api/v1/targets under discoveredLabels; write them as");
    out.println("  --target '{__address__=\"" + address + "\",__meta_…=\"…\"}'");
  }

  private Job job() throws UsageException {
    if (options.job().isPresent()) {
      return jobs.known(options.job().get()).getFirst();
    }
    if (jobs.all().size() != 1) {
      throw new UsageException("say which job's rules: --job NAME; " + jobs.names());
    }
    return jobs.all().getFirst();
  }

  /// Labels as written; an address has those that the configuration gives it. Empty for an address
  /// that it does not name.
  private static Optional<Map<String, String>> known(Job job, String text) throws UsageException {
    if (text.startsWith("{")) {
      return Optional.of(SeriesText.parse("target" + text).labels().map());
    }
    return job.targets().stream()
        .flatMap(each -> each.targets().stream())
        .filter(each -> text.equals(each.get(ADDRESS)))
        .findFirst();
  }
}
