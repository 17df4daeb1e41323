package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CursorNameTest {
  @Test
  void name_isSafe() {
    check("prom", "cursor-prom");
    check("my_remote-2", "cursor-my_remote-2");
    check("Prom", "cursor-%50rom");
    check("a/b", "cursor-a%2fb");
    check("..", "cursor-%2e%2e");
    check("a.new", "cursor-a%2enew");
    check("é%", "cursor-%c3%a9%25");
  }

  @Test
  void longNames_stayShortAndApart() {
    var names = new HashSet<String>();
    for (var each :
        List.of("A".repeat(100), "A".repeat(99) + "B", "A".repeat(99), "\0".repeat(100))) {
      var name = CursorName.of(each);
      assertThat(name).hasSizeLessThan(200).matches("[a-z0-9%~_-]+");
      names.add(name);
    }
    assertThat(names).hasSize(4);
  }

  @Test
  void unfinished_isNoCursor() {
    var name = CursorName.of("a.new");
    assertThat(CursorName.matches(name)).isTrue();
    assertThat(CursorName.isUnfinished(name)).isFalse();
    assertThat(CursorName.matches(CursorName.unfinished(name))).isFalse();
    assertThat(CursorName.isUnfinished(CursorName.unfinished(name))).isTrue();
    assertThat(CursorName.matches("lock")).isFalse();
  }

  private static void check(String destination, String expected) {
    assertThat(CursorName.of(destination)).isEqualTo(expected);
  }
}
