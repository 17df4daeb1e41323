package dev.sonde.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;

/// Reaches a server once, and tells people what it saw. In TLS 1.3 a server says only after the
/// handshake that it does not take a client's certificate, so it listens for a moment.
final class Examiner implements Witness {
  private final Deadlines deadlines;
  private final Dialer dialer;
  private final Way way;
  private final InstantSource clock;
  private final Duration secondThoughts;
  private final List<String> seen = new ArrayList<>();
  private boolean late;

  Examiner(
      Deadlines deadlines, Dialer dialer, Way way, InstantSource clock, Duration secondThoughts) {
    this.secondThoughts = secondThoughts;
    this.deadlines = deadlines;
    this.dialer = dialer;
    this.way = way;
    this.clock = clock;
  }

  Examined examine(Attempt attempt) throws InterruptedException {
    try {
      reach(attempt);
      return new Examined(true, seen);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        var interrupted = new InterruptedException();
        interrupted.initCause(e);
        throw interrupted;
      }
      seen.add(
          attempt.explain(e, way.address()).getMessage()
              + advice(e.getCause() instanceof IOException cause ? cause : e, attempt.expired()));
      return new Examined(false, seen);
    } finally {
      deadlines.remove(attempt);
    }
  }

  @Override
  public void found(String host, List<InetAddress> addresses) {
    String all =
        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    seen.add(all.equals(host) ? "address " + host : host + " has the addresses " + all);
  }

  @Override
  public void connected(Wire wire) {
    String what = way.proxy().map(each -> "the proxy ").orElse("") + way.first();
    seen.add(
        "connected to "
            + what
            + wire.peer().map(each -> " at " + each.getHostAddress()).orElse(""));
  }

  @Override
  public void tunnelled() {
    seen.add("the proxy has opened the way to " + way.address());
  }

  @Override
  public void shaken(SSLSession session) {
    late = session.getProtocol().equals("TLSv1.3");
    seen.addAll(new SessionText(clock.instant()).lines(session));
  }

  private void reach(Attempt attempt) throws IOException, InterruptedException {
    deadlines.add(attempt);
    try (Wire wire = dialer.open(way, attempt, this).wire()) {
      if (late) {
        listen(wire, attempt);
      }
      attempt.done();
    }
    if (!way.secure() && way.proxy().isPresent()) {
      seen.add("whether the proxy reaches " + way.address() + " shows when something is sent");
    }
  }

  private void listen(Wire wire, Attempt attempt) throws IOException {
    attempt.carry(wire);
    attempt.enter(Attempt.Phase.LISTENING, secondThoughts);
    deadlines.moved(attempt);
    try {
      boolean speaks = wire.in().read() >= 0;
      throw new IOException(speaks ? "it speaks before it is asked: no HTTP server" : hungUp());
    } catch (EOFException e) {
      if (!attempt.expired()) {
        throw new IOException(hungUp(), e);
      }
    } catch (IOException e) {
      if (!attempt.expired() || Thread.currentThread().isInterrupted()) {
        throw Handshakes.explain(way, e);
      }
    }
  }

  private static String hungUp() {
    return "it hung up right after the TLS handshake; does it take the certificate shown, if any?";
  }

  private static String advice(IOException failure, boolean expired) {
    return switch (failure) {
      case UnknownHostException _ -> "; check the host in the URL, and the name service";
      case NoRouteToHostException _ -> "; check the address, and the network";
      case ConnectException _ -> "; is it running, and is the port right?";
      case SocketTimeoutException _ -> "; check the name service";
      case IOException _ when expired -> "; check the address, and firewalls on the way";
      case IOException _ -> "";
    };
  }
}
