package dev.sonde.wire.scrape;

/// Finds samples where they stood on the page before, or elsewhere on it, and notes where they
/// stand now.
final class Standing {
  private final Tally tally;
  private final HeadIndex index = new HeadIndex();
  private final PageLog log = new PageLog();
  private long[] heads = new long[0];
  private int[] shapes = new int[0];
  private char[] families = new char[0];
  private PageMemory before = new PageMemory();
  private int entry;
  private boolean changed;

  Standing(Tally tally) {
    this.tally = tally;
  }

  void begin(PageMemory memory) {
    before = memory;
    heads = memory.heads();
    shapes = memory.shapes();
    families = memory.families();
    entry = 0;
    changed = false;
  }

  /// Takes the next sample.
  ///
  /// @param head a hash of all that tells it from others
  /// @param print a hash of all that its family says
  /// @return is it done with? Else it is to be defined at [Tally]'s next place
  boolean take(long head, long print, double value, long time, PageSink sink) {
    if (!changed) {
      if (stands(head, print)) {
        again(value, time, sink);
        return true;
      }
      change();
    }
    return find(head, print, value, time, sink);
  }

  /// Is the page, as far as it was read, another than the one before?
  boolean isChanged() {
    return changed;
  }

  private boolean stands(long head, long print) {
    return entry < heads.length
        && heads[entry] == head
        && Shape.sameFamily(shapes[entry], families[entry], print);
  }

  private void again(double value, long time, PageSink sink) {
    if (Shape.rule(shapes[entry++]) == Rule.DUPLICATE) {
      tally.duplicate();
    } else {
      sink.again(tally.place(), value, time);
    }
  }

  /// From here on the page is another; what was read of it is noted.
  private void change() {
    changed = true;
    index.build(before);
    log.clear();
    for (int i = 0; i < entry; i++) {
      log.add(heads[i], shapes[i], families[i]);
      if (Shape.rule(shapes[i]) != Rule.DUPLICATE) {
        index.use(heads[i], i);
      }
    }
  }

  private boolean find(long head, long print, double value, long time, PageSink sink) {
    int found = index.find(head);
    int rule = found == HeadIndex.USED ? Rule.DUPLICATE : Rule.ANY;
    log.add(head, Shape.of(0, rule, print), Shape.family(print));
    if (rule == Rule.DUPLICATE) {
      tally.duplicate();
      return true;
    }
    index.use(head, found);
    if (found >= 0 && index.sameFamily(found, print)) {
      sink.moved(tally.place(), index.place(found), value, time);
      return true;
    }
    return false;
  }

  /// The page is over.
  ///
  /// @return was it another than the one before?
  boolean end(PageMemory memory) {
    if (!changed && entry < heads.length) {
      change();
    }
    if (changed || !memory.isOf(PageFormat.PROTOBUF)) {
      if (!changed) {
        log.clear();
      }
      memory.replace(PageFormat.PROTOBUF, log);
      return true;
    }
    return false;
  }
}
