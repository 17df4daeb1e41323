package dev.sonde.http.tls;

import dev.sonde.api.Time;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLEngine;

/// A process of its own for what Java reads once: prints what happened, line by line.
final class OldTls {
  private static final String OLD_SUITE = "TLS_RSA_WITH_AES_128_GCM_SHA256";

  private final Desk desk;

  private OldTls(Path folder) {
    this.desk = new Desk(folder);
  }

  /// @param arguments `named`: a configuration names what is old before the first connection;
  ///   `expected`: it was read before, and is asked for after; `late`: after it; `nothing`: a
  ///   configuration is made, and no connection
  public static void main(String[] arguments) throws Exception {
    var run = new OldTls(Files.createTempDirectory(Path.of(arguments[1]), "tls"));
    switch (arguments[0]) {
      case "named" -> run.named();
      case "late" -> run.late();
      case "expected" -> run.expected();
      default -> run.nothing();
    }
  }

  private void named() throws Exception {
    Tls usual = desk.tls(desk.trusting());
    Tls old = desk.tls(desk.trusting().speaking(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1));
    Tls suite =
        desk.tls(desk.trusting().speaking(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2, OLD_SUITE));
    for (var version : List.of("TLSv1", "TLSv1.1")) {
      try (var peer = peer(version)) {
        say(version + ", named", old, peer);
        say(version + ", usual", usual, peer);
      }
    }
    try (var peer =
        new TlsPeer(
            Issued.named("s").rsa().host("localhost").by(desk.ca()),
            List.of(),
            change -> {
              change.setProtocols(new String[] {"TLSv1.2"});
              change.setCipherSuites(new String[] {OLD_SUITE});
            })) {
      say("suite, named", suite, peer);
      say("suite, usual", usual, peer);
    }
    desk.log().forEach(System.out::println);
  }

  private void expected() throws Exception {
    Draft old = desk.trusting().speaking(TlsVersion.TLS_1_0, TlsVersion.TLS_1_0);
    desk.contexts().expect(old.made());
    Tls first = desk.tls(desk.trusting());
    try (var peer = TlsPeer.plain(desk.server())) {
      say("first", first, peer);
    }
    try (var peer = peer("TLSv1")) {
      say("old", desk.tls(old), peer);
    }
    desk.log().forEach(System.out::println);
  }

  private void late() throws Exception {
    try (var peer = TlsPeer.plain(desk.server())) {
      say("first", desk.tls(desk.trusting()), peer);
      say(
          "mixed",
          desk.tls(desk.trusting().speaking(TlsVersion.TLS_1_0, TlsVersion.TLS_1_2)),
          peer);
      say("old", desk.tls(desk.trusting().speaking(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1)), peer);
    }
    desk.log().forEach(System.out::println);
  }

  private void nothing() {
    var contexts = new TlsContexts(Time.SYSTEM, new DirectCalls());
    try (Tls tls = contexts.client(TlsConfig.DEFAULT)) {
      System.out.println("made " + tls.certificates() + contexts.certificates());
    }
  }

  private TlsPeer peer(String version) throws Exception {
    return new TlsPeer(
        desk.server(), List.of(), change -> change.setProtocols(new String[] {version}));
  }

  private static void say(String what, Tls tls, TlsPeer peer) throws InterruptedException {
    try {
      SSLEngine engine = TlsTalk.talk(tls, "localhost", peer.port());
      var session = engine.getSession();
      System.out.println(what + ": " + session.getProtocol() + " " + session.getCipherSuite());
    } catch (IOException e) {
      System.out.println(what + ": " + e.getMessage());
    }
  }
}
