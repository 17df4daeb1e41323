package dev.sonde.wire.pushed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Push;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.Damage;
import dev.sonde.wire.RecallingPush;
import dev.sonde.wire.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A push that recalls whatever it may gets the same from a body as one that recalls nothing.
class PushedRecallTest {
  private static final int ROUNDS = 6_000;
  private static final int DIFFERENT = 300;
  private static final long NOW = 1_790_000_000_000L;

  /// What stands for a number and a time in the elements.
  private static final String VALUE = "<value>";

  private static final String TIME = "<time>";

  private static final List<List<String>> FORMS =
      List.of(
          List.of("\"name\":\"a\"", "\"name\":\"b.c\"", "\"name\":\"\\u0061\"", "\"name\":7"),
          List.of("\"value\":<value>", "\"value\" : <value>", "\"value\":true", "\"value\":null"),
          List.of("\"labels\":{\"x\":\"1\"}", "\"labels\":{\"x\":2,\"__y\":3}", "\"labels\":{}"),
          List.of("\"type\":\"counter\"", "\"type\":\"gauge\"", "\"type\":4", "\"note\":\"text\""),
          List.of("\"timestamp\":<time>", "\"time\":<time>", "\"timestamp\":null"),
          List.of("\"metric_type\":\"m\"", "\"metric_type\":\"n\""),
          List.of("\"origin\":\"o\"", "\"origin\":\"p\"", "\"origin\":{}"),
          List.of("\"metadata\":{}", "\"metadata\":{\"k\":\"t\"}", "\"metadata\":{\"k\":1}"),
          List.of("\"measurement\":\"system_metrics\"", "\"measurement\":\"u\""),
          List.of("\"tags\":{\"metric_type\":\"v\"}", "\"tags\":{\"w\":\"x\"}"),
          List.of(
              "\"fields\":{\"value\":<value>}",
              "\"fields\":{\"other\":<value>}",
              "\"fields\":{\"value\":<value>,\"k\":\"t\"}",
              "\"fields\":{\"a\":{\"b\":<value>}}"));

  /// Members of each form: those it needs, then those it may have.
  private static final int[][] NEEDED = {{0, 1}, {5, 1, 6}, {8, 10}};

  private static final int[][] MORE = {{2, 3, 4}, {4, 7, 4}, {9, 4, 4}};

  private static final List<String> VALUES = List.of("0", "-0.0", "1", "2.5", "1e999", "NaN");
  private static final List<String> TIMES =
      List.of(
          "1789999999999",
          "1789999999.5",
          "1789999999000000",
          "1789999999000000001",
          "\"2026-01-01T00:00:00Z\"",
          "\"2026-01-01 00:00:00\"",
          "\"never\"",
          "1790009999999",
          "-1");

  private final RecallingPush.Memory memory = new RecallingPush.Memory();
  private final PushedJson reader = new PushedJson(7, PushedRules.USUAL);
  private final PushedJson other = new PushedJson(7, PushedRules.USUAL);
  private final Random random = new Random(32);

  @Test
  void bodies_areTheSameWithAndWithoutMemory() {
    var damage = new Damage(random, List.of("{", "}", ",", "\"", "null", "\"value\":1,", "\n"));
    int samples = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] sound = body().getBytes(StandardCharsets.UTF_8);
      byte[] body = round % 4 == 0 ? damage.spoil(sound) : sound;
      Predicate<String> wanted = round % 5 == 0 ? name -> name.hashCode() % 2 == 0 : _ -> true;
      var plain = new RecordedPush(NOW, wanted);
      var recalling = new RecordedPush(NOW, wanted);
      String said = read(reader, body, plain);
      assertThat(read(other, body, new RecallingPush(memory, recalling)))
          .as("round %d", round)
          .isEqualTo(said);
      assertThat(recalling.lines()).as("round %d", round).isEqualTo(plain.lines());
      assertThat(recalling.refused()).as("round %d", round).isEqualTo(plain.refused());
      samples += plain.size();
      refused += plain.refused().size();
    }
    assertThat(samples).isGreaterThan(ROUNDS / 2);
    assertThat(refused).isGreaterThan(ROUNDS / 10);
    assertThat(memory.recalled()).isGreaterThan(samples / 10);
  }

  private static String read(PushedJson by, byte[] body, Push push) {
    try {
      return by.read(body, body.length, push).toString();
    } catch (JsonException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String body() {
    var elements = Stream.generate(this::element).limit(random.nextInt(1, 6));
    return switch (random.nextInt(4)) {
      case 0 -> element();
      case 1 -> elements.collect(Collectors.joining(",", "[", "]"));
      case 2 -> elements.collect(Collectors.joining("\n"));
      default -> elements.collect(Collectors.joining(",", batch(), "]}"));
    };
  }

  private String batch() {
    String written = random.nextBoolean() ? "\"timestamp\":" + one(TIMES) + "," : "";
    return "{" + written + "\"metrics\":[";
  }

  /// One of a few, with any number and time.
  private String element() {
    String shape = shape(new Random(random.nextInt(DIFFERENT)));
    return shape.replace(VALUE, one(VALUES)).replace(TIME, one(TIMES));
  }

  private static String shape(Random by) {
    int form = by.nextInt(NEEDED.length);
    var members = new ArrayList<String>();
    for (int each : NEEDED[form]) {
      List<String> choice = FORMS.get(each);
      members.add(by.nextInt(3) > 0 ? choice.getFirst() : choice.get(by.nextInt(choice.size())));
    }
    for (int each : MORE[form]) {
      if (by.nextBoolean()) {
        members.add(FORMS.get(each).get(by.nextInt(FORMS.get(each).size())));
      }
    }
    Collections.shuffle(members, by);
    return "{" + String.join(",", members) + "}";
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
