package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.api.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputPageTest {
  private final JsonPageReader reader = new JsonPageReader(42, JsonRules.DEFAULT);
  private final JsonMemory memory = new JsonMemory();
  private final CheckingSink sink = new CheckingSink();

  @Test
  void object_isReadByTheWaysToItsNumbers() throws JsonException {
    read(
        "{\"age\":3,\"disk\":{\"free-mb\":1.5,\"parts\":[7,8]},\"ok\":true,\"name\":\"x\",\"n\":null}");
    assertThat(sink.page())
        .containsExactly(
            "backup_age 3.0",
            "backup_disk_free_mb 1.5",
            "backup_disk_parts_0 7.0",
            "backup_disk_parts_1 8.0",
            "backup_ok 1.0");
  }

  @Test
  void list_isReadAsSamples() throws JsonException {
    read(
        "[{\"name\":\"jobs_total\",\"value\":7,\"labels\":{\"queue\":\"mail\",\"n\":2}},"
            + "{\"name\":\"up\",\"value\":false}]");
    assertThat(sink.page()).containsExactly("jobs_total{n=\"2\",queue=\"mail\"} 7.0", "up 0.0");
    assertThat(sink.families()).first().extracting(each -> each.kind()).isEqualTo(Kind.COUNTER);
  }

  @Test
  void timestamp_isSecondsMillisecondsOrText() throws JsonException {
    read(
        "[{\"name\":\"a\",\"value\":1,\"timestamp\":1767225600.5},"
            + "{\"name\":\"b\",\"value\":1,\"timestamp\":1767225600500},"
            + "{\"name\":\"c\",\"value\":1,\"timestamp\":\"2026-01-01T00:00:00.5Z\"}]");
    assertThat(sink.page()).allMatch(line -> line.contains("1767225600500"));
  }

  @Test
  void elements_thatAreNoSamples_areCounted() throws JsonException {
    JsonReport report =
        read(
            "[3,{\"name\":\"a\"},{\"name\":\"b\",\"value\":\"x\"},{\"name\":\"c\",\"value\":1e999},"
                + "{\"name\":\"d\",\"value\":1,\"timestamp\":\"now\"},{\"name\":\"e\",\"value\":1},"
                + "{\"name\":\"e\",\"value\":2}]");
    assertThat(sink.page()).containsExactly("e 2.0");
    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(report.skipped())
        .isEqualTo(
            Map.of(
                JsonSkip.NO_VALUE, 2,
                JsonSkip.NOT_A_NUMBER, 1,
                JsonSkip.OUT_OF_RANGE, 1,
                JsonSkip.BAD_TIME, 1));
  }

  @Test
  void anythingElse_isRefused() {
    for (String text : new String[] {"", "3", "\"a\"", "null", "{\"a\":1", "{\"a\":1} x"}) {
      assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read(text));
    }
  }

  private JsonReport read(String text) throws JsonException {
    byte[] page = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(page, page.length, new JsonForm.Output("backup"), memory, sink);
  }
}
