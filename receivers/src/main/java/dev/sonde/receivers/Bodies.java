package dev.sonde.receivers;

import dev.sonde.http.Request;
import dev.sonde.http.websocket.Message;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of requests, takes off their coding, and keeps the room they took for the next
/// ones. Safe for all threads.
public final class Bodies {
  private static final int KEPT = 8;

  private final Supplier<BodyLimits> limits;
  private final AtomicLong inHand = new AtomicLong();
  private final ArrayDeque<Body> free = new ArrayDeque<>();

  /// @param limits of each and of all together, asked for with each
  public Bodies(Supplier<BodyLimits> limits) {
    this.limits = limits;
  }

  /// Reads the body of a request. To be closed when nobody looks at it any more.
  ///
  /// @param coding of one that says nothing of it; empty for none
  /// @throws RefusedException for one that is too large, or not what it says
  /// @throws IOException when it did not come whole: let it pass
  public Body read(Request request, String coding) throws IOException, RefusedException {
    Body body = take();
    boolean whole = false;
    try {
      body.read(request, coding);
      whole = true;
      return body;
    } finally {
      if (!whole) {
        body.close();
      }
    }
  }

  /// Copies a part of a message, and takes off its coding. To be closed when nobody looks at it any
  /// more.
  ///
  /// @param coding as HTTP names it; empty for none
  /// @throws RefusedException for one that is too large, or not what it says
  public Body read(Message message, int from, String coding) throws RefusedException {
    Body body = take();
    boolean whole = false;
    try {
      body.read(message, from, coding);
      whole = true;
      return body;
    } finally {
      if (!whole) {
        body.close();
      }
    }
  }

  BodyLimits limits() {
    return limits.get();
  }

  /// Asks for room.
  ///
  /// @throws RefusedException when others have all there is
  void reserve(long bytes) throws RefusedException {
    if (inHand.addAndGet(bytes) > limits().allBytes()) {
      inHand.addAndGet(-bytes);
      throw new RefusedException(503, "too much is being received just now; try again");
    }
  }

  void release(long bytes) {
    inHand.addAndGet(-bytes);
  }

  void giveBack(Body body) {
    boolean kept;
    synchronized (free) {
      kept = free.size() < KEPT;
      if (kept) {
        free.addLast(body);
      }
    }
    if (!kept) {
      body.end();
    }
  }

  private Body take() {
    @Nullable Body known;
    synchronized (free) {
      known = free.pollLast();
    }
    return known == null ? new Body(this) : known;
  }
}
