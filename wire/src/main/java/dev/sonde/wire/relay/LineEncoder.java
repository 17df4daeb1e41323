package dev.sonde.wire.relay;

import dev.sonde.api.Family;
import dev.sonde.api.Series;
import dev.sonde.wire.columns.BatchIdBytes;
import dev.sonde.wire.columns.Ids;
import dev.sonde.wire.columns.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the messages of one line, as [LineForm] says: what both sides know already is not said
/// again. For one thread.
///
/// After a message that was not taken both sides begin anew: see [#forget].
public final class LineEncoder {
  private final SeriesNumbers numbers = new SeriesNumbers();
  private final Map<String, Family> described = new HashMap<>();
  private final List<Series> fresh = new ArrayList<>();
  private final List<Family> said = new ArrayList<>();
  private final Payload places = new Payload();
  private final Sealed message = new Sealed();

  /// What was encoded last, as a message, not packed; good until the next call.
  ///
  /// @param aside what is said beside it
  public ByteBuffer message(RelayEncoder last, Aside aside) {
    int known = numbers.size();
    if (known + last.series().size() > LineForm.MOST) {
      forget();
      known = 0;
    }
    place(last.series());
    describe(last.families());
    message.begin(LineForm.VERSION);
    message.putVarint(known == 0 ? LineForm.ANEW : 0);
    aside.write(message.payload());
    BatchIdBytes.write(last.id(), message.payload());
    message.putVarint(said.size());
    said.forEach(message::put);
    message.putVarint(fresh.size());
    fresh.forEach(message::put);
    message.putVarint(last.series().size());
    message.payload().putSection(places);
    return message.end(last.rows());
  }

  /// The checksum at the end of the last message.
  public int sum() {
    return message.sum();
  }

  /// The other side knows nothing any more.
  public void forget() {
    numbers.clear();
    described.clear();
  }

  /// Numbers the series, and writes down which they are.
  private void place(List<Series> series) {
    fresh.clear();
    places.clear();
    int expected = 0;
    int first = 0;
    int next = 0;
    for (Series each : series) {
      int number = number(each);
      if (number != next) {
        expected = run(first - expected, next - first, next);
        first = number;
      }
      next = number + 1;
    }
    run(first - expected, next - first, next);
  }

  private int run(int difference, int length, int end) {
    if (length == 0) {
      return 0;
    }
    Ids.writeRun(places, difference, length);
    return end;
  }

  private int number(Series series) {
    int before = numbers.size();
    int number = numbers.of(series);
    if (number == before) {
      fresh.add(series);
    }
    return number;
  }

  private void describe(List<Family> families) {
    said.clear();
    for (Family each : families) {
      if (!each.equals(described.put(each.name(), each))) {
        said.add(each);
      }
    }
  }
}
