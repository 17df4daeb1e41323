package dev.sonde.wire.otlp;

import java.util.ArrayList;
import java.util.List;

/// Names by the rules for Prometheus: words of letters, digits and colons with one `_` between, the
/// unit's words behind them unless they are there, `_ratio` for a gauge of unit 1, `_total` for a
/// counter.
final class MetricNames {
  private MetricNames() {}

  /// @param counter is it a sum that only grows?
  /// @param gauge is it a gauge?
  /// @return empty when nothing of the name can be kept
  static String of(String name, String unit, boolean counter, boolean gauge) {
    List<String> words = words(name);
    if (words.isEmpty()) {
      return "";
    }
    unit(words, MetricUnits.of(unit));
    if (counter) {
      last(words, "total");
    }
    if (gauge && unit.equals("1")) {
      last(words, "ratio");
    }
    String joined = String.join("_", words);
    return LabelNames.isDigit(joined.charAt(0)) ? "_" + joined : joined;
  }

  private static void unit(List<String> words, MetricUnits unit) {
    boolean main = !unit.main().isEmpty() && !words.contains(unit.main());
    boolean per = !unit.per().isEmpty() && !words.contains(unit.per());
    if (main) {
      words.add(unit.main());
    }
    if (per) {
      words.add("per");
      words.add(unit.per());
    }
  }

  private static void last(List<String> words, String word) {
    words.removeIf(word::equals);
    words.add(word);
  }

  /// A text that a name may have at its end.
  static String clean(String text) {
    return String.join("_", words(text.replace(':', '_')));
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !isPart(text.charAt(at))) {
        if (at > from) {
          words.add(text.substring(from, at));
        }
        from = at + 1;
      }
    }
    return words;
  }

  private static boolean isPart(char each) {
    return LabelNames.isLetter(each) || LabelNames.isDigit(each) || each == ':';
  }
}
