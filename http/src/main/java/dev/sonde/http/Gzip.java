package dev.sonde.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.zip.Deflater;

/// Which responses are worth compressing, and the few deflaters that do it. When all are busy a
/// response goes out as it is: a slow client must not make others wait.
final class Gzip {
  private static final int SMALLEST = 1024;
  private static final int LEVEL = 3;

  private final int most;
  private final ArrayDeque<Deflater> free = new ArrayDeque<>();
  private int made;

  Gzip(int most) {
    this.most = most;
  }

  static boolean suits(Response response) {
    return large(response.body()) && !response.has("Content-Encoding") && compressible(response);
  }

  private static boolean large(Response.Body body) {
    return switch (body) {
      case Response.Whole whole -> whole.bytes.length >= SMALLEST;
      case Response.Streamed _ -> true;
      case Response.Upgraded _ -> false;
    };
  }

  private static boolean compressible(Response response) {
    for (Header header : response.headers()) {
      if (header.is("Content-Type")) {
        String type = header.value();
        return type.startsWith("text/")
            || type.startsWith("application/json")
            || type.startsWith("application/openmetrics-text")
            || type.startsWith("application/javascript")
            || type.startsWith("image/svg+xml");
      }
    }
    return false;
  }

  /// A deflater to use and give back.
  synchronized Optional<Deflater> take() {
    if (!free.isEmpty()) {
      return Optional.of(free.removeLast());
    }
    if (made == most) {
      return Optional.empty();
    }
    made++;
    return Optional.of(new Deflater(LEVEL, true));
  }

  synchronized void giveBack(Deflater deflater) {
    deflater.reset();
    free.addLast(deflater);
  }

  static void write(Deflater deflater, Response.Writer writer, OutputStream out)
      throws IOException {
    var gzip = new GzipOutput(out, deflater);
    writer.writeTo(gzip);
    gzip.finish();
  }

  /// Frees what they hold outside the heap.
  synchronized void close() {
    free.forEach(Deflater::end);
    free.clear();
    made = most;
  }
}
