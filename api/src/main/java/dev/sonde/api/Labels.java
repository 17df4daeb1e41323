package dev.sonde.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Names and values that tell series of one name apart. Immutable, sorted by name, no name twice.
///
/// # Implementation notes
///
/// One byte array holds everything, `length name length value …` in UTF-8, each length a byte, or
/// 255 and a big-endian 32-bit number. A label set costs one object and no strings; comparing two
/// sets compares bytes, and encoders copy ranges. Strings are made when a person or a rule asks for
/// them.
public final class Labels {
  /// No labels at all.
  public static final Labels NONE = new Labels(new byte[0]);

  private static final int SPREAD = 0x9e3779b1;
  private static final int LONG = 255;
  private static final int LONG_HEAD = 1 + Integer.BYTES;

  private final byte[] bytes;

  private Labels(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Labels from alternating names and values, in any order. An empty value is the same as no
  /// label.
  ///
  /// @throws IllegalArgumentException for an odd count, an empty name, or a name given twice
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("labels come in pairs of name and value");
    }
    var sorted = new TreeMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (sorted.put(namesAndValues[i], namesAndValues[i + 1]) != null) {
        throw new IllegalArgumentException("label " + namesAndValues[i] + " is given twice");
      }
    }
    return of(sorted);
  }

  /// Labels from a map. An empty value is the same as no label.
  ///
  /// @throws IllegalArgumentException for an empty name
  public static Labels of(Map<String, String> labels) {
    var writer = new Writer();
    var sorted = new TreeMap<String, String>(Labels::compareUtf8);
    sorted.putAll(labels);
    sorted.forEach(writer::add);
    return writer.size == 0 ? NONE : new Labels(Arrays.copyOf(writer.bytes, writer.size));
  }

  /// Labels whose bytes are in order already.
  static Labels sorted(byte[] bytes, int size) {
    return size == 0 ? NONE : new Labels(Arrays.copyOf(bytes, size));
  }

  /// Are there none?
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// How many there are.
  public int size() {
    int count = 0;
    for (int at = 0; at < bytes.length; at = next(next(at))) {
      count++;
    }
    return count;
  }

  /// The bytes they take in memory: what limits on labels are measured in.
  public int byteLength() {
    return bytes.length;
  }

  /// The value of one label, or null when there is no such label.
  public @Nullable String value(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at = next(next(at))) {
      if (Arrays.equals(bytes, text(at), next(at), wanted, 0, wanted.length)) {
        return string(next(at));
      }
    }
    return null;
  }

  /// Calls with each name and value, sorted by name.
  public void forEach(BiConsumer<String, String> each) {
    for (int at = 0; at < bytes.length; at = next(next(at))) {
      each.accept(string(at), string(next(at)));
    }
  }

  /// Calls with the bytes of each name and value, sorted by name; makes no object.
  public void forEachUtf8(Utf8 each) {
    int at = 0;
    while (at < bytes.length) {
      at = label(at, each);
    }
  }

  /// The same for these and others together, which have no name in common.
  public void forEachUtf8(Labels others, Utf8 each) {
    int at = 0;
    int other = 0;
    while (at < bytes.length && other < others.bytes.length) {
      if (order(at, others, other) < 0) {
        at = label(at, each);
      } else {
        other = others.label(other, each);
      }
    }
    while (at < bytes.length) {
      at = label(at, each);
    }
    while (other < others.bytes.length) {
      other = others.label(other, each);
    }
  }

  /// Calls with one label and gives where the next begins.
  private int label(int at, Utf8 each) {
    int value = next(at);
    int after = next(value);
    each.label(bytes, text(at), value, text(value), after);
    return after;
  }

  /// Takes the bytes of one label.
  @FunctionalInterface
  public interface Utf8 {
    /// One label; ranges are from, inclusive, and to, exclusive.
    ///
    /// @param bytes UTF-8, only to be read
    void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo);
  }

  /// These labels with one more or another value for one; an empty value takes the label away.
  public Labels with(String name, String value) {
    var map = map();
    map.put(name, value);
    return of(map);
  }

  /// These labels and others; where both have a name, the value of `others` stands.
  public Labels with(Labels others) {
    if (others.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return others;
    }
    byte[] all = new byte[bytes.length + others.bytes.length];
    int size = 0;
    int at = 0;
    int other = 0;
    while (at < bytes.length || other < others.bytes.length) {
      int order = order(at, others, other);
      if (order < 0) {
        size = copyLabel(at, all, size);
      } else {
        size = others.copyLabel(other, all, size);
        other = others.next(others.next(other));
      }
      at = order <= 0 ? next(next(at)) : at;
    }
    return new Labels(size == all.length ? all : Arrays.copyOf(all, size));
  }

  /// These labels where others stand above them. Where both have a name, this one's label gets
  /// another: `exported_` before it, as often as it takes to be nobody's, short names first.
  ///
  /// @return without those of `above`
  public Labels beneath(Labels above) {
    return Beneath.of(this, above);
  }

  /// These without others; null unless all of those are among these, with the same values.
  public @Nullable Labels without(Labels others) {
    byte[] rest = new byte[bytes.length];
    int size = 0;
    int other = 0;
    for (int at = 0; at < bytes.length; at = next(next(at))) {
      if (other < others.bytes.length && order(at, others, other) == 0) {
        if (!sameLabel(at, others, other)) {
          return null;
        }
        other = others.next(others.next(other));
      } else {
        size = copyLabel(at, rest, size);
      }
    }
    if (other < others.bytes.length) {
      return null;
    }
    return size == 0 ? NONE : new Labels(Arrays.copyOf(rest, size));
  }

  private boolean sameLabel(int at, Labels others, int other) {
    int end = next(next(at));
    int otherEnd = others.next(others.next(other));
    return Arrays.equals(bytes, at, end, others.bytes, other, otherEnd);
  }

  /// Which of two labels comes first; one that is not there comes last. Most differ in their first
  /// byte, and comparing ranges costs several times as much.
  private int order(int at, Labels others, int other) {
    if (other == others.bytes.length) {
      return -1;
    }
    if (at == bytes.length) {
      return 1;
    }
    int from = text(at);
    int otherFrom = others.text(other);
    int first = (bytes[from] & 0xff) - (others.bytes[otherFrom] & 0xff);
    return first != 0
        ? first
        : Arrays.compareUnsigned(
            bytes, from, next(at), others.bytes, otherFrom, others.next(other));
  }

  private int copyLabel(int at, byte[] to, int size) {
    int length = next(next(at)) - at;
    System.arraycopy(bytes, at, to, size, length);
    return size + length;
  }

  /// A fresh, sorted map of them.
  public Map<String, String> map() {
    var map = new TreeMap<String, String>();
    forEach(map::put);
    return map;
  }

  /// Order for people and pages: by names and values, shorter ones first, then as their bytes
  /// compare; so core 2 stands before core 10.
  public static int compare(Labels left, Labels right) {
    return Arrays.compareUnsigned(left.bytes, right.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels labels && Arrays.equals(bytes, labels.bytes);
  }

  /// The sum of what each label gives, so that labels in two parts have the sum of both.
  @Override
  public int hashCode() {
    int sum = 0;
    int at = 0;
    while (at < bytes.length) {
      int end = next(next(at));
      int hash = 1;
      for (int i = at; i < end; i++) {
        hash = 31 * hash + bytes[i];
      }
      sum += hash * SPREAD;
      at = end;
    }
    return sum;
  }

  /// As an exposition shows them: `{core="0",host="a"}`, empty when there are none.
  @Override
  public String toString() {
    if (isEmpty()) {
      return "";
    }
    var out = new StringBuilder("{");
    forEach((name, value) -> {
      out.append(out.length() == 1 ? "" : ",").append(name).append("=\"");
      out.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      out.append('"');
    });
    return out.append('}').toString();
  }

  private static int compareUtf8(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  /// Where the text whose length stands here ends.
  private int next(int at) {
    int length = bytes[at] & LONG;
    return length < LONG ? at + 1 + length : at + LONG_HEAD + longLength(at + 1);
  }

  /// Where it begins.
  private int text(int at) {
    return (bytes[at] & LONG) < LONG ? at + 1 : at + LONG_HEAD;
  }

  private int longLength(int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  private String string(int at) {
    int from = text(at);
    return new String(bytes, from, next(at) - from, StandardCharsets.UTF_8);
  }

  private static final class Writer {
    private byte[] bytes = new byte[64];
    private int size;

    void add(String name, String value) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a label needs a name");
      }
      if (!value.isEmpty()) {
        put(name);
        put(value);
      }
    }

    private void put(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      int most = size + LONG_HEAD + utf8.length;
      if (most > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(most, bytes.length * 2));
      }
      putLength(utf8.length);
      System.arraycopy(utf8, 0, bytes, size, utf8.length);
      size += utf8.length;
    }

    private void putLength(int length) {
      if (length < LONG) {
        bytes[size++] = (byte) length;
        return;
      }
      bytes[size++] = (byte) LONG;
      for (int shift = 24; shift >= 0; shift -= 8) {
        bytes[size++] = (byte) (length >>> shift);
      }
    }
  }
}
