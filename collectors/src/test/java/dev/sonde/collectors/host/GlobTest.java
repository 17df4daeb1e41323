package dev.sonde.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void matches_patterns_matchWholeNames() {
    check("eth0", "eth0", true);
    check("eth0", "eth01", false);
    check("eth*", "eth", true);
    check("eth*", "eth0.100", true);
    check("*eth*0", "veth12320", true);
    check("*eth*0", "veth1232", false);
    check("eth?", "eth", false);
    check("eth?", "eth9", true);
    check("", "", true);
    check("", "a", false);
    check("**", "anything", true);
    check("a.c", "abc", false);
  }

  @Test
  void matches_hostilePattern_endsSoon() {
    check("*a".repeat(500) + "b", "a".repeat(5_000), false);
  }

  @Test
  void accepts_bothLists_excludeWins() {
    var filter = new Filter(List.of(new Glob("sd*")), List.of(new Glob("sd?1")));
    assertThat(filter.accepts("sda")).isTrue();
    assertThat(filter.accepts("sda1")).isFalse();
    assertThat(filter.accepts("nvme0n1")).isFalse();
    assertThat(Filter.ALL.accepts("anything")).isTrue();
  }

  private static void check(String pattern, String name, boolean expected) {
    assertThat(new Glob(pattern).matches(name)).as(pattern + " on " + name).isEqualTo(expected);
  }
}
