package dev.sonde.http;

import dev.sonde.http.tls.ServerTls;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What the connections of one listener share.
final class Service {
  private static final int DEFLATERS = 2;

  private volatile Limits limits;
  private final Handler handler;
  private final LongSupplier ticker;
  private final Counters counters = new Counters();
  private final Gzip gzip = new Gzip(DEFLATERS);
  private final Answers answers;
  private final ExchangePool exchanges;
  private final FailureLimit failures;
  private final Faults faults;
  private volatile Optional<TlsGreeting> greeting = Optional.empty();
  private volatile boolean closing;

  Service(Limits limits, Handler handler, LongSupplier ticker, InstantSource clock) {
    this.limits = limits;
    this.handler = handler;
    this.ticker = ticker;
    this.answers = new Answers(gzip, new HttpDate(clock));
    this.exchanges = new ExchangePool(limits, counters);
    this.failures = new FailureLimit(limits.failuresPerSecond(), ticker);
    this.faults = new Faults(ticker);
  }

  Limits limits() {
    return limits;
  }

  /// Sets other limits, for requests that come from now on.
  void limit(Limits to) {
    limits = to;
    exchanges.limit(to);
    failures.limit(to.failuresPerSecond());
  }

  /// What connections that come from now on begin with; empty where TLS is not spoken.
  void greet(Optional<ServerTls> tls) {
    if (tls.isPresent()) {
      greeting = Optional.of(new TlsGreeting(this, tls.get()));
    } else {
      greeting = Optional.empty();
    }
  }

  Optional<TlsGreeting> greeting() {
    return greeting;
  }

  LongSupplier ticker() {
    return ticker;
  }

  Counters counters() {
    return counters;
  }

  Answers answers() {
    return answers;
  }

  ExchangePool exchanges() {
    return exchanges;
  }

  FailureLimit failures() {
    return failures;
  }

  Faults faults() {
    return faults;
  }

  boolean closing() {
    return closing;
  }

  /// From now on every response says that the connection ends.
  void close() {
    closing = true;
  }

  void release() {
    gzip.close();
  }

  /// Runs the handler; what it throws becomes an answer.
  Response handle(Request request, StrictInput input) throws Refusal {
    try {
      return handler.handle(request);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Response.error(503, "the server is stopping").with("Retry-After", "1");
    } catch (Exception | StackOverflowError e) {
      input.rethrow();
      faults.report("the handler of " + request.method() + " " + rawPath(request) + " failed", e);
      return Response.error(500, "internal error; the log of this agent says more");
    }
  }

  /// As sent, so printable, and without the query, which may hold a key.
  private static String rawPath(Request request) {
    String target = request.target();
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }
}
