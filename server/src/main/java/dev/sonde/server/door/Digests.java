package dev.sonde.server.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over salt and secret, and comparing in the same time whatever is compared.
final class Digests {
  private Digests() {}

  /// @param salt hexadecimal
  /// @return hexadecimal
  static String of(String salt, String secret) {
    MessageDigest digest = sha256();
    digest.update(HexFormat.of().parseHex(salt));
    digest.update(secret.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }
}
