package dev.sonde.bench.targets;

/// How a target behaves.
enum Manner {
  GOOD(Next.ANSWER_AGAIN),
  /// Nobody listens at its address.
  REFUSES(Next.CLOSE),
  /// Takes the request and says nothing.
  HANGS(Next.HOLD),
  /// Listens, but never accepts.
  DEAF(Next.HOLD),
  /// Promises a gigabyte, sends a page, waits.
  PROMISES_MORE(Next.HOLD),
  /// Sends more than the length that it gives.
  PROMISES_LESS(Next.ANSWER_AGAIN),
  /// Half a page, and hangs up.
  TEARS(Next.CLOSE),
  /// New series for ever.
  ENDLESS(Next.GO_ON),
  /// Header lines for ever.
  ENDLESS_HEAD(Next.GO_ON),
  /// A page, byte by byte.
  DRIPS(Next.GO_ON),
  /// Random bytes, called text.
  GARBAGE(Next.ANSWER_AGAIN),
  /// A quarter of a gigabyte in as many kilobytes of gzip, asked for or not.
  BOMB(Next.ANSWER_AGAIN),
  /// A line of 10 MB.
  LONG_LINE(Next.ANSWER_AGAIN),
  /// Sends everybody to itself.
  REDIRECTS(Next.ANSWER_AGAIN),
  /// Speaks something else than HTTP.
  FOREIGN(Next.CLOSE);

  /// What comes after the first bytes of an answer.
  enum Next {
    ANSWER_AGAIN,
    CLOSE,
    HOLD,
    GO_ON
  }

  private static final Manner[] HANGING = {HANGS, DEAF};
  private static final Manner[] LYING = {
    PROMISES_MORE,
    PROMISES_LESS,
    TEARS,
    ENDLESS,
    ENDLESS_HEAD,
    DRIPS,
    GARBAGE,
    BOMB,
    LONG_LINE,
    REDIRECTS,
    FOREIGN
  };
  private static final int SCATTER = 7_919;

  private final Next next;

  Manner(Next next) {
    this.next = next;
  }

  Next next() {
    return next;
  }

  /// Spread evenly over all targets, the same at every start.
  static Manner of(int target, Options options) {
    long place = (long) target * SCATTER % options.targets();
    long refusing = Math.round(options.refuse() * options.targets());
    long hanging = refusing + Math.round(options.hang() * options.targets());
    long lying = hanging + Math.round(options.lie() * options.targets());
    if (place < refusing) {
      return REFUSES;
    }
    if (place < hanging) {
      return HANGING[target % HANGING.length];
    }
    return place < lying ? LYING[target % LYING.length] : GOOD;
  }
}
