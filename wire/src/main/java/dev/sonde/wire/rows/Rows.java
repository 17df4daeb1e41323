package dev.sonde.wire.rows;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.wire.scrape.PageSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The series of one page, being gathered. Kept from page to page for its room.
///
/// # Implementation notes
///
/// As long as the series come in the order of the page before, a row costs one comparison, and no
/// table is needed: a series that is next there can't stand on this page already. When the order
/// changes, tables of both pages are made.
public final class Rows {
  private static final int FIRST_CAPACITY = 16;

  private final Places places = new Places();
  private final Places placesBefore = new Places();
  private long[] before = new long[0];
  private long[] now = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private @Nullable Definition[] definitions = new @Nullable Definition[FIRST_CAPACITY];
  private int size;
  private boolean aligned;

  private record Definition(Family family, Labels labels) {}

  /// A page begins.
  ///
  /// @param hashes of the page before, in order
  public void begin(long[] hashes) {
    Arrays.fill(definitions, 0, size, null);
    before = hashes;
    size = 0;
    aligned = true;
  }

  /// How many rows there are.
  public int size() {
    return size;
  }

  /// The row of this page in which the series stands already, or -1.
  public int row(long hash) {
    if (aligned) {
      if (isNext(hash)) {
        return -1;
      }
      leaveOrder();
    }
    return places.find(hash);
  }

  /// Was the series, which has no row yet, on the page before?
  public boolean knows(long hash) {
    return aligned ? isNext(hash) : placesBefore.find(hash) >= 0;
  }

  /// The next row, for a series that has none.
  public void add(long hash, double value, long timeMillis) {
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
  public void add(long hash, double value, long timeMillis, Family family, Labels labels) {
    add(hash, value, timeMillis);
    definitions[size - 1] = new Definition(family, labels);
  }

  /// Another value for a row.
  public void set(int row, double value, long timeMillis) {
    values[row] = value;
    times[row] = timeMillis;
  }

  /// The page is over: gives its rows to the sink.
  public void give(PageSink sink) {
    boolean same = true;
    for (int place = 0; place < size; place++) {
      int stood = aligned || isAt(place) ? place : found(place);
      same &= stood == place;
      give(sink, place, stood, same);
    }
  }

  /// The hashes of this page, in order.
  public long[] hashes() {
    return aligned && size == before.length ? before : Arrays.copyOf(now, size);
  }

  private boolean isAt(int place) {
    return place < before.length && before[place] == now[place];
  }

  private int found(int place) {
    return definitions[place] == null ? placesBefore.find(now[place]) : -1;
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

  private boolean isNext(long hash) {
    return size < before.length && before[size] == hash;
  }

  private void leaveOrder() {
    aligned = false;
    fill(places, now, size);
    fill(placesBefore, before, before.length);
  }

  private static void fill(Places places, long[] hashes, int size) {
    places.clear();
    for (int place = 0; place < size; place++) {
      places.put(hashes[place], place);
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
