package dev.sonde.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The file in which a destination's cursor is kept: its name, safe for every file system, those
/// that know no capitals included.
final class CursorName {
  private static final String PREFIX = "cursor-";
  private static final String UNFINISHED = ".new";
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int LONGEST = 160;
  private static final int HASH = 16;

  private CursorName() {}

  static String of(String destination) {
    var name = new StringBuilder(PREFIX);
    for (byte each : destination.getBytes(StandardCharsets.UTF_8)) {
      append(name, each);
    }
    if (name.length() > LONGEST) {
      name.setLength(LONGEST);
      name.append('~').append(hash(destination));
    }
    return name.toString();
  }

  /// The destination's part of it.
  static String encoded(String destination) {
    return of(destination).substring(PREFIX.length());
  }

  static String unfinished(String fileName) {
    return fileName + UNFINISHED;
  }

  /// Is it a cursor, and not one that was never finished?
  static boolean matches(String fileName) {
    return fileName.startsWith(PREFIX) && !fileName.endsWith(UNFINISHED);
  }

  /// Is it a cursor that was never finished, of no use to anybody?
  static boolean isUnfinished(String fileName) {
    return fileName.startsWith(PREFIX) && fileName.endsWith(UNFINISHED);
  }

  private static void append(StringBuilder name, byte each) {
    if (each > 0 && PLAIN.indexOf(each) >= 0) {
      name.append((char) each);
    } else {
      HexFormat.of().toHexDigits(name.append('%'), each);
    }
  }

  private static String hash(String destination) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(destination.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH);
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException(every);
    }
  }
}
