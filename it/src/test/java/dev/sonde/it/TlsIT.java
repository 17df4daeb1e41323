package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Nginx.Request;
import dev.sonde.it.Pki.Pair;
import dev.sonde.it.TlsCase.Group;
import dev.sonde.testkit.FaultyPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Every TLS setting, each shown by an nginx that takes or refuses because of it.
@TestInstance(Lifecycle.PER_CLASS)
final class TlsIT {
  private static final String NAMES = "DNS:localhost,IP:127.0.0.1";
  private static final String EXAMPLE =
      "cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]";
  private static final String VERSION = "the server refuses: it does not speak";
  private static final String SUITE = "the server refuses: it finds no version, cipher suite";
  private static final String PASSPHRASE = "correct horse";
  private static final String WEAK = "ssl_ciphers DEFAULT@SECLEVEL=0";
  private static final String ONE_EACH = "keepalive_requests 1";

  private static final int COLLECTIONS = 3;

  /// Java forgets what it need not keep with every collection, as it does when memory is short.
  private static final String FORGETFUL = "-XX:SoftRefLRUPolicyMSPerMB=0";

  private final Map<Group, SondeProcess> sondes = new EnumMap<>(Group.class);
  private final Path folder;
  private final FaultyPeer receiver = new FaultyPeer();
  private final Nginx nginx;
  private final TlsCases cases;
  private final Pki pki;
  private final Pair ca;
  private final Pair rsa;
  private final Pair ec;
  private final String trust;

  TlsIT(@TempDir Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    pki = new Pki(folder.resolve("pki"));
    nginx = new Nginx(folder.resolve("nginx"), receiver.url(""));
    cases = new TlsCases(nginx);
    ca = pki.authority("ca");
    rsa = pki.rsa("rsa", ca, NAMES);
    ec = pki.ec("ec", ca, NAMES);
    trust = trust(ca);
  }

  private static String trust(Pair in) {
    return "ca_file: " + in.certificate();
  }

  @BeforeAll
  void start() throws IOException, InterruptedException {
    versions();
    olderVersions();
    suites();
    olderSuites();
    serverNames();
    trust();
    clientCertificates();
    sessionTickets();
    nginx.start();
    for (var group : Group.values()) {
      sondes.put(group, launch(group).start());
    }
  }

  private Launch launch(Group group) throws IOException {
    var own = Files.createDirectories(folder.resolve(group.name()));
    var shippers =
        cases.all().stream()
            .filter(each -> each.group() == group)
            .map(TlsCase::shipper)
            .collect(Collectors.joining());
    return Launch.in(own)
        .environment("SONDE_JAVA_OPTS", FORGETFUL)
        .file("interval: 500ms\ncollectors: {host: {enabled: false}}\nshippers:\n" + shippers);
  }

  @AfterAll
  void end() throws IOException {
    sondes.values().forEach(SondeProcess::close);
    nginx.close();
    receiver.close();
  }

