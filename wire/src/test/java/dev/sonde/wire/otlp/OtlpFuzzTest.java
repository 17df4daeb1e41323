package dev.sonde.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.sonde.api.Notes;
import dev.sonde.testkit.KeptNotes;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.Damage;
import dev.sonde.wire.json.JsonRules;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random requests mean the same in both forms; spoilt ones are read or refused, and nothing else
/// happens. The push insists on sound series by itself.
class OtlpFuzzTest {
  private static final int ROUNDS = 2_000;
  private static final int MOST_SERIES = 50;
  private static final long NOW = 1_790_000_000_000L;
  private static final OtlpLimits LIMITS = new OtlpLimits(200, 1_000, 30, 2_000, JsonRules.DEFAULT);

  private final OtlpReader reader = new OtlpReader(LIMITS);
  private int read;
  private int refused;
  private int rejected;

  @Test
  void requestInJson_meansWhatItMeansInProtobuf() {
    int samples = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Message request = new RandomRequests(seed).next();
      var push = new RecordedPush(NOW);
      var other = new RecordedPush(NOW);
      String one = outcome(request.toByteArray(), OtlpForm.PROTOBUF, push);
      String two = outcome(new JsonForms(new Random(seed)).write(request), OtlpForm.JSON, other);
      assertThat(two).as("seed %d", seed).isEqualTo(one);
      assertThat(other.lines()).as("seed %d", seed).isEqualTo(push.lines());
      assertThat(other.families()).as("seed %d", seed).isEqualTo(push.families());
      samples += push.size();
    }
    assertThat(samples).isGreaterThan(ROUNDS);
  }

  @ParameterizedTest
  @EnumSource
  void spoiltRequests_areReadOrRefused(OtlpForm form) {
    var random = new Random(11);
    var damage = new Damage(random, tokens());
    for (int round = 0; round < ROUNDS; round++) {
      Message request = new RandomRequests(round % 300).next();
      byte[] sound =
          form == OtlpForm.JSON ? new JsonForms(random).write(request) : request.toByteArray();
      check(damage.spoil(sound), form, round);
    }
    assertThat(read).isGreaterThan(ROUNDS / 20);
    assertThat(refused).isGreaterThan(ROUNDS / 20);
    assertThat(rejected).isGreaterThan(ROUNDS / 50);
  }

  @ParameterizedTest
  @EnumSource
  void randomBytes_areReadOrRefused(OtlpForm form) {
    var random = new Random(12);
    for (int round = 0; round < ROUNDS; round++) {
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      check(bytes, form, round);
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  private void check(byte[] request, OtlpForm form, int round) {
    var push = new RecordedPush(NOW);
    NotedTotals totals = totals();
    try {
      OtlpReport report = reader.read(request, request.length, form, push, totals);
      int points = report.points() + report.rejected();
      assertThat(points).as("round %d", round).isLessThanOrEqualTo(LIMITS.mostPoints() + 100);
      assertThat(report.keptOut()).isZero();
      assertThat(report.problem().isEmpty()).isEqualTo(report.rejected() == 0);
      totals.note(push::note);
      assertThat(push.notes().size()).isLessThanOrEqualTo(MOST_SERIES);
      rejected += report.rejected() > 0 ? 1 : 0;
      read++;
    } catch (BodyException expected) {
      assertThat(expected.reason()).isNotEmpty();
      refused++;
    }
  }

  private String outcome(byte[] request, OtlpForm form, RecordedPush push) {
    try {
      return reader.read(request, request.length, form, push, totals()).toString();
    } catch (BodyException unreadable) {
      return "refused";
    }
  }

  private static NotedTotals totals() {
    return new NotedTotals("test", new KeptNotes((long) MOST_SERIES * Notes.cost(0)));
  }

  private static List<String> tokens() {
    return List.of(
        "\n", "\u0012", "\u0000", "[", "]", "{", "}", "\"", "1e999999999", "null", "\"NaN\"", ":");
  }
}
