package dev.sonde.receivers.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.sonde.api.Appended;
import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.PushAccount;
import dev.sonde.receivers.Counter;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.RecordingRecorder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentsTest {
  private static final Told PROMETHEUS = new Told("Prometheus", "3.1.0", "");

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Agents agents = new Agents(time, () -> Duration.ofMinutes(15));

  @Test
  void visits_addUp() {
    visit(Counter.named("web-1"), account(5, 1, 2, 3, 7_000));
    visit(Counter.named("web-1"), account(1, 0, 0, 0, 6_000));
    AgentStatus agent = only();
    assertThat(agent.who()).isEqualTo(new Who("web-1", "", "json"));
    assertThat(agent.told()).isEqualTo(PROMETHEUS);
    assertThat(agent.counts()).isEqualTo(new Counts(6, 1, 2, 3));
    assertThat(agent.newestMillis()).hasValue(7_000);
    assertThat(agent.lagMillis(9_500)).hasValue(2_500);
    assertThat(agent.backlog()).isEmpty();
    assertThat(agent.isSonde()).isFalse();
  }

  @Test
  void whoSaysToBeAnother_isAnother_onlyUnderItsOwnKey() {
    var sonde = Origin.sender(new UUID(1, 2), 3, 4, 5);
    visit("sonde", Counter.named("a"), Labels.NONE, sonde);
    visit("websocket", Counter.named("a"), Labels.NONE, sonde);
    visit("sonde", Counter.named("b"), Labels.NONE, sonde);
    visit("json", Counter.named("a"), Labels.of("client_id", "x", "agent", "b"), Origin.UNNAMED);
    assertThat(agents.all())
        .extracting(each -> each.who().toString(), AgentStatus::way)
        .containsExactly(
            tuple("a (00000000-0000-0001-0000-000000000002)", "websocket"),
            tuple("a/x (json)", "json"),
            tuple("b (00000000-0000-0001-0000-000000000002)", "sonde"));
  }

  @Test
  void whoBringsNothing_isSilent_untilItComesBack() {
    visit(Counter.named("a"), PushAccount.NOTHING);
    time.pass(Duration.ofMinutes(15));
    agents.look();
    assertThat(only().up()).isTrue();
    time.pass(Duration.ofSeconds(1));
    agents.look();
    assertThat(only().up()).isFalse();
    assertThat(agents.silent()).isEqualTo(1);
    visit(Counter.named("a"), PushAccount.NOTHING);
    assertThat(only().up()).isTrue();
    assertThat(agents.silent()).isZero();
  }

  @Test
  void clockThatJumps_makesNobodySilent() {
    visit(Counter.named("a"), PushAccount.NOTHING);
    time.step(Duration.ofDays(400));
    agents.look();
    assertThat(only().up()).isTrue();
  }

  @Test
  void whoIsSilentFor30Days_isForgotten() {
    visit(Counter.named("a"), PushAccount.NOTHING);
    time.pass(Duration.ofDays(30));
    agents.look();
    assertThat(agents.all()).hasSize(1);
    time.pass(Duration.ofSeconds(1));
    agents.look();
    assertThat(agents.all()).isEmpty();
  }

  @Test
  void afterARestart_silenceCountsFromTheStart_andAgeFromTheLastVisit() {
    visit(Counter.named("a"), PushAccount.NOTHING);
    List<AgentStatus> known = AgentLines.read(AgentLines.write(agents.all()));
    time.pass(Duration.ofHours(3));
    var again = new Agents(time, () -> Duration.ofMinutes(15));
    again.restore(known);
    again.look();
    assertThat(again.silent()).isZero();
    assertThat(again.ageNanos(only().who())).isEqualTo(Duration.ofHours(3).toNanos());
    time.pass(Duration.ofMinutes(16));
    again.look();
    assertThat(again.silent()).isEqualTo(1);
  }

  @Test
  void ofTooMany_thoseThatAreSilentLongestGo() {
    for (int i = 0; i <= Agents.MOST; i++) {
      time.pass(Duration.ofNanos(1));
      visit("json", Counter.ANYBODY, Labels.of("client_id", "c" + i), Origin.UNNAMED);
    }
    assertThat(agents.size()).isEqualTo(Agents.MOST - Agents.MOST / 8);
    assertThat(agents.all())
        .extracting(each -> each.who().client())
        .contains("c" + Agents.MOST)
        .doesNotContain("c0");
  }

  private static PushAccount account(
      long accepted, long repeated, long filtered, long refused, long newest) {
    return new PushAccount(
        accepted,
        repeated,
        filtered,
        refused,
        Collections.emptySortedMap(),
        OptionalLong.of(newest));
  }

  @Test
  void metrics_tellOfEach() {
    var metrics = new AgentMetrics(agents, time);
    var none = new RecordingRecorder().open(time.wallMillis());
    metrics.accept(none);
    assertThat(none.samples()).isEmpty();
    long newest = time.wallMillis() - 2_000;
    visit(Counter.named("a"), account(1, 0, 0, 0, newest));
    time.pass(Duration.ofSeconds(3));
    var out = new RecordingRecorder().open(time.wallMillis());
    metrics.accept(out);
    assertThat(out.samples())
        .containsOnly(
            entry("sonde_agents{state=\"up\"}", 1.0),
            entry("sonde_agents{state=\"silent\"}", 0.0),
            entry("sonde_agent_up{agent=\"a\",sender=\"json\"}", 1.0),
            entry("sonde_agent_last_seen_seconds{agent=\"a\",sender=\"json\"}", 3.0),
            entry("sonde_agent_lag_seconds{agent=\"a\",sender=\"json\"}", 5.0));
  }

  private AgentStatus only() {
    assertThat(agents.all()).hasSize(1);
    return agents.all().getFirst();
  }

  private void visit(Caller caller, PushAccount account) {
    visit("json", caller, Labels.NONE, Origin.UNNAMED, account);
  }

  private void visit(String receiver, Caller caller, Labels labels, Origin origin) {
    visit(receiver, caller, labels, origin, PushAccount.NOTHING);
  }

  private void visit(
      String receiver, Caller caller, Labels labels, Origin origin, PushAccount account) {
    agents.visited(
        receiver,
        new Visit(
            caller, labels, PROMETHEUS, origin, Optional.empty(), Appended.ACCEPTED, account));
  }
}
