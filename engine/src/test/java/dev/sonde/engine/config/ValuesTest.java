package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "5s, PT5S",
    "1m30s, PT1M30S",
    "7d, PT168H",
    "1.5h, PT1H30M",
    "0, PT0S",
    "2w, PT336H",
    "1h1ns, PT1H0.000000001S",
    "0.123456789s, PT0.123456789S"
  })
  void duration_parse(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "5x",
        "5 s",
        "-5s",
        "1s1m",
        "1s1s",
        "1..5s",
        "1.5.5s",
        ".s",
        "1.s",
        "99999999999999w",
        "5s ",
        "1e3s"
      })
  void duration_refuse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
  }

  @Test
  void duration_show_readsBack() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      Duration span = Duration.ofNanos(random.nextLong(1L << (1 + random.nextInt(61))));
      assertThat(Durations.parse(Durations.show(span))).isEqualTo(span);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "512, 512",
    "64KiB, 65536",
    "10MB, 10000000",
    "1GiB, 1073741824",
    "1.5kb, 1500",
    "2 mib, 2097152",
    "7B, 7"
  })
  void size_parse(String text, long expected) {
    assertThat(Sizes.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "64M", "64k", "-1", "9999999999TiB", "1KiBs", "0x10"})
  void size_refuse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Sizes.parse(text));
  }

  @Test
  void size_show_readsBack() {
    for (long bytes : new long[] {0, 1, 1023, 1024, 1 << 20, 3L << 30, 1L << 40, 1000}) {
      assertThat(Sizes.parse(Sizes.show(bytes))).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1d", "1f", "", "1,5", "e"})
  void number_refuse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Numbers.number(text));
  }

  @ParameterizedTest
  @CsvSource({
    "intervall, interval",
    "intreval, interval",
    "Interval, interval",
    "own-cgroup, own_cgroup",
    "cpuu, cpu",
    "zzz,"
  })
  void nearest(String word, String expected) {
    assertThat(Nearest.of(word, List.of("cpu", "interval", "own_cgroup")).orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void nearest_longWord_isCheap() {
    assertThat(Nearest.of("x".repeat(1 << 20), List.of("cpu"))).isEmpty();
  }

  @Test
  void keyPath_split() {
    assertThat(KeyPath.split("a.b_c")).containsExactly("a", "b_c");
    assertThat(KeyPath.split("labels.\"a.b\".c")).containsExactly("labels", "a.b", "c");
    for (String bad : List.of("", "a.", ".a", "a..b", "\"a", "a.\"b\"c", "\"\"")) {
      assertThatIllegalArgumentException().as(bad).isThrownBy(() -> KeyPath.split(bad));
    }
  }
}
