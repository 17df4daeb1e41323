package dev.sonde.http.tls;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The cipher suites that a configuration may name, and which of them a connection offers.
///
/// A list limits TLS 1.2 and below. Those of TLS 1.3 may stand in it and change nothing: all of
/// them are on while 1.3 itself is allowed. A version that is left without a suite is not spoken.
final class CipherSuites {
  private static final String RSA = "TLS_RSA_";
  private static final List<String> NEWEST =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  static final List<String> KNOWN =
      Stream.concat(
              NEWEST.stream(),
              Stream.of(
                  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                  "TLS_RSA_WITH_AES_128_GCM_SHA256",
                  "TLS_RSA_WITH_AES_256_GCM_SHA384",
                  "TLS_RSA_WITH_AES_128_CBC_SHA256",
                  "TLS_RSA_WITH_AES_128_CBC_SHA",
                  "TLS_RSA_WITH_AES_256_CBC_SHA"))
          .toList();

  private CipherSuites() {}

  /// The name itself, when it is known.
  ///
  /// @throws IllegalArgumentException with a message that reads on after the value
  static String parse(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    if (!KNOWN.contains(name)) {
      throw new IllegalArgumentException(
          "is not a cipher suite; the nearest is "
              + nearest(name)
              + ", known are "
              + String.join(", ", KNOWN));
    }
    return name;
  }

  /// The versions between those that a configuration allows for which it names a suite.
  static List<TlsVersion> versions(TlsConfig config) {
    return config.minVersion().upTo(config.maxVersion()).stream()
        .filter(version -> serves(config.cipherSuites(), version))
        .toList();
  }

  /// What to offer.
  ///
  /// @param usual what the JDK offers by itself; without a list that is narrowed to the suites that
  ///   are good for everyone, whatever else has been switched on for the process
  static String[] offered(TlsConfig config, String[] usual) {
    List<String> named = config.cipherSuites();
    Stream<String> old =
        named.isEmpty()
            ? Stream.of(usual).filter(name -> !isNewest(name) && !name.startsWith(RSA))
            : named.stream().filter(name -> !isNewest(name));
    return Stream.concat(Stream.of(usual).filter(CipherSuites::isNewest), old)
        .toArray(String[]::new);
  }

  /// Off in the JDK: no forward secrecy.
  static boolean isStaticRsa(String name) {
    return name.startsWith(RSA);
  }

  private static boolean serves(List<String> named, TlsVersion version) {
    return named.isEmpty()
        || switch (version) {
          case TLS_1_3 -> true;
          case TLS_1_2 -> named.stream().anyMatch(name -> !isNewest(name));
          case TLS_1_1, TLS_1_0 -> named.stream().anyMatch(name -> name.endsWith("_CBC_SHA"));
        };
  }

  private static boolean isNewest(String name) {
    return NEWEST.contains(name);
  }

  private static String nearest(String name) {
    String nearest = KNOWN.getFirst();
    int least = Integer.MAX_VALUE;
    for (String each : KNOWN) {
      int distance = distance(name, each);
      if (distance < least) {
        least = distance;
        nearest = each;
      }
    }
    return nearest;
  }

  private static int distance(String a, String b) {
    String shorter = a.length() > 64 ? a.substring(0, 64) : a;
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 0; i < shorter.length(); i++) {
      next(row, shorter.charAt(i), b);
    }
    return row[b.length()];
  }

  private static void next(int[] row, char c, String b) {
    int corner = row[0]++;
    for (int j = 1; j < row.length; j++) {
      int replaced = corner + (c == b.charAt(j - 1) ? 0 : 1);
      corner = row[j];
      row[j] = Math.min(replaced, 1 + Math.min(corner, row[j - 1]));
    }
  }
}
