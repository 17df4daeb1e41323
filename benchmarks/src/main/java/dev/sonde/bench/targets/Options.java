package dev.sonde.bench.targets;

import java.util.Map;
import java.util.TreeMap;

/// What the words of the command line say.
///
/// @param samples on each page
/// @param intervalMillis at which agents are expected, for counting scrapes that did not come
/// @param churn share of the series that get another name each minute
/// @param openMetrics is it given to those who prefer it? Else all get text
/// @param gzip are pages compressed for those who ask?
/// @param hang share of the targets, as are refuse and lie
/// @param port of all targets, each at an address of its own
/// @param control port of 127.0.0.1 where the account is
record Options(
    int targets,
    int samples,
    long intervalMillis,
    double churn,
    boolean openMetrics,
    boolean gzip,
    double hang,
    double refuse,
    double lie,
    int port,
    int control) {

  /// From words such as `--targets 50`.
  static Options of(String... words) {
    var given = new TreeMap<String, String>();
    for (int i = 0; i + 1 < words.length; i += 2) {
      given.put(words[i], words[i + 1]);
    }
    var options =
        new Options(
            Integer.parseInt(taken(given, "--targets", "50")),
            Integer.parseInt(taken(given, "--samples", "551")),
            Math.round(1_000 * Double.parseDouble(taken(given, "--interval", "1"))),
            Double.parseDouble(taken(given, "--churn", "0")),
            Boolean.parseBoolean(taken(given, "--openmetrics", "true")),
            Boolean.parseBoolean(taken(given, "--gzip", "true")),
            Double.parseDouble(taken(given, "--hang", "0")),
            Double.parseDouble(taken(given, "--refuse", "0")),
            Double.parseDouble(taken(given, "--lie", "0")),
            Integer.parseInt(taken(given, "--port", "9100")),
            Integer.parseInt(taken(given, "--control", "9099")));
    if (!given.isEmpty() || words.length % 2 != 0) {
      throw new IllegalArgumentException("not understood: " + String.join(" ", words));
    }
    return options;
  }

  private static String taken(Map<String, String> given, String name, String otherwise) {
    var value = given.remove(name);
    return value == null ? otherwise : value;
  }

  /// Of 127.1.0.1, 127.1.0.2 …: each target has its own, as on a network.
  String address(int target) {
    return "127.1." + target / 250 + '.' + (1 + target % 250);
  }
}
