package dev.sonde.http.tls;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Writes DER.
final class Der {
  private Der() {}

  /// A value that holds others one after another.
  static byte[] value(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var whole = new ByteArrayOutputStream();
    whole.write(tag);
    length(whole, content.size());
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  /// @param hex as [DerReader#oid] gives it
  static byte[] oid(String hex) {
    return value(DerReader.OID, HexFormat.of().parseHex(hex));
  }

  private static void length(ByteArrayOutputStream to, int length) {
    if (length < 0x80) {
      to.write(length);
      return;
    }
    int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
    to.write(0x80 | octets);
    for (int i = octets - 1; i >= 0; i--) {
      to.write(length >>> (8 * i));
    }
  }
}
