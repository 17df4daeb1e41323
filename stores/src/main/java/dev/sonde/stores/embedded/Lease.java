package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A link that one query has for itself, with the file as it was when it first read.
///
/// # Implementation notes
///
/// The link belongs to whoever moved the state to BUSY, or found it IDLE when ending the lease. A
/// call that was left behind finds the lease over when it comes back, closes its link itself, and
/// only then gives the place back.
final class Lease implements AutoCloseable {
  private enum State {
    IDLE,
    BUSY,
    OVER
  }

  private final Readers readers;
  private final Calls calls;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private @Nullable Link link;

  Lease(Readers readers, Calls calls) {
    this.readers = readers;
    this.calls = calls;
  }

  /// @throws IOException when it fails, or when the store has been closed
  <T> T work(String what, Link.Work<T> work) throws IOException, InterruptedException {
    return work(what, Calls.LIMIT, work);
  }

  /// The same, with a limit of its own.
  <T> T work(String what, Duration limit, Link.Work<T> work)
      throws IOException, InterruptedException {
    boolean done = false;
    try {
      T result = calls.call(what, limit, () -> worked(work));
      done = true;
      return result;
    } catch (DamagedFileException e) {
      readers.suspect();
      throw e;
    } finally {
      if (!done) {
        end(false);
      }
    }
  }

  private <T> T worked(Link.Work<T> work) throws SQLException, IOException, InterruptedException {
    if (!state.compareAndSet(State.IDLE, State.BUSY)) {
      throw new IOException("the store is closed");
    }
    Link mine = link;
    try {
      if (mine == null) {
        mine = readers.take();
        link = mine;
      }
      return work.on(mine);
    } finally {
      if (!state.compareAndSet(State.BUSY, State.IDLE)) {
        leave(mine);
      }
    }
  }

  /// From the next work on it sees what has been stored meanwhile.
  void renew() throws IOException, InterruptedException {
    work(
        "renew",
        each -> {
          each.rollback();
          return true;
        });
  }

  /// Ends it as if the store were closed.
  void revoke() {
    end(false);
  }

  @Override
  public void close() {
    end(true);
  }

  private void end(boolean reusable) {
    if (state.getAndSet(State.OVER) == State.IDLE) {
      Link mine = link;
      if (mine != null) {
        readers.giveBack(mine, reusable);
      }
      readers.ended(this);
    }
  }

  private void leave(@Nullable Link mine) throws SQLException {
    try {
      if (mine != null) {
        mine.close();
      }
    } finally {
      readers.ended(this);
    }
  }
}
