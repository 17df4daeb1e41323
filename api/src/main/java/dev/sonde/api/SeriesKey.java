package dev.sonde.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A name and labels as they arrive, in bytes, filled again and again: so that a series that a
/// [Push] has seen before costs no object. For one thread.
///
/// [#clear], then [#name] once and [#label] for each label, in any order. Labels in ascending order
/// cost least. An empty value is the same as no label.
///
/// # Implementation notes
///
/// Labels stand here as [Labels] has them, so equal labels are equal bytes once they are sorted. A
/// short text is copied as two words; what is too much of them is written over by what comes next.
public final class SeriesKey {
  private static final int FIRST_ROOM = 512;
  private static final int LONG = 255;
  private static final int SHORT = 2 * Long.BYTES;
  private static final long NOT_ASCII = 0x8080808080808080L;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] name = new byte[64];
  private int nameSize;
  private byte[] labels = new byte[FIRST_ROOM];
  private int size;
  private int count;

  /// Where the label before begins.
  private int last;

  private boolean ordered;
  private boolean twice;
  private boolean nameless;

  /// A key that is empty.
  public SeriesKey() {
    clear();
  }

  /// Empties it.
  public void clear() {
    nameSize = 0;
    size = 0;
    count = 0;
    last = 0;
    ordered = true;
    twice = false;
    nameless = false;
  }

  /// Sets the metric's name.
  ///
  /// @param text UTF-8, copied
  public void name(byte[] text, int from, int to) {
    nameSize = to - from;
    if (nameSize > name.length) {
      name = new byte[nameSize * 2];
    }
    System.arraycopy(text, from, name, 0, nameSize);
  }

  /// Sets the metric's name.
  public void name(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    name(utf8, 0, utf8.length);
  }

  /// Adds a label.
  ///
  /// @param text UTF-8 of both, copied
  public void label(byte[] text, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    label(text, nameFrom, nameTo, text, valueFrom, valueTo);
  }

  /// Adds a label whose name and value stand in different places.
  public void label(
      byte[] names, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo) {
    nameless |= nameFrom == nameTo;
    if (valueFrom == valueTo) {
      return;
    }
    int here = size;
    put(names, nameFrom, nameTo);
    put(values, valueFrom, valueTo);
    if (count > 0 && ordered) {
      int order = order(last, here);
      twice |= order == 0;
      ordered = order <= 0;
    }
    last = here;
    count++;
  }

  /// Adds a label.
  public void label(String labelName, String value) {
    byte[] names = labelName.getBytes(StandardCharsets.UTF_8);
    byte[] values = value.getBytes(StandardCharsets.UTF_8);
    label(names, 0, names.length, values, 0, values.length);
  }

  /// What is wrong with it, for the one who sent it; empty when nothing is.
  public String flaw() {
    sort();
    if (nameSize == 0) {
      return "there is no metric name";
    }
    if (nameless) {
      return "a label has no name";
    }
    if (twice) {
      return "a label is given twice";
    }
    return isText(name, nameSize) && isText(labels) ? "" : "a name or a value is not UTF-8";
  }

  /// The metric's name.
  public String name() {
    return new String(name, 0, nameSize, StandardCharsets.UTF_8);
  }

  /// Its labels; call [#flaw] first.
  public Labels labels() {
    sort();
    return Labels.sorted(labels, size);
  }

  /// 64 bits of all of it.
  public long hash(TextHash by) {
    sort();
    return TextHash.finished(TextHash.mixed(by.of(name, 0, nameSize), by.of(labels, 0, size)));
  }

  private boolean isText(byte[] all) {
    if (isAscii(all, 0, size)) {
      return true;
    }
    for (int at = 0; at < size; at = next(all, at)) {
      int from = text(all, at);
      if (!isText(all, from, next(all, at) - from)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(byte[] bytes, int length) {
    return isText(bytes, 0, length);
  }

  private static boolean isText(byte[] bytes, int from, int length) {
    if (isAscii(bytes, from, length)) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int length) {
    int to = from + length;
    int at = from;
    long seen = 0;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      seen |= (long) WORDS.get(bytes, at);
    }
    for (; at < to; at++) {
      seen |= bytes[at];
    }
    return (seen & NOT_ASCII) == 0;
  }

  private void put(byte[] text, int from, int to) {
    int length = to - from;
    int most = size + 1 + Integer.BYTES + length;
    if (most > labels.length) {
      labels = Arrays.copyOf(labels, Math.max(most, labels.length * 2));
    }
    if (length < LONG) {
      labels[size++] = (byte) length;
    } else {
      labels[size++] = (byte) LONG;
      for (int shift = 24; shift >= 0; shift -= 8) {
        labels[size++] = (byte) (length >>> shift);
      }
    }
    if (length <= SHORT && from <= text.length - SHORT && size <= labels.length - SHORT) {
      WORDS.set(labels, size, (long) WORDS.get(text, from));
      WORDS.set(labels, size + Long.BYTES, (long) WORDS.get(text, from + Long.BYTES));
    } else {
      System.arraycopy(text, from, labels, size, length);
    }
    size += length;
  }

  private void sort() {
    if (ordered) {
      return;
    }
    var places = new Integer[count];
    for (int at = 0, i = 0; at < size; at = next(labels, next(labels, at)), i++) {
      places[i] = at;
    }
    byte[] from = labels;
    Arrays.sort(places, (left, right) -> compare(from, left, right));
    var to = new byte[labels.length];
    int filled = 0;
    for (int i = 0; i < count; i++) {
      twice |= i > 0 && compare(from, places[i - 1], places[i]) == 0;
      int length = next(from, next(from, places[i])) - places[i];
      System.arraycopy(from, places[i], to, filled, length);
      filled += length;
    }
    labels = to;
    ordered = true;
  }

  /// The same for labels that stand here; most differ in their first letters.
  private int order(int left, int right) {
    int letters = (labels[left + 1] & LONG) - (labels[right + 1] & LONG);
    boolean plain = labels[left] > 0 && labels[right] > 0 && letters != 0;
    return plain ? letters : compare(labels, left, right);
  }

  /// Which name comes first.
  private static int compare(byte[] all, int left, int right) {
    return Arrays.compareUnsigned(
        all, text(all, left), next(all, left), all, text(all, right), next(all, right));
  }

  private static int text(byte[] all, int at) {
    return (all[at] & LONG) < LONG ? at + 1 : at + 1 + Integer.BYTES;
  }

  private static int next(byte[] all, int at) {
    int length = all[at] & LONG;
    return length < LONG
        ? at + 1 + length
        : at
            + 1
            + Integer.BYTES
            + ((all[at + 1] & 0xff) << 24
                | (all[at + 2] & 0xff) << 16
                | (all[at + 3] & 0xff) << 8
                | (all[at + 4] & 0xff));
  }
}
