package dev.sonde.stores.postgres;

import dev.sonde.api.Time;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connections for queries: opened when needed, a bounded number, closed when idle.
final class Readers implements AutoCloseable {
  private static final long IDLE_NANOS = Duration.ofMinutes(1).toNanos();

  private record Idle(Session session, long since) {}

  private final Supplier<Session> sessions;
  private final Time time;
  private final Semaphore free;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Set<Session> busy = new HashSet<>();
  private boolean closed;

  /// @param most how many at a time; who comes after that waits
  Readers(Supplier<Session> sessions, int most, Time time) {
    this.sessions = sessions;
    this.free = new Semaphore(most);
    this.time = time;
  }

  /// Sees one state of the database throughout.
  <T> T run(Session.Work<T> work) throws IOException, InterruptedException {
    free.acquire();
    try {
      Session session = begun();
      try {
        T answer =
            session.run(connection -> {
              T found = work.on(connection);
              connection.commit();
              return found;
            });
        giveBack(session);
        return answer;
      } finally {
        drop(session);
      }
    } catch (SQLException e) {
      throw Troubles.failure(e);
    } finally {
      free.release();
    }
  }

  void tend() {
    for (Idle gone = old(); gone != null; gone = old()) {
      gone.session.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(each -> each.session.close());
    idle.clear();
    busy.forEach(Session::close);
  }

  /// Idle ones whose server has gone meanwhile are passed over.
  private Session begun() throws SQLException, IOException, InterruptedException {
    for (Session session = used(); session != null; session = used()) {
      if (begins(session)) {
        return session;
      }
    }
    Session session = made();
    boolean begun = false;
    try {
      session.run(Readers::begin);
      begun = true;
      return session;
    } finally {
      if (!begun) {
        drop(session);
      }
    }
  }

  private boolean begins(Session session) throws IOException, InterruptedException {
    boolean begun = false;
    try {
      begun = session.run(Readers::begin);
    } catch (SQLException _) {
      // the next one
    } finally {
      if (!begun) {
        drop(session);
      }
    }
    return begun;
  }

  private static boolean begin(Connection connection) throws SQLException {
    Sql.run(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    return true;
  }

  private synchronized @Nullable Session used() {
    Idle last = idle.pollLast();
    if (last != null) {
      busy.add(last.session);
    }
    return last == null ? null : last.session;
  }

  private synchronized Session made() throws IOException {
    if (closed) {
      throw new IOException("the store is closed");
    }
    Session session = sessions.get();
    busy.add(session);
    return session;
  }

  private synchronized void giveBack(Session session) {
    if (!closed && busy.remove(session)) {
      idle.addLast(new Idle(session, time.nanos()));
    }
  }

  /// Unless it was given back.
  private void drop(Session session) {
    boolean dropped;
    synchronized (this) {
      dropped = busy.remove(session);
    }
    if (dropped) {
      session.close();
    }
  }

  private synchronized @Nullable Idle old() {
    Idle first = idle.peekFirst();
    return first != null && time.nanos() - first.since >= IDLE_NANOS ? idle.pollFirst() : null;
  }
}
