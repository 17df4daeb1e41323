package dev.sonde.server.door;

import dev.sonde.api.Allowance;
import dev.sonde.api.Caller;
import dev.sonde.api.Role;
import dev.sonde.api.Time;
import dev.sonde.http.CallerHandler;
import dev.sonde.http.Handler;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.server.door.DoorCounts.Reason;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The doors before routes: who may pass is found out from the head of a request, before anything
/// of its body is read. Safe for all threads.
///
/// A key that is shown is judged, also where none is needed. Wrong ones are limited for each
/// address; a random key is looked at in spite of that, as nobody guesses one, so that a broken
/// client does not lock out the others behind its address. A chosen one is not.
public final class Doors {
  private static final String CHALLENGE = "Bearer realm=\"sonde\", Basic realm=\"sonde\"";
  private static final String SHOWN_OUT = "what let you in does not hold any more";

  private final KeyRing ring;
  private final Attempts attempts;
  private final Allowance free;
  private final Time time;
  private final DoorCounts counts = new DoorCounts();

  /// What becomes of somebody at a door.
  private sealed interface Verdict {
    record Enter(Caller caller) implements Verdict {}

    record Stay(Response answer) implements Verdict {}
  }

  public Doors(KeyRing ring, Time time) {
    this.ring = ring;
    this.time = time;
    this.attempts = new Attempts(time);
    this.free = new Allowance(Allowance.Limits.NONE, time, 0);
  }

  /// A door that opens to a key with this role, and without one to a direct connection from this
  /// machine.
  public Handler page(Role role, Handler behind) {
    return request -> pass(request, page(request, role), (it, _) -> behind.handle(it));
  }

  /// Whoever such a door opens to is served inside, everybody else outside: a key that is not known
  /// or has not this role opens nothing, and shuts nothing out.
  public Handler either(Role role, Handler inside, Handler outside) {
    return request -> {
      boolean stranger =
          Presented.in(request) instanceof Presented.Nothing && !Nearby.direct(request);
      boolean in = !stranger && page(request, role) instanceof Verdict.Enter;
      return (in ? inside : outside).handle(request);
    };
  }

  /// A door that opens to what its configuration asks for, from wherever one comes. Who came in by
  /// what it asked for before, or is not of its networks any more, is shown out.
  ///
  /// @param config the one in force, asked for with each request and for open connections; empty
  ///   while nothing is behind the door
  public Handler open(Role role, Supplier<Optional<DoorConfig>> config, CallerHandler behind) {
    return request -> {
      DoorConfig door = config.get().orElse(DoorConfig.DEFAULT);
      Optional<InetAddress> peer = request.peer();
      BooleanSupplier same = () -> config.get().filter(it -> it.keeps(door, peer)).isPresent();
      return pass(request, asLongAs(same, judge(request, role, door)), behind);
    };
  }

  DoorCounts counts() {
    return counts;
  }

  /// A web socket that is opened behind a door closes once what opened the door does not hold.
  private static Response pass(Request request, Verdict verdict, CallerHandler behind)
      throws Exception {
    return switch (verdict) {
      case Verdict.Enter(Caller caller) ->
          behind.handle(request, caller).whileWelcome(caller::isWelcome, SHOWN_OUT);
      case Verdict.Stay(Response answer) -> answer;
    };
  }

