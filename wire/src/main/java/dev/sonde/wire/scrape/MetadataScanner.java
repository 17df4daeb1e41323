package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import dev.sonde.wire.protobuf.Utf8;
import java.util.List;

/// Takes apart lines that begin with `#`.
final class MetadataScanner {
  enum What {
    COMMENT,
    BAD,
    TYPE,
    HELP,
    UNIT
  }

  private static final List<Kind> KINDS = List.of(Kind.values());

  private boolean strict;
  private int nameFrom;
  private int nameTo;
  private int textFrom;
  private int textTo;
  private Kind kind = Kind.UNKNOWN;
  private String problem = "";

  void begin(boolean openMetrics) {
    strict = openMetrics;
  }

  /// Where the family's name stands, without quotes.
  int nameFrom() {
    return nameFrom;
  }

  int nameTo() {
    return nameTo;
  }

  int textFrom() {
    return textFrom;
  }

  int textTo() {
    return textTo;
  }

  /// What a TYPE says.
  Kind kind() {
    return kind;
  }

  String problem() {
    return problem;
  }

  /// @param hash where the `#` stands
  What scan(byte[] page, int hash, int to) {
    int from = strict ? hash + 1 : Bytes.afterBlanks(page, hash + 1, to);
    from += strict && from < to && page[from] == ' ' ? 1 : 0;
    int word = from;
    while (word < to && !Bytes.isBlank(page[word])) {
      word++;
    }
    var what = from == hash + 1 ? What.COMMENT : what(page, from, word);
    if (what == What.COMMENT) {
      return strict ? bad("# is followed by TYPE, HELP, UNIT or, at the end, EOF") : what;
    }
    int name = separated(page, word, to);
    int after = name < 0 ? name : name(page, name, to);
    return after < 0 ? bad("the name of a family is missing") : text(page, what, after, to);
  }

  private What what(byte[] page, int from, int to) {
    if (Bytes.is(page, from, to, "TYPE")) {
      return What.TYPE;
    }
    if (Bytes.is(page, from, to, "HELP")) {
      return What.HELP;
    }
    return strict && Bytes.is(page, from, to, "UNIT") ? What.UNIT : What.COMMENT;
  }

  /// What follows a separator: one blank where it is strict, else any number; -1 without one.
  private int separated(byte[] page, int from, int to) {
    if (strict) {
      return from < to && page[from] == ' ' ? from + 1 : -1;
    }
    int at = Bytes.afterBlanks(page, from, to);
    return at > from ? at : -1;
  }

  private int name(byte[] page, int from, int to) {
    boolean quoted = from < to && page[from] == '"';
    int after = quoted ? Bytes.afterQuoted(page, from, to) : Bytes.afterName(page, from, to, true);
    nameFrom = quoted ? from + 1 : from;
    nameTo = quoted ? after - 1 : after;
    return nameTo > nameFrom && Utf8.isSound(page, nameFrom, nameTo) ? after : -1;
  }

  private What text(byte[] page, What what, int from, int to) {
    int at = separated(page, from, to);
    if (at < 0 && (strict || from < to)) {
      return bad("the name of a family is not followed by a blank");
    }
    textFrom = at < 0 ? to : at;
    textTo = to;
    while (!strict && textTo > textFrom && Bytes.isBlank(page[textTo - 1])) {
      textTo--;
    }
    if (what == What.TYPE) {
      return known(page) ? what : bad("TYPE is followed by a name and a known type");
    }
    return Utf8.isSound(page, textFrom, textTo) ? what : bad("the text is not UTF-8");
  }

  private boolean known(byte[] page) {
    for (var each : textFrom < textTo ? KINDS : List.<Kind>of()) {
      if (Bytes.is(page, textFrom, textTo, word(each))) {
        kind = each;
        return true;
      }
    }
    return false;
  }

  private String word(Kind each) {
    return switch (each) {
      case UNKNOWN -> strict ? "unknown" : "untyped";
      case GAUGE -> "gauge";
      case COUNTER -> "counter";
      case HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
      case GAUGE_HISTOGRAM -> strict ? "gaugehistogram" : "";
      case INFO -> strict ? "info" : "";
      case STATE_SET -> strict ? "stateset" : "";
    };
  }

  private What bad(String why) {
    problem = why;
    return What.BAD;
  }
}
