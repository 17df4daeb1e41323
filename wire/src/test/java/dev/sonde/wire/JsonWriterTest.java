package dev.sonde.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonWriterTest {
  private final ByteSink sink = new ByteSink();
  private final JsonWriter json = new JsonWriter(sink);

  @Test
  void nested_hasCommasWhereTheyBelong() {
    json.object().name("a").array().value(1).value(2.5).array().endArray().endArray();
    json.name("b").object().endObject().name("c").value(true).name("d").nothing().endObject();
    json.end();
    assertThat(sink).hasToString("{\"a\":[1,2.5,[]],\"b\":{},\"c\":true,\"d\":null}");
  }

  @Test
  void text_isEscaped() {
    json.value("a\"\\\n\r\t\u0001\u007f é€😀 \ud83d \ude00\ud83d");
    assertThat(sink).hasToString("\"a\\\"\\\\\\n\\r\\t\\u0001\u007f é€😀 \\ud83d \\ude00\\ud83d\"");
  }

  @Test
  void utf8_isEscapedAsTextIs() {
    byte[] utf8 = "xa\"\\\n\r\t\u0001\u007f é€😀x".getBytes(StandardCharsets.UTF_8);
    json.object().name(utf8, 1, utf8.length - 1).value(utf8, 1, 1);
    json.name(utf8, 0, 1).value(utf8, 1, utf8.length - 1).endObject();
    String escaped = "\"a\\\"\\\\\\n\\r\\t\\u0001\u007f é€😀\"";
    assertThat(sink).hasToString("{" + escaped + ":\"\",\"x\":" + escaped + "}");
  }

  @Test
  void again_beginsAnotherValue() {
    json.array().endArray().again();
    json.value(1).again();
    assertThat(sink).hasToString("[]1");
    assertThatIllegalStateException().isThrownBy(json::again);
  }

  @Test
  void numberThatJsonHasNot_isNull() {
    json.array().value(Double.NaN).value(Double.NEGATIVE_INFINITY).value(1e300).endArray().end();
    assertThat(sink).hasToString("[null,null,1e+300]");
  }

  @Test
  void misuse_throws() {
    assertThatIllegalStateException().isThrownBy(() -> fresh().end());
    assertThatIllegalStateException().isThrownBy(() -> fresh().name("a"));
    assertThatIllegalStateException().isThrownBy(() -> fresh().endObject());
    assertThatIllegalStateException().isThrownBy(() -> fresh().endArray());
    assertThatIllegalStateException().isThrownBy(() -> fresh().object().value(1));
    assertThatIllegalStateException().isThrownBy(() -> fresh().object().endArray());
    assertThatIllegalStateException().isThrownBy(() -> fresh().array().name("a"));
    assertThatIllegalStateException().isThrownBy(() -> fresh().array().endObject());
    assertThatIllegalStateException().isThrownBy(() -> fresh().object().name("a").name("b"));
    assertThatIllegalStateException().isThrownBy(() -> fresh().object().name("a").endObject());
    assertThatIllegalStateException().isThrownBy(() -> fresh().object().end());
    assertThatIllegalStateException().isThrownBy(() -> fresh().value(1).value(2));
    assertThatIllegalStateException().isThrownBy(() -> nest(65));
  }

  @Test
  void anyValue_readsBackTheSame() {
    var random = new Random(4);
    for (int i = 0; i < 5_000; i++) {
      sink.clear();
      var value = random(random, 0);
      var writer = new JsonWriter(sink);
      write(writer, value);
      writer.end();
      assertThat(new TinyJson(sink.toString()).read()).isEqualTo(value);
    }
  }

  private JsonWriter fresh() {
    return new JsonWriter(new ByteSink());
  }

  private void nest(int depth) {
    var writer = fresh();
    for (int i = 0; i < depth; i++) {
      writer.array();
    }
  }

  private static @Nullable Object random(Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 4 : 6)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt() / Math.pow(10, random.nextInt(10));
      case 3 -> Hostile.text(random);
      case 4 -> list(random, depth);
      default -> map(random, depth);
    };
  }

  private static List<@Nullable Object> list(Random random, int depth) {
    var list = new ArrayList<@Nullable Object>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(random(random, depth + 1));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Random random, int depth) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(Hostile.text(random), random(random, depth + 1));
    }
    return map;
  }

  private static void write(JsonWriter json, @Nullable Object value) {
    switch (value) {
      case null -> json.nothing();
      case Boolean truth -> json.value(truth);
      case Double number -> json.value(number);
      case String text -> json.value(text);
      case List<?> list -> {
        json.array();
        list.forEach(element -> write(json, element));
        json.endArray();
      }
      case Map<?, ?> map -> {
        json.object();
        map.forEach((name, member) -> write(json.name(name.toString()), member));
        json.endObject();
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }
}
