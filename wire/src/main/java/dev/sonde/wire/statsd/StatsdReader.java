package dev.sonde.wire.statsd;

import dev.sonde.api.SeriesKey;
import dev.sonde.wire.statsd.StatsdSink.Range;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads lines such as `requests:1|c|@0.1|#method:get,cached`, of a packet or a stretch of a stream
/// that ends with a line. Belongs to one thread at a time.
///
/// A line may have several values (`a:1:2:3|ms`). Rate and tags come in any order. Events (`_e{`)
/// and service checks (`_sc|`) of DogStatsD, its container, timestamp and other fields are passed
/// over and counted. A tag without a value has the value `true`. Characters of names that
/// Prometheus does not allow become `_`. A line that can't be read is refused as a whole, a value
/// that can't be, alone.
///
/// # Implementation notes
///
/// A line makes no object: name and tags go into a [SeriesKey] that is used again. Numbers of up to
/// 15 digits are read here, others by the JDK.
public final class StatsdReader {
  private static final int MOST_FIELDS = 16;
  private static final int SHOWN = 40;
  private static final double LEAST_RATE = 1e-9;

  private final StatsdLimits limits;
  private final SeriesKey key = new SeriesKey();
  private final LegalNames names = new LegalNames();
  private String problem = "";
  private int values;
  private int ignored;
  private int refused;
  private double rate;
  private int tagsFrom;
  private int tagsTo;
  private int lineFrom;
  private int lineTo;

  /// A reader by these limits.
  public StatsdReader(StatsdLimits limits) {
    this.limits = limits;
  }

  /// Reads all lines.
  ///
  /// @param packet not kept, not changed
  /// @param to exclusive; the last line needs no line feed
  public StatsdReport read(byte[] packet, int from, int to, StatsdSink sink) {
    values = 0;
    ignored = 0;
    refused = 0;
    problem = "";
    for (int at = from; at < to; ) {
      int end = find(packet, '\n', at, to);
      int last = end > at && packet[end - 1] == '\r' ? end - 1 : end;
      if (last > at) {
        line(packet, at, last, sink);
      }
      at = end + 1;
    }
    return new StatsdReport(values, ignored, refused, problem);
  }

  private void line(byte[] line, int from, int to, StatsdSink sink) {
    lineFrom = from;
    lineTo = to;
    if (to - from > limits.longestLine()) {
      refuse("a line is longer than " + limits.longestLine() + " bytes", line);
    } else if (starts(line, from, to, "_e{") || starts(line, from, to, "_sc|")) {
      ignored++;
    } else {
      metric(line, from, to, sink);
    }
  }

  private void metric(byte[] line, int from, int to, StatsdSink sink) {
    int colon = find(line, ':', from, to);
    int bar = find(line, '|', colon, to);
    int typeEnd = bar == to ? to : find(line, '|', bar + 1, to);
    StatsdType type = bar == to ? null : type(line, bar + 1, typeEnd);
    if (colon == from || colon >= bar || bar == to) {
      refuse("it is not NAME:VALUE|TYPE", line);
    } else if (type == null) {
      refuse("its type is none of c, g, ms, h, d, s", line);
    } else {
      String wrong = fields(line, typeEnd, to);
      wrong = wrong.isEmpty() ? name(line, from, colon) : wrong;
      if (wrong.isEmpty()) {
        values(line, colon + 1, bar, type, sink);
      } else {
        refuse(wrong, line);
      }
    }
  }

  /// @return what is wrong
  private String fields(byte[] line, int from, int to) {
    rate = 1;
    tagsFrom = to;
    tagsTo = to;
    int at = from;
    for (int field = 0; at < to; field++) {
      int end = find(line, '|', at + 1, to);
      byte sign = at + 1 < end ? line[at + 1] : 0;
      if (field == MOST_FIELDS) {
        return "it has more than " + MOST_FIELDS + " fields";
      }
      if (sign == '@') {
        rate = Decimals.read(line, at + 2, end);
        if (!(rate >= LEAST_RATE && rate <= 1)) {
          return "its rate is not above 0 and at most 1";
        }
      } else if (sign == '#') {
        tagsFrom = at + 2;
        tagsTo = end;
      } else {
        ignored++;
      }
      at = end;
    }
    return "";
  }

  /// Fills the key.
  ///
  /// @return what is wrong
  private String name(byte[] line, int from, int to) {
    key.clear();
    names.read(line, from, to, true);
    key.name(names.bytes(), 0, names.size());
    int tags = 0;
    for (int at = tagsFrom; at < tagsTo; tags++) {
      int end = find(line, ',', at, tagsTo);
      if (tags == limits.mostTags()) {
        return "it has more than " + limits.mostTags() + " tags";
      }
      if (end > at) {
        tag(line, at, end);
      }
      at = end + 1;
    }
    return key.flaw();
  }

  private void tag(byte[] line, int from, int to) {
    int colon = find(line, ':', from, to);
    names.read(line, from, colon, false);
    if (colon == to) {
      key.label(names.bytes(), 0, names.size(), LegalNames.TRUE, 0, LegalNames.TRUE.length);
    } else {
      key.label(names.bytes(), 0, names.size(), line, colon + 1, to);
    }
  }

  private void values(byte[] line, int from, int to, StatsdType type, StatsdSink sink) {
    for (int at = from; at <= to; ) {
      int end = type == StatsdType.SET ? to : find(line, ':', at, to);
      String wrong = value(line, at, end, type, sink);
      if (wrong.isEmpty()) {
        values++;
      } else {
        refuse(wrong, line);
      }
      at = end + 1;
    }
  }

  private String value(byte[] line, int from, int to, StatsdType type, StatsdSink sink) {
    if (type == StatsdType.SET) {
      return from == to
          ? "its value is missing"
          : sink.value(type, key, 0, false, rate, new Range(line, from, to));
    }
    double value = Decimals.read(line, from, to);
    if (Double.isNaN(value)) {
      return "its value is not a number";
    }
    boolean change =
        type == StatsdType.GAUGE && from < to && (line[from] == '+' || line[from] == '-');
    return sink.value(type, key, value, change, rate, Range.NONE);
  }

  private void refuse(String why, byte[] line) {
    refused++;
    if (problem.isEmpty()) {
      int end = Math.min(lineTo, lineFrom + SHOWN);
      var shown = new String(line, lineFrom, end - lineFrom, StandardCharsets.UTF_8);
      String sign = end < lineTo ? "…\": " : "\": ";
      problem = '"' + shown.replaceAll("\\p{Cntrl}", "?") + sign + why;
    }
  }

  private static @Nullable StatsdType type(byte[] line, int from, int to) {
    int first = from < to ? line[from] : 0;
    if (to - from == 2) {
      return first == 'm' && line[from + 1] == 's' ? StatsdType.TIMER : null;
    }
    return to - from != 1
        ? null
        : switch (first) {
          case 'c' -> StatsdType.COUNT;
          case 'g' -> StatsdType.GAUGE;
          case 'h', 'd' -> StatsdType.HISTOGRAM;
          case 's' -> StatsdType.SET;
          default -> null;
        };
  }

  private static boolean starts(byte[] line, int from, int to, String with) {
    if (to - from < with.length()) {
      return false;
    }
    for (int i = 0; i < with.length(); i++) {
      if (line[from + i] != with.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int find(byte[] bytes, int wanted, int from, int to) {
    int at = Math.min(from, to);
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
