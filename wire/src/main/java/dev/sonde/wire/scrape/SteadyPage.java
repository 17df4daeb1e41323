package dev.sonde.wire.scrape;

import dev.sonde.api.TextHash;

/// Reads a page as long as its lines stand where they stood.
///
/// # Implementation notes
///
/// The page before says how long a line's head is; the hash of that many bytes says whether it is
/// the same. No quote is looked for, and a line's end is found by reading its number. Blank lines,
/// comments and malformed lines (but for OpenMetrics) are passed over without being remembered.
/// What does not fit ends this way of reading: [ChangedPage] then starts again at the first line,
/// and gives on what was not given.
///
/// Measured with C1 only (`PageReaderSpeed`) on 551 samples in 60 kB, a third of the values with 17
/// digits: 44 to 52 ns of CPU a sample, of which the hash takes 20 and the number 20 (whole numbers
/// 13, 17 digits 33), and one object a page, the summary.
final class SteadyPage {
  private static final int CHANGED = -1;

  private final TextHash hash;
  private final LineJudge judge;
  private final Tail tail;
  private final Tally tally;
  private final SeenExemplars exemplars;
  private final int longest;
  private boolean ended;
  private boolean searching;

  SteadyPage(
      TextHash hash,
      LineJudge judge,
      Tail tail,
      Tally tally,
      SeenExemplars exemplars,
      PageLimits limits) {
    this.hash = hash;
    this.judge = judge;
    this.tail = tail;
    this.tally = tally;
    this.exemplars = exemplars;
    this.longest = limits.longestLine();
  }

  /// @return is the page over, and was every line of the page before on it?
  boolean read(byte[] page, int length, boolean strict, PageMemory memory, PageSink sink) {
    long[] heads = memory.heads();
    int[] shapes = memory.shapes();
    int entry = 0;
    int at = 0;
    ended = false;
    searching = false;
    while (at < length) {
      tally.nextLine();
      int next = CHANGED;
      int head = entry < heads.length ? Shape.length(shapes[entry]) : length;
      if (entry < heads.length && head <= room(page, at, length)) {
        next = known(page, at, length, heads[entry], shapes[entry], strict, sink);
        entry += next < 0 ? 0 : 1;
      }
      searching = next < 0;
      at = next < 0 ? other(page, at, length, strict) : next;
      if (at < 0) {
        return false;
      }
    }
    return entry == heads.length && ended == strict;
  }

  /// How long a head can be. Where a line was passed over it must end with its line, so that
  /// however many lines are passed over no byte is hashed twice.
  private int room(byte[] page, int at, int length) {
    return (searching ? Bytes.lineEnd(page, at, length) : length) - at;
  }

  private int known(
      byte[] page, int at, int length, long text, int shape, boolean strict, PageSink sink) {
    int head = at + Shape.length(shape);
    if (hash.of(page, at, head) != text) {
      return CHANGED;
    }
    int rule = Shape.rule(shape);
    if (rule == Rule.METADATA) {
      return head == length ? length : page[head] == '\n' ? head + 1 : CHANGED;
    }
    int next = tail.read(page, head, length);
    if (next < 0 || next - at > longest || (strict && breaks(rule))) {
      return CHANGED;
    }
    if (rule == Rule.DUPLICATE) {
      tally.duplicate();
    } else {
      sink.again(tally.place(), tail.value(), tail.time());
      if (tail.exemplary()) {
        exemplars.give(page, text, tail.exemplar(), sink);
      }
    }
    return next;
  }

  private boolean breaks(int rule) {
    if (tail.exemplary() && rule != Rule.DUPLICATE) {
      tally.exemplar();
    }
    return !ValueRules.breach(rule, tail.value()).isEmpty();
  }

  /// A line that is not remembered.
  private int other(byte[] page, int at, int length, boolean strict) {
    int end = Bytes.lineEnd(page, at, length);
    var what = judge.judge(page, at, end, length);
    boolean passed =
        switch (what) {
          case BLANK, COMMENT, END -> true;
          case BAD -> !strict;
          case METADATA, SAMPLE -> false;
        };
    ended = what == LineJudge.What.END;
    if (passed && what == LineJudge.What.BAD) {
      tally.malformed(judge.problem());
    }
    return passed ? Math.min(end + 1, length) : CHANGED;
  }
}
