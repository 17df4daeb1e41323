package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sonde.testkit.MapSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonMappingTest {
  @Test
  void keys_haveDefaults() {
    var settings = new MapSettings(Map.of("metrics", List.of(Map.of("name", "n"))));
    JsonMapping mapping = JsonMapping.read(settings);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.asked())
        .containsExactlyInAnyOrder(
            "metrics",
            "max_nodes",
            "max_series",
            "broken_text",
            "metrics.path",
            "metrics.name",
            "metrics.value",
            "metrics.labels",
            "metrics.kind",
            "metrics.unit",
            "metrics.help",
            "metrics.time",
            "metrics.time_unit",
            "metrics.scale",
            "metrics.booleans",
            "metrics.texts",
            "metrics.values");
    assertThat(mapping.metrics())
        .singleElement()
        .satisfies(metric -> {
          assertThat(metric.path()).hasToString("$");
          assertThat(metric.value()).hasToString("$");
          assertThat(metric.booleans()).isTrue();
          assertThat(metric.texts()).isFalse();
        });
    assertThat(mapping)
        .isEqualTo(
            JsonMapping.read(new MapSettings(Map.of("metrics", List.of(Map.of("name", "n"))))));
  }

  @Test
  void mistakes_areNoted() {
    check("path", "$.a[", "metrics.path: is not a JSON path (RFC 9535): column 5");
    check("path", "a", "metrics.path: is not a JSON path (RFC 9535): column 1: $ at the beginning");
    check("path", "$[?match(@.a, '\\\\d')]", "metrics.path: the pattern \\d never matches");
    check("value", "$..", "metrics.value: is not a JSON path (RFC 9535): column 4");
    check("time", "=5", "metrics.time: is neither $.path nor @root $.path");
    check("time", "now", "metrics.time: is none of $.path");
    check("labels", Map.of("env", "prod"), "metrics.labels: env: \"prod\" is none of $.path");
    check("labels", Map.of("a", "$["), "metrics.labels: a: \"$[\" is not a JSON path");
    check("labels", Map.of("a", "@key 10"), "metrics.labels: a: \"@key 10\" is none of $.path");
    check("labels", Map.of("a", "$[?search(@, '\\\\s')]"), "metrics.labels: the pattern \\s never");
    check("labels", Map.of("__name__", "=x"), "metrics.labels: __name__: \"=x\" can't stand here");
    check("values", Map.of("UP", "yes"), "metrics.values: UP: \"yes\" is not a number");
  }

  @Test
  void source_isReadFromItsText() {
    assertThat(JsonSource.parse("=")).isEqualTo(new JsonSource.Fixed(""));
    assertThat(JsonSource.parse("=$.a")).isEqualTo(new JsonSource.Fixed("$.a"));
    assertThat(JsonSource.parse("$.a")).isEqualTo(new JsonSource.Below(JsonPath.compile("$.a")));
    assertThat(JsonSource.parse("@root  $.a"))
        .isEqualTo(new JsonSource.Anywhere(JsonPath.compile("$.a")));
    assertThat(JsonSource.parse("@key")).isEqualTo(new JsonSource.Key(0));
    assertThat(JsonSource.parse("@key 3")).isEqualTo(new JsonSource.Key(3));
    assertThatIllegalArgumentException().isThrownBy(() -> JsonSource.parse("@root"));
  }

  private static void check(String key, Object value, String problem) {
    var settings = new MapSettings(Map.of("metrics", List.of(Map.of("name", "n", key, value))));
    JsonMapping.read(settings);
    assertThat(settings.problems()).singleElement().asString().startsWith(problem);
  }
}
