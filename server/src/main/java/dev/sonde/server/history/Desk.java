package dev.sonde.server.history;

import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Takes questions to the store and brings answers back. Safe for all threads.
///
/// # Implementation notes
///
/// A store's native code may block the thread that calls it, and a blocked virtual thread stops
/// others, so each question has a platform thread of its own, a few at once. Its answer goes
/// through a [Pipe]: what fails before that is full gets a status of its own; what fails later
/// breaks off, so that nobody takes it for whole.
final class Desk {
  static final String NO_STORE =
      "no store is configured, so nothing is kept to be queried; set store.type: embedded";

  private final Supplier<Optional<History>> store;
  private final Supplier<QueryLimits> limits;
  private final Time time;
  private final Places places;
  private final AtomicLong number = new AtomicLong();

  Desk(Supplier<Optional<History>> store, Supplier<QueryLimits> limits, Time time) {
    this.store = store;
    this.limits = limits;
    this.time = time;
    this.places = new Places(time);
  }

  Parameters parameters(Request request, String... known) throws RefusedException {
    return Parameters.of(request, time.wallMillis(), known);
  }

  /// Asks, and answers as the question writes it.
  Response answer(Request request, String contentType, Question question)
      throws RefusedException, InterruptedException {
    History history = store.get().orElseThrow(() -> new RefusedException(404, NO_STORE));
    QueryLimits now = limits.get();
    long end = time.nanos() + now.timeout().toNanos();
    places.take(now.atOnce(), end, request::abandoned);
    boolean running = false;
    try {
      var pipe = new Pipe(time, end);
      var asking = new Asking(question, history, new Output(pipe, now), pipe, places);
      Thread thread =
          Thread.ofPlatform().daemon().name("query " + number.incrementAndGet()).start(asking);
      running = true;
      return new Answering(request, pipe, thread, now).response(contentType);
    } finally {
      if (!running) {
        places.giveBack();
      }
    }
  }
}
