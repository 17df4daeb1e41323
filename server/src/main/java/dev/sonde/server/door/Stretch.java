package dev.sonde.server.door;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Makes guessing slow, for secrets that people chose: PBKDF2 with HMAC-SHA-256.
///
/// One salt serves all of them, so that a secret without an id is found by one computation and one
/// look-up, however many there are.
///
/// @param salt hexadecimal
/// @param rounds how often it hashes
record Stretch(String salt, int rounds) {
  /// What OWASP asks for in 2023 and later; some tenths of a second of one processor.
  static final int USUAL_ROUNDS = 600_000;

  private static final int FEWEST_ROUNDS = 1_000;
  private static final int MOST_ROUNDS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int BITS = 256;

  /// @throws IllegalArgumentException for what can't be one
  Stretch {
    if (salt.length() != 2 * SALT_BYTES || !Proof.isHexadecimal(salt)) {
      throw new IllegalArgumentException("the salt is none");
    }
    if (rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException("there are too few or too many rounds");
    }
  }

  static Stretch fresh(RandomGenerator random, int rounds) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new Stretch(HexFormat.of().formatHex(salt), rounds);
  }

  /// Takes its time.
  ///
  /// @param secret not empty
  /// @return hexadecimal
  String hash(String secret) {
    var spec = new PBEKeySpec(secret.toCharArray(), HexFormat.of().parseHex(salt), rounds, BITS);
    try {
      byte[] made =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return HexFormat.of().formatHex(made);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("this Java has no PBKDF2", absent);
    } finally {
      spec.clearPassword();
    }
  }
}
