package dev.sonde.wire.scrape;

import dev.sonde.api.TextHash;

/// Reads a page whose lines do not all stand where they stood, from its first line on. What the
/// sink has been given already is not given again.
///
/// # Implementation notes
///
/// A line is first held against the one that stood behind the line found last, so a page continues
/// in order after an insertion or a gap at the cost of its hashes. Otherwise its head is looked up
/// by hash among all heads of the page before. OpenMetrics is taken apart in full each time, since
/// its rules go across lines.
///
/// Measured as in [SteadyPage], with one line more or less at the top each time: 185 ns a sample,
/// 800 in OpenMetrics; 2,000 to 2,200 where every line is defined, mostly for objects.
final class ChangedPage {
  private final TextHash hash;
  private final LineJudge judge;
  private final Tail tail;
  private final Tally tally;
  private final SeenExemplars exemplars;
  private final FamilyTable families;
  private final OpenMetricsRules rules;
  private final HeadIndex index = new HeadIndex();
  private final Definitions definitions = new Definitions();
  private final PageLog log = new PageLog();
  private final int longest;
  private boolean strict;
  private boolean ended;
  private boolean searching;
  private int given;

  ChangedPage(
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
    this.families = new FamilyTable(hash);
    this.rules = new OpenMetricsRules(hash);
    this.longest = limits.longestLine();
  }

  /// @param most lines to remember
  /// @param alreadyGiven how many places the sink has
  /// @return what to remember of the page
  PageLog read(
      byte[] page,
      int length,
      boolean strict,
      int most,
      PageMemory memory,
      int alreadyGiven,
      PageSink sink)
      throws PageException {
    begin(strict, memory, alreadyGiven);
    int at = 0;
    while (at < length) {
      tally.nextLine();
      if (log.size() > most) {
        throw new PageException(tally.line(), "the page has more than " + most + " lines");
      }
      int next = strict ? Tail.BAD : expected(page, at, length, sink);
      at = next < 0 ? any(page, at, length, sink) : next;
    }
    if (strict && !ended) {
      throw new PageException(tally.line(), "the page does not end with # EOF");
    }
    return log;
  }

  private void begin(boolean openMetrics, PageMemory memory, int alreadyGiven) {
    strict = openMetrics;
    ended = false;
    searching = false;
    given = alreadyGiven;
    index.build(memory);
    log.clear();
    families.clear();
    definitions.clear();
    rules.clear();
  }

  /// Reads the line if it is the one that came next before; -1 if it is not.
  private int expected(byte[] page, int at, int length, PageSink sink) throws PageException {
    int entry = index.expected();
    int end = searching ? Bytes.lineEnd(page, at, length) : length;
    searching = true;
    if (entry < 0 || end - at < index.length(entry)) {
      return Tail.BAD;
    }
    int valueAt = at + index.length(entry);
    long text = hash.of(page, at, valueAt);
    int next = text == index.head(entry) ? tail.read(page, valueAt, length) : Tail.BAD;
    if (next < 0 || next - at > longest) {
      return Tail.BAD;
    }
    searching = false;
    judge.head().name(page, at, valueAt);
    sample(page, at, valueAt, text, sink);
    return next;
  }

  private int any(byte[] page, int at, int length, PageSink sink) throws PageException {
    int end = Bytes.lineEnd(page, at, length);
    switch (judge.judge(page, at, end, length)) {
      case BLANK, COMMENT -> {}
      case BAD -> bad(judge.problem());
      case METADATA -> metadata(page, at, end);
      case SAMPLE -> sample(page, at, judge.valueAt(), hash.of(page, at, judge.valueAt()), sink);
      case END -> end();
    }
    return Math.min(end + 1, length);
  }

  private void bad(String problem) throws PageException {
    if (strict) {
      throw new PageException(tally.line(), problem);
    }
    tally.malformed(problem);
  }

  private void require(String problem) throws PageException {
    if (!problem.isEmpty()) {
      throw new PageException(tally.line(), problem);
    }
  }

  private void end() throws PageException {
    ended = true;
    require(rules.end());
  }

  private void metadata(byte[] page, int at, int end) throws PageException {
    long line = hash.of(page, at, end);
    log.add(line, Shape.of(end - at, Rule.METADATA, 0), (char) 0);
    var scanned = judge.metadata();
    if (strict) {
      require(rules.metadata(page, judge.says(), scanned, line));
    } else {
      var family = families.named(page, scanned.nameFrom(), scanned.nameTo());
      family.take(judge.says(), scanned, line);
    }
  }

  private void sample(byte[] page, int at, int valueAt, long text, PageSink sink)
      throws PageException {
    int entry = index.find(text);
    if (entry == HeadIndex.USED) {
      tally.duplicate();
      log.add(text, Shape.of(valueAt - at, Rule.DUPLICATE, 0), (char) 0);
      return;
    }
    var family = family(page);
    long print = family.print();
    int rule = strict ? rules.rule() : Rule.ANY;
    int shape = Shape.of(valueAt - at, rule, print);
    if (strict) {
      hold(rule);
    }
    index.use(text, entry);
    log.add(text, shape, Shape.family(print));
    int place = tally.place();
    if (place < given) {
      passExemplar(page, text);
      return;
    }
    if (entry >= 0 && index.sameFamily(entry, print)) {
      sink.moved(place, index.place(entry), tail.value(), tail.time());
    } else {
      define(page, at, valueAt, place, family, sink);
    }
    if (tail.exemplary()) {
      exemplars.give(page, text, tail.exemplar(), sink);
    }
  }

  private void passExemplar(byte[] page, long text) {
    if (tail.exemplary()) {
      exemplars.pass(page, text, tail.exemplar().from(), tail.exemplar().to());
    }
  }

  private FamilyEntry family(byte[] page) throws PageException {
    var head = judge.head();
    if (strict) {
      require(rules.sample(page, head));
      return rules.family();
    }
    return families.of(page, head.nameFrom(), head.nameTo());
  }

  private void hold(int rule) throws PageException {
    if (tail.exemplary()) {
      tally.exemplar();
    }
    require(ValueRules.breach(rule, tail.value()));
  }

  private void define(
      byte[] page, int at, int valueAt, int place, FamilyEntry entry, PageSink sink) {
    var head = judge.head();
    head.scan(page, at, valueAt);
    var family = definitions.family(page, head, entry, strict);
    var labels = Definitions.labels(page, head.labels(), entry.kind());
    var lacking = Definitions.lacking(page, head.labels());
    if (!lacking.isEmpty()) {
      sink.lacks(lacking);
    }
    sink.define(place, family, labels, tail.value(), tail.time());
  }
}
