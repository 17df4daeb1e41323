package dev.sonde.wire.remotewrite;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.wire.protobuf.ProtoBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The names in a request, and `Metadata metadata = 5` for each: `MetricType type = 1`, `help_ref =
/// 3`, `unit_ref = 4`.
///
/// # Implementation notes
///
/// Objects for names are kept between requests to spare making them; what they say is of one
/// request. When many are left from requests long past, all go.
final class MetricNames {
  private static final int FIELD = 5 << 3 | 2;
  private static final int TYPE = 1 << 3;
  private static final int HELP = 3 << 3;
  private static final int UNIT = 4 << 3;
  private static final int LEAST_KEPT = 4_096;

  private final Symbols symbols;
  private final ProtoBuffer metadata = new ProtoBuffer();
  private final ProtoBuffer text = new ProtoBuffer();
  private final Map<String, MetricName> known = new HashMap<>();
  private MetricName last = new MetricName("");
  private long request;

  MetricNames(Symbols symbols) {
    this.symbols = symbols;
  }

  /// Begins a request of so many series.
  ///
  /// @return the symbol of the label that carries a name
  int begin(int series) {
    request++;
    metadata.clear();
    if (known.size() > Math.max(LEAST_KEPT, 4L * series)) {
      known.clear();
    }
    return symbol(NameLabel.TEXT);
  }

  MetricName find(String name, Function<String, @Nullable Family> families) {
    if (!name.equals(last.text())) {
      last = known.computeIfAbsent(name, MetricName::new);
    }
    if (last.request != request) {
      say(last, families);
    }
    return last;
  }

  /// Writes what the request says of a name.
  void metadata(MetricName name, ProtoBuffer out) {
    int length = name.metadataTo - name.metadataFrom;
    out.room(length);
    out.put(metadata.bytes(), name.metadataFrom, length);
  }

  private void say(MetricName name, Function<String, @Nullable Family> families) {
    name.request = request;
    name.reference = symbol(name.text());
    name.metadataFrom = metadata.size();
    Family family = name.family(families);
    if (family != null) {
      say(family);
    }
    name.metadataTo = metadata.size();
  }

  private void say(Family family) {
    metadata.room(4 * (1 + ProtoBuffer.VARINT));
    metadata.put(FIELD);
    int begin = metadata.begin(1);
    number(TYPE, type(family.kind()));
    number(HELP, symbol(family.help()));
    number(UNIT, symbol(family.unit()));
    metadata.end(begin, 1);
  }

  private void number(int field, int value) {
    if (value != 0) {
      metadata.put(field);
      metadata.varint(value);
    }
  }

  private int symbol(String string) {
    text.clear();
    text.text(string);
    return symbols.reference(text.bytes(), 0, text.size());
  }

  private static int type(Kind kind) {
    return switch (kind) {
      case UNKNOWN -> 0;
      case COUNTER -> 1;
      case GAUGE -> 2;
      case HISTOGRAM -> 3;
      case GAUGE_HISTOGRAM -> 4;
      case SUMMARY -> 5;
      case INFO -> 6;
      case STATE_SET -> 7;
    };
  }
}
