package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The few links that queries share. Safe for many threads.
final class Readers {
  static final int MOST = 4;

  private static final Logger LOG = LoggerFactory.getLogger("sonde.stores.embedded");
  private static final int MOST_IDLE = 2;
  private static final int PATIENCE_SECONDS = 30;

  private final Database database;
  private final Calls calls;
  private final Semaphore places = new Semaphore(MOST, true);
  private final Deque<Link> idle = new ArrayDeque<>();
  private final Set<Lease> leases = new HashSet<>();
  private boolean closed;
  private boolean suspicious;

  Readers(Database database, Calls calls) {
    this.database = database;
    this.calls = calls;
  }

  /// Waits until there is one.
  Lease lease() throws IOException, InterruptedException {
    if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(MOST + " queries are running already; try again");
    }
    var lease = new Lease(this, calls);
    synchronized (this) {
      if (!closed) {
        leases.add(lease);
        return lease;
      }
    }
    places.release();
    throw new IOException("the store is closed");
  }

  /// How many more there could be at once.
  int free() {
    return places.availablePermits();
  }

  /// For the one who works with a lease.
  Link take() throws SQLException {
    Link found = polled();
    return found == null ? database.reader() : found;
  }

  private synchronized @Nullable Link polled() {
    return idle.poll();
  }

  void giveBack(Link link, boolean reusable) {
    try {
      link.rollback();
      if (!reusable || !keep(link)) {
        link.close();
      }
    } catch (SQLException e) {
      LOG.debug("a link could not be given back", e);
    }
  }

  private synchronized boolean keep(Link link) {
    if (closed || idle.size() >= MOST_IDLE) {
      return false;
    }
    idle.push(link);
    return true;
  }

  void ended(Lease lease) {
    boolean first;
    synchronized (this) {
      first = leases.remove(lease);
    }
    if (first) {
      places.release();
    }
  }

  /// Somebody found the file damaged.
  synchronized void suspect() {
    suspicious = true;
  }

  /// Did somebody, since this was asked last?
  synchronized boolean isSuspicious() {
    boolean found = suspicious;
    suspicious = false;
    return found;
  }

  /// Ends what still runs. Others may come, with links of their own.
  void revoke() {
    List<Lease> running;
    List<Link> unused;
    synchronized (this) {
      running = List.copyOf(leases);
      unused = List.copyOf(idle);
      idle.clear();
    }
    running.forEach(Lease::revoke);
    unused.forEach(each -> giveBack(each, false));
  }

  /// Nobody comes any more.
  void close() {
    synchronized (this) {
      closed = true;
    }
    revoke();
  }
}
