package dev.sonde.receivers;

import dev.sonde.http.Request;
import dev.sonde.http.websocket.Message;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.compress.GzipExpander;
import dev.sonde.wire.compress.SnappyExpander;
import dev.sonde.wire.compress.ZstdExpander;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The body of one request, plain. For one thread; good until it is closed.
public final class Body implements AutoCloseable {
  private static final int FIRST_ROOM = 16 << 10;

  /// Room that is kept for the next one.
  private static final int HANDY = 4 << 20;

  private final Bodies bodies;
  private final SnappyExpander snappy = new SnappyExpander();
  private @Nullable GzipExpander gzip;
  private @Nullable ZstdExpander zstd;
  private byte[] packed = new byte[FIRST_ROOM];
  private byte[] bytes = packed;
  private int length;
  private long reserved;

  Body(Bodies bodies) {
    this.bodies = bodies;
  }

  /// Its bytes, from the first on.
  public byte[] bytes() {
    return bytes;
  }

  /// How many of them count.
  public int length() {
    return length;
  }

  @Override
  public void close() {
    bodies.release(reserved);
    reserved = 0;
    bytes = packed;
    if (packed.length > HANDY) {
      end();
    } else {
      bodies.giveBack(this);
    }
  }

  void read(Request request, String usual) throws IOException, RefusedException {
    length = fill(request.body());
    String said = coding(request);
    unpack(said.isEmpty() ? usual : said);
  }

  void read(Message message, int from, String coding) throws RefusedException {
    length = message.length() - from;
    reserve(Math.max(packed.length, length));
    if (packed.length < length) {
      packed = new byte[length];
    }
    System.arraycopy(message.bytes(), message.from() + from, packed, 0, length);
    unpack(coding);
  }

  private void unpack(String coding) throws RefusedException {
    switch (coding) {
      case "" -> plain();
      case "gzip", "x-gzip" -> bytes(gzip());
      case "zstd" -> bytes(zstd());
      case "snappy" -> bytes(snappy());
      case String other ->
          throw new RefusedException(
              415,
              "its Content-Encoding is "
                  + other.substring(0, Math.min(40, other.length()))
                  + "; gzip, zstd and snappy are understood");
    }
  }

  /// Gives up memory outside the heap; nothing is read any more.
  void end() {
    if (gzip != null) {
      gzip.close();
    }
    if (zstd != null) {
      zstd.close();
    }
  }

  private int fill(InputStream in) throws IOException, RefusedException {
    int size = 0;
    reserve(packed.length);
    for (int count = in.read(packed);
        count >= 0;
        count = in.read(packed, size, packed.length - size)) {
      size += count;
      if (size == packed.length) {
        reserve(packed.length);
        packed = Arrays.copyOf(packed, packed.length * 2);
      }
    }
    return size;
  }

  private void plain() throws RefusedException {
    bytes = packed;
    if (length > bodies.limits().plainBytes()) {
      throw new RefusedException(
          413, "it has more than the " + bodies.limits().plainBytes() + " bytes that are taken");
    }
  }

  private void bytes(byte[] plain) throws RefusedException {
    bytes = plain;
    reserve(length);
  }

  private byte[] gzip() throws RefusedException {
    if (gzip == null) {
      gzip = new GzipExpander();
    }
    GzipExpander by = gzip;
    length = expanded(() -> by.expand(packed, 0, length, bodies.limits().plainBytes()));
    return by.bytes();
  }

  private byte[] zstd() throws RefusedException {
    if (zstd == null) {
      zstd = new ZstdExpander();
    }
    ZstdExpander by = zstd;
    length = expanded(() -> by.expand(packed, 0, length, bodies.limits().plainBytes()));
    return by.bytes();
  }

  private byte[] snappy() throws RefusedException {
    length = expanded(() -> snappy.expand(packed, 0, length, bodies.limits().plainBytes()));
    return snappy.bytes();
  }

  private void reserve(long more) throws RefusedException {
    bodies.reserve(more);
    reserved += more;
  }

  private static String coding(Request request) {
    List<String> codings =
        request.headers("Content-Encoding").stream()
            .map(each -> each.strip().toLowerCase(Locale.ROOT))
            .filter(each -> !each.isEmpty() && !each.equals("identity"))
            .toList();
    return String.join(", ", codings);
  }

  private static int expanded(Expansion expansion) throws RefusedException {
    try {
      return expansion.length();
    } catch (BodyException e) {
      throw new RefusedException(e.reason().startsWith("it has") ? 413 : 400, e.reason());
    }
  }

  private interface Expansion {
    int length() throws BodyException;
  }
}
