package dev.sonde.wire.pushed;

import dev.sonde.wire.Names;
import java.util.Optional;

/// Names of series from names of collector classes and of what they found, and back.
///
/// Snake case: a capital begins a word unless it stands within capitals (`CPUCollector`,
/// `minutesUntilArrival`), and what is neither letter nor digit of ASCII is `_`. A class loses the
/// word `Collector` at its end, unless that is all of it.
public final class CollectorNames {
  private static final String WORD = "Collector";

  private CollectorNames() {}

  /// A collector and the name under which it found something.
  ///
  /// @param collector the name of its class
  /// @param path the rest of the series' name
  public record Split(String collector, String path) {}

  /// What a class' series begin with: `BatteryCollector` is `battery`.
  public static String prefix(String collector) {
    String snake = snake(collector);
    String end = "_collector";
    return snake.endsWith(end) && snake.length() > end.length()
        ? snake.substring(0, snake.length() - end.length())
        : snake;
  }

  /// A name in snake case.
  public static String snake(String name) {
    var snake = new StringBuilder(name.length() + 8);
    int[] points = name.codePoints().toArray();
    for (int at = 0; at < points.length; at++) {
      boolean capital = isCapital(points[at]);
      if (capital && beginsWord(points, at)) {
        snake.append('_');
      }
      snake.append(isPart(points[at]) ? (char) (capital ? points[at] | 0x20 : points[at]) : '_');
    }
    return snake.toString();
  }

  /// The collector and path that would become this name; empty when there is none: when it has one
  /// word only, or characters that would not come back.
  public static Optional<Split> split(String name) {
    int end = name.indexOf('_');
    if (end < 1 || end == name.length() - 1) {
      return Optional.empty();
    }
    String collector = Character.toUpperCase(name.charAt(0)) + name.substring(1, end) + WORD;
    String path = name.substring(end + 1);
    boolean comesBack = joined(prefix(collector), snake(path)).equals(name);
    return comesBack ? Optional.of(new Split(collector, path)) : Optional.empty();
  }

  /// A series' name of what it begins with and what follows.
  static String joined(String prefix, String path) {
    return Names.metric(prefix + '_' + path);
  }

  private static boolean beginsWord(int[] points, int at) {
    if (at == 0 || !isPart(points[at - 1]) || points[at - 1] == '_') {
      return false;
    }
    boolean small = at + 1 < points.length && isSmall(points[at + 1]);
    return !isCapital(points[at - 1]) || small;
  }

  private static boolean isCapital(int point) {
    return point >= 'A' && point <= 'Z';
  }

  private static boolean isSmall(int point) {
    return point >= 'a' && point <= 'z';
  }

  private static boolean isPart(int point) {
    return isCapital(point) || isSmall(point) || (point >= '0' && point <= '9') || point == '_';
  }
}