  private static Verdict asLongAs(BooleanSupplier holds, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Enter(Caller caller) -> new Verdict.Enter(caller.asLongAs(holds));
      case Verdict.Stay stay -> stay;
    };
  }

  private Verdict page(Request request, Role role) throws InterruptedException {
    Presented presented = Presented.in(request);
    return presented instanceof Presented.Nothing && Nearby.direct(request)
        ? unnamed(role)
        : key(request, presented, role);
  }

  private Verdict judge(Request request, Role role, DoorConfig config) throws InterruptedException {
    if (!config.admits(request.peer())) {
      return stay(Reason.ADDRESS, Response.error(403, "this address may not do this here"));
    }
    return switch (config.auth()) {
      case KEY -> key(request, Presented.in(request), role);
      case MTLS -> certificate(request, role);
      case NONE -> unnamed(role);
    };
  }

  private Verdict unnamed(Role role) {
    return new Verdict.Enter(Caller.unnamed(role, free));
  }

  private Verdict key(Request request, Presented presented, Role role) throws InterruptedException {
    return switch (presented) {
      case Presented.Nothing() ->
          unauthorized(
              Reason.NO_KEY,
              "this needs a key with the role "
                  + role.word()
                  + ", in the header X-API-Key or as Authorization: Bearer");
      case Presented.Broken(String why) -> unauthorized(Reason.BROKEN, why);
      case Presented.Key(_, boolean stored) when stored && Nearby.foreign(request) ->
          unauthorized(Reason.BROKEN, "a password is not taken from another site's page");
      case Presented.Key(String secret, _) -> key(request, secret, role);
    };
  }

  private Verdict key(Request request, String secret, Role role) throws InterruptedException {
    Optional<Duration> wait = attempts.mayFail(request.peer());
    if (wait.isPresent() && KeyText.parse(secret).isEmpty()) {
      return tooMany(wait.get());
    }
    Object state = ring.state();
    Found found = ring.find(secret);
    if (found instanceof Found.Unknown) {
      attempts.failed(request.peer());
      if (wait.isPresent()) {
        return tooMany(wait.get());
      }
      found = ring.isOutOfDate(state) ? ring.find(secret) : found;
    }
    return found instanceof Found.Unknown
        ? unauthorized(Reason.UNKNOWN_KEY, "this key is not known here, or it was revoked")
        : found(found, request, role);
  }

  private Verdict certificate(Request request, Role role) throws InterruptedException {
    Optional<X509Certificate> shown = request.certificate().filter(this::goesOn);
    if (shown.isEmpty()) {
      return unauthorized(
          Reason.CERTIFICATE,
          "this needs a TLS client certificate that is valid, and of a CA that this Sonde trusts");
    }
    X509Certificate certificate = shown.get();
    Found found = named(Certified.names(certificate));
    return found instanceof Found.Unknown
        ? unauthorized(Reason.CERTIFICATE, "no key here has a name that this certificate is for")
        : asLongAs(() -> goesOn(certificate), found(found, request, role));
  }

  /// It held when the connection began, which may be long ago.
  private boolean goesOn(X509Certificate certificate) {
    return time.wallMillis() <= certificate.getNotAfter().toInstant().toEpochMilli();
  }

  /// The first of them that is known, if not now then after another look at the file.
  private Found named(Collection<String> names) throws InterruptedException {
    Object state = ring.state();
    Found found = ring.named(names);
    return found instanceof Found.Unknown && ring.isOutOfDate(state) ? ring.named(names) : found;
  }

  private Verdict found(Found found, Request request, Role role) {
    return switch (found) {
      case Found.Known(Key key, _) when !key.allows(request.peer()) ->
          stay(
              Reason.ADDRESS,
              Response.error(403, "the key " + key.name() + " may not be used from this address"));
      case Found.Known(_, Caller caller) when caller.may(role) -> new Verdict.Enter(caller);
      case Found.Known(Key key, _) -> wrongRole(key, role);
      case Found.Ended(Key key, var at) ->
          unauthorized(
              Reason.ENDED_KEY,
              "this secret of the key "
                  + key.name()
                  + " ended at "
                  + at.truncatedTo(ChronoUnit.SECONDS));
      case Found.Unknown() -> throw new IllegalStateException("unknown keys are seen to before");
      case Found.Busy() -> later(Reason.BUSY, "too many keys are looked at just now; try again", 1);
      case Found.Unreadable() ->
          later(Reason.UNREADABLE, "no key can be looked at; the log of this Sonde says why", 30);
    };
  }

  private Verdict wrongRole(Key key, Role role) {
    String has = key.roles().stream().sorted().map(Role::word).collect(Collectors.joining(", "));
    return stay(
        Reason.ROLE,
        Response.error(
            403, "the key " + key.name() + " has not the role " + role.word() + ", it has " + has));
  }

  private Verdict tooMany(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return stay(
        Reason.TOO_MANY,
        Response.error(429, "too many wrong keys from this address; wait a little")
            .with("Retry-After", Long.toString(seconds)));
  }

  private Verdict unauthorized(Reason why, String words) {
    return stay(why, Response.error(401, words).with("WWW-Authenticate", CHALLENGE));
  }

  private Verdict later(Reason why, String words, int seconds) {
    return stay(why, Response.error(503, words).with("Retry-After", Integer.toString(seconds)));
  }

  private Verdict stay(Reason why, Response answer) {
    counts.refused(why);
    return new Verdict.Stay(answer);
  }
}