  @TestFactory
  Stream<DynamicTest> settings() {
    return cases.all().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.name(),
                () -> each.judge(Objects.requireNonNull(sondes.get(each.group())), nginx)));
  }

  private TlsCases.Server server(String... lines) {
    return cases.server(rsa, trust, lines);
  }

  private void versions() throws IOException {
    server("ssl_protocols TLSv1.2").taken("default, a 1.2 server", spoken("TLSv1.2"));
    server("ssl_protocols TLSv1.3").taken("default, a 1.3 server", spoken("TLSv1.3"));
    server("ssl_protocols TLSv1.2 TLSv1.3").taken("default, both", spoken("TLSv1.3"));
    server("ssl_protocols TLSv1.1", WEAK).refused("default, a 1.1 server", VERSION);
    server("ssl_protocols TLSv1.2 TLSv1.3")
        .met("max_version: TLS1.2")
        .taken("max 1.2, both", spoken("TLSv1.2"));
    server("ssl_protocols TLSv1.3")
        .met("max_version: TLS1.2")
        .refused("max 1.2, a 1.3 server", VERSION);
    server("ssl_protocols TLSv1.2 TLSv1.3")
        .met("min_version: TLS1.3")
        .taken("min 1.3, both", spoken("TLSv1.3"));
    server("ssl_protocols TLSv1.2")
        .met("min_version: TLS1.3")
        .refused("min 1.3, a 1.2 server", VERSION);
    server("ssl_protocols TLSv1.3")
        .met("min_version: TLS1.3, max_version: TLS1.3")
        .taken("1.3 alone", spoken("TLSv1.3"));
  }

  private void olderVersions() throws IOException {
    var all = "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3";
    server("ssl_protocols TLSv1", WEAK)
        .old()
        .met("min_version: TLS1.0")
        .taken("min 1.0, a 1.0 server", spoken("TLSv1"));
    server("ssl_protocols TLSv1.1", WEAK)
        .old()
        .met("min_version: TLS1.0")
        .taken("min 1.0, a 1.1 server", spoken("TLSv1.1"));
    server(all, WEAK).old().met("min_version: TLS1.0").taken("min 1.0, all", spoken("TLSv1.3"));
    server(all, WEAK)
        .old()
        .met("min_version: TLS1.0, max_version: TLS1.1")
        .taken("max 1.1, all", spoken("TLSv1.1"));
    server(all, WEAK)
        .old()
        .met("min_version: TLS1.0, max_version: TLS1.0")
        .taken("max 1.0, all", spoken("TLSv1"));
    server("ssl_protocols TLSv1", WEAK)
        .old()
        .met("min_version: TLS1.1")
        .refused("min 1.1, a 1.0 server", VERSION);
    server("ssl_protocols TLSv1.1", WEAK)
        .old()
        .refused("default beside old ones, a 1.1 server", VERSION);
    server(all, WEAK).old().taken("default beside old ones, all", spoken("TLSv1.3"));
  }

  private void suites() throws IOException {
    server("ssl_protocols TLSv1.3").met(EXAMPLE).taken("example suites, 1.3", spoken("TLSv1.3"));
    server("ssl_protocols TLSv1.2")
        .met(EXAMPLE)
        .taken("example suites, 1.2", each -> each.cipher().startsWith("ECDHE-RSA-AES"));
    server("ssl_protocols TLSv1.2", "ssl_ciphers ECDHE-RSA-CHACHA20-POLY1305")
        .met(EXAMPLE)
        .refused("example suites, a server with another", SUITE);
    cases
        .server(ec, trust, "ssl_protocols TLSv1.2")
        .met(EXAMPLE)
        .refused("example suites, 1.2, an EC certificate", SUITE);
    for (var each : TlsSuites.EPHEMERAL) {
      cases
          .server(each.isEc() ? ec : rsa, trust, "ssl_protocols TLSv1.2", each.directive())
          .met("cipher_suites: [" + each.name() + "]")
          .taken(each.name(), request -> request.cipher().equals(each.openssl()));
    }
    for (var each : TlsSuites.TLS_1_3) {
      server("ssl_protocols TLSv1.3", "ssl_conf_command Ciphersuites " + each)
          .met("cipher_suites: [" + each + "]")
          .taken(each, request -> request.cipher().equals(each));
    }
  }

  private void olderSuites() throws IOException {
    for (var each : TlsSuites.STATIC_RSA) {
      server("ssl_protocols TLSv1.2", each.directive())
          .old()
          .met("cipher_suites: [" + each.name() + "]")
          .taken(each.name(), request -> request.cipher().equals(each.openssl()));
    }
    server("ssl_protocols TLSv1.2", "ssl_ciphers AES128-GCM-SHA256")
        .old()
        .refused("default beside old ones, a server without forward secrecy", SUITE);
  }

  private void serverNames() throws IOException, InterruptedException {
    int port = nginx.port();
    for (var each : new String[] {"one.test", "two.test"}) {
      nginx.server(port, pki.ec(each, ca, "DNS:" + each), List.of("server_name " + each));
    }
    server().with(port).met("server_name: one.test").taken("server_name one", named("one.test"));
    server().with(port).met("server_name: two.test").taken("server_name two", named("two.test"));
    server().with(port).refused("no server_name, certificate of another", "localhost");
    server().with(port).met("server_name: three.test").refused("name of nobody", "three.test");
  }

  private void trust() throws IOException, InterruptedException {
    var other = pki.authority("other");
    var expired = pki.expired("expired", ca, NAMES);
    var elsewhere = pki.ec("elsewhere", ca, "DNS:elsewhere.test");
    var stranger = pki.ec("stranger", other, NAMES);
    var alone = pki.alone("alone", NAMES);
    cases
        .server(stranger, trust)
        .refused("certificate of another authority", "cn=other", "not among those in");
    cases.server(stranger, "").refused("system trust, a private authority", "the system's");
    cases.server(expired, trust).refused("expired certificate", "expired");
    cases
        .server(elsewhere, trust)
        .refused("certificate of another host", "for elsewhere.test, not for localhost");
    cases.server(alone, trust).refused("self-signed certificate", "signed by itself");
    cases.server(alone, trust(alone)).taken("self-signed and named", _ -> true);
    cases.server(stranger, trust(pki.chain(ca, other))).taken("bundle of two", _ -> true);
    cases.server(rsa, trust).at("127.0.0.1").taken("address in the certificate", _ -> true);
    cases
        .server(elsewhere, trust)
        .at("127.0.0.1")
        .refused("address not in it", "not for 127.0.0.1");
    var between = pki.authority("between", ca);
    var below = pki.ec("below", between, NAMES);
    cases.server(pki.chain(below, between), trust).taken("chain through another", _ -> true);
    cases
        .server(below, trust)
        .refused("chain that is not whole", "cn=between", "certificates between");
    for (var each : new Pair[] {stranger, expired, elsewhere, alone}) {
      cases
          .server(each, trust)
          .met("insecure_skip_verify: true")
          .taken("insecure_skip_verify, " + each.certificate().getFileName(), _ -> true);
    }
  }

  private void clientCertificates() throws IOException, InterruptedException {
    var keys =
        List.of(
            pki.rsa("client-rsa", ca, ""),
            pki.traditional(pki.rsa("client-rsa-1", ca, "")),
            pki.ec("client-ec", ca, ""),
            pki.traditional(pki.ec("client-ec-1", ca, "")));
    for (var each : keys) {
      required().met(identity(each)).taken("client key " + each.key().getFileName(), verified());
    }
    var secret = Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
    for (var each : new Pair[] {keys.get(0), keys.get(2)}) {
      required()
          .met(identity(pki.encrypted(each, PASSPHRASE)))
          .met("key_passphrase: \"${file:" + secret + "}\"")
          .taken("encrypted client key " + each.key().getFileName(), verified());
    }
    required()
        .met(identity(pki.encrypted(pki.rsa("locked", ca, ""), PASSPHRASE)))
        .met("key_passphrase: wrong")
        .refused("wrong passphrase", "key_passphrase does not open it");
    required().refused("no client certificate", "no required ssl certificate was sent");
    required()
        .met(identity(pki.ec("client-stranger", pki.authority("another"), "")))
        .refused("client certificate of another authority", "the ssl certificate error");
    server(asks("optional")).taken("optional, none", verify("NONE"));
    server(asks("optional")).met(identity(keys.get(2))).taken("optional, one", verified());
  }

  private TlsCases.Server required() {
    return server(asks("on"));
  }

  private String[] asks(String how) {
    return new String[] {"ssl_verify_client " + how, "ssl_client_certificate " + ca.certificate()};
  }

  private static String identity(Pair of) {
    return "cert_file: " + of.certificate() + ", key_file: " + of.key();
  }

  private void sessionTickets() throws IOException {
    for (var version : new String[] {"TLSv1.2", "TLSv1.3"}) {
      var speak = "ssl_protocols " + version;
      server(speak, ONE_EACH, "ssl_session_cache off", "ssl_session_tickets on")
          .met("session_tickets: true")
          .taken("tickets, " + version, 4, spoken(version));
      server(speak, ONE_EACH, "ssl_session_cache off", "ssl_session_tickets on")
          .met("session_tickets: false")
          .taken("no tickets, " + version, 4, spoken(version).and(each -> !each.reused()));
      server(speak, ONE_EACH, "ssl_session_cache off", "ssl_session_tickets off")
          .met("session_tickets: true")
          .taken("server without tickets, " + version, 4, each -> !each.reused());
    }
  }

  @TestFactory
  Stream<DynamicTest> sessionTickets_resumeSessions() {
    return cases.all().stream()
        .filter(each -> each.name().startsWith("tickets, "))
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> resumes(each)));
  }

  private void resumes(TlsCase with) throws IOException, InterruptedException {
    var sonde = Objects.requireNonNull(sondes.get(with.group()));
    with.judge(sonde, nginx);
    int before = nginx.requests("/" + with.id()).size();
    for (int i = 0; i < COLLECTIONS; i++) {
      sonde.collect();
    }
    var all = sonde.await(() -> nginx.requests("/" + with.id()), each -> each.size() > before + 1);
    assertThat(all.stream().skip(1)).allMatch(Request::reused);
  }

  @Test
  void keyFileOfOthers_isWarnedOf() throws Exception {
    var client = pki.ec("client-open", ca, "");
    Files.setPosixFilePermissions(client.key(), PosixFilePermissions.fromString("rw-r--r--"));
    var own = Files.createDirectories(folder.resolve("open"));
    int nobody = Ports.free();
    var only =
        new TlsCase(
            "",
            "open",
            "localhost:" + nobody,
            trust + ", " + identity(client),
            Group.MODERN,
            new TlsCase.Wanted.Refused(List.of()));
    try (var sonde = Launch.in(own).file("shippers:\n" + only.shipper()).start()) {
      sonde.awaitLog(client.key().toString());
      assertThat(sonde.log()).contains("WARN");
    }
  }

  private static Predicate<Request> spoken(String version) {
    return each -> each.protocol().equals(version);
  }

  private static Predicate<Request> named(String name) {
    return each -> each.serverName().equals(name);
  }

  private static Predicate<Request> verified() {
    return verify("SUCCESS");
  }

  private static Predicate<Request> verify(String result) {
    return each -> each.clientVerify().equals(result);
  }
}
