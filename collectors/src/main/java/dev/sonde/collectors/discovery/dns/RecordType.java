package dev.sonde.collectors.discovery.dns;

import java.util.Locale;

/// What records are asked for.
enum RecordType {
  SRV(33),
  A(1),
  AAAA(28),
  MX(15),
  NS(2);

  /// As messages have it.
  final int code;

  RecordType(int code) {
    this.code = code;
  }

  static RecordType parse(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("is not one of SRV, A, AAAA, MX, NS");
    }
  }
}
