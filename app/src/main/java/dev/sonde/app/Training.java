package dev.sonde.app;

import dev.sonde.api.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sun.misc.Signal;

/// The run from which the AOT cache is made: what a Sonde does in its first seconds, once. Wants an
/// empty folder in SONDE_DATA_DIR, as an environment is read like anybody's.
public final class Training {
  private static final List<String> PAGES =
      List.of(
          "/health", "/metrics", "/metrics/prometheus", "/ready", "/", "/nothing", "/api/config");

  private static final List<String> ACCEPTS =
      List.of("*/*", "text/plain;version=0.0.4", "application/openmetrics-text;version=1.0.0");

  private static final String SHIPPERS = "shippers=[{type: file, path: out}]";

  /// Enough that what runs at every interval counts as hot from the first second on.
  private static final int COLLECTIONS = 400;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int MOST_LOOKS = 12_000;

  private Training() {}

  /// Starts, is asked for its pages, stops; then once more as everybody starts it, until a signal
  /// ends the process.
  public static void main(String[] words) throws Exception {
    Shell shell =
        new Shell(
            System.getenv(), Path.of("").toAbsolutePath(), silent(), System.err, Training::fail);
    var line = new CommandLine(shell, Time.SYSTEM);
    line.execute(List.of("check"));
    int port = freePort();
    var first =
        Arguments.parse(
            List.of("run", "--set", listen(port), "--set", own(port), "--set", SHIPPERS));
    collect(line, new Agent(shell, first, Time.SYSTEM));
    line.execute(List.of("once"));
    Thread.ofPlatform().start(() -> end(port));
    Main.main(new String[] {"run", "--set", listen(port)});
  }

  private static void collect(CommandLine line, Agent agent) throws Exception {
    agent.start();
    for (String accept : ACCEPTS) {
      for (String page : PAGES) {
        ask(agent.ports().getFirst(), page, accept);
      }
    }
    for (int i = 0; i < COLLECTIONS; i++) {
      agent.collect();
    }
    line.execute(List.of("health", "--set", listen(agent.ports().getFirst())));
    agent.reload();
    agent.stop();
  }

  private static void end(int port) {
    for (int looks = 0; !answers(port); looks++) {
      if (looks == MOST_LOOKS) {
        throw new IllegalStateException("it did not start");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    Signal.raise(new Signal("TERM"));
  }

  private static boolean answers(int port) {
    try {
      ask(port, PAGES.getFirst(), ACCEPTS.getFirst());
      return true;
    } catch (ConnectException _) {
      return false; // not yet
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void fail() {
    throw new IllegalStateException("the journal died");
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static String listen(int port) {
    return "server.listen=127.0.0.1:" + port;
  }

  /// Its own page is a target as good as any.
  private static String own(int port) {
    return "collectors.scrape.targets=[{url: \"http://127.0.0.1:"
        + port
        + "/metrics/prometheus\", interval: 100ms, timeout: 100ms}]";
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private static void ask(int port, String page, String accept) throws IOException {
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      String head =
          "GET "
              + page
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
              + "Accept: "
              + accept
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      answer.transferTo(OutputStream.nullOutputStream());
    }
  }
}
