package dev.sonde.wire.scrape;

import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import org.jspecify.annotations.Nullable;

/// Reads pages of samples, as text or protobuf, one after the other, of any targets. It holds room
/// for its work, so keep it and lend it; it belongs to one thread at a time.
///
/// A line that stood at the same place in the page before, or a sample in protobuf, costs a hash
/// and a number, and makes no object.
public final class PageReader {
  private final PageMemory nothing = new PageMemory();
  private final Tally tally = new Tally();
  private final LineJudge judge;
  private final SteadyPage steady;
  private final ChangedPage changed;
  private final SeenExemplars exemplars;
  private final int mostLines;
  private final long seed;
  private final PageLimits limits;
  private @Nullable ProtobufPage protobuf;

  /// @param seed of the hashes in memories: one for the process, random, since what targets show
  ///   must not meet
  public PageReader(long seed, PageLimits limits) {
    this.seed = seed;
    this.limits = limits;
    var hash = new TextHash(seed);
    var tail = new Tail(limits);
    exemplars = new SeenExemplars(hash);
    judge = new LineJudge(limits, tail);
    steady = new SteadyPage(hash, judge, tail, tally, exemplars, limits);
    mostLines = limits.mostLines();
    changed = new ChangedPage(hash, judge, tail, tally, exemplars, limits);
  }

  /// Reads a page and gives its samples to the sink.
  ///
  /// A line whose text before the value stood on the page already is counted and not given; an
  /// exemplar is given when the page before did not have it. What the sink throws goes through.
  /// After any exception the memory is still that of the last page that was read to its end, and
  /// what the sink was given belongs to no page.
  ///
  /// @param page not kept, not changed
  /// @param length how many bytes of it count
  /// @param memory of the same target, written by readers with the same seed
  /// @throws PageException when the page can't be read as a whole; for Prometheus' text only when
  ///   it has too many lines
  public PageSummary read(
      byte[] page, int length, PageFormat format, PageMemory memory, PageSink sink)
      throws PageException {
    return read(page, length, format, mostLines, memory, sink);
  }

  /// The same with another limit for lines.
  ///
  /// @param most lines that are taken
  public PageSummary read(
      byte[] page, int length, PageFormat format, int most, PageMemory memory, PageSink sink)
      throws PageException {
    var before = memory.isOf(format) ? memory : nothing;
    exemplars.begin(before);
    if (format == PageFormat.PROTOBUF) {
      tally.clear();
      var summary = protobuf(page, length, memory, sink);
      exemplars.end(memory);
      return summary;
    }
    boolean strict = format == PageFormat.OPEN_METRICS;
    judge.begin(strict);
    tally.clear();
    if (before.lines() > 0
        && before.lines() <= most
        && steady.read(page, length, strict, before, sink)) {
      exemplars.end(memory);
      return tally.summary(false);
    }
    int given = tally.places();
    tally.clear();
    exemplars.restart();
    memory.replace(format, changed.read(page, length, strict, most, before, given, sink));
    exemplars.end(memory);
    return tally.summary(true);
  }

  private PageSummary protobuf(byte[] page, int length, PageMemory memory, PageSink sink)
      throws PageException {
    try {
      return protobuf().read(page, length, memory, sink);
    } catch (BodyException unsound) {
      throw PageException.atByte(unsound.offset(), unsound.reason());
    }
  }

  /// Made when it is needed: most processes never see such a page.
  private ProtobufPage protobuf() {
    var made = protobuf == null ? new ProtobufPage(seed, limits, tally, exemplars) : protobuf;
    protobuf = made;
    return made;
  }
}
