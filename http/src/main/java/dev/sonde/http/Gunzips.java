package dev.sonde.http;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Those that nobody uses just now, a few of them: each holds 60 kB.
final class Gunzips {
  private static final int KEPT = 4;

  private final ArrayDeque<Gunzip> free = new ArrayDeque<>();
  private boolean closed;

  Gunzip take() {
    Gunzip known = poll();
    return known == null ? new Gunzip() : known;
  }

  synchronized void giveBack(Gunzip used) {
    if (closed || free.size() == KEPT) {
      used.end();
    } else {
      free.addLast(used);
    }
  }

  synchronized void close() {
    closed = true;
    free.forEach(Gunzip::end);
    free.clear();
  }

  private synchronized @Nullable Gunzip poll() {
    return free.pollLast();
  }
}
