package dev.sonde.http;

import java.io.IOException;
import java.util.List;

/// Reads bodies of answers into buffers.
final class Bodies {
  private static final int LONGEST_SHOWN = 40;

  private final Gunzips gunzips = new Gunzips();

  /// Adds the body to the buffer as it came.
  ///
  /// @return whether all of it fits
  static boolean plain(ReplyInput in, BodyBuffer into) throws IOException {
    into.expect(in.announced());
    while (!into.full()) {
      int room = into.room();
      int count = in.read(into.bytes(), into.size(), room);
      if (count < 0) {
        return true;
      }
      into.added(count);
    }
    return in.read(new byte[1], 0, 1) < 0;
  }

  /// Adds the body to the buffer, inflated.
  ///
  /// @return whether all of it fits
  boolean inflated(ReplyInput in, BodyBuffer into) throws IOException {
    if (!in.encoded() || !isGzip(in.headers())) {
      return plain(in, into);
    }
    Gunzip gunzip = gunzips.take();
    try {
      return gunzip.inflate(in, into);
    } finally {
      gunzips.giveBack(gunzip);
    }
  }

  void close() {
    gunzips.close();
  }

  static boolean isGzip(HeaderLines headers) throws Refusal {
    List<String> codings =
        headers.all().stream()
            .filter(each -> each.is("Content-Encoding"))
            .map(each -> each.value().strip())
            .filter(each -> !each.isEmpty() && !each.equalsIgnoreCase("identity"))
            .toList();
    if (codings.isEmpty()) {
      return false;
    }
    String coding = String.join(", ", codings);
    if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
      return true;
    }
    String shown = coding.substring(0, Math.min(LONGEST_SHOWN, coding.length()));
    throw Refusal.bad("its body is encoded as " + shown + "; only gzip is understood");
  }
}
