package dev.sonde.http.websocket;

import java.nio.charset.StandardCharsets;

/// Why a web socket ends, for the peer and its log.
///
/// @param code 1000 to 4999, RFC 6455, 7.4
/// @param reason for people, never a secret; what is longer than 123 bytes is cut
public record CloseStatus(int code, String reason) {
  /// All is done.
  public static final int NORMAL = 1000;

  /// A server stops, or a page is left.
  public static final int GOING_AWAY = 1001;

  /// Its frames break the protocol.
  public static final int PROTOCOL_ERROR = 1002;

  /// A kind of message that is not taken here.
  public static final int UNACCEPTABLE = 1003;

  /// Never sent: it closed without saying why.
  public static final int NONE_GIVEN = 1005;

  /// Never sent: the connection ended without a close.
  public static final int ABNORMAL = 1006;

  /// What it sent is not what it says it is, such as text that is not UTF-8.
  public static final int BAD_DATA = 1007;

  /// It broke a rule of ours.
  public static final int POLICY = 1008;

  /// A message is too long.
  public static final int TOO_BIG = 1009;

  /// A fault of our own.
  public static final int INTERNAL_ERROR = 1011;

  /// Overloaded: come again later.
  public static final int TRY_LATER = 1013;

  private static final int LONGEST_REASON = 123;

  /// @throws IllegalArgumentException for a code outside 1000 to 4999
  public CloseStatus {
    if (code < NORMAL || code > 4999) {
      throw new IllegalArgumentException("close code " + code + " is not between 1000 and 4999");
    }
    reason = cut(reason);
  }

  /// May it stand in a frame?
  static boolean isSendable(int code) {
    return (code >= NORMAL && code <= UNACCEPTABLE)
        || (code >= BAD_DATA && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  private static String cut(String reason) {
    String cut = reason;
    while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
      int longest = Math.min(cut.length() - 1, LONGEST_REASON);
      cut = cut.substring(0, Character.isLowSurrogate(cut.charAt(longest)) ? longest - 1 : longest);
    }
    return cut;
  }
}
