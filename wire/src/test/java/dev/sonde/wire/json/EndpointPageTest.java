package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EndpointPageTest {
  private static final JsonForm SHOP = new JsonForm.Endpoint("shop");

  private final JsonPageReader reader = new JsonPageReader(42, JsonRules.DEFAULT);
  private final JsonMemory memory = new JsonMemory();
  private final CheckingSink sink = new CheckingSink();

  @Test
  void numbersAtTheTop_areGauges() throws JsonException {
    JsonReport report =
        read(
            "{\"queue\":12,\"version\":\"1.4\",\"up\":true,\"none\":null,\"rate\":-0.5e1,"
                + "\"db\":{\"open\":3},\"list\":[1,2]}");
    assertThat(sink.page())
        .containsExactly("app_queue{endpoint=\"shop\"} 12.0", "app_rate{endpoint=\"shop\"} -5.0");
    assertThat(sink.families()).first().isEqualTo(Family.gauge("app_queue", "", ""));
    assertThat(report).isEqualTo(new JsonReport(2, 0, Map.of(), ""));
  }

  @Test
  void key_staysAsItIs() throws JsonException {
    read("{\"http.requests-total\":1,\"größe\":2,\"a b\\n\":3,\"\":4,\"\\ud800\":5,\"\\u0041\":6}");
    assertThat(sink.page().stream().map(line -> line.replace("{endpoint=\"shop\"}", "")))
        .containsExactly(
            "app_http.requests-total 1.0",
            "app_größe 2.0",
            "app_a b\n 3.0",
            "app_ 4.0",
            "app_\ufffd 5.0",
            "app_A 6.0");
  }

  @Test
  void sameShape_isReadAgain() throws JsonException {
    read("{\"a\":1,\"b\":2,\"c\":3}");
    sink.page();
    assertThat(sink.calls()).containsOnly("define");
    read("{\"a\":4,\"x\":\"text\",\"b\":5,\"c\":6}");
    assertThat(sink.page()).hasSize(3).last().asString().endsWith(" 6.0");
    assertThat(sink.calls()).containsOnly("again");
    read("{\"b\":7,\"a\":8,\"d\":9}");
    assertThat(sink.page()).hasSize(3);
    assertThat(sink.calls()).containsExactly("moved", "moved", "define");
    memory.forget();
    read("{\"b\":7,\"a\":8,\"d\":9}");
    sink.page();
    assertThat(sink.calls()).containsOnly("define");
  }

  @Test
  void repeatedKey_countsWithItsLastNumber() throws JsonException {
    for (int i = 0; i < 2; i++) {
      JsonReport report = read("{\"a\":1,\"b\":2,\"a\":3}");
      assertThat(report.duplicates()).isEqualTo(1);
      assertThat(sink.page())
          .containsExactly("app_a{endpoint=\"shop\"} 3.0", "app_b{endpoint=\"shop\"} 2.0");
    }
  }

  @Test
  void numberBeyondAll_isCounted() throws JsonException {
    JsonReport report = read("{\"a\":1e999999,\"b\":2,\"c\":-1e400}");
    assertThat(sink.page()).containsExactly("app_b{endpoint=\"shop\"} 2.0");
    assertThat(report.skipped()).containsExactly(Map.entry(JsonSkip.OUT_OF_RANGE, 2));
    assertThat(report.example()).isEqualTo("a: out of range");
  }

  @Test
  void whatIsNoObject_failsInWords() throws JsonException {
    check("[1]", "line 1, column 1: an object of names and numbers is wanted, not [");
    check(" \"a\"", "line 1, column 2: an object of names and numbers is wanted, not text");
    check("12", "line 1, column 1: an object of names and numbers is wanted, not a number");
    check("null", "line 1, column 1: an object of names and numbers is wanted, not null");
    check("# HELP x", "line 1, column 1: a value is wanted, not #");
    check("{\"a\":1", "line 1, column 7: a comma or } is wanted, not the end");
    check("{\"a\":1} x", "line 1, column 9: the document is over, but x follows");
  }

  @Test
  void failedPage_leavesMemoryAsItWas() throws JsonException {
    read("{\"a\":1,\"b\":2}");
    sink.page();
    check("{\"b\":1,\"c\":2,", "is wanted");
    assertThat(sink.page()).isEmpty();
  }

  @Test
  void sinkThatThrows_leavesMemoryAsItWas() throws JsonException {
    read("{\"a\":1,\"b\":2}");
    sink.page();
    sink.calls();
    byte[] other = "{\"c\":1}".getBytes(StandardCharsets.UTF_8);
    var full =
        new CheckingSink() {
          @Override
          public void define(int place, Family family, Labels labels, double value, long time) {
            throw new IllegalStateException("full");
          }
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> reader.read(other, other.length, SHOP, memory, full));
    assertThat(memory.series()).isEqualTo(2);
    read("{\"a\":3,\"b\":4}");
    assertThat(sink.page()).hasSize(2);
    assertThat(sink.calls()).containsOnly("again");
  }

  @Test
  void reader_isLentToTargetsInTurn() throws JsonException {
    var otherMemory = new JsonMemory();
    var otherSink = new CheckingSink();
    byte[] other = "{\"x\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3; i++) {
      read("{\"a\":1,\"b\":2,\"c\":3}");
      reader.read(other, other.length, new JsonForm.Endpoint("b"), otherMemory, otherSink);
      assertThat(sink.page()).hasSize(3).first().isEqualTo("app_a{endpoint=\"shop\"} 1.0");
      assertThat(otherSink.page())
          .containsExactly("app_x{endpoint=\"b\"} 1.0", "app_a{endpoint=\"b\"} 2.0");
      assertThat(otherSink.calls()).containsOnly(i == 0 ? "define" : "again");
    }
  }

  @Test
  void anyPages_areReadAsTheyAre() throws JsonException {
    var random = new Random(6);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      keys.add("key" + i);
    }
    int again = 0;
    for (int i = 0; i < 3_000; i++) {
      if (random.nextInt(3) == 0) {
        keys.add(random.nextInt(keys.size()), keys.remove(random.nextInt(keys.size())));
      }
      var expected = new LinkedHashMap<String, Integer>();
      var text = new StringBuilder("{");
      for (String key : keys.subList(0, 20 + random.nextInt(3))) {
        int value = random.nextInt(1_000);
        text.append(text.length() > 1 ? "," : "").append('"').append(key).append("\":");
        text.append(value);
        expected.put(key, value);
        if (random.nextInt(100) == 0) {
          text.append(",\"key1\":5");
          expected.put("key1", 5);
        }
      }
      read(text.append('}').toString());
      assertThat(sink.page())
          .containsExactlyElementsOf(
              expected.entrySet().stream()
                  .map(e -> "app_" + e.getKey() + "{endpoint=\"shop\"} " + e.getValue() + ".0")
                  .toList());
      again += sink.calls().contains("again") ? 1 : 0;
    }
    assertThat(again).isGreaterThan(1_000);
  }

  private JsonReport read(String text) throws JsonException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, bytes.length, SHOP, memory, sink);
  }

  private void check(String text, String message) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining(message);
  }
}
