package dev.sonde.wire.scrape;

/// Finds the samples of the page before by the hash of their heads, and knows which heads this page
/// had already.
final class HeadIndex {
  /// This head stood on this page already.
  static final int USED = -1;

  /// This head is new.
  static final int NEW = -2;

  private final LongTable entries = new LongTable();
  private long[] heads = new long[0];
  private int[] shapes = new int[0];
  private char[] families = new char[0];
  private int[] places = new int[0];
  private int cursor;

  void build(PageMemory memory) {
    heads = memory.heads();
    shapes = memory.shapes();
    families = memory.families();
    places =
        places.length < heads.length || places.length > 4 * heads.length + 1024
            ? new int[heads.length]
            : places;
    entries.clear();
    cursor = 0;
    int place = 0;
    for (int entry = 0; entry < heads.length; entry++) {
      places[entry] = place;
      if (Rule.isSample(Shape.rule(shapes[entry]))) {
        entries.put(heads[entry], entry + 1);
        place++;
      }
    }
  }

  /// The sample that stood behind the one found last, -1 at the end.
  int expected() {
    while (cursor < heads.length && !Rule.isSample(Shape.rule(shapes[cursor]))) {
      cursor++;
    }
    return cursor < heads.length ? cursor : -1;
  }

  /// The entry of the page before with this head, or [#USED] or [#NEW].
  int find(long head) {
    int entry = entries.get(head);
    return entry == LongTable.ABSENT ? NEW : entry == USED ? USED : entry - 1;
  }

  void use(long head, int entry) {
    entries.put(head, USED);
    cursor = entry < 0 ? cursor : entry + 1;
  }

  long head(int entry) {
    return heads[entry];
  }

  int length(int entry) {
    return Shape.length(shapes[entry]);
  }

  int place(int entry) {
    return places[entry];
  }

  boolean sameFamily(int entry, long print) {
    return Shape.sameFamily(shapes[entry], families[entry], print);
  }
}
