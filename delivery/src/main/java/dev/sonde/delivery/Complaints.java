package dev.sonde.delivery;

import dev.sonde.api.Time;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/// Log lines that a destination could cause with every batch: at most one a minute of each text,
/// and a defect once until something goes well.
final class Complaints {
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final Time time;
  private final Map<String, Long> recent = new HashMap<>();
  private String defect = "";

  Complaints(Logger log, Time time) {
    this.log = log;
    this.time = time;
  }

  void warn(String text, Object... values) {
    if (due(text)) {
      log.warn(text, tidy(values));
    }
  }

  void error(String text, Object... values) {
    if (due(text)) {
      log.error(text, tidy(values));
    }
  }

  void defect(Throwable thrown) {
    String seen = thrown.toString();
    if (!seen.equals(defect)) {
      defect = seen;
      log.error("a defect, please report it; it is tried again", thrown);
    }
  }

  void healed() {
    defect = "";
  }

  private static Object[] tidy(Object[] values) {
    return Arrays.stream(values)
        .map(each -> each instanceof String text ? Words.tidy(text, Words.LINE) : each)
        .toArray();
  }

  private boolean due(String text) {
    Long last = recent.get(text);
    long now = time.nanos();
    if (last != null && now - last < QUIET_NANOS) {
      return false;
    }
    recent.put(text, now);
    return true;
  }
}
