package dev.sonde.wire.scrape;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one target's last page looked like: for each of its lines the length and the hash of what
/// stands before the value, 14 bytes in all; a sample in protobuf is as much. An exemplar is 8
/// bytes more. No byte of the page is kept.
///
/// For one thread at a time.
public final class PageMemory {
  private static final int LINE_BYTES = Long.BYTES + Integer.BYTES + Character.BYTES;

  private long[] heads = new long[0];
  private int[] shapes = new int[0];
  private char[] families = new char[0];
  private long[] exemplars = new long[0];
  private @Nullable PageFormat format;

  /// Knows nothing from now on: all lines of the next page are defined.
  public void forget() {
    heads = new long[0];
    shapes = new int[0];
    families = new char[0];
    exemplars = new long[0];
    format = null;
  }

  /// How many lines are remembered: samples and metadata; in protobuf, samples.
  public int lines() {
    return heads.length;
  }

  /// The bytes that its arrays take.
  public int byteSize() {
    return lines() * LINE_BYTES + exemplars.length * Long.BYTES;
  }

  boolean isOf(PageFormat wanted) {
    return format == wanted;
  }

  long[] heads() {
    return heads;
  }

  int[] shapes() {
    return shapes;
  }

  char[] families() {
    return families;
  }

  /// A hash of each exemplar and its sample.
  long[] exemplars() {
    return exemplars;
  }

  void exemplars(long[] now) {
    exemplars = now;
  }

  void replace(PageFormat next, PageLog log) {
    int size = log.size();
    if (size != heads.length) {
      heads = Arrays.copyOf(log.heads(), size);
      shapes = Arrays.copyOf(log.shapes(), size);
      families = Arrays.copyOf(log.families(), size);
    } else {
      System.arraycopy(log.heads(), 0, heads, 0, size);
      System.arraycopy(log.shapes(), 0, shapes, 0, size);
      System.arraycopy(log.families(), 0, families, 0, size);
    }
    format = next;
  }
}
