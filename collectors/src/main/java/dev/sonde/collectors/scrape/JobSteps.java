package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a job does to its targets and to their series, for those who ask: each step made from the
/// same parts that scrape.
public final class JobSteps {
  private JobSteps() {}

  /// Gives a line of a page the labels of its target.
  public static Processor targetLabels(Job job, Labels target) {
    return new JoinStep(target, Manner.honorsLabels(job));
  }

  /// The rules of `metric_relabel`, for a series that has its target's labels.
  public static Processor metricRelabel(Job job) {
    return new MetricStep(job);
  }

  /// What becomes of a target.
  ///
  /// @param before its labels as the rules of `relabel` find them, secrets in parameters hidden
  /// @param rules what each rule does
  /// @param outcome in words that read on after the target
  /// @param labels what its series get; empty when it is not scraped
  public record TargetFate(
      Map<String, String> before, List<String> rules, String outcome, Optional<Labels> labels) {
    public TargetFate {
      before = Map.copyOf(before);
      rules = List.copyOf(rules);
    }
  }

  /// Follows a target through the rules of its job.
  ///
  /// @param discovered its labels as a discovery gives them, `__address__` among them
  public static TargetFate target(Job job, Optional<Shard> shard, Map<String, String> discovered) {
    var labels = new TargetLabels(job, shard);
    var rules = new ArrayList<String>();
    Found found = labels.resolve(discovered, rules::add);
    Map<String, String> before = TargetsDetail.shown(labels.completed(discovered));
    return switch (found) {
      case Found.Taken(_, var key) ->
          new TargetFate(
              before,
              rules,
              "is scraped at " + TargetsDetail.shown(key),
              Optional.of(key.labels()));
      case Found.Elsewhere _ ->
          new TargetFate(
              before, rules, "is scraped by another Sonde, as shard says", Optional.empty());
      case Found.Beyond _ ->
          new TargetFate(before, rules, "is beyond target_limit", Optional.empty());
      case Found.Dropped _ ->
          new TargetFate(before, rules, "is left out by the last of these rules", Optional.empty());
      case Found.Unusable(_, var why) ->
          new TargetFate(before, rules, "can't be scraped: " + why, Optional.empty());
    };
  }
}
