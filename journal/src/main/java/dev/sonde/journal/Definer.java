package dev.sonde.journal;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.wire.columns.Kinds;
import dev.sonde.wire.columns.Payload;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.function.IntSupplier;

/// Gives the series of one segment after another their ids and writes down what is new, as
/// [Dictionary] reads it.
///
/// The dictionary is another one for each segment, as couriers go on reading the last; tables that
/// only the writer uses are kept: a megabyte or two of garbage each time would end up among what
/// lives long, where it is seldom collected.
final class Definer {
  /// From here on a new segment should begin.
  private static final int ENOUGH = Pages.LIMIT / 4;

  private final IntSupplier indexes;
  private final SeriesIds ids;
  private final Symbols symbols = new Symbols();
  private final Map<String, Family> known;
  private final BitSet names = new BitSet();
  private final Payload series = new Payload();
  private final Payload families = new Payload();
  private final Labels.Utf8 label = this::label;
  private Dictionary dictionary;
  private String lastName = "";
  private int lastSymbol = -1;
  private int writtenSymbols;
  private int writtenSeries;
  private int writtenFamilies;
  private int newFamilies;

  /// @param known what is known of names
  Definer(IntSupplier indexes, Map<String, Family> known) {
    this.indexes = indexes;
    this.known = known;
    dictionary = new Dictionary(indexes);
    ids = new SeriesIds(dictionary);
  }

  /// Another segment begins, in which nothing is defined.
  void begin(long seed) {
    dictionary = new Dictionary(indexes);
    ids.begin(dictionary);
    symbols.clear(seed);
    names.clear();
    series.clear();
    families.clear();
    lastName = "";
    lastSymbol = -1;
    writtenSymbols = 0;
    writtenSeries = 0;
    writtenFamilies = 0;
    newFamilies = 0;
  }

  Dictionary dictionary() {
    return dictionary;
  }

  boolean full() {
    return dictionary.size() > ENOUGH || symbols.size() > ENOUGH;
  }

  /// The id of a series; defines it when it has none.
  int id(Series of) {
    int id = ids.find(of);
    return id < 0 ? define(of) : id;
  }

  /// Something else is known of a name.
  void describe(Family family) {
    byte[] name = family.name().getBytes(StandardCharsets.UTF_8);
    int symbol = symbols.find(name, 0, name.length);
    if (symbol >= 0 && names.get(symbol)) {
      tell(symbol, family);
    }
  }

  /// Writes what is new; nothing when nothing is.
  void write(Payload to) {
    if (dictionary.size() == writtenSeries && newFamilies == 0) {
      return;
    }
    to.putByte(Dictionary.VERSION);
    writeSymbols(to);
    writeHead(to, writtenSeries, dictionary.size() - writtenSeries);
    to.putPayload(series);
    writeHead(to, writtenFamilies, newFamilies);
    to.putPayload(families);
    written();
  }

  private void writeSymbols(Payload to) {
    writeHead(to, writtenSymbols, symbols.size() - writtenSymbols);
    for (int symbol = writtenSymbols; symbol < symbols.size(); symbol++) {
      to.putText(symbols.bytes(), symbols.start(symbol), symbols.end(symbol));
    }
  }

  private static void writeHead(Payload to, int first, int count) {
    to.putVarint(first);
    to.putVarint(count);
  }

  private void written() {
    writtenSymbols = symbols.size();
    writtenSeries = dictionary.size();
    writtenFamilies += newFamilies;
    newFamilies = 0;
    series.clear();
    families.clear();
  }

  private int define(Series of) {
    int name = name(of.name());
    series.putVarint(name);
    series.putVarint(of.labels().size());
    of.labels().forEachUtf8(label);
    return ids.add(of);
  }

  private int name(String name) {
    if (!name.equals(lastName) || lastSymbol < 0) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      lastSymbol = symbols.number(utf8, 0, utf8.length);
      lastName = name;
      meet(lastSymbol, name);
    }
    return lastSymbol;
  }

  private void meet(int symbol, String name) {
    Family family = known.get(name);
    if (!names.get(symbol) && family != null) {
      tell(symbol, family);
    }
    names.set(symbol);
  }

  private void tell(int symbol, Family family) {
    dictionary.tell(family, writtenFamilies + newFamilies++);
    families.putVarint(symbol);
    families.putByte(Kinds.code(family.kind()));
    putText(family.unit());
    putText(family.help());
  }

  private void putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    families.putText(utf8, 0, utf8.length);
  }

  private void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    series.putVarint(symbols.number(bytes, nameFrom, nameTo));
    series.putVarint(symbols.number(bytes, valueFrom, valueTo));
  }
}
