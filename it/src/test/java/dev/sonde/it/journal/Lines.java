package dev.sonde.it.journal;

import dev.sonde.it.journal.Arrivals.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Samples as lines of numbers: `worker slot millis id`.
final class Lines {
  private static final int FIELDS = 4;

  private Lines() {}

  static byte[] encode(Push push) {
    var text = new StringBuilder(push.size() * 32);
    for (long id = push.from(); id < push.to(); id++) {
      text.append(push.worker()).append(' ').append(id % push.size()).append(' ');
      text.append(push.millis()).append(' ').append(id).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static List<Sample> decode(byte[] body) {
    var samples = new ArrayList<Sample>();
    forEach(body, (worker, _, _, id) -> samples.add(new Sample(worker, id)));
    return samples;
  }

  /// Takes the numbers of one line.
  @FunctionalInterface
  interface Line {
    void of(int worker, int slot, long millis, long id);
  }

  /// @throws NumberFormatException for what is no line
  static void forEach(byte[] body, Line line) {
    for (var text : new String(body, StandardCharsets.US_ASCII).split("\n")) {
      var fields = text.split(" ");
      if (fields.length != FIELDS) {
        throw new NumberFormatException("not a line: " + text);
      }
      line.of(
          Integer.parseInt(fields[0]),
          Integer.parseInt(fields[1]),
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]));
    }
  }
}
