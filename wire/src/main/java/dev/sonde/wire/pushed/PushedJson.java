package dev.sonde.wire.pushed;

import dev.sonde.api.Push;
import dev.sonde.api.TextHash;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.json.JsonToken;
import dev.sonde.wire.json.TreeReader;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// Reads JSON that others push. It holds room for its work, so keep it and lend it; it belongs to
/// one thread at a time. README.md beside it says what becomes of which form.
///
/// An object is told by what it holds: `metrics` with an object is document 000's batch, with a
/// list document 003's; `measurement` or `fields`, `metric_type` or `origin` are document 002's;
/// `name` and `value` are one metric of document 003. A body is one object, a list of them, or
/// lines with one each.
///
/// # Implementation notes
///
/// A reader that lets almost everything pass finds where elements begin and end, so that what is
/// wrong with one (broken text, depth, length) is not wrong with all; a second one with the rules
/// makes a small tree of each element. So a byte is looked at two or three times, and memory is
/// bounded by the largest element. One that comes to a single sample is recalled by its bytes when
/// it comes again, and no tree is made.
public final class PushedJson {
  private final PushedRules rules;
  private final JsonReader outer;
  private final JsonReader inner;
  private final TreeReader trees;
  private final Glance glance;

  /// A reader by these rules that recalls only what it read itself.
  public PushedJson(PushedRules rules) {
    this(new SecureRandom().nextLong(), rules);
  }

  /// A reader by these rules.
  ///
  /// @param seed secret; readers that take bodies in turn have the same one, and the same rules
  public PushedJson(long seed, PushedRules rules) {
    var wide =
        new JsonRules(
            rules.mostBytes(),
            JsonRules.DEEPEST,
            rules.mostBytes(),
            rules.mostValues(),
            JsonRules.Repeated.LAST,
            JsonRules.Broken.REPLACE,
            JsonRules.Words.NUMBERS);
    var narrow =
        new JsonRules(
            rules.mostBytes(),
            rules.deepest(),
            rules.longestText(),
            rules.mostInElement(),
            JsonRules.Repeated.REFUSE,
            JsonRules.Broken.REFUSE,
            JsonRules.Words.NUMBERS);
    this.rules = rules;
    this.outer = new JsonReader(wide);
    this.inner = new JsonReader(wide);
    this.trees = new TreeReader(narrow);
    this.glance = new Glance(new JsonReader(narrow), new TextHash(seed));
  }

  /// Reads a body to a push. What can't be taken is refused and counted, the rest is recorded; the
  /// push is not committed.
  ///
  /// @param body not kept, not changed
  /// @param length how many bytes of it count
  /// @throws JsonException when it can't be read as a whole: then nothing of the push should count
  public PushedReport read(byte[] body, int length, Push push) throws JsonException {
    var taking = new Taking(rules, push);
    var pushed = new PushedBody(body, rules, inner, trees, glance, taking);
    outer.open(body, 0, length);
    switch (outer.next()) {
      case BEGIN_OBJECT -> {
        Outline outline = whole(body, length);
        if (outline == null) {
          lines(pushed, body, length);
        } else {
          pushed.object(outline, Spot.TOP);
        }
      }
      case BEGIN_ARRAY -> {
        list(pushed, Spot.TOP);
        outer.next();
      }
      default -> throw outer.fault("an object or a list of them is wanted, not " + outer.token());
    }
    return taking.report();
  }

  /// Reads a body of lines, each a document of its own: one that can't be read is refused alone.
  ///
  /// @param body not kept, not changed
  /// @param length how many bytes of it count
  /// @throws JsonException when it is too large
  public PushedReport readLines(byte[] body, int length, Push push) throws JsonException {
    if (length > rules.mostBytes()) {
      throw new JsonException("the document is larger than " + rules.mostBytes() + " bytes");
    }
    var taking = new Taking(rules, push);
    lines(new PushedBody(body, rules, inner, trees, glance, taking), body, length);
    return taking.report();
  }

  /// Records a metric of document 002 as its HTTP fallback sends it, one that was never bytes: what
  /// becomes of it is what would become of its text. For who makes metrics and wants the very
  /// series that others get who push them.
  ///
  /// @param metric within the rules: depth, lengths and counts are not looked at here
  public static PushedReport flat(JsonObject metric, PushedRules rules, Push push) {
    var taking = new Taking(rules, push);
    try {
      new Elements(taking).flat(metric.members(), Spot.TOP);
    } catch (BadElementException bad) {
      taking.refuse(bad);
    }
    return taking.report();
  }

  /// The only object of a body; null when it is the first of lines.
  private @Nullable Outline whole(byte[] body, int length) throws JsonException {
    try {
      Outline outline = Outline.read(outer);
      outer.next();
      return outline;
    } catch (JsonException broken) {
      int end = lineEnd(body, firstText(body, length), length);
      if (end < length && isWhole(body, end)) {
        return null;
      }
      throw broken;
    }
  }

  private boolean isWhole(byte[] body, int end) {
    try {
      inner.open(body, 0, end);
      inner.next();
      inner.skip();
      return inner.next() == JsonToken.END;
    } catch (JsonException _) {
      return false;
    }
  }

  private void lines(PushedBody pushed, byte[] body, int length) {
    int number = 1;
    for (int at = 0; at < length; number++) {
      int end = lineEnd(body, at, length);
      if (!isBlank(body, at, end)) {
        line(pushed, body, at, end, Spot.line(number));
      }
      at = end + 1;
    }
  }

  private void line(PushedBody pushed, byte[] body, int from, int to, Spot where) {
    try {
      outer.open(body, from, to);
      switch (outer.next()) {
        case BEGIN_OBJECT -> {
          Outline outline = Outline.read(outer);
          outer.next();
          pushed.object(outline, where);
        }
        case BEGIN_ARRAY -> {
          list(pushed, where);
          outer.next();
        }
        default -> throw outer.fault("an object or a list of them is wanted, not " + outer.token());
      }
    } catch (JsonException broken) {
      pushed.refuse(where, broken);
    }
  }

  private void list(PushedBody pushed, Spot where) throws JsonException {
    for (int place = 0; outer.next() != JsonToken.END_ARRAY; place++) {
      Spot here = where.element(place);
      if (outer.token() == JsonToken.BEGIN_OBJECT) {
        pushed.object(Outline.read(outer), here);
      } else {
        var wrong = new JsonException("an object is wanted, not " + outer.token());
        outer.skip();
        pushed.refuse(here, wrong);
      }
    }
  }

  private static int firstText(byte[] body, int length) {
    int at = 0;
    while (at < length && body[at] <= ' ' && body[at] >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte[] body, int from, int to) {
    int at = from;
    while (at < to && body[at] <= ' ' && body[at] >= 0) {
      at++;
    }
    return at == to;
  }

  private static int lineEnd(byte[] body, int from, int length) {
    int at = from;
    while (at < length && body[at] != '\n') {
      at++;
    }
    return at;
  }
}
