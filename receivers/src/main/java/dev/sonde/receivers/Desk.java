package dev.sonde.receivers;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.Reception;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.websocket.Message;
import dev.sonde.wire.BodyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Where bodies are handed in, the same for every receiver over HTTP: limits of the key, body,
/// push, journal, answer. Safe for all threads.
public final class Desk {
  /// Knows one form of bodies.
  @FunctionalInterface
  public interface Form {
    /// Records what a body holds.
    ///
    /// @throws BodyException when nothing of it can be taken, with words for its sender
    Reading read(Body body, Push push) throws BodyException, RefusedException;
  }

  private interface Opening {
    Body open() throws IOException, RefusedException;
  }

  private final Reception reception;
  private final Bodies bodies;

  /// @param reception where pushes go
  public Desk(Reception reception, Bodies bodies) {
    this.reception = reception;
    this.bodies = bodies;
  }

  /// Takes a body, or says why not.
  ///
  /// @throws IOException when it did not come whole: let it pass
  public Response take(Request request, Caller caller, Form form) throws IOException {
    return take(request, caller, Labels.NONE, "", form);
  }

  /// The same with more labels, and for bodies that are compressed though nothing says so.
  ///
  /// @param coding of a body without `Content-Encoding`; empty for none
  public Response take(Request request, Caller caller, Labels more, String coding, Form form)
      throws IOException {
    return take(() -> bodies.read(request, coding), caller, more, form);
  }

  /// Takes a message of a web socket, or says why not.
  ///
  /// @param from where in it the body begins
  /// @param coding of the body; empty for none
  public Response take(
      Message message, int from, String coding, Caller caller, Labels more, Form form) {
    try {
      return take(() -> bodies.read(message, from, coding), caller, more, form);
    } catch (IOException e) {
      throw new UncheckedIOException("of a message that is here", e);
    }
  }

  private Response take(Opening opening, Caller caller, Labels more, Form form) throws IOException {
    Optional<Response> limited = Answers.limited(caller, 0);
    if (limited.isPresent()) {
      return limited.get();
    }
    try (Body body = opening.open();
        Push push = reception.begin(caller, more)) {
      Reading reading = form.read(body, push);
      return Answers.limited(caller, push.size())
          .orElseGet(() -> reading.answer().apply(push.commit(reading.origin())));
    } catch (BodyException bad) {
      return Response.error(400, String.valueOf(bad.getMessage()));
    } catch (RefusedException refused) {
      return Response.error(refused.status(), refused.why());
    }
  }
}
