package dev.sonde.receivers;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.Reception;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.wire.BodyException;
import java.io.IOException;
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
    Optional<Response> limited = Answers.limited(caller, 0);
    if (limited.isPresent()) {
      return limited.get();
    }
    try (Body body = bodies.read(request, coding);
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
