package dev.sonde.server.door;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// What is kept of a key's secret: enough to recognise it, too little to make it.
///
/// @param id by which it is found
/// @param kind how it is recognised
/// @param salt hexadecimal; empty where [Stretch] has one for all
/// @param hash hexadecimal
/// @param created when it was made
/// @param ends when it stops being one; empty for when its key does
record Proof(
    String id, Kind kind, String salt, String hash, Instant created, Optional<Instant> ends) {
  /// How a secret is recognised.
  enum Kind {
    /// 256 random bits: hashed once, with a salt.
    RANDOM,
    /// Chosen by a person, so perhaps weak: stretched.
    CHOSEN
  }

  private static final int HASH_LENGTH = 64;
  private static final int LONGEST_SALT = 128;

  /// @throws IllegalArgumentException for what can't be one
  Proof {
    if (!KeyText.isId(id)) {
      throw new IllegalArgumentException("its id is none");
    }
    if (hash.length() != HASH_LENGTH || !isHexadecimal(hash)) {
      throw new IllegalArgumentException("its hash is none");
    }
    if (salt.length() > LONGEST_SALT || !isHexadecimal(salt)) {
      throw new IllegalArgumentException("its salt is none");
    }
    if (salt.isEmpty() == (kind == Kind.RANDOM)) {
      throw new IllegalArgumentException("a random secret has a salt, a chosen one has none");
    }
  }

  Proof endingAt(Instant end) {
    boolean sooner = ends.isPresent() && ends.get().isBefore(end);
    return sooner ? this : new Proof(id, kind, salt, hash, created, Optional.of(end));
  }

  boolean holdsAt(Instant now) {
    return ends.isEmpty() || now.isBefore(ends.get());
  }

  static boolean isHexadecimal(String text) {
    return text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
  }
}
