package dev.sonde.http;

import dev.sonde.http.tls.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Connections that wait for the next request on the same way, the newest first. One to a name that
/// has been open for five minutes is not used again, so that a name that moved to another address
/// is followed.
final class KeptWires {
  private static final int MOST_OF_ONE = 4;
  private static final long OLDEST = Duration.ofMinutes(5).toNanos();

  /// @param until when it is not kept any longer, by the ticker
  /// @param below the one that was kept before, on the same way
  /// @param depth how many they are together
  private record Kept(Opened opened, long until, @Nullable Kept below, int depth) {
    Wire wire() {
      return opened.wire();
    }
  }

  private final LongSupplier ticker;
  private final int most;
  private final Map<Way, Kept> byWay = new HashMap<>();
  private int count;
  private boolean closed;

  KeptWires(LongSupplier ticker, int most) {
    this.ticker = ticker;
    this.most = most;
  }

  /// One on which the server has not spoken, or null.
  ///
  /// @param sure has it not hung up either, as far as one can know? Costs a few system calls
  @Nullable Opened take(Way way, boolean sure) throws IOException, InterruptedException {
    Kept kept = poll(way);
    while (kept != null) {
      if (canBeUsed(kept, sure)) {
        return kept.opened;
      }
      kept = poll(way);
    }
    return null;
  }

  private boolean canBeUsed(Kept kept, boolean sure) throws IOException, InterruptedException {
    boolean usable = false;
    try {
      usable = isFresh(kept) && (sure ? isQuiet(kept.wire()) : isSilent(kept.wire()));
      return usable;
    } finally {
      if (!usable) {
        kept.wire().close();
      }
    }
  }

  private boolean isFresh(Kept kept) throws InterruptedException {
    long now = ticker.getAsLong();
    Way way = kept.opened.way();
    if (now - kept.until >= 0 || (now - kept.opened.opened() >= OLDEST && way.isNamed())) {
      return false;
    }
    Optional<Tls> tls = way.route().tls();
    return !way.secure() || tls.isEmpty() || tls.get().generation() == kept.opened.generation();
  }

  /// @param idle how long
  void keep(Opened opened, Duration idle) throws IOException {
    if (!offer(opened, idle.toNanos())) {
      opened.wire().close();
    }
  }

  synchronized int count() {
    return count;
  }

  /// Closes those that have been kept long enough.
  void tidy() throws IOException {
    for (Wire each : expired(ticker.getAsLong())) {
      each.close();
    }
  }

  synchronized int hungUp() {
    int gone = 0;
    for (Kept first : byWay.values()) {
      for (Kept each = first; each != null; each = each.below) {
        gone += isQuiet(each.wire()) ? 0 : 1;
      }
    }
    return gone;
  }

  synchronized void close() throws IOException {
    closed = true;
    for (Kept first : byWay.values()) {
      for (Kept each = first; each != null; each = each.below) {
        each.wire().close();
      }
    }
    byWay.clear();
    count = 0;
  }

  private synchronized boolean offer(Opened opened, long idle) {
    Kept below = byWay.get(opened.way());
    int depth = below == null ? 1 : below.depth + 1;
    if (closed || count >= most || depth > MOST_OF_ONE) {
      return false;
    }
    byWay.put(opened.way(), new Kept(opened, ticker.getAsLong() + idle, below, depth));
    count++;
    return true;
  }

  private synchronized @Nullable Kept poll(Way way) {
    Kept first = byWay.remove(way);
    if (first != null) {
      count--;
      if (first.below != null) {
        byWay.put(way, first.below);
      }
    }
    return first;
  }

  private synchronized List<Wire> expired(long now) {
    var expired = new ArrayList<Wire>();
    for (var each = byWay.entrySet().iterator(); each.hasNext(); ) {
      var entry = each.next();
      Kept left = without(entry.getValue(), now, expired);
      if (left == null) {
        each.remove();
      } else {
        entry.setValue(left);
      }
    }
    count -= expired.size();
    return expired;
  }

  private static @Nullable Kept without(@Nullable Kept first, long now, List<Wire> expired) {
    if (first == null) {
      return null;
    }
    Kept below = without(first.below, now, expired);
    if (now - first.until >= 0) {
      expired.add(first.wire());
      return below;
    }
    return new Kept(first.opened, first.until, below, below == null ? 1 : below.depth + 1);
  }

  private static boolean isQuiet(Wire wire) {
    try {
      return wire.quiet();
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean isSilent(Wire wire) {
    try {
      return wire.in().available() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
