package dev.sonde.stores.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// One connection, opened when it is needed and given up after any failure, so that no transaction
/// is ever half known.
///
/// # Implementation notes
///
/// Reading from a socket can't be interrupted everywhere, so work is done on a thread of its own.
/// When the one who waits for it is interrupted, the server is told to stop, the socket is closed,
/// and the work has ended before that one goes on.
final class Session implements AutoCloseable {
  /// Something to do with a connection. It commits what it wants to keep.
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException, IOException, InterruptedException;
  }

  /// What is done first with every connection.
  @FunctionalInterface
  interface Preparation {
    Preparation NONE = _ -> {};

    void on(Connection connection) throws SQLException, IOException;
  }

  /// For the server to hear that nobody wants an answer any more.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Connector connector;
  private final Preparation preparation;
  private volatile @Nullable Connection open;
  private volatile boolean busy;
  private volatile boolean closed;

  Session(Connector connector, Preparation preparation) {
    this.connector = connector;
    this.preparation = preparation;
  }

  /// One at a time.
  <T> T run(Work<T> work) throws SQLException, IOException, InterruptedException {
    busy = true;
    try {
      return called(work);
    } finally {
      busy = false;
    }
  }

  private <T> T called(Work<T> work) throws SQLException, IOException, InterruptedException {
    var task = new FutureTask<T>(() -> work.on(connection()));
    Thread worker = Thread.ofVirtual().name("postgres").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      stop(worker);
      throw e;
    } catch (ExecutionException e) {
      give();
      throw failure(e.getCause());
    }
  }

  @Override
  public void close() {
    closed = true;
    Connection last = open;
    if (busy || last == null) {
      cancel();
      give();
    } else {
      open = null;
      leave(last);
    }
  }

  private static void leave(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // it is gone already
    }
  }

  private Connection connection() throws SQLException, IOException, InterruptedException {
    Connection now = open;
    if (now != null) {
      return now;
    }
    Connection made = connector.open();
    open = made;
    if (closed) {
      give();
      throw new IOException("the store is closed");
    }
    preparation.on(made);
    return made;
  }

  private void stop(Thread worker) {
    cancel();
    worker.interrupt();
    give();
    boolean ended = false;
    while (!ended) {
      try {
        worker.join();
        ended = true;
      } catch (InterruptedException _) {
        worker.interrupt();
      }
    }
    give();
  }

  /// The server is told before the connection goes: afterwards there is nothing to tell it with.
  private void cancel() {
    if (open instanceof PGConnection postgres) {
      Thread telling = Thread.ofVirtual().name("postgres-cancel").start(() -> cancel(postgres));
      try {
        telling.join(PATIENCE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void cancel(PGConnection connection) {
    try {
      connection.cancelQuery();
    } catch (SQLException _) {
      // it ends by its timeout
    }
  }

  private void give() {
    Connection gone = open;
    open = null;
    if (gone != null) {
      try {
        gone.abort(Runnable::run);
      } catch (SQLException _) {
        // it is of no use any more
      }
    }
  }

  private static IOException failure(@Nullable Throwable cause)
      throws SQLException, InterruptedException {
    if (cause instanceof SQLException e) {
      throw e;
    }
    if (cause instanceof InterruptedException e) {
      throw e;
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof IOException e ? e : new IOException(cause);
  }
}
