package dev.sonde.http;

import java.nio.charset.StandardCharsets;

/// `{"error":"…"}` without a JSON library.
final class ErrorText {
  private static final String HEX = "0123456789abcdef";

  private ErrorText() {}

  static byte[] json(String message) {
    var text = new StringBuilder(message.length() + 16).append("{\"error\":\"");
    for (int i = 0; i < message.length(); i++) {
      append(text, message.charAt(i));
    }
    return text.append("\"}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder text, char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c < ' ') {
      text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    } else {
      text.append(c);
    }
  }
}
