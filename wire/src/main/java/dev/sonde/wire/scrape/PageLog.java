package dev.sonde.wire.scrape;

import java.util.Arrays;

/// Notes the lines of a page that is being read, for the memory.
final class PageLog {
  private static final int LARGE = 1 << 16;

  private long[] heads = new long[256];
  private int[] shapes = new int[256];
  private char[] families = new char[256];
  private int size;

  void clear() {
    if (heads.length > LARGE && size < LARGE / 4) {
      resize(LARGE);
    }
    size = 0;
  }

  void add(long head, int shape, char family) {
    if (size == heads.length) {
      resize(size * 2);
    }
    heads[size] = head;
    shapes[size] = shape;
    families[size++] = family;
  }

  private void resize(int capacity) {
    heads = Arrays.copyOf(heads, capacity);
    shapes = Arrays.copyOf(shapes, capacity);
    families = Arrays.copyOf(families, capacity);
  }

  int size() {
    return size;
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
}
