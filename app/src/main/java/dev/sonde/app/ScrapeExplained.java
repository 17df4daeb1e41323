package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.JobSteps;
import dev.sonde.collectors.scrape.JobSteps.TargetFate;
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
  record Steps(String title, List<ProcessorPlan> plans) {}

  /// Those of the job that `--job` names: the series is a line as the page has it. Else those of
  /// the job in the label: it has its target's labels then. None where no job is named.
  Optional<Steps> steps(SeriesText series) throws UsageException {
    if (options.job().isPresent()) {
      return Optional.of(line(jobs.known(options.job().get()).getFirst()));
    }
    @Nullable String named = series.labels().value(JOB);
    List<Job> found = named == null ? List.of() : jobs.named(named);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Job job = of(found, series.labels());
    return Optional.of(new Steps("job " + job.name(), metric(job)));
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

  private static Steps line(Job job) {
    Optional<TargetFate> first =
        job.targets().stream()
            .flatMap(each -> each.targets().stream())
            .map(each -> JobSteps.target(job, Optional.empty(), each))
            .filter(each -> each.labels().isPresent())
            .findFirst();
    Labels target = first.flatMap(TargetFate::labels).orElse(usual(job));
    var plans = new ArrayList<ProcessorPlan>();
    plans.add(new ProcessorPlan("target labels", target, () -> JobSteps.targetLabels(job, target)));
    plans.addAll(metric(job));
    return new Steps(
        "job "
            + job.name()
            + first
                .map(each -> ", a line of " + each.before().get(ADDRESS))
                .orElse(", a line of a target that is found later"),
        plans);
  }

  private static Labels usual(Job job) {
    return job.format().identified() ? Labels.of(JOB, job.name()) : Labels.NONE;
  }

  private static List<ProcessorPlan> metric(Job job) {
    return job.metricRelabel().isEmpty()
        ? List.of()
        : List.of(
            new ProcessorPlan(
                "metric_relabel", job.metricRelabel(), () -> JobSteps.metricRelabel(job)));
  }

  /// What each rule of a job does to the target that `--target` gives.
  void target(PrintStream out) throws UsageException {
    Job job = job();
    TargetFate fate = JobSteps.target(job, jobs.shard(), discovered(job));
    out.println("job " + job.name() + ": " + Labels.of(fate.before()));
    fate.rules().forEach(rule -> out.println("  " + rule));
    out.println("  " + fate.outcome());
    fate.labels().ifPresent(labels -> out.println("  its series get " + labels));
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

  /// Labels as written; an address has those that the configuration gives it.
  private Map<String, String> discovered(Job job) throws UsageException {
    String text = options.target().orElseThrow().strip();
    if (text.startsWith("{")) {
      return SeriesText.parse("target" + text).labels().map();
    }
    return job.targets().stream()
        .flatMap(each -> each.targets().stream())
        .filter(each -> text.equals(each.get(ADDRESS)))
        .findFirst()
        .orElse(Map.of(ADDRESS, text));
  }
}
