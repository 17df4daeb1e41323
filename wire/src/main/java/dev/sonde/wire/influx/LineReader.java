package dev.sonde.wire.influx;

import dev.sonde.api.TextHash;
import dev.sonde.wire.scrape.PageSink;
import java.util.Arrays;

/// Reads InfluxDB's line protocol: `measurement,tag=value field=1,other=2i 1767225600000000000`.
/// Belongs to one thread at a time.
///
/// Comments begin with `#`; empty lines, blanks around a line and a carriage return at its end do
/// not count. A line that can't be read is passed over as a whole, and counted.
///
/// # Implementation notes
///
/// Nothing is made of a line but places in it and hashes: who knows the hash of a series asks for
/// no text, and then a line makes no object.
public final class LineReader {
  private static final int BAD = -1;
  private static final int FIRST_FIELDS = 16;

  private final TextHash hash;
  private final LineLimits limits;
  private final LineHead head = new LineHead();
  private final FieldValue value = new FieldValue();
  private int[] fields = new int[2 * FIRST_FIELDS];
  private double[] numbers = new double[FIRST_FIELDS];
  private int count;
  private int textsOfLine;
  private long time;

  /// Behind the last field that could be read: where to go on after a line that can't.
  private int reached;

  private String problem = "";
  private int lines;
  private int given;
  private int texts;
  private int malformed;
  private int malformedLine;
  private String malformedReason = "";

  /// @param seed of hashes, random, as what is read must not meet
  public LineReader(long seed, LineLimits limits) {
    this.hash = new TextHash(seed);
    this.limits = limits;
  }

  /// Reads lines and gives their numbers to the sink. What the sink throws goes through.
  ///
  /// @param body not kept, not changed
  /// @param length how many bytes of it count; the last line needs no line feed
  public LineReport read(byte[] body, int length, LinePrecision precision, LineSink sink) {
    lines = 0;
    given = 0;
    texts = 0;
    malformed = 0;
    malformedLine = 0;
    malformedReason = "";
    int at = 0;
    while (at < length) {
      int start = afterBlanks(body, at, length);
      int end = start;
      if (start < length && body[start] != '\n' && body[start] != '#') {
        end = line(body, start, length, precision, sink);
      }
      at = lineEnd(body, end, length) + 1;
    }
    return new LineReport(lines, given, texts, malformed, malformedLine, malformedReason);
  }

  /// @return somewhere on its last row
  private int line(byte[] body, int start, int length, LinePrecision precision, LineSink sink) {
    int most = (int) Math.min(length, (long) start + limits.longestLine());
    reached = start;
    int at = head(body, start, most);
    at = at < 0 ? BAD : fields(body, at, most);
    at = at < 0 ? BAD : time(body, at, most, precision);
    if (at == most && most < length && body[at] != '\n') {
      at = bad("the line is longer than " + limits.longestLine() + " bytes");
    }
    if (at < 0) {
      noteMalformed(body, start);
      return reached;
    }
    lines++;
    texts += textsOfLine;
    give(body, sink);
    return at;
  }

  private void noteMalformed(byte[] body, int start) {
    if (malformed++ == 0) {
      malformedLine = 1 + lineFeeds(body, start);
      malformedReason = problem;
    }
  }

  private void give(byte[] body, LineSink sink) {
    long whole = hash.of(body, head.from(), head.to());
    for (int field = 0; field < count; field++) {
      int from = fields[2 * field];
      int to = fields[2 * field + 1];
      head.field(from, to);
      long own = TextHash.finished(TextHash.mixed(whole, hash.of(body, from, to)));
      sink.number(head, own, numbers[field], time);
    }
    given += count;
  }

  /// @return the blank before the fields, or [#BAD]
  private int head(byte[] body, int start, int to) {
    head.begin(body, start);
    int at = start;
    while (at < to && body[at] != ',' && body[at] != ' ' && body[at] != '\n') {
      at = next(body, at, to);
    }
    if (at == start) {
      return bad("the measurement is missing");
    }
    head.measurement(at);
    while (at >= 0 && at < to && body[at] == ',') {
      at = tag(body, at + 1, to);
    }
    return at < 0 || (at < to && body[at] == ' ') ? at : bad("the fields are missing");
  }

