package dev.sonde.collectors.discovery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Passes on what a discovery sees, and nothing twice: what did not change is not said again, and a
/// trouble is said once as long as it stands.
///
/// In each round a discovery calls [#found], [#gone] or [#failed] for the sources it looked at,
/// then [#round]. What it does not speak of stands. For one thread.
public final class Told {
  private static final int SHOWN = 3;

  private final Findings out;
  private final Map<String, List<Map<String, String>>> found = new HashMap<>();
  private final Map<String, String> troubles = new TreeMap<>();
  private String open = "";
  private String healed = "";

  /// @param out who is told
  public Told(Findings out) {
    this.out = out;
  }

  /// A source has these targets now.
  public void found(String source, List<Map<String, String>> targets) {
    heal(source);
    if (!targets.equals(found.get(source))) {
      found.put(source, targets);
      say(source, targets);
    }
  }

  /// A source is not there any more, or is in no trouble any more without ever having been found.
  public void gone(String source) {
    heal(source);
    if (found.remove(source) != null) {
      say(source, List.of());
    }
  }

  /// A source can't be looked at; what was found in it stands.
  ///
  /// @param why for people, without secrets, and the same as long as the trouble is the same
  public void failed(String source, String why) {
    troubles.put(source, why);
  }

  /// All sources that had to be looked at have been.
  public void round() {
    String now = text();
    if (now.isEmpty() && !open.isEmpty()) {
      say(healed, found.getOrDefault(healed, List.of()));
    } else if (!now.equals(open)) {
      out.failed(now);
      open = now;
    }
  }

  private void heal(String source) {
    if (troubles.remove(source) != null) {
      healed = source;
    }
  }

  private void say(String source, List<Map<String, String>> targets) {
    out.found(source, targets);
    open = "";
  }

  private String text() {
    String shown = troubles.values().stream().limit(SHOWN).collect(Collectors.joining("; "));
    int more = troubles.size() - SHOWN;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }
}
