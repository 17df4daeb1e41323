package dev.sonde.http;

import dev.sonde.http.websocket.Side;
import dev.sonde.http.websocket.WebSocket;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Opens web sockets (RFC 6455, 4.1).
final class Upgrader {
  private static final int INTERIM = 8;

  private final ClientLimits limits;
  private final Deadlines deadlines;
  private final Dialer dialer;
  private final LongSupplier ticker;
  private final BodyPool pool;

  /// @param pool for the bodies of answers that refuse
  Upgrader(
      ClientLimits limits, Deadlines deadlines, Dialer dialer, LongSupplier ticker, BodyPool pool) {
    this.limits = limits;
    this.deadlines = deadlines;
    this.dialer = dialer;
    this.ticker = ticker;
    this.pool = pool;
  }

  UpgradeAnswer upgrade(Call call, UpgradeTerms terms, Attempt attempt)
      throws IOException, InterruptedException {
    Opened opened = dialer.openThrough(Way.of(call.url(), call.route()), attempt);
    boolean open = false;
    try {
      attempt.carry(opened.wire());
      UpgradeAnswer answer = shake(call, terms, attempt, opened.wire());
      open = answer instanceof UpgradeAnswer.Open && attempt.done();
      return answer;
    } catch (IOException e) {
      throw attempt.expired() ? e : explained(opened.way(), e);
    } finally {
      if (!open) {
        opened.wire().close();
      }
    }
  }

  private static IOException explained(Way way, IOException failure) {
    return way.secure() ? Handshakes.explain(way, failure) : failure;
  }

  private UpgradeAnswer shake(Call call, UpgradeTerms terms, Attempt attempt, Wire wire)
      throws IOException {
    String key = AcceptKey.random(new SecureRandom());
    enter(attempt, Attempt.Phase.WRITING, limits.write());
    wire.out().write(RequestHead.of(call, key, terms));
    enter(attempt, Attempt.Phase.HEAD, limits.head());
    var in = new ReplyInput(limits, wire.in());
    readHead(in);
    if (in.status() != 101) {
      enter(attempt, Attempt.Phase.READING, limits.read());
      return new UpgradeAnswer.Refused(reply(in));
    }
    HeaderLines headers = in.headers();
    Optional<String> protocol = check(headers.all(), key, terms.protocols());
    return new UpgradeAnswer.Open(socket(wire, in, terms, protocol), headers);
  }

  private static void readHead(ReplyInput in) throws IOException {
    in.readHead();
    for (int i = 0; in.status() < 200 && in.status() != 101; i++) {
      if (i == INTERIM) {
        throw Refusal.bad("it sends one interim answer after the other");
      }
      in.readHead();
    }
  }

  private Reply reply(ReplyInput in) throws IOException {
    HeaderLines headers = in.headers();
    if (in.status() != 204 && in.status() != 304) {
      in.beginBody();
    }
    var body = new BodyBuffer(limits.body(), pool);
    try {
      boolean whole = Bodies.plain(in, body);
      return new Reply(in.status(), headers.all(), body.copy(), whole);
    } finally {
      body.clear();
    }
  }

  /// @return the subprotocol
  private static Optional<String> check(List<Header> headers, String key, List<String> offered)
      throws Refusal {
    if (!Preference.has(values(headers, "Upgrade"), AcceptKey.UPGRADE)
        || !Preference.has(values(headers, "Connection"), "upgrade")) {
      throw Refusal.bad("it switches to another protocol than WebSocket");
    }
    if (!values(headers, "Sec-WebSocket-Accept").equals(List.of(AcceptKey.answer(key)))) {
      throw Refusal.bad("its Sec-WebSocket-Accept does not belong to what it was asked");
    }
    if (!values(headers, "Sec-WebSocket-Extensions").isEmpty()) {
      throw Refusal.bad("it wants an extension of WebSocket, which nobody asked for");
    }
    List<String> chosen = values(headers, "Sec-WebSocket-Protocol");
    if (chosen.size() > 1 || !offered.containsAll(chosen)) {
      throw Refusal.bad("it speaks a subprotocol that was not offered");
    }
    return chosen.stream().findFirst();
  }

  private static List<String> values(List<Header> headers, String name) {
    return headers.stream().filter(each -> each.is(name)).map(Header::value).toList();
  }

  private WebSocket socket(Wire wire, ReplyInput in, UpgradeTerms terms, Optional<String> protocol)
      throws IOException {
    var link = new ClientLink(wire, in.rest(), deadlines);
    WebSocket socket = WebSocket.over(link, Side.CLIENT, terms.limits(), protocol, ticker);
    link.watch(socket);
    return socket;
  }

  private void enter(Attempt attempt, Attempt.Phase phase, Duration limit) {
    attempt.enter(phase, limit);
    deadlines.moved(attempt);
  }
}
