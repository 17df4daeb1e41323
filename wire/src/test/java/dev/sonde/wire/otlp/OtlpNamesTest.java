package dev.sonde.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases of the compatibility specification, and of Prometheus' own translator.
class OtlpNamesTest {
  @ParameterizedTest
  @CsvSource({
    "http.server.duration, s, false, false, http_server_duration_seconds",
    "http.requests, 1, true, false, http_requests_total",
    "total.requests, '', true, false, requests_total",
    "system.memory.utilization, 1, false, true, system_memory_utilization_ratio",
    "cpu.ratio.now, 1, false, true, cpu_now_ratio",
    "system.io, By, true, false, system_io_bytes_total",
    "system.network.dropped, {packets}, true, false, system_network_dropped_total",
    "network.rate, By/s, false, true, network_rate_bytes_per_second",
    "fan.speed, {rpm}/m, false, true, fan_speed_per_minute",
    "disk.seconds, s, false, true, disk_seconds",
    "broker__queue--size, '', false, true, broker_queue_size",
    "9lives, '', false, true, _9lives",
    "my:rule, '', false, true, my:rule",
    "temp, Cel, false, true, temp_celsius",
    "load, foo bar, false, true, load_foo_bar",
    "pct, %, false, true, pct_percent",
    "имя, s, false, true, ''",
    "..., s, false, true, ''"
  })
  void metric_isNamed(String name, String unit, boolean counter, boolean gauge, String wanted) {
    assertThat(MetricNames.of(name, unit, counter, gauge)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "http.method, http_method",
    "a, a",
    "_a, _a",
    "__a, key__a",
    "9a, key_9a",
    "ä😀, __",
    "'', _"
  })
  void label_isNamed(String key, String wanted) {
    assertThat(LabelNames.of(key)).isEqualTo(wanted.equals("__") ? "key__" : wanted);
  }
}