  private int tag(byte[] body, int from, int to) {
    int equals = key(body, from, to);
    if (equals == from || equals == to || body[equals] != '=') {
      return bad("a tag is not NAME=VALUE");
    }
    int end = key(body, equals + 1, to);
    if (end < to && body[end] == '=') {
      return bad("a tag has a second =; write \\= for one in its value");
    }
    if (head.tags() == limits.mostTags()) {
      return bad("there are more than " + limits.mostTags() + " tags");
    }
    head.tag(from, equals, end);
    return end;
  }

  private int fields(byte[] body, int from, int to) {
    count = 0;
    textsOfLine = 0;
    int at = afterBlanks(body, from, to);
    boolean more = true;
    while (more) {
      at = field(body, at, to);
      reached = Math.max(at, reached);
      more = at >= 0 && at < to && body[at] == ',';
      at += more ? 1 : 0;
    }
    return at;
  }

  private int field(byte[] body, int from, int to) {
    int equals = key(body, from, to);
    if (equals == from || equals == to || body[equals] != '=') {
      return bad("a field is not NAME=VALUE");
    }
    int end = value.read(body, equals + 1, to);
    if (end < 0) {
      return bad(value.problem());
    }
    if (value.isText()) {
      textsOfLine++;
    } else if (count == limits.mostFields()) {
      return bad("there are more than " + limits.mostFields() + " fields");
    } else {
      add(from, equals, value.number());
    }
    return end;
  }

  private void add(int from, int to, double number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
      fields = Arrays.copyOf(fields, 4 * count);
    }
    fields[2 * count] = from;
    fields[2 * count + 1] = to;
    numbers[count++] = number;
  }

  /// @return the end of the line, or [#BAD]
  private int time(byte[] body, int from, int to, LinePrecision precision) {
    int start = afterBlanks(body, from, to);
    time = PageSink.UNTIMED;
    if (start == to || body[start] == '\n') {
      return start;
    }
    if (start == from) {
      return bad("what follows a value is neither a comma nor a blank");
    }
    boolean minus = body[start] == '-';
    int at = minus ? start + 1 : start;
    int first = at;
    long sum = 0;
    boolean fits = true;
    while (at < to && body[at] >= '0' && body[at] <= '9') {
      int digit = body[at++] - '0';
      fits &= sum <= (Long.MAX_VALUE - digit) / 10;
      sum = sum * 10 + digit;
    }
    int end = afterBlanks(body, at, to);
    if (at == first || (end < to && body[end] != '\n')) {
      return bad("the time is not a whole number");
    }
    time = fits ? precision.millis(minus ? -sum : sum) : PageSink.UNTIMED;
    return time == PageSink.UNTIMED ? bad("the time is too far away") : end;
  }

  private int bad(String why) {
    problem = why;
    return BAD;
  }

  /// Where a name or a tag's value is over.
  private static int key(byte[] body, int from, int to) {
    int at = from;
    while (at < to && !endsKey(body[at])) {
      at = next(body, at, to);
    }
    return at;
  }

  private static boolean endsKey(byte octet) {
    return octet == ',' || octet == '=' || octet == ' ' || octet == '\n';
  }

  /// The place after this character and what it escapes.
  private static int next(byte[] body, int at, int to) {
    boolean escapes = body[at] == '\\' && at + 1 < to && body[at + 1] != '\n';
    return escapes ? at + 2 : at + 1;
  }

  private static int afterBlanks(byte[] body, int from, int to) {
    int at = from;
    while (at < to && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r')) {
      at++;
    }
    return at;
  }

  private static int lineEnd(byte[] body, int from, int to) {
    int at = from;
    while (at < to && body[at] != '\n') {
      at++;
    }
    return at;
  }

  private static int lineFeeds(byte[] body, int to) {
    int feeds = 0;
    for (int at = 0; at < to; at++) {
      feeds += body[at] == '\n' ? 1 : 0;
    }
    return feeds;
  }
}
