package dev.sonde.receivers.agents;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Who pushes here, among Sonde's own metrics; nothing while nobody does.
///
/// ```
/// sonde_agents{state="up"} 41
/// sonde_agents{state="silent"} 1
/// sonde_agent_up{agent="web-1",sender="0f8c…"} 1
/// ```
public final class AgentMetrics implements Consumer<Recorder> {
  /// Of more than these only the number is told: each takes six series.
  static final int MOST = 4096;

  private static final double NANOS = Duration.ofSeconds(1).toNanos();
  private static final double MILLIS = 1e3;

  private static final Family AGENTS =
      Family.gauge(
          "sonde_agents",
          "",
          "Who pushes here, by state: up, or silent for receivers.silent_after.");
  private static final Family UP =
      Family.gauge(
          "sonde_agent_up", "", "1 while it pushes, 0 once it is silent. For the first 4,096.");
  private static final Family SEEN =
      Family.gauge("sonde_agent_last_seen_seconds", "seconds", "How long ago it pushed last.");
  private static final Family LAG =
      Family.gauge(
          "sonde_agent_lag_seconds",
          "seconds",
          "How old its newest sample is; clocks that differ show here, too.");
  private static final Family BACKLOG =
      Family.gauge(
          "sonde_agent_backlog_samples", "", "Samples that wait there, as a Sonde said last.");
  private static final Family LOST =
      Family.counter(
          "sonde_agent_lost_samples_total",
          "",
          "Samples that a Sonde dropped before it could bring them, by what it said.");
  private static final Family PROBLEMS =
      Family.counter(
          "sonde_agent_problems_total",
          "",
          "What is wrong with it, by problem: forked (another machine has its identity), restored"
              + " (this hub had less than it had taken).");

  private final Agents agents;
  private final Time time;

  public AgentMetrics(Agents agents, Time time) {
    this.agents = agents;
    this.time = time;
  }

  /// All of them, for the reference.
  public static List<Family> families() {
    return List.of(AGENTS, UP, SEEN, LAG, BACKLOG, LOST, PROBLEMS);
  }

  @Override
  public void accept(Recorder out) {
    int size = agents.size();
    if (size > 0) {
      int silent = agents.silent();
      out.record(AGENTS, Labels.of("state", "up"), Math.max(0, size - silent));
      out.record(AGENTS, Labels.of("state", "silent"), silent);
      agents.first(MOST).forEach(each -> record(each, out));
    }
  }

  private void record(AgentStatus of, Recorder out) {
    Labels labels = labels(of.who());
    out.record(UP, labels, of.up() ? 1 : 0);
    out.record(SEEN, labels, agents.ageNanos(of.who()) / NANOS);
    of.lagMillis(time.wallMillis()).ifPresent(each -> out.record(LAG, labels, each / MILLIS));
    if (of.isSonde()) {
      of.backlog().ifPresent(each -> out.record(BACKLOG, labels, each));
      out.record(LOST, labels, of.troubles().lost());
      out.record(PROBLEMS, labels.with("problem", "forked"), of.troubles().forks());
      out.record(PROBLEMS, labels.with("problem", "restored"), of.troubles().restores());
    }
  }

  /// A label without a value is none.
  private static Labels labels(Who who) {
    var all = new TreeMap<>(Map.of("sender", who.sender()));
    if (!who.agent().isEmpty()) {
      all.put("agent", who.agent());
    }
    if (!who.client().isEmpty()) {
      all.put("client_id", who.client());
    }
    return Labels.of(all);
  }
}
