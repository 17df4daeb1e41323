package dev.sonde.wire.pushed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorNamesTest {
  @ParameterizedTest
  @CsvSource({
    "BatteryCollector, battery",
    "BusCollector, bus",
    "CPUCollector, cpu",
    "GPUTemperatureCollector, gpu_temperature",
    "Http2Collector, http2",
    "HTTP2Collector, http2",
    "disk_collector, disk",
    "Collector, collector",
    "CollectorCollector, collector",
    "Thing, thing",
    "a b-c.d, a_b_c_d",
    "é, _",
    "A, a"
  })
  void prefix_isSnakeCaseWithoutTheWord(String collector, String prefix) {
    assertThat(CollectorNames.prefix(collector)).isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "battery_metric, BatteryCollector, metric",
    "system_cpu_usage_percent, SystemCollector, cpu_usage_percent",
    "collector_up, CollectorCollector, up",
    "http2_x_, Http2Collector, x_",
    "a__b, ACollector, _b"
  })
  void split_comesBack(String name, String collector, String path) {
    assertThat(CollectorNames.split(name)).contains(new CollectorNames.Split(collector, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "_a", "a_", "HTTP_up", "a:b_c", "1a_b", "a_B", "a_é", "a.b_c", ""})
  void nameThatWouldNotComeBack_isNotSplit(String name) {
    assertThat(CollectorNames.split(name)).isEmpty();
  }

  @Test
  void everySplit_comesBack() {
    var random = new Random(7);
    String letters = "ab_cAB19:.";
    int split = 0;
    for (int i = 0; i < 20_000; i++) {
      var name = new StringBuilder();
      for (int each = random.nextInt(8); each > 0; each--) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      var parts = CollectorNames.split(name.toString());
      if (parts.isPresent()) {
        split++;
        assertThat(
                CollectorNames.joined(
                    CollectorNames.prefix(parts.get().collector()),
                    CollectorNames.snake(parts.get().path())))
            .isEqualTo(name.toString());
      }
    }
    assertThat(split).isGreaterThan(100);
  }
}
