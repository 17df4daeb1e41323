package dev.sonde.receivers;

import dev.sonde.api.Appended;
import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.PushAccount;
import dev.sonde.api.Reception;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.websocket.Message;
import dev.sonde.receivers.agents.Visit;
import dev.sonde.wire.BodyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

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

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Reception reception;
  private final Bodies bodies;
  private final Consumer<Visit> visits;

  /// @param reception where pushes go
  /// @param visits hears of each that was read
  public Desk(Reception reception, Bodies bodies, Consumer<Visit> visits) {
    this.reception = reception;
    this.bodies = bodies;
    this.visits = visits;
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
    return take(() -> bodies.read(request, coding), Guest.of(request, caller, more), form);
  }

  /// Takes a message of a web socket, or says why not.
  ///
  /// @param from where in it the body begins
  /// @param coding of the body; empty for none
  public Response take(Message message, int from, String coding, Guest guest, Form form) {
    try {
      return take(() -> bodies.read(message, from, coding), guest, form);
    } catch (IOException e) {
      throw new UncheckedIOException("of a message that is here", e);
    }
  }

  private Response take(Opening opening, Guest guest, Form form) throws IOException {
    Optional<Response> limited = Answers.limited(guest.caller(), 0);
    if (limited.isPresent()) {
      return limited.get();
    }
    try (Body body = opening.open();
        Push push = reception.begin(guest.caller(), guest.labels())) {
      return settle(form.read(body, push), push, guest);
    } catch (BodyException bad) {
      return Response.error(400, String.valueOf(bad.getMessage()));
    } catch (RefusedException refused) {
      return Response.error(refused.status(), refused.why());
    }
  }

  private Response settle(Reading reading, Push push, Guest guest) {
    Optional<Response> limited = Answers.limited(guest.caller(), push.size());
    if (limited.isPresent()) {
      PushAccount none = push.account().refusing(push.size());
      tell(guest, reading, new Appended.Refused("rate", AT_ONCE), none);
      return limited.get();
    }
    Appended answer = push.commit(reading.origin());
    tell(guest, reading, answer, push.account());
    return reading.answer().apply(answer);
  }

  private void tell(Guest guest, Reading reading, Appended answer, PushAccount account) {
    visits.accept(
        new Visit(
            guest.caller(),
            guest.labels(),
            guest.told(),
            reading.origin(),
            reading.brought(),
            answer,
            account));
  }
}
