package dev.sonde.stores.postgres;

import dev.sonde.api.Time;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Connections for queries: opened when needed, a bounded number, closed when idle.
final class Readers implements AutoCloseable {
  private static final long IDLE_NANOS = Duration.ofMinutes(1).toNanos();

  private record Idle(Session session, long since) {}

  private final Connector connector;
  private final PostgresConfig config;
  private final Time time;
  private final Semaphore free;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Set<Session> busy = new HashSet<>();
  private boolean closed;

  Readers(Connector connector, PostgresConfig config, Time time) {
    this.connector = connector;
    this.config = config;
    this.time = time;
    this.free = new Semaphore(config.readers());
  }

  /// Sees one state of the database throughout.
  <T> T run(Session.Work<T> work) throws IOException, InterruptedException {
    free.acquire();
    try {
      Session session = take();
      try {
        return session.run(connection -> {
          Sql.run(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          T answer = work.on(connection);
          connection.commit();
          return answer;
        });
      } catch (SQLException e) {
        throw Troubles.failure(e);
      } finally {
        giveBack(session);
      }
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

  private synchronized Session take() throws IOException {
    if (closed) {
      throw new IOException("the store is closed");
    }
    Idle last = idle.pollLast();
    Session session =
        last == null
            ? new Session(connector, opened -> Migrations.run(opened, config))
            : last.session;
    busy.add(session);
    return session;
  }

  private synchronized void giveBack(Session session) {
    busy.remove(session);
    if (closed) {
      session.close();
    } else {
      idle.addLast(new Idle(session, time.nanos()));
    }
  }

  private synchronized @Nullable Idle old() {
    Idle first = idle.peekFirst();
    return first != null && time.nanos() - first.since >= IDLE_NANOS ? idle.pollFirst() : null;
  }
}
