package dev.sonde.server.history;

import dev.sonde.engine.config.Durations;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One question while its asker waits. For the thread of the connection.
final class Answering {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.query");

  private final Request request;
  private final Pipe pipe;
  private final Thread asking;
  private final QueryLimits limits;

  Answering(Request request, Pipe pipe, Thread asking, QueryLimits limits) {
    this.request = request;
    this.pipe = pipe;
    this.asking = asking;
    this.limits = limits;
  }

  /// Waits until it is known how the answer begins.
  Response response(String contentType) throws RefusedException, InterruptedException {
    boolean goesOn = false;
    try {
      Pipe.State state = state();
      if (state == Pipe.State.FULL) {
        goesOn = true;
        return Response.streamed(200, contentType, this::send);
      }
      if (state == Pipe.State.WHOLE) {
        return Response.of(200, contentType, pipe.all());
      }
      throw refusal();
    } finally {
      if (!goesOn) {
        cancel();
      }
    }
  }

  private Pipe.State state() throws RefusedException, InterruptedException {
    while (true) {
      Pipe.State state = pipe.look();
      if (state != Pipe.State.COMING) {
        return state;
      }
      if (pipe.isLate()) {
        throw late();
      }
      if (request.abandoned()) {
        throw RefusedException.busy("nobody waits for this answer");
      }
    }
  }

  private RefusedException refusal() {
    return switch (pipe.failure().orElseThrow()) {
      case RefusedException refused -> refused;
      case RuntimeException defect -> throw defect;
      case Error defect -> throw defect;
      case InterruptedException _ -> late();
      case Throwable failed -> {
        LOG.warn("a query failed: {}", failed.getMessage());
        yield RefusedException.busy("the store can't answer just now; the log says why");
      }
    };
  }

  private RefusedException late() {
    return RefusedException.busy(
        "the query took longer than "
            + Durations.show(limits.timeout())
            + "; ask for a shorter time, fewer series or fewer points, or raise"
            + " server.query.timeout");
  }

  private void send(OutputStream out) throws IOException {
    try {
      while (!pipe.isDry()) {
        Optional<byte[]> piece = pipe.take();
        if (piece.isPresent()) {
          out.write(piece.get());
        } else {
          goOn();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is stopping");
    } finally {
      cancel();
    }
  }

  private void goOn() throws IOException {
    Optional<Throwable> failure = pipe.failure();
    if (failure.isPresent()) {
      LOG.warn("an answer broke off: {}", failure.get().toString());
      throw new IOException("the answer broke off", failure.get());
    }
    if (pipe.isLate()) {
      throw new IOException("the query took too long");
    }
  }

  /// Nothing more is wanted; a query that is over does not mind.
  private void cancel() {
    pipe.close();
    asking.interrupt();
  }
}
