package dev.sonde.journal;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Kinds;
import dev.sonde.wire.columns.PayloadReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// What the numbers of one segment mean: which series, and what is known of their names.
///
/// # Implementation notes
///
/// A definitions payload is `version, symbols, series, families`; each of the three is `number of
/// the first, count, entries`. A symbol is its length and bytes; a series the symbol of its name,
/// how many labels, and two symbols for each; a family the symbol of its name, its kind, unit and
/// help. So a payload may be read twice, after later ones, or not at all: whatever needs what is
/// missing stays unknown, all else is known. What is known already stays the same object; of
/// families the one with the highest number counts, as they may change.
///
/// One thread defines. Others may ask for what was defined before they learned of it.
final class Dictionary {
  static final int VERSION = 1;

  private final IntSupplier indexes;
  private final Pages<Series> series = new Pages<>();
  private final Pages<String> symbols = new Pages<>();
  private final Map<String, Told> families = new ConcurrentHashMap<>();

  /// @param indexes gives the index of each series that is read
  Dictionary(IntSupplier indexes) {
    this.indexes = indexes;
  }

  private record Told(Family family, int number) {}

  /// One more than the highest id that was defined.
  int size() {
    return series.size();
  }

  @Nullable Series series(int id) {
    return series.get(id);
  }

  @Nullable Family family(String name) {
    Told told = families.get(name);
    return told == null ? null : told.family;
  }

  /// The next id is this series'.
  int add(Series next) {
    int id = series.size();
    series.put(id, next);
    return id;
  }

  void tell(Family family, int number) {
    Told told = families.get(family.name());
    if (told == null || told.number < number) {
      families.put(family.name(), new Told(family, number));
    }
  }

  /// Reads a definitions payload.
  ///
  /// @throws DamagedException when it is malformed; what stood before the damage is defined
  void define(byte[] bytes, int from, int to) throws DamagedException {
    var in = new PayloadReader();
    in.open(bytes, from, to);
    int version = in.readByte();
    if (version != VERSION) {
      throw new DamagedException("definitions of version " + version + ", not " + VERSION);
    }
    readSymbols(in);
    readSeries(in);
    readFamilies(in);
    in.end();
  }

  private void readSymbols(PayloadReader in) throws DamagedException {
    int first = in.readCount("symbol", Pages.LIMIT);
    int count = count(in, first);
    for (int symbol = first; symbol < first + count; symbol++) {
      String text = text(in);
      if (symbols.get(symbol) == null) {
        symbols.put(symbol, text);
      }
    }
  }

  private void readSeries(PayloadReader in) throws DamagedException {
    int first = in.readCount("series", Pages.LIMIT);
    int count = count(in, first);
    for (int id = first; id < first + count; id++) {
      String name = symbol(in);
      int labels = in.readCount("labels", in.remaining() / 2);
      if (series.get(id) == null) {
        define(id, name, labels, in);
      } else {
        pass(in, labels);
      }
    }
  }

  private void define(int id, @Nullable String name, int count, PayloadReader in)
      throws DamagedException {
    Labels labels = labels(in, count);
    if (name != null && labels != null) {
      series.put(id, new Series(name, labels, indexes.getAsInt()));
    }
  }

  private void readFamilies(PayloadReader in) throws DamagedException {
    int first = in.readCount("family", Integer.MAX_VALUE - in.remaining());
    int count = in.readCount("families", in.remaining());
    for (int number = first; number < first + count; number++) {
      String name = symbol(in);
      var kind = Kinds.of(in.readByte());
      String unit = text(in);
      String help = text(in);
      if (name != null && !name.isEmpty()) {
        tell(new Family(name, kind, unit, help), number);
      }
    }
  }

  private @Nullable Labels labels(PayloadReader in, int count) throws DamagedException {
    var pairs = new String[count * 2];
    boolean known = true;
    for (int i = 0; i < pairs.length; i++) {
      String text = symbol(in);
      known &= text != null;
      pairs[i] = text == null ? "" : text;
    }
    return known ? labels(pairs) : null;
  }

  private static Labels labels(String[] pairs) throws DamagedException {
    try {
      return Labels.of(pairs);
    } catch (IllegalArgumentException e) {
      throw new DamagedException("labels " + Arrays.toString(pairs) + ": " + e.getMessage());
    }
  }

  private @Nullable String symbol(PayloadReader in) throws DamagedException {
    return symbols.get(in.readCount("symbol", Pages.LIMIT - 1));
  }

  private static void pass(PayloadReader in, int labels) throws DamagedException {
    for (int i = 0; i < labels * 2; i++) {
      in.readCount("symbol", Pages.LIMIT - 1);
    }
  }

  private static int count(PayloadReader in, int first) throws DamagedException {
    return in.readCount("count", Math.min(in.remaining(), Pages.LIMIT - first));
  }

  private static String text(PayloadReader in) throws DamagedException {
    int length = in.readCount("length", in.remaining());
    return new String(in.bytes(), in.skip(length), length, StandardCharsets.UTF_8);
  }
}
