package dev.sonde.server.door;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// A key as its owner has it: `sonde_`, ten characters by which it is found, `_`, and 43 that are
/// secret: 256 random bits.
///
/// @param id by which it is found; no secret
/// @param reveal all of it, for the one place that shows it
public record KeyText(String id, String reveal) {
  static final int ID_LENGTH = 10;

  private static final String PREFIX = "sonde_";
  private static final int SECRET_LENGTH = 43;
  private static final int LENGTH = PREFIX.length() + ID_LENGTH + 1 + SECRET_LENGTH;
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// A new one.
  ///
  /// @param random one that nobody can foresee
  static KeyText fresh(RandomGenerator random) {
    String id = letters(random, ID_LENGTH);
    return new KeyText(id, PREFIX + id + "_" + letters(random, SECRET_LENGTH));
  }

  /// A new id alone, for a key that has another form.
  static String freshId(RandomGenerator random) {
    return letters(random, ID_LENGTH);
  }

  /// Empty for what has another form.
  static Optional<KeyText> parse(String text) {
    int secret = PREFIX.length() + ID_LENGTH;
    if (text.length() != LENGTH || !text.startsWith(PREFIX) || text.charAt(secret) != '_') {
      return Optional.empty();
    }
    String id = text.substring(PREFIX.length(), secret);
    return isId(id) && areLetters(text.substring(secret + 1))
        ? Optional.of(new KeyText(id, text))
        : Optional.empty();
  }

  static boolean isId(String text) {
    return text.length() == ID_LENGTH && areLetters(text);
  }

  /// Without what is secret.
  @Override
  public String toString() {
    return PREFIX + id + "_…";
  }

  private static boolean areLetters(String text) {
    return text.chars().allMatch(each -> LETTERS.indexOf(each) >= 0);
  }

  private static String letters(RandomGenerator random, int count) {
    var out = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return out.toString();
  }
}
