package dev.sonde.http.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A version of TLS, as configurations name it.
public enum TlsVersion {
  TLS_1_0("TLS1.0", "TLSv1"),
  TLS_1_1("TLS1.1", "TLSv1.1"),
  TLS_1_2("TLS1.2", "TLSv1.2"),
  TLS_1_3("TLS1.3", "TLSv1.3");

  private final String shown;
  private final String protocol;

  TlsVersion(String shown, String protocol) {
    this.shown = shown;
    this.protocol = protocol;
  }

  /// Reads `TLS1.2`, `TLS12`, or `1.2`.
  ///
  /// @throws IllegalArgumentException with a message that reads on after the value
  public static TlsVersion parse(String text) {
    String number = text.strip().toUpperCase(Locale.ROOT).replaceFirst("^TLSV?", "");
    for (TlsVersion each : values()) {
      if (each.shown.endsWith("S" + number) || each.shown.replace(".", "").endsWith("S" + number)) {
        return each;
      }
    }
    throw new IllegalArgumentException("is not a version of TLS; write " + all());
  }

  /// As configurations write it: `TLS1.2`.
  public String shown() {
    return shown;
  }

  /// As the JDK calls it: `TLSv1.2`.
  String protocol() {
    return protocol;
  }

  /// Off in the JDK, and for good reasons.
  boolean isOld() {
    return compareTo(TLS_1_2) < 0;
  }

  /// From this one up to another.
  List<TlsVersion> upTo(TlsVersion max) {
    return Arrays.stream(values())
        .filter(each -> each.compareTo(this) >= 0 && each.compareTo(max) <= 0)
        .toList();
  }

  private static String all() {
    return Arrays.stream(values()).map(TlsVersion::shown).collect(Collectors.joining(", "));
  }
}
