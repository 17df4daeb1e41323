package dev.sonde.app;

import dev.sonde.api.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The run from which the AOT cache is made: what a Sonde does in its first seconds, once.
public final class Training {
  private static final List<String> PAGES =
      List.of(
          "/health", "/metrics", "/metrics/prometheus", "/ready", "/", "/nothing", "/api/config");

  private static final List<String> ACCEPTS =
      List.of("*/*", "text/plain;version=0.0.4", "application/openmetrics-text;version=1.0.0");

  /// Enough that what runs at every interval counts as hot from the first second on.
  private static final int COLLECTIONS = 400;

  private Training() {}

  /// Starts, is asked for its pages, stops.
  public static void main(String[] words) throws Exception {
    Shell shell =
        new Shell(
            System.getenv(), Path.of("").toAbsolutePath(), silent(), System.err, Training::fail);
    var line = new CommandLine(shell, Time.SYSTEM);
    line.execute(List.of("check"));
    Agent agent =
        new Agent(
            shell,
            Arguments.parse(
                List.of(
                    "run",
                    "--set",
                    "server.listen=127.0.0.1:0",
                    "--set",
                    "data_dir=data",
                    "--set",
                    "shippers=[{type: file, path: data/out}]")),
            Time.SYSTEM);
    agent.start();
    new Signals();
    for (int round = 0; round < ACCEPTS.size(); round++) {
      for (String page : PAGES) {
        ask(agent.ports().getFirst(), page, ACCEPTS.get(round));
      }
    }
    for (int i = 0; i < COLLECTIONS; i++) {
      agent.collect();
    }
    line.execute(List.of("health", "--set", "server.listen=127.0.0.1:" + agent.ports().getFirst()));
    agent.reload();
    agent.stop();
    line.execute(List.of("once"));
  }

  private static void fail() {
    throw new IllegalStateException("the journal died");
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
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
