package dev.sonde.wire.json;

/// How much is read, and what becomes of that on which readers of JSON differ.
///
/// @param maxBytes of the whole document
/// @param maxDepth of objects and arrays within each other, at most 512
/// @param maxText bytes of one text or name, as written
/// @param maxValues objects, arrays, texts, numbers and words in the document; names do not count
/// @param repeated what becomes of a name that an object has twice
/// @param broken what becomes of text that is none
/// @param words what becomes of words for numbers that JSON does not have
public record JsonRules(
    int maxBytes,
    int maxDepth,
    int maxText,
    int maxValues,
    Repeated repeated,
    Broken broken,
    Words words) {

  /// A name that an object has twice.
  public enum Repeated {
    /// The value that stands last counts.
    LAST,
    /// The document is refused.
    REFUSE
  }

  /// Bytes that are not UTF-8, and halves of surrogate pairs.
  public enum Broken {
    /// The document is refused.
    REFUSE,
    /// Each becomes U+FFFD.
    REPLACE
  }

  /// The words `NaN`, `Infinity` and `-Infinity`, which Python writes.
  public enum Words {
    /// The document is refused.
    REFUSE,
    /// They are numbers.
    NUMBERS
  }

  /// 16 MiB, 64 levels, texts of 1 MiB, a million values; the last of a repeated name counts,
  /// broken text and words for numbers are refused.
  public static final JsonRules DEFAULT =
      new JsonRules(16 << 20, 64, 1 << 20, 1_000_000, Repeated.LAST, Broken.REFUSE, Words.REFUSE);

  /// The deepest that a reader goes.
  public static final int DEEPEST = 512;

  public JsonRules {
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      throw new IllegalArgumentException("depth is 1 to " + DEEPEST + ", not " + maxDepth);
    }
  }

  /// These with another size.
  public JsonRules withBytes(int bytes) {
    return new JsonRules(bytes, maxDepth, maxText, maxValues, repeated, broken, words);
  }

  /// These with another depth.
  public JsonRules withDepth(int depth) {
    return new JsonRules(maxBytes, depth, maxText, maxValues, repeated, broken, words);
  }

  /// These with another length of texts.
  public JsonRules withText(int text) {
    return new JsonRules(maxBytes, maxDepth, text, maxValues, repeated, broken, words);
  }

  /// These with another number of values.
  public JsonRules withValues(int values) {
    return new JsonRules(maxBytes, maxDepth, maxText, values, repeated, broken, words);
  }

  /// These with another habit for repeated names.
  public JsonRules with(Repeated other) {
    return new JsonRules(maxBytes, maxDepth, maxText, maxValues, other, broken, words);
  }

  /// These with another habit for broken text.
  public JsonRules with(Broken other) {
    return new JsonRules(maxBytes, maxDepth, maxText, maxValues, repeated, other, words);
  }

  /// These with another habit for words that are no numbers in JSON.
  public JsonRules with(Words other) {
    return new JsonRules(maxBytes, maxDepth, maxText, maxValues, repeated, broken, other);
  }
}
