package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SondeNamingConventionTest {
  private final SondeNamingConvention convention = new SondeNamingConvention();

  @ParameterizedTest
  @CsvSource({
    "orders.placed, COUNTER, , orders_placed_total",
    "orders_total, COUNTER, , orders_total",
    "orders.total, COUNTER, items, orders_items_total",
    "disk.read, COUNTER, bytes, disk_read_bytes_total",
    "disk.read.bytes, COUNTER, bytes, disk_read_bytes_total",
    "total, COUNTER, , total",
    "jvm.memory.used, GAUGE, bytes, jvm_memory_used_bytes",
    "bytes, GAUGE, bytes, bytes",
    "temperature, GAUGE, °C, temperature__C",
    "body, DISTRIBUTION_SUMMARY, bytes, body_bytes",
    "http.server.requests, TIMER, , http_server_requests_seconds",
    "wait.seconds, TIMER, milliseconds, wait_seconds",
    "jobs, LONG_TASK_TIMER, , jobs_seconds",
    "own, OTHER, bytes, own",
    "sonde:level, GAUGE, , sonde:level",
    "2xx.rate, GAUGE, , _2xx_rate",
    "a-b c/d, GAUGE, , a_b_c_d",
    "größe, GAUGE, , gr__e",
  })
  void name_isOneForPrometheus(String name, Meter.Type type, String unit, String expected) {
    assertThat(convention.name(name, type, unit)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "uri, uri",
    "http.status, http_status",
    "error:kind, error_kind",
    "2nd, _2nd",
    "__name__, _name__",
    "_own, _own",
  })
  void key_isOneForPrometheus(String key, String expected) {
    assertThat(convention.tagKey(key)).isEqualTo(expected);
  }

  @Test
  void whateverTheName_itIsLegal() {
    var random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      String text =
          random
              .ints(random.nextInt(12), 0, random.nextInt(8) == 0 ? 0x110000 : 0x80)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String unit = random.nextBoolean() ? text : "bytes";
      for (Meter.Type type : Meter.Type.values()) {
        assertThat(convention.name(text, type, unit)).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
      }
      assertThat(convention.tagKey(text)).matches("[a-zA-Z_][a-zA-Z0-9_]*").doesNotStartWith("__");
    }
  }
}
