package dev.sonde.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Notes;
import dev.sonde.api.Push;
import dev.sonde.testkit.KeptNotes;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.Damage;
import dev.sonde.wire.RecallingPush;
import dev.sonde.wire.json.JsonRules;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A push that recalls whatever it may gets the same from a request as one that recalls nothing.
class OtlpRecallTest {
  private static final int ROUNDS = 6_000;
  private static final int DIFFERENT = 400;
  private static final long NOW = 1_790_000_000_000L;
  private static final OtlpLimits LIMITS = new OtlpLimits(200, 1_000, 30, 2_000, JsonRules.DEFAULT);

  private final RecallingPush.Memory memory = new RecallingPush.Memory();
  private final OtlpReader reader = new OtlpReader(7, LIMITS);
  private final OtlpReader other = new OtlpReader(7, LIMITS);

  @Test
  void requests_areTheSameWithAndWithoutMemory() {
    var random = new Random(31);
    var damage = new Damage(random, List.of("\n", "\u0012", "\u0000", "le", "quantile"));
    int samples = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] sound = new RandomRequests(random.nextInt(DIFFERENT)).next().toByteArray();
      byte[] request = round % 3 == 0 ? damage.spoil(sound) : sound;
      Predicate<String> wanted = round % 5 == 0 ? name -> name.hashCode() % 2 == 0 : _ -> true;
      var plain = new RecordedPush(NOW, wanted);
      var recalling = new RecordedPush(NOW, wanted);
      assertThat(read(other, request, new RecallingPush(memory, recalling)))
          .as("round %d", round)
          .isEqualTo(read(reader, request, plain));
      assertThat(recalling.lines()).as("round %d", round).isEqualTo(plain.lines());
      assertThat(recalling.refused()).as("round %d", round).isEqualTo(plain.refused());
      assertThat(notes(recalling)).as("round %d", round).isEqualTo(notes(plain));
      samples += plain.size();
      refused += plain.refused().size();
    }
    assertThat(samples).isGreaterThan(ROUNDS);
    assertThat(refused).isGreaterThan(ROUNDS / 10);
    assertThat(memory.recalled()).isGreaterThan(samples / 2);
  }

  private static String read(OtlpReader by, byte[] request, Push push) {
    var totals = new NotedTotals("test", new KeptNotes(50L * Notes.cost(0)));
    try {
      OtlpReport report = by.read(request, request.length, OtlpForm.PROTOBUF, push, totals);
      totals.note(push::note);
      return report.toString();
    } catch (BodyException e) {
      return e.getMessage() + e.offset();
    }
  }

  private static List<String> notes(RecordedPush of) {
    return of.notes().stream()
        .map(each -> each.place() + HexFormat.of().formatHex(each.text().bytes()))
        .toList();
  }
}
