package dev.sonde.collectors.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryContract;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsDiscoveryTest extends DiscoveryContract {
  private static final String NAME = "nodes.example.com";
  private static final String CONF = "nameserver 127.0.0.1\noptions timeout:30\n";
  private static final byte[] DB = Crafted.name("db.example.com");

  private List<String> names = List.of(NAME);
  private RecordType type = RecordType.A;
  private NamePeer peer;
  private Path file;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    peer = NamePeer.open("127.0.0.1").getFirst();
    file = Files.writeString(folder.resolve("resolv.conf"), CONF);
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
  }

  @Override
  protected Discovery discovery() {
    return new DnsDiscovery(
        new DnsDiscoveryConfig(names, type, 9100, Duration.ofSeconds(30)),
        new ResolvFile(file, new DirectCalls()),
        new Resolver(Time.SYSTEM, SecureRandom::new, peer.port()),
        pause);
  }

  @Override
  protected void list(String... addresses) {
    var hosts = Arrays.stream(addresses).map(each -> each.substring(0, each.indexOf(':'))).toList();
    answer(Crafted.OK, hosts);
  }

  @Override
  protected void vanish() {
    answer(Crafted.NO_SUCH_NAME, List.of());
  }

  @Override
  protected void spoil() {
    answer(Crafted.SERVER_FAILURE, List.of());
  }

  private void answer(int flags, List<String> hosts) {
    peer.answer((question, _) -> {
      var crafted = Crafted.to(question, flags);
      hosts.forEach(crafted::host);
      return List.of(crafted.bytes());
    });
  }

  @Test
  void trouble_saysWhatWasAskedForAndWhy() throws Exception {
    spoil();
    assertThat(start()).isEqualTo(Duration.ofSeconds(30));
    assertThat(heard.trouble())
        .isEqualTo("A records of nodes.example.com: 127.0.0.1 answers SERVFAIL");
  }

  @Test
  void hosts_inAnotherOrder_areTheSame() throws Exception {
    list(ONE, TWO);
    start();
    list(TWO, ONE, TWO);
    pause.round();
    assertThat(heard.news()).containsExactly("found " + NAME + " [" + ONE + ", " + TWO + "]");
  }

  @Test
  void hosts_haveThePort() throws Exception {
    list(ONE);
    start();
    assertThat(heard.targets())
        .containsExactly(Map.of("__address__", ONE, "__meta_dns_name", NAME));
  }

  @Test
  void hosts6_areInBrackets() throws Exception {
    type = RecordType.AAAA;
    peer.answer((question, _) ->
        List.of(
            Crafted.to(question, Crafted.OK).host6("20010db8000000000000000000000001").bytes()));
    start();
    assertThat(heard.addresses()).containsExactly("[2001:db8::1]:9100");
  }

  @Test
  void services_haveTheirOwnPort() throws Exception {
    type = RecordType.SRV;
    peer.answer((question, _) ->
        List.of(
            Crafted.to(question, Crafted.OK).service(5432, DB).service(1, new byte[1]).bytes()));
    start();
    assertThat(heard.targets())
        .containsExactly(
            Map.of(
                "__address__", "db.example.com:5432",
                "__meta_dns_name", NAME,
                "__meta_dns_srv_record_target", "db.example.com.",
                "__meta_dns_srv_record_port", "5432"));
  }

  @Test
  void mailServers_areTargets() throws Exception {
    type = RecordType.MX;
    peer.answer((question, _) -> List.of(Crafted.to(question, Crafted.OK).mail(DB).bytes()));
    start();
    assertThat(heard.targets())
        .containsExactly(
            Map.of(
                "__address__", "db.example.com:9100",
                "__meta_dns_name", NAME,
                "__meta_dns_mx_record_target", "db.example.com."));
  }

  @Test
  void nameServers_areTargets() throws Exception {
    type = RecordType.NS;
    peer.answer((question, _) -> List.of(Crafted.to(question, Crafted.OK).server(DB).bytes()));
    start();
    assertThat(heard.targets())
        .containsExactly(
            Map.of(
                "__address__", "db.example.com:9100",
                "__meta_dns_name", NAME,
                "__meta_dns_ns_record_target", "db.example.com."));
  }

  @Test
  void names_areEachForThemselves() throws Exception {
    names = List.of("good.example.com", "bad.example.com", "good.example.com");
    peer.answer((question, _) ->
        List.of(
            Crafted.asked(question).startsWith("good")
                ? Crafted.to(question, Crafted.OK).host("192.0.2.1").bytes()
                : Crafted.to(question, Crafted.SERVER_FAILURE).bytes()));
    start();
    assertThat(heard.addresses()).containsExactly(ONE);
    assertThat(heard.trouble()).startsWith("A records of bad.example.com: ");
  }

  @Test
  void names_many_areAllAskedFor() throws Exception {
    names = IntStream.range(0, 200).mapToObj(i -> "n" + i + ".example.com").toList();
    list(ONE);
    start();
    assertThat(heard.addresses()).isEqualTo(Collections.nCopies(200, ONE));
  }

  @Test
  void resolvConf_changed_isReadAgain() throws Exception {
    names = List.of("nodes");
    list(ONE);
    start();
    assertThat(Crafted.asked(peer.asked().take())).isEqualTo("nodes.");
    Files.writeString(file, CONF + "search cluster.local\n");
    pause.round();
    assertThat(Crafted.asked(peer.asked().take())).isEqualTo("nodes.cluster.local.");
  }

  @Test
  void resolvConf_gone_keepsWhatWasFound() throws Exception {
    list(ONE);
    start();
    Files.delete(file);
    pause.round();
    assertThat(heard.addresses()).containsExactly(ONE);
    assertThat(heard.trouble())
        .isEqualTo(file + ": there is no such file, so no name server is known");
    Files.writeString(file, CONF);
    pause.round();
    assertThat(heard.trouble()).isEmpty();
    assertThat(heard.addresses()).containsExactly(ONE);
  }

  @Test
  void interrupt_whileWaitingForTheAnswer_endsIt() throws Exception {
    peer.answer((_, _) -> List.of());
    begin();
    peer.asked().take();
    interrupt();
    assertThat(end()).isInstanceOf(InterruptedException.class);
  }
}
