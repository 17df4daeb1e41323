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
/// One byte array holds everything, `length name length value …` in UTF-8, each length a big-endian
/// 32-bit number. A label set costs one object and no strings; comparing two sets compares bytes,
/// and encoders copy ranges. Strings are made when a person or a rule asks for them.
public final class Labels {
  /// No labels at all.
  public static final Labels NONE = new Labels(new byte[0]);

  private static final int LENGTH = Integer.BYTES;

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
      int from = at + LENGTH;
      if (Arrays.equals(bytes, from, next(at), wanted, 0, wanted.length)) {
        return text(next(at));
      }
    }
    return null;
  }

  /// Calls with each name and value, sorted by name.
  public void forEach(BiConsumer<String, String> each) {
    for (int at = 0; at < bytes.length; at = next(next(at))) {
      each.accept(text(at), text(next(at)));
    }
  }

  /// Calls with the bytes of each name and value, sorted by name; makes no object.
  public void forEachUtf8(Utf8 each) {
    for (int at = 0; at < bytes.length; at = next(next(at))) {
      int value = next(at);
      each.label(bytes, at + LENGTH, value, value + LENGTH, next(value));
    }
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
    var map = map();
    others.forEach(map::put);
    return of(map);
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

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
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

  private int next(int at) {
    return at + LENGTH + length(at);
  }

  private int length(int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  private String text(int at) {
    return new String(bytes, at + LENGTH, length(at), StandardCharsets.UTF_8);
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
      int end = size + LENGTH + utf8.length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
      }
      bytes[size] = (byte) (utf8.length >>> 24);
      bytes[size + 1] = (byte) (utf8.length >>> 16);
      bytes[size + 2] = (byte) (utf8.length >>> 8);
      bytes[size + 3] = (byte) utf8.length;
      System.arraycopy(utf8, 0, bytes, size + LENGTH, utf8.length);
      size = end;
    }
  }
}
