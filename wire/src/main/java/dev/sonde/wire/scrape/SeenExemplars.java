package dev.sonde.wire.scrape;

import dev.sonde.api.Exemplar;
import dev.sonde.api.TextHash;
import java.util.Arrays;

/// Tells exemplars that are new from those that the page before had at the same sample: a target
/// shows one until it has another, and it is to be given once. More than so many of one page are
/// left out.
final class SeenExemplars {
  private static final int MOST = 50_000;

  private final TextHash hash;
  private final LongTable before = new LongTable();
  private long[] now = new long[16];
  private int size;
  private boolean any;

  SeenExemplars(TextHash hash) {
    this.hash = hash;
  }

  /// Begins a page.
  void begin(PageMemory memory) {
    size = 0;
    if (any) {
      before.clear();
    }
    any = memory.exemplars().length > 0;
    for (long each : memory.exemplars()) {
      before.put(each, 1);
    }
  }

  /// The page is read from its first line again.
  void restart() {
    size = 0;
  }

  /// Notes one, which need not be given any more.
  void pass(byte[] page, long head, int from, int to) {
    isNew(page, head, from, to);
  }

  /// @param head tells its sample from others
  /// @param from where it stands on the page
  boolean isNew(byte[] page, long head, int from, int to) {
    if (size == MOST) {
      return false;
    }
    long key = TextHash.finished(TextHash.mixed(head, hash.of(page, from, to)));
    if (size == now.length) {
      now = Arrays.copyOf(now, size * 2);
    }
    now[size++] = key;
    return !any || before.get(key) == LongTable.ABSENT;
  }

  /// Gives a text's exemplar to the sample that was given last, if it is new.
  void give(byte[] page, long head, ExemplarScanner scanned, PageSink sink) {
    if (isNew(page, head, scanned.from(), scanned.to())) {
      Exemplar exemplar = scanned.make(page);
      sink.attach(exemplar);
    }
  }

  /// The page is over.
  void end(PageMemory memory) {
    long[] known = memory.exemplars();
    if (!Arrays.equals(known, 0, known.length, now, 0, size)) {
      memory.exemplars(Arrays.copyOf(now, size));
    }
  }
}
