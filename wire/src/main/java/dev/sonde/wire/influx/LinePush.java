package dev.sonde.wire.influx;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.wire.Names;
import dev.sonde.wire.scrape.PageSink;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads lines that are pushed. It remembers the slots of series it has seen, so it serves one
/// pusher and one reception, a connection say, and one thread at a time.
///
/// The series of a field is `<measurement>_<field>`, its tags are labels; of a tag that stands
/// twice the last counts. What fields count nobody says, so their kind is unknown. Texts are
/// counted, they are no samples. A line without a time is now.
public final class LinePush {
  private static final String MALFORMED = "malformed";

  private final LineReader reader;
  private final boolean legal;
  private final int mostSeries;
  private final Map<Long, Known> series = new HashMap<>();
  private final SeriesKey key = new SeriesKey();
  private long pushes;

  /// A series that was pushed.
  private static final class Known {
    private Slot slot;
    private long push;

    Known(Slot slot, long push) {
      this.slot = slot;
      this.push = push;
    }
  }

  /// @param seed of hashes, random, as what is written must not meet
  /// @param legal does each character of a name become `_` that Prometheus does not allow?
  /// @param mostSeries how many series are remembered
  public LinePush(long seed, LineLimits limits, boolean legal, int mostSeries) {
    if (mostSeries < 1) {
      throw new IllegalArgumentException("fewer than one series is remembered");
    }
    this.reader = new LineReader(seed, limits);
    this.legal = legal;
    this.mostSeries = mostSeries;
  }

  /// Reads lines to a push, which is not committed. Lines that can't be read are refused and
  /// counted, the others recorded.
  ///
  /// @param body not kept, not changed
  /// @param length how many bytes of it count
  public WriteReport read(byte[] body, int length, WritePrecision precision, Push push) {
    pushes++;
    var sink = new Sink(push, precision);
    LineReport lines = reader.read(body, length, precision.unit(), sink);
    if (lines.malformed() > 0) {
      push.refuse(MALFORMED, lines.malformed());
    }
    return new WriteReport(lines, sink.accepted, sink.keptOut, sink.refused);
  }

  /// Remembers nothing any more: somebody else pushes, or elsewhere.
  public void forget() {
    series.clear();
  }

  private final class Sink implements LineSink {
    private final Push push;
    private final WritePrecision precision;
    private int accepted;
    private int keptOut;
    private int refused;

    Sink(Push push, WritePrecision precision) {
      this.push = push;
      this.precision = precision;
    }

    @Override
    public void number(LineHead head, long hash, double value, long timeMillis) {
      Slot slot = slot(head, hash);
      if (slot == null) {
        refused++;
        push.refuse(MALFORMED, 1);
        return;
      }
      boolean untimed = timeMillis == PageSink.UNTIMED;
      boolean taken =
          push.record(slot, value, untimed ? push.time() : precision.millis(timeMillis));
      accepted += taken ? 1 : 0;
      keptOut += taken ? 0 : 1;
    }

    private @Nullable Slot slot(LineHead head, long hash) {
      Known known = series.get(hash);
      if (known != null) {
        known.slot = known.push == pushes ? known.slot : push.again(known.slot);
        known.push = pushes;
        return known.slot;
      }
      key.clear();
      key.name(legal ? Names.metric(head.name()) : head.name());
      head.labels().forEach((name, value) -> key.label(legal ? Names.label(name) : name, value));
      if (!key.flaw().isEmpty()) {
        return null;
      }
      Slot made = push.slot(key, name -> new Family(name, Kind.UNKNOWN, "", ""));
      if (series.size() == mostSeries) {
        series.clear();
      }
      series.put(hash, new Known(made, pushes));
      return made;
    }
  }
}
