package dev.sonde.wire.influx;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;

/// Measurement, tags and field of one number. Belongs to its reader, which changes it with each
/// number: what it gives is made when it is asked for.
public final class LineHead {
  private static final int FIRST_TAGS = 16;

  private byte[] body = new byte[0];
  private int from;
  private int measurementTo;
  private int to;
  private int[] tags = new int[3 * FIRST_TAGS];
  private int count;
  private int fieldFrom;
  private int fieldTo;

  LineHead() {}

  /// The name of the series: the measurement's, `_`, and the field's.
  public String name() {
    return text(from, measurementTo) + '_' + text(fieldFrom, fieldTo);
  }

  /// What is known of its name: lines do not say what their numbers are.
  public Family family() {
    return new Family(name(), Kind.UNKNOWN, "", "");
  }

  /// Its tags. Of a tag that stands twice the last counts; one with an empty value is none.
  public Labels labels() {
    if (count == 0) {
      return Labels.NONE;
    }
    var labels = new TreeMap<String, String>();
    for (int tag = 0; tag < 3 * count; tag += 3) {
      labels.put(text(tags[tag], tags[tag + 1]), text(tags[tag + 1] + 1, tags[tag + 2]));
    }
    return Labels.of(labels);
  }

  void begin(byte[] in, int at) {
    body = in;
    from = at;
    count = 0;
  }

  void measurement(int end) {
    measurementTo = end;
    to = end;
  }

  /// @param equals where the sign between name and value stands
  void tag(int start, int equals, int end) {
    if (3 * count == tags.length) {
      tags = Arrays.copyOf(tags, 2 * tags.length);
    }
    tags[3 * count] = start;
    tags[3 * count + 1] = equals;
    tags[3 * count + 2] = end;
    count++;
    to = end;
  }

  void field(int start, int end) {
    fieldFrom = start;
    fieldTo = end;
  }

  int tags() {
    return count;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  private String text(int start, int end) {
    int at = start;
    while (at < end && body[at] != '\\') {
      at++;
    }
    return at == end
        ? new String(body, start, end - start, StandardCharsets.UTF_8)
        : plain(start, end);
  }

  /// A backslash before a comma, an equals sign, a space or a backslash stands for that; any other
  /// is one.
  private String plain(int start, int end) {
    byte[] plain = new byte[end - start];
    int size = 0;
    for (int at = start; at < end; at++) {
      boolean escapes = body[at] == '\\' && at + 1 < end && isEscaped(body[at + 1]);
      at += escapes ? 1 : 0;
      plain[size++] = body[at];
    }
    return new String(plain, 0, size, StandardCharsets.UTF_8);
  }

  private static boolean isEscaped(byte octet) {
    return octet == ',' || octet == '=' || octet == ' ' || octet == '\\';
  }
}
