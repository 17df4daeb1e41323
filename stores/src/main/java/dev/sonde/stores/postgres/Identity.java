package dev.sonde.stores.postgres;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import java.util.UUID;

/// A name and labels as bytes, exactly: text in PostgreSQL can't hold every character. All texts in
/// turn, each behind its length; the name comes first.
record Identity(String name, Labels labels) {
  static byte[] bytes(Series series) {
    var out = new ByteArrayOutputStream(256);
    byte[] name = series.name().getBytes(StandardCharsets.UTF_8);
    text(out, name, 0, name.length);
    series.forEachLabelUtf8((bytes, nameFrom, nameTo, valueFrom, valueTo) -> {
      text(out, bytes, nameFrom, nameTo);
      text(out, bytes, valueFrom, valueTo);
    });
    return out.toByteArray();
  }

  /// Different for different bytes.
  static UUID digest(byte[] bytes) {
    try {
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static UUID digest(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  static Identity of(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    String name = text(in);
    var labels = new TreeMap<String, String>();
    while (in.hasRemaining()) {
      labels.put(text(in), text(in));
    }
    return new Identity(name, Labels.of(labels));
  }

  private static void text(ByteArrayOutputStream out, byte[] bytes, int from, int to) {
    int length = to - from;
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(length >>> shift);
    }
    out.write(bytes, from, length);
  }

  private static String text(ByteBuffer in) throws IOException {
    int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IOException("a row of sonde.series is damaged");
    }
    var text =
        new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
