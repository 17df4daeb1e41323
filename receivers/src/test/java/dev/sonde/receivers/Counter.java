package dev.sonde.receivers;

import dev.sonde.api.Allowance;
import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.Role;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.agents.Visit;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.RecordedPush;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Behind a receiver in tests: keeps each push and the labels it was begun with.
public final class Counter {
  /// The machine's time.
  public static final long NOW = 1_767_225_600_000L;

  /// Somebody at a door that asks for no key.
  public static final Caller ANYBODY = Caller.unnamed(Role.INGEST, unlimited());

  private final List<RecordedPush> pushes = new ArrayList<>();
  private final List<Labels> more = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();
  private Predicate<String> wanted = _ -> true;

  /// Somebody with a key of this name.
  public static Caller named(String key) {
    return new Caller(Optional.of(key), Set.of(Role.INGEST), Labels.NONE, unlimited(), () -> true);
  }

  private static Allowance unlimited() {
    return new Allowance(Allowance.Limits.NONE, new ManualTime("2026-01-01T00:00:00Z"), 7);
  }

  /// A desk that brings everything here.
  public Desk desk() {
    return new Desk(this::begin, new Bodies(() -> new BodyLimits(1 << 20, 64 << 20)), visits::add);
  }

  /// As a reception.
  public Push begin(Caller caller, Labels labels) {
    var push = new RecordedPush(NOW, wanted);
    pushes.add(push);
    more.add(labels);
    return push;
  }

  /// Takes series of some names alone from now on.
  public void take(Predicate<String> names) {
    wanted = names;
  }

  /// The pushes, in order.
  public List<RecordedPush> pushes() {
    return List.copyOf(pushes);
  }

  /// What was recorded last and committed, as lines.
  public List<String> lines() {
    RecordedPush last = pushes.getLast();
    return last.committed().isPresent() ? last.lines() : List.of();
  }

  /// With which labels the last push was begun.
  public Labels more() {
    return more.getLast();
  }

  /// Who came, in order.
  public List<Visit> visits() {
    return List.copyOf(visits);
  }

  /// Asks a receiver as from this machine.
  public static Response ask(
      Receiver receiver, String method, String target, String body, Header... headers)
      throws Exception {
    return ask(
        receiver,
        ANYBODY,
        Request.of(method, target, body.getBytes(StandardCharsets.UTF_8), headers));
  }

  /// Asks a receiver.
  public static Response ask(Receiver receiver, Caller caller, Request request) throws Exception {
    for (Entrance each : receiver.entrances()) {
      boolean here =
          each.below()
              ? request.path().startsWith(each.path())
              : request.path().equals(each.path());
      if (here && each.method().equals(request.method())) {
        return each.handler().handle(request, caller);
      }
    }
    throw new IllegalArgumentException("nothing answers at " + request.target());
  }

  /// A request of another machine.
  public static Request from(String address, String target, String body, Header... headers) {
    return Request.of(
        "POST",
        target,
        body.getBytes(StandardCharsets.UTF_8),
        Optional.of(InetAddress.ofLiteral(address)),
        Optional.empty(),
        headers);
  }

  /// The body of an answer.
  public static String body(Response response) throws IOException {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }
}
