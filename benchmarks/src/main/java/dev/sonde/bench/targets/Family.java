package dev.sonde.bench.targets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A name, with as many series as its labels have combinations of values.
///
/// @param kind as `# TYPE` says it
/// @param labels of each series, in one piece: `method="GET",status="200"`
record Family(String kind, String name, Motion motion, List<String> labels, String help) {
  private static final String TOTAL = "_total";

  /// From a line such as `gauge|queue_depth|LEVEL|Waiting jobs.|queue=mail,print`.
  static Family of(String line) {
    var words = line.split("\\|");
    var labels = List.of("");
    for (var pool : Arrays.asList(words).subList(4, words.length)) {
      labels = combined(labels, pool.substring(0, pool.indexOf('=')), values(pool));
    }
    return new Family(words[0], words[1], Motion.valueOf(words[2]), labels, words[3]);
  }

  private static List<String> values(String pool) {
    return List.of(pool.substring(pool.indexOf('=') + 1).split(","));
  }

  private static List<String> combined(List<String> labels, String name, List<String> values) {
    var all = new ArrayList<String>();
    for (var label : labels) {
      for (var value : values) {
        all.add(label + (label.isEmpty() ? "" : ",") + name + "=\"" + value + '"');
      }
    }
    return all;
  }

  boolean histogram() {
    return motion == Motion.HISTOGRAM;
  }

  /// The same under another name, for pages longer than all families together.
  Family again(int round) {
    var other = name.replaceFirst("_", "_part" + round + "_");
    return new Family(kind, other, motion, labels, help);
  }

  String comments(boolean openMetrics) {
    var family =
        openMetrics && name.endsWith(TOTAL)
            ? name.substring(0, name.length() - TOTAL.length())
            : name;
    return "# HELP " + family + ' ' + help + "\n# TYPE " + family + ' ' + kind + '\n';
  }
}
