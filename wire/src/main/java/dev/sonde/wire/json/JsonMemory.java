package dev.sonde.wire.json;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.wire.scrape.PageSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What stood where on the page before; one for each place that pages come from. Not safe for two
/// threads.
///
/// # Implementation notes
///
/// A series is known by 64 bits made of its name and labels, so a page costs 20 bytes a series here
/// and no strings. As long as the series come in the order of the page before, a row costs one
/// comparison: a duplicate is then one that stands before this row in the page before. Only when
/// the order changes is a table made of the new page.
public final class JsonMemory {
  private static final int FIRST_CAPACITY = 16;

  private final long seed;
  private long[] before = new long[0];
  private int beforeSize;
  private Places beforePlaces = new Places();
  private long[] now = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private @Nullable Definition[] definitions = new @Nullable Definition[FIRST_CAPACITY];
  private Places places = new Places();
  private int size;
  private boolean aligned;

  private record Definition(Family family, Labels labels) {}

  /// Knows nothing yet.
  ///
  /// @param seed any number that pages can't know
  public JsonMemory(long seed) {
    this.seed = seed;
  }

  /// Everything on the next page is to be defined anew.
  public void forget() {
    before = new long[0];
    beforeSize = 0;
    beforePlaces = new Places();
  }

  long seed() {
    return seed;
  }

  /// A page begins.
  void begin() {
    Arrays.fill(definitions, 0, Math.min(size, definitions.length), null);
    size = 0;
    aligned = true;
  }

  int size() {
    return size;
  }

  /// The row of this page in which the series stands already, or -1.
  int row(long hash) {
    if (aligned) {
      if (isNext(hash)) {
        return -1;
      }
      int place = beforePlaces.find(hash);
      if (place >= 0 && place < size) {
        return place;
      }
      leaveOrder();
    }
    return places.find(hash);
  }

  /// Was the series, which has no row yet, on the page before?
  boolean knows(long hash) {
    return aligned ? isNext(hash) : beforePlaces.find(hash) >= 0;
  }

  /// The next row, for a series that has none.
  void add(long hash, double value, long timeMillis) {
    if (size == now.length) {
      grow();
    }
    now[size] = hash;
    if (!aligned) {
      places.put(hash, size);
    }
    set(size++, value, timeMillis);
  }

  /// The next row, for a series that was not on the page before.
  void add(long hash, double value, long timeMillis, Family family, Labels labels) {
    add(hash, value, timeMillis);
    definitions[size - 1] = new Definition(family, labels);
  }

  /// Another value for a row.
  void set(int row, double value, long timeMillis) {
    values[row] = value;
    times[row] = timeMillis;
  }

  /// The page is over: gives its rows to the sink, and remembers it.
  void end(PageSink sink) {
    boolean same = true;
    for (int place = 0; place < size; place++) {
      int stood = place < beforeSize && before[place] == now[place] ? place : find(place);
      same &= stood == place;
      give(sink, place, stood, same);
    }
    if (!aligned || size != beforeSize) {
      remember();
    }
  }

  private int find(int place) {
    return definitions[place] == null ? beforePlaces.find(now[place]) : -1;
  }

  private void give(PageSink sink, int place, int stood, boolean same) {
    Definition definition = definitions[place];
    if (definition != null) {
      sink.define(place, definition.family, definition.labels, values[place], times[place]);
    } else if (same) {
      sink.again(place, values[place], times[place]);
    } else {
      sink.moved(place, stood, values[place], times[place]);
    }
  }

  private void remember() {
    if (aligned) {
      leaveOrder();
    }
    before = Arrays.copyOf(now, size);
    beforeSize = size;
    Places free = beforePlaces;
    beforePlaces = places;
    places = free;
  }

  private boolean isNext(long hash) {
    return size < beforeSize && before[size] == hash;
  }

  private void leaveOrder() {
    aligned = false;
    places.clear();
    for (int row = 0; row < size; row++) {
      places.put(now[row], row);
    }
  }

  private void grow() {
    int capacity = size * 2;
    now = Arrays.copyOf(now, capacity);
    values = Arrays.copyOf(values, capacity);
    times = Arrays.copyOf(times, capacity);
    definitions = Arrays.copyOf(definitions, capacity);
  }
}
