package dev.sonde.receivers.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Allowance;
import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Caller;
import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Role;
import dev.sonde.engine.Engine;
import dev.sonde.testkit.ManualTime;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.pushed.PushedJson;
import dev.sonde.wire.pushed.PushedRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Limits, allowed names and forced labels of a key are in force for what is recalled.
class LimitedRecallTest {
  private static final int ROUNDS = 500;
  private static final long SEED = 5;

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final PushedJson known = new PushedJson(SEED, PushedRules.USUAL);
  private final List<String> recalled = new ArrayList<>();
  private final List<String> plain = new ArrayList<>();

  @Test
  void knownReader_getsWhatOneOfEachBodyGets() throws Exception {
    var random = new Random(6);
    var one = new Engine(time, (batch, _) -> taken(batch, recalled));
    var other = new Engine(time, (batch, _) -> taken(batch, plain));
    Caller mine = caller();
    Caller yours = caller();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = body(random).getBytes(StandardCharsets.UTF_8);
      String account = push(one, mine, known, body);
      var fresh = new PushedJson(SEED + 1 + round, PushedRules.USUAL);
      assertThat(push(other, yours, fresh, body)).as("round %d", round).isEqualTo(account);
      assertThat(recalled).as("round %d", round).isEqualTo(plain);
      refused += account.contains("refused=0, newest") ? 0 : 1;
      time.pass(Duration.ofSeconds(random.nextInt(120)));
    }
    assertThat(recalled).hasSizeGreaterThan(ROUNDS);
    assertThat(recalled).allMatch(each -> each.contains("shop=\"x\""));
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS);
    one.close(Duration.ofSeconds(10));
    other.close(Duration.ofSeconds(10));
  }

  private static String push(Engine hub, Caller by, PushedJson reader, byte[] body)
      throws JsonException {
    try (Push push = hub.reception("json").begin(by)) {
      String report = reader.readLines(body, body.length, push).toString();
      push.commit(Origin.UNNAMED);
      return report + push.account();
    }
  }

  /// Metrics of a few names and labels, in the order of last time or another one.
  private String body(Random random) {
    var lines = new StringBuilder();
    int first = random.nextInt(12);
    for (int i = 0; i < 6; i++) {
      int number = random.nextInt(5) == 0 ? random.nextInt(12) : (first + i) % 12;
      lines.append("{\"name\":\"").append(number % 4 == 3 ? "other" : "mine_").append(number);
      lines.append("\",\"value\":").append(random.nextInt(9)).append(",\"timestamp\":");
      lines.append(time.wallMillis()).append(",\"labels\":{\"shop\":\"").append(i % 2);
      lines.append("\"}}\n");
    }
    return lines.toString();
  }

  private static Appended taken(Batch batch, List<String> rows) {
    for (int row = 0; row < batch.size(); row++) {
      rows.add(batch.series(row) + " " + batch.value(row) + " @" + batch.time(row));
    }
    return Appended.ACCEPTED;
  }

  private Caller caller() {
    var limits =
        new Allowance.Limits(
            OptionalDouble.empty(), OptionalInt.of(5), List.of(new Glob("mine_*")));
    var allowance = new Allowance(limits, time, 7);
    return new Caller(
        Optional.of("key"), Set.of(Role.INGEST), Labels.of("shop", "x"), allowance, () -> true);
  }
}
