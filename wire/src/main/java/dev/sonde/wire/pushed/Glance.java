package dev.sonde.wire.pushed;

import dev.sonde.api.TextHash;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Looks at an element that may have been here before, with another number and another time: those
/// are read, and all else is hashed as it is written. For one thread.
///
/// # Implementation notes
///
/// It knows nothing of what the forms mean. Whether the number and the time are all that such an
/// element comes to is found out when it is read the long way; only then is it remembered.
final class Glance {
  private static final byte[] TIMESTAMP = "timestamp".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIME = "time".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FIELDS = "fields".getBytes(StandardCharsets.US_ASCII);
  private static final int DEEPER = 1;
  private static final int OUT = 2;

  /// Where elements stand.
  enum Place {
    /// In a list of document 003: nothing but its metrics.
    LIST(3),
    /// Any form.
    ELSEWHERE(4);

    private final long word;

    Place(long word) {
      this.word = word;
    }
  }

  private final JsonReader reader;
  private final TextHash hash;
  private byte[] body = new byte[0];
  private long mark;
  private int numbers;
  private int times;
  private double value;
  private long time;

  /// @param reader with the rules for elements
  Glance(JsonReader reader, TextHash hash) {
    this.reader = reader;
    this.hash = hash;
  }

  /// Looks at an element.
  ///
  /// @param missing its time when it says none
  /// @param place elements of one place are read alike
  /// @return is it an object with one finite number, and one time at most?
  boolean at(byte[] in, Outline.Span span, long missing, Place place) {
    body = in;
    mark = place.word;
    numbers = 0;
    times = 0;
    time = missing;
    try {
      reader.open(in, span.from(), span.to());
      boolean usual = reader.next() == JsonToken.BEGIN_OBJECT && members(true);
      return usual && numbers == 1 && reader.next() == JsonToken.END;
    } catch (JsonException _) {
      // Whoever reads it the long way says what is wrong with it.
      return false;
    }
  }

  /// 64 bits that stand for all of it but its number and its time.
  long mark() {
    return mark;
  }

  double value() {
    return value;
  }

  long time() {
    return time;
  }

  private boolean members(boolean outermost) throws JsonException {
    while (reader.next() == JsonToken.NAME) {
      if (!member(outermost)) {
        return false;
      }
    }
    return true;
  }

  private boolean member(boolean outermost) throws JsonException {
    int from = reader.begins();
    boolean timed = outermost && (is(TIMESTAMP) || is(TIME));
    boolean fields = outermost && is(FIELDS);
    int end = reader.ends();
    JsonToken token = reader.next();
    if (timed) {
      join(from, end);
      return time(token);
    }
    if (token == JsonToken.NUMBER) {
      join(from, end);
      value = reader.number();
      numbers++;
      return numbers == 1 && Double.isFinite(value);
    }
    if (fields && token == JsonToken.BEGIN_OBJECT) {
      mark = TextHash.mixed(mark, DEEPER);
      boolean usual = members(false);
      mark = TextHash.mixed(mark, OUT);
      return usual;
    }
    reader.skip();
    join(from, reader.ends());
    return true;
  }

  private boolean time(JsonToken token) {
    times++;
    time =
        switch (token) {
          case NUMBER -> Instants.ofNumber(reader.number());
          case TEXT -> Instants.ofText(reader.text());
          default -> -1;
        };
    return times == 1 && Instants.isTime(time);
  }

  private boolean is(byte[] name) {
    return Arrays.equals(reader.utf8(), reader.utf8From(), reader.utf8To(), name, 0, name.length);
  }

  private void join(int from, int to) {
    mark = TextHash.mixed(mark, hash.of(body, from, to));
  }
}
