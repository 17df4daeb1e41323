package dev.sonde.wire.remotewrite;

import java.util.Arrays;

/// Looks up the symbols of labels, and first whether the series before has the same at this place.
///
/// # Implementation notes
///
/// Series that follow each other share most labels (those of one target, the buckets of one
/// histogram). To compare twenty bytes is several times cheaper than to look them up twice. The
/// bytes of the series before are kept as they are: labels never change.
final class Neighbours {
  private final Symbols symbols;
  private byte[][] bytes = new byte[8][];
  private int[] nameFrom = new int[8];
  private int[] nameTo = new int[8];
  private int[] valueTo = new int[8];
  private int[] names = new int[8];
  private int[] values = new int[8];
  private int known;
  private int at;

  Neighbours(Symbols symbols) {
    this.symbols = symbols;
  }

  /// Forgets the series before: a request begins.
  void clear() {
    Arrays.fill(bytes, null);
    known = 0;
    at = 0;
  }

  /// A series begins.
  void next() {
    at = 0;
  }

  /// Looks up the next label of the series.
  void label(byte[] source, int name, int nameEnd, int value, int valueEnd) {
    if (at == bytes.length) {
      grow();
    }
    if (at == known || !isBefore(source, name, nameEnd, valueEnd)) {
      int before = known > at && isNameBefore(source, name, nameEnd) ? names[at] : -1;
      names[at] = before < 0 ? symbols.reference(source, name, nameEnd) : before;
      values[at] = symbols.reference(source, value, valueEnd);
      bytes[at] = source;
      nameFrom[at] = name;
      nameTo[at] = nameEnd;
      valueTo[at] = valueEnd;
      known = Math.max(known, at + 1);
    }
    at++;
  }

  /// The symbol of the last label's name.
  int name() {
    return names[at - 1];
  }

  /// The symbol of the last label's value.
  int value() {
    return values[at - 1];
  }

  private boolean isBefore(byte[] source, int name, int nameEnd, int valueEnd) {
    int from = nameFrom[at];
    return nameEnd - name == nameTo[at] - from
        && Arrays.equals(source, name, valueEnd, bytes[at], from, valueTo[at]);
  }

  private boolean isNameBefore(byte[] source, int name, int nameEnd) {
    return Arrays.equals(source, name, nameEnd, bytes[at], nameFrom[at], nameTo[at]);
  }

  private void grow() {
    int capacity = at * 2;
    bytes = Arrays.copyOf(bytes, capacity);
    nameFrom = Arrays.copyOf(nameFrom, capacity);
    nameTo = Arrays.copyOf(nameTo, capacity);
    valueTo = Arrays.copyOf(valueTo, capacity);
    names = Arrays.copyOf(names, capacity);
    values = Arrays.copyOf(values, capacity);
  }
}
